import Foundation
import Registry
import Testing

@Suite("A signed site, and proofmark verify-site")
struct VerifySiteCommandTests {
  /// The folder of the example registry with a key, published once for all tests: nothing in it is changed.
  private static let published = Result {
    let place = try Workplace(hasExamples: true)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("signed-\(getpid())").path
    try FileManager.default.moveItem(atPath: place.folder, toPath: folder)
    atexit {
      try? FileManager.default.removeItem(
        at: FileManager.default.temporaryDirectory.appendingPathComponent("signed-\(getpid())"))
    }
    let environment = ["PROOFMARK_REGISTRY": "registry.sqlite"]
    #expect(try Program.run(["key", "make", "registry.key"], in: folder).code == 0)
    let run = try Program.run(
      ["publish", "--output", "site", "--key", "registry.key"], environment: environment, in: folder)
    #expect(run.code == 0, "\(run.errors)")
    return folder
  }

  /// A copy of it, in a workplace of its own.
  private func copy() throws -> Workplace {
    let copy = try Workplace()
    for name in ["site", "registry.key.pub", "registry.sqlite"] {
      try FileManager.default.copyItem(
        atPath: VerifySiteCommandTests.published.get() + "/" + name, toPath: copy.folder + "/" + name)
    }
    return copy
  }

  private func shell(_ command: String, in folder: String) throws -> Program.Run {
    let programs = (Program.path as NSString).deletingLastPathComponent
    return try Child(
      ["-c", command],
      environment: [
        "PATH": "\(programs):/usr/bin:/bin", "PROOFMARK_STANDARDS": Program.root + "/Standards",
      ], in: folder, program: "/bin/sh"
    ).wait()
  }

  @Test("the commands that the page “How to verify” gives do what it says, as they are written")
  func guide() throws {
    let copy = try copy()
    let page = try String(contentsOfFile: copy.folder + "/site/guide/verifying.html", encoding: .utf8)
    let commands = page.matches(of: #/<pre tabindex="0"><code>([^<]*)</code></pre>/#).map { match in
      String(match.output.1).replacing("&#39;", with: "'").replacing("&quot;", with: "\"").replacing(
        "&amp;", with: "&")
    }
    #expect(commands.count == 11)
    let listing = try #require(commands.first(where: { $0.contains("--ignore-missing") }))
    let list = try #require(listing.split(separator: " ").last)
    // What a reader has besides the site: the documents that the list names.
    let text = try String(contentsOfFile: copy.folder + "/site/proof/\(list)", encoding: .utf8)
    try copy.file("documents/\(list)", text)
    var held = 0
    for folder in ["Registry/examples", "Standards"] {
      for path in try FileManager.default.subpathsOfDirectory(atPath: Program.root + "/" + folder)
      where path.hasSuffix(".xml") {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(Program.root)/\(folder)/\(path)")))
        let line = text.split(separator: "\n").first { $0.hasPrefix(SHA256Hex.of(bytes)) }
        guard let line else { continue }
        held += 1
        try copy.file("documents/\(line.dropFirst(66))", bytes)
        if path.hasPrefix("reports/") { try copy.file("documents/report.xml", bytes) }
      }
    }
    // The definition, the model, its report and the decision at least.
    #expect(held > 3, "\(text)")
    for command in commands {
      let isAboutDocuments = command.contains("report.xml") || command.contains("--ignore-missing")
      let run = try shell(command, in: copy.folder + (isAboutDocuments ? "/documents" : "/site"))
      #expect(run.code == 0, "\(command): \(run.output)\(run.errors)")
      if command.contains("--ignore-missing") {
        #expect(run.output.split(separator: "\n").count == held, "\(run.output)")
        #expect(run.errors.isEmpty)
      }
      if command.hasPrefix("sha256sum --check --quiet") { #expect(run.output.isEmpty && run.errors.isEmpty) }
    }
    // And they tell where something is not so.
    let model = try #require(page.firstMatch(of: #/  (models\/[^$]+)\$/#)?.output.1)
    try copy.file("site/\(model)", "forged")
    try copy.file("documents/model.xml", "forged")
    for command in commands where command.contains("--ignore-missing") || command.contains("SHA256SUMS") {
      let isAboutDocuments = command.contains("--ignore-missing")
      let run = try shell(command, in: copy.folder + (isAboutDocuments ? "/documents" : "/site"))
      // The signature of the sums still holds; they are what tells on the page.
      let tells =
        !command.hasPrefix("minisign") && !command.hasPrefix("signify") && !command.contains("proof/")
      #expect((run.code != 0) == tells, "\(command): \(run.output)\(run.errors)")
    }
  }

  @Test("the determination of a proof is the one that the registry has")
  func determination() throws {
    let place = try copy()
    let path = try #require(place.files(of: "site").keys.first { $0.hasPrefix("proof/fennick-fe-iv-135") })
    let text = try String(contentsOfFile: place.folder + "/site/" + path, encoding: .utf8)
    let shown = try place.run("show", "FE-IV-135", "--format", "json").output
    let canonical = shown.hasSuffix("\n") ? String(shown.dropLast()) : shown
    #expect(text.contains("\(SHA256Hex.of(Array(canonical.utf8)))  determination.json\n"))
    #expect(text.contains("# report EX-"))
    #expect(!text.contains("field-report"))
  }

  @Test("a copy is verified on one screen, and as JSON")
  func sound() throws {
    let copy = try copy()
    let run = try copy.run("verify-site", "site", "--public-key", "registry.key.pub")
    #expect(run.code == 0, "\(run.output)\(run.errors)")
    #expect(run.output.contains("This is what the registry published, to the last byte."))
    #expect(run.output.contains("Checkpoint  holds: event "))
    #expect(run.output.split(separator: "\n").count < 12)
    #expect(!run.hasTerminalCodes)
    let json = try copy.run("verify-site", "site", "--public-key", "registry.key.pub", "--format", "json")
      .json()
    #expect(json["isSound"] as? Bool == true)
    #expect(json["signature"] as? String == "holds")
    let count = try copy.files(of: "site").count { !$0.value.isEmpty }
    #expect(json["files"] as? Int == count - 2)
    let unasked = try copy.run("verify-site", "site")
    #expect(unasked.code == 0)
    #expect(unasked.output.contains("Who published them was not checked."))
  }

  @Test("each file that does not fit is named, and the exit code says so")
  func unsound() throws {
    let copy = try copy()
    let site = copy.folder + "/site/"
    let handle = try #require(FileHandle(forUpdatingAtPath: site + "list.csv"))
    try handle.write(contentsOf: Data("x".utf8))
    try handle.close()
    try FileManager.default.removeItem(atPath: site + "search.html")
    try copy.file("site/models/extra.html", "nobody published this")
    try FileManager.default.removeItem(atPath: site + "style.css")
    try FileManager.default.createSymbolicLink(atPath: site + "style.css", withDestinationPath: "/dev/zero")
    let run = try copy.run("verify-site", "site", "--public-key", "registry.key.pub")
    #expect(run.code == 1)
    for line in [
      "  CHANGED  list.csv", "  MISSING  search.html", "  EXTRA  models/extra.html",
      "  CHANGED  style.css: it is no plain file", "This is NOT what was published.",
    ] {
      #expect(run.output.contains(line + "\n"), "\(run.output)")
    }
    let json = try copy.run("verify-site", "site", "--format", "json")
    #expect(json.code == 1)
    let problems = try #require(try json.json()["problems"] as? [[String: String]])
    #expect(
      Set(problems.compactMap { $0["path"] }) == [
        "list.csv", "search.html", "models/extra.html", "style.css",
      ])
  }

