import Foundation
import Testing

@Suite("proofmark check")
struct CheckCommandTests {
  @Test(
    "the exit code says the gravest of all outcomes: refused, then not met, then not determined",
    arguments: [
      ([Workplace.compliant], 0), ([Workplace.notCompliant], 1), ([Workplace.notDetermined], 2),
      (["none.xml"], 3),
      ([Workplace.compliant, Workplace.notDetermined], 2),
      ([Workplace.notDetermined, Workplace.notCompliant], 1),
      ([Workplace.notCompliant, Workplace.notDetermined, Workplace.compliant], 1),
      (["none.xml", Workplace.notCompliant], 3),
      ([Workplace.compliant, "none.xml", Workplace.notDetermined], 3),
    ] as [([String], Int32)])
  func exitCodes(files: [String], code: Int32) throws {
    let run = try Workplace().run(["check"] + files)
    #expect(run.code == code)
  }

  @Test("no registry is needed, and none is made")
  func noRegistry() throws {
    let place = try Workplace()
    try place.run("check", Workplace.compliant)
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.folder) == [])
  }

  @Test("a refused document is named with line and code, each problem on standard error, with what to do")
  func refused() throws {
    let place = try Workplace()
    let path = try place.changed(
      "fennick-fe-iv-135", "<observation n=\"2\" depth=\"19.6\"/>", to: "<observation n=\"1\" depth=\"NaN\"/>"
    )
    let line =
      try #require(
        String(contentsOfFile: path, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
          .firstIndex { $0.contains("NaN") }) + 1
    let run = try place.run("check", path)
    #expect(run.code == 3)
    #expect(run.output == "")
    #expect(run.errors.contains("\(path):\(line): error: Two observations of the series have this number."))
    #expect(run.errors.contains("[report.observation.duplicate]"))
    #expect(run.errors.contains("\(path):\(line): error: The value of depth is not a number. (found NaN;"))
    #expect(run.errors.contains("[report.number]"))
    #expect(run.errors.contains("Write the reading with a decimal point"))
    #expect(run.errors.contains("refused, 3 problems."))
  }

  @Test("as JSON: file, verdict, hash, diagnostics and determination, with null for what there is not")
  func json() throws {
    let run = try Workplace().run(["check", Workplace.compliant, "none.xml", "--format", "json"])
    #expect(run.code == 3)
    let results = try run.json([[String: Any]].self)
    #expect(results.map { $0["verdict"] as? String } == ["compliant", "refused"])
    #expect(results.map { $0["file"] as? String } == [Workplace.compliant, "none.xml"])
    #expect((results[0]["sha256"] as? String)?.count == 64)
    #expect((results[0]["diagnostics"] as? [Any])?.count == 0)
    #expect(results[0]["reason"] is NSNull)
    let determination = try #require(results[0]["determination"] as? [String: Any])
    #expect(determination["verdict"] as? String == "compliant")
    #expect((determination["findings"] as? [[String: Any]])?.isEmpty == false)
    #expect(results[1]["determination"] is NSNull)
    #expect(results[1]["sha256"] is NSNull)
    let problem = try #require((results[1]["diagnostics"] as? [[String: Any]])?.first)
    #expect(problem["code"] as? String == "registry.source.unreadable")
    #expect(problem["severity"] as? String == "error")
    #expect((problem["message"] as? String)?.contains("No such file or directory") == true)
  }

  @Test("standard input is read for -")
  func standardInput() throws {
    let bytes = try #require(FileManager.default.contents(atPath: Workplace.notCompliant))
    let run = try Workplace().run("check", "-", input: [UInt8](bytes))
    #expect(run.code == 1)
    #expect(run.output.contains("NOT COMPLIANT"))
    #expect(run.output.contains("standard input"))
  }

  @Test("--explain goes down to the shots and their lines")
  func explain() throws {
    let place = try Workplace()
    let brief = try place.run("check", Workplace.notCompliant)
    let long = try place.run("check", Workplace.notCompliant, "--explain")
    #expect(long.code == 1)
    #expect(long.output.count > brief.output.count * 2)
    #expect(long.output.contains("\(Workplace.notCompliant):"))
  }

  @Test("a report to a standard that is not defined is not determined, and what is defined is said")
  func unknownStandard() throws {
    let place = try Workplace()
    let path = try place.changed(
      "fennick-fe-iv-135", "standard=\"NIJ-0101.06\"", to: "standard=\"NIJ-0199.00\"")
    let run = try place.run("check", path)
    #expect(run.code == 2)
    #expect(run.output.contains("There is no definition of NIJ-0199.00"))
    #expect(run.output.contains("NIJ-0101.06, NIJ-0101.07"))
    let empty = try place.run("check", path, "--standards", place.folder)
    #expect(empty.output.contains("there is none at all."))
  }

  @Test("a folder of definitions that is not there is an input refused, not a requirement failed")
  func noStandards() throws {
    let run = try Workplace().run("check", Workplace.compliant, "--standards", "absent")
    #expect(run.code == 3)
    #expect(
      run.errors.contains(
        "The folder of standard definitions absent cannot be read: No such file or directory."))
  }

  @Test("a warning does not refuse a report")
  func warning() throws {
    let run = try Workplace().run("check", Workplace.report("fennick-fe-iv-139-unknown-unit"))
    #expect(run.code == 2)
    #expect(run.errors.contains("warning: The unit of velocity is unknown"))
    #expect(run.errors.contains("[report.unit.unknown]"))
  }

  @Test(
    "a folder without reports, a device without end, an empty file and a document of another kind are refused, each in words"
  )
  func odd() throws {
    let place = try Workplace()
    let empty = try place.file("empty.xml", "")
    let barren = URL(fileURLWithPath: try place.file("barren/notes.txt", "none")).deletingLastPathComponent()
      .path
    for (path, words) in [
      (barren, "It is a folder"), ("/dev/zero", "The file is too large"), (empty, "[xml.empty]"),
      (Workplace.examplesFolder + "/models/fennick-fe-iv-135.xml", "[xml.namespace]"),
    ] {
      let run = try place.run("check", path)
      #expect(run.code == 3, "\(path)")
      #expect(run.errors.contains(words), "\(run.errors)")
      #expect(run.peakMemory < max(400_000_000, Program.ownPeakMemory + 1))
    }
  }

  @Test("a folder stands for every report below it")
  func folder() throws {
    let place = try Workplace()
    for (name, report) in [("a.xml", Workplace.compliant), ("deep/b.XML", Workplace.notCompliant)] {
      try place.file(name, Array(try Data(contentsOf: URL(fileURLWithPath: report))))
    }
    let results = try place.run("check", ".", "--format", "json").json([[String: Any]].self)
    #expect(results.map { $0["verdict"] as? String } == ["compliant", "not compliant"])
  }

  @Test("--strict refuses for a warning")
  func strict() throws {
    let place = try Workplace()
    let report = Workplace.report("fennick-fe-iv-139-unknown-unit")
    let run = try place.run("check", report, "--strict", "--format", "json")
    #expect(run.code == 3)
    let result = try #require(run.json([[String: Any]].self).first)
    #expect(result["verdict"] as? String == "refused")
    let diagnostics = try #require(result["diagnostics"] as? [[String: Any]])
    #expect(diagnostics.map { $0["severity"] as? String } == ["error"])
    #expect(try place.run("check", Workplace.compliant, "--strict").code == 0)
  }

  @Test(
    "a page about one report: the verdict it would get, or every problem with its place, and nothing from elsewhere"
  )
  func page() throws {
    let place = try Workplace()
    let run = try place.run("check", Workplace.notCompliant, "--format", "html", "--output", "page.html")
    #expect(run.code == 1)
    let page = try String(contentsOfFile: place.folder + "/page.html", encoding: .utf8)
    #expect(page.contains("The verdict would be: NOT COMPLIANT"))
    #expect(page.contains("no shot: perforation – found: 1 of 24"))
    let broken = try place.changed("fennick-fe-iv-135", "depth=\"19.6\"", to: "depth=\"&lt;b&gt;\"")
    let refused = try place.run("check", broken, "--format", "html")
    #expect(refused.code == 3)
    #expect(refused.output.contains("REFUSED") && refused.output.contains("report.number"))
    #expect(refused.output.contains("&lt;b&gt;") && !refused.output.contains("<b>"))
    for text in [page, refused.output] {
      #expect(!text.contains("<script") && !text.contains("src=") && !text.contains("<link"))
    }
    #expect(
      try place.run("check", Workplace.compliant, Workplace.notCompliant, "--format", "html").code == 64)
  }

  @Test("--watch checks what is there, what is written later and what is mended, and says what is gone")
  func watch() throws {
    let place = try Workplace()
    let log = place.folder + "/log"
    let first = try place.file(
      "reports/first.xml", Array(try Data(contentsOf: URL(fileURLWithPath: Workplace.compliant))))
    let child = try Child(["check", "reports", "--watch"], in: place.folder, output: log)
    /// Waits until the log says so, so that a slow machine is no failure; one that never says so ends by the guardian.
    func awaits(_ words: String) throws -> Bool {
      for _ in 0..<1200 {
        if try String(contentsOfFile: log, encoding: .utf8).contains(words) { return true }
        usleep(50_000)
      }
      return false
    }
    #expect(try awaits("Watching reports"))
    #expect(try awaits("reports/first.xml"))
    try place.file(
      "reports/second.xml", Array(try Data(contentsOf: URL(fileURLWithPath: Workplace.notCompliant))))
    #expect(try awaits("NOT COMPLIANT"))
    unlink(first)
    #expect(try awaits("reports/first.xml: gone."))
    child.kill()
    #expect(try child.wait().code == 137)
  }
}
