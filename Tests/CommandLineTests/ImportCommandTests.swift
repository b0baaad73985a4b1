import Foundation
import Testing

@Suite("proofmark import")
struct ImportCommandTests {
  private let supplier = Workplace.examplesFolder + "/suppliers/fennick.xml"

  @Test(
    "what was imported, unchanged and refused is summed up, and the exit code says whether anything was refused"
  )
  func summary() throws {
    let place = try Workplace()
    let first = try place.run("import", supplier)
    #expect(first.code == 0)
    #expect(first.output.contains("1 document in "))
    #expect(first.output.contains("1 imported"))
    let again = try place.run("import", supplier)
    #expect(again.code == 0)
    #expect(again.output.contains("0 imported (0.0 MB), 1 unchanged, 0 refused; 0 models judged."))
    let mixed = try place.run("import", supplier, try place.file("bad.xml", "<supplier>"))
    #expect(mixed.code == 3)
    #expect(mixed.output.contains("1 unchanged, 1 refused"))
    #expect(mixed.errors.contains("bad.xml:1"))
  }

  @Test("verdicts do not change the exit code")
  func verdicts() throws {
    let place = try Workplace(hasExamples: true)
    #expect(try place.run("import", Workplace.notCompliant).code == 0)
  }

  @Test("in a pipe nothing is drawn and nothing is coloured")
  func quiet() throws {
    let place = try Workplace()
    let run = try place.run("import", Program.root + "/Standards", Program.root + "/Registry")
    #expect(run.code == 0)
    #expect(!run.hasTerminalCodes)
    #expect(!run.errors.contains("Importing"))
  }

  @Test("as JSON: counts, and each document that is new or has a problem")
  func json() throws {
    let place = try Workplace()
    try place.run("import", supplier)
    let run = try place.run(
      "import", Workplace.examplesFolder + "/suppliers", "absent", try place.file("bad.xml", "<supplier>"),
      "--format",
      "json")
    #expect(run.code == 3)
    let report = try run.json()
    #expect(report["imported"] as? Int == 8)
    #expect(report["unchanged"] as? Int == 1)
    #expect(report["refused"] as? Int == 2)
    #expect(report["judged"] as? Int == 0)
    let documents = try #require(report["documents"] as? [[String: Any]])
    #expect(documents.count == 10)
    #expect(documents.count { $0["result"] as? String == "imported" } == 8)
    for document in documents where document["result"] as? String == "refused" {
      let problem = try #require((document["diagnostics"] as? [[String: Any]])?.first)
      #expect(problem["code"] is String)
      #expect(problem["file"] as? String == document["file"] as? String)
    }
    for document in documents where document["result"] as? String == "imported" {
      #expect(document["kind"] as? String == "supplier")
      #expect((document["sha256"] as? String)?.count == 64)
    }
  }

  @Test(
    "folders are searched for .xml files at any depth and in any case; folders of that name are no documents")
  func folders() throws {
    let place = try Workplace()
    let bytes = try #require(FileManager.default.contents(atPath: supplier))
    try place.file("in/deep/deeper/a.XML", [UInt8](bytes))
    try place.file("in/readme.txt", "nothing")
    try place.file("in/folder.xml/notes.txt", "nothing")
    let run = try place.run("import", "in")
    #expect(run.code == 0)
    #expect(run.output.contains("1 document in"))
  }

  @Test(
    "a link to a folder is the folder, with and without a slash at its end", arguments: ["inbox", "inbox/"])
  func links(name: String) throws {
    let place = try Workplace()
    let supplier = Program.root + "/Registry/examples/suppliers"
    try FileManager.default.createSymbolicLink(atPath: place.folder + "/inbox", withDestinationPath: supplier)
    let run = try place.run("import", name, "--format", "json")
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.errors == "")
    #expect(run.output.contains(#""inbox/"#) || run.output.contains(#""inbox\/"#), "\(run.output)")
  }

  @Test("one document comes from standard input")
  func standardInput() throws {
    let bytes = try #require(FileManager.default.contents(atPath: supplier))
    let run = try Workplace().run("import", "-", input: [UInt8](bytes))
    #expect(run.code == 0)
    #expect(run.output.contains("1 imported"))
    let refused = try Workplace().run("import", "-", input: Array("nonsense".utf8))
    #expect(refused.code == 3)
    #expect(refused.errors.contains("standard input:1"))
  }

  @Test("a path that leads nowhere is refused, and makes no registry")
  func absent() throws {
    let place = try Workplace()
    let run = try place.run("import", "absent.xml")
    #expect(run.code == 3)
    #expect(run.errors.contains("absent.xml: error: There is no such file or folder."))
    #expect(run.output.contains("1 refused"))
    #expect(!place.exists("registry.sqlite"))
  }

  @Test("an empty folder is said to be empty, and is no error")
  func empty() throws {
    let place = try Workplace()
    try place.file("in/readme.txt", "nothing")
    let run = try place.run("import", "in")
    #expect(run.code == 0)
    #expect(run.errors == "in: There is no .xml file in this folder.\n")
    #expect(!place.exists("registry.sqlite"))
  }

  @Test(
    "--registry comes before PROOFMARK_REGISTRY, which comes before Registry/registry.sqlite; folders are made"
  )
  func registries() throws {
    let place = try Workplace()
    let option = try place.run(
      "import", supplier, "--registry", "a/b/option.sqlite", environment: ["PROOFMARK_REGISTRY": "e.sqlite"])
    #expect(option.code == 0)
    #expect(place.exists("a/b/option.sqlite"))
    #expect(!place.exists("e.sqlite"))
    #expect(try place.run("import", supplier, environment: ["PROOFMARK_REGISTRY": "e.sqlite"]).code == 0)
    #expect(place.exists("e.sqlite"))
    #expect(try place.run("import", supplier, environment: ["PROOFMARK_REGISTRY": ""]).code == 0)
    #expect(place.exists("Registry/registry.sqlite"))
  }

  @Test("a registry that cannot be made or is something else is refused in words, and left alone")
  func noRegistry() throws {
    let place = try Workplace()
    let text = try place.file("notes.txt", "dear diary")
    for (path, code) in [
      ("/proc/nowhere/registry.sqlite", "registry.file.unopened"), (place.folder, "registry.file.unopened"),
      ("notes.txt", "registry.file.foreign"), ("notes.txt/registry.sqlite", "registry.file.unopened"),
    ] {
      let run = try place.run("import", supplier, "--registry", path)
      #expect(run.code == 3, "\(path): \(run.errors)")
      #expect(run.errors.contains("[\(code)]"), "\(path): \(run.errors)")
      #expect(!run.errors.contains("NSCocoaErrorDomain"))
    }
    #expect(try String(contentsOfFile: text, encoding: .utf8) == "dear diary")
  }
}