  @Test("a signature that is not the registry's, or none, is said")
  func signatures() throws {
    let copy = try copy()
    try copy.run("key", "make", "other.key")
    let other = try copy.run("verify-site", "site", "--public-key", "other.key.pub")
    #expect(other.code == 1 && other.output.contains("Signature   NOT that of the key named"))
    // Whoever forges a page forges the sums as well.
    var sums = try String(contentsOfFile: copy.folder + "/site/SHA256SUMS", encoding: .utf8)
    let page = Array("forged".utf8)
    try copy.file("site/index.html", page)
    let line = try #require(sums.split(separator: "\n").first { $0.hasSuffix("  index.html") })
    sums = sums.replacing(line, with: "\(SHA256Hex.of(page))  index.html")
    try copy.file("site/SHA256SUMS", sums)
    #expect(try copy.run("verify-site", "site").code == 0, "the sums alone prove nothing")
    let forged = try copy.run("verify-site", "site", "--public-key", "registry.key.pub")
    #expect(forged.code == 1 && forged.output.contains("WRONG  SHA256SUMS.minisig"))
    try FileManager.default.removeItem(atPath: copy.folder + "/site/SHA256SUMS.minisig")
    let missing = try copy.run("verify-site", "site", "--public-key", "registry.key.pub")
    #expect(missing.code == 1 && missing.output.contains("MISSING  SHA256SUMS.minisig"))
  }

  @Test(
    "sums that name anything outside the site, twice, or nothing, are said and not followed",
    arguments: [
      "  ../registry.key.pub", "  /etc/passwd", "  a//b", "  ./index.html", " *index.html", "  ", "",
      "  index.html\n" + String(repeating: "0", count: 64) + "  index.html",
    ])
  func hostile(line: String) throws {
    let place = try Workplace()
    let page = Array("page".utf8)
    try place.file("site/index.html", page)
    try place.file("registry.key.pub", "a key")
    try place.file("site/SHA256SUMS", "\(SHA256Hex.of(page))  index.html\n\(SHA256Hex.of(page))\(line)\n")
    let run = try place.run("verify-site", "site")
    #expect(run.code == 1)
    #expect(run.output.contains("WRONG  SHA256SUMS: line 2"), "\(run.output)")
  }

  @Test("a folder that is no site, and a key that is none, are refused")
  func refused() throws {
    let place = try Workplace()
    #expect(try place.run("verify-site", "nowhere").code == 3)
    try place.file("site/index.html", "page")
    let run = try place.run("verify-site", "site")
    #expect(run.code == 3 && run.errors.contains("has no SHA256SUMS"))
    try place.file("site/SHA256SUMS", "")
    #expect(try place.run("verify-site", "site", "--public-key", "site/index.html").code == 3)
  }

  @Test("signing again changes nothing, and a site is published without a signature where no key is named")
  func again() throws {
    let place = try Workplace(hasExamples: true)
    try place.run("key", "make", "registry.key")
    try place.run("publish", "--output", "site", "--key", "registry.key")
    let signed = try place.files(of: "site")
    let again = try place.run("publish", "--output", "site", "--key", "registry.key")
    #expect(again.output.contains("Nothing changed, nothing was written."))
    #expect(try place.files(of: "site") == signed)
    #expect(try place.run("publish", "--output", "site").code == 0)
    let open = try place.files(of: "site")
    for name in ["SHA256SUMS.minisig", "checkpoint.txt", "checkpoint.txt.minisig", "registry.key.pub"] {
      #expect(signed[name] != nil && open[name] == nil, "\(name)")
    }
    #expect(try place.run("verify", "--checkpoint", "site/checkpoint.txt").code == 64)
  }
}
