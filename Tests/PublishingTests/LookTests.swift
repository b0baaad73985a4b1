import Foundation
import Testing

@testable import Publishing

@Suite("An agency's own look")
struct LookTests {
  private func withLook<Result>(_ files: [String: String], _ body: (String) throws -> Result) throws -> Result
  {
    try Fixture.withFolder { folder in
      for (name, text) in files {
        let url = URL(fileURLWithPath: folder).appendingPathComponent(name)
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
      }
      return try body(folder)
    }
  }

  private func problems(_ files: [String: String]) throws -> [LookProblems.Problem] {
    try withLook(files) { folder in
      do throws(LookProblems) {
        _ = try Look.read(folder: folder)
        return []
      } catch {
        return error.problems.map { problem in
          var problem = problem
          problem.file = String(problem.file.dropFirst(folder.count + 1))
          return problem
        }
      }
    }
  }

  @Test("templates, styles, texts and pictures stand in the place of the site's own; the rest stays")
  func look() throws {
    let files = [
      "notice.mustache": "", "more.css": "h1 { color: navy; }",
      "moved.mustache":
        "{{<layout}}{{$content}}gone to {{heir}}{{/content}}{{/layout}}",
      "texts.json": #"{"question": "Listed <or> not?", "footer": "By the Office."}"#,
      "assets/logo.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", ".DS_Store": "", "assets/.hidden": "",
    ]
    try withLook(files) { folder in
      var sample = try SampleSite()
      try sample.add(SampleReport())
      let plain = try sample.published()
      var site = sample.site
      site.look = try Look.read(folder: folder)
      let own = try publish(site)
      #expect(own["style.css"] == plain["style.css"].map { $0 + "h1 { color: navy; }" })
      #expect(own["assets/logo.svg"] == files["assets/logo.svg"])
      #expect(own["assets/.hidden"] == nil)
      let home = try #require(own["index.html"])
      #expect(home.contains("<h1>Listed &lt;or&gt; not?</h1>"))
      #expect(home.contains("<p>By the Office.</p>") && !home.contains(Texts.Home.footer))
      #expect(home.contains(escapedHTML(Texts.Home.lead)))
      #expect(Set(own.keys) == Set(plain.keys).union(["assets/logo.svg"]))
    }
  }

  private func publish(_ site: Site) throws -> [String: String] {
    try Fixture.withFolder { folder in
      let writer = try SiteFolder(folder + "/site")
      try site.write(to: writer) { _, _ in }
      try writer.publish()
      return try Fixture.files(of: folder + "/site")
    }
  }

  @Test("the files to start from give the site as it is")
  func start() throws {
    var files: [String: String] = [:]
    for (name, bytes) in Look.files { files[name] = String(decoding: bytes, as: UTF8.self) }
    try withLook(files) { folder in
      var sample = try SampleSite()
      try sample.add(SampleReport())
      var site = sample.site
      site.look = try Look.read(folder: folder)
      #expect(try publish(site) == sample.published())
    }
  }

  @Test("what is not known is refused, with the names that are")
  func unknown() throws {
    let found = try problems([
      "modell.mustache": "", "plan.mustache": "{{% CONTENT_TYPE:PAGE}}", "site.css": "", "assets/run.js": "",
      "assets/Logo.svg": "", "extra/a.svg": "",
    ])
    #expect(
      found.map(\.file) == [
        "assets/Logo.svg", "assets/run.js", "extra/a.svg", "modell.mustache", "plan.mustache", "site.css",
      ])
    #expect(found[3].cure.contains("layout, ") && found[3].cure.contains("model"))
    #expect(found[1].cure.contains("svg"))
    #expect(found[5].cure.contains("more.css"))
  }

  @Test(
    "a template that cannot be read is refused with its line",
    arguments: [
      ("<p>{{title}</p>", 1, "not closed"), ("\n{{}}", 2, "no name"),
      ("{{! a\nb }}\n{{/a}}", 3, "nothing is open"),
      ("\n\n{{#a}}\n{{/b}}\n", 4, "a is open"), ("\n{{#a}}\n{{^b}}{{/b}}\n", 2, "a is not closed"),
      ("\n{{> nothing}}\n", 2, "no template nothing"),
      ("\n<p>{{< nothing }}{{/nothing}}", 2, "no template nothing"),
    ])
  func template(text: String, line: Int, words: String) throws {
    let found = try problems(["home.mustache": text])
    #expect(found.count == 1)
    #expect(found.first?.line == line)
    #expect(found.first?.message.contains(words) == true, "\(found)")
  }

  @Test(
    "texts that are none are refused with their line",
    arguments: [
      ("{\n\"quest\": \"a\"}", 2, "quest"), ("{\n\n\"lead\": 4}", 3, "lead"),
      ("{\"lead\": \"\"}", 1, "empty"),
      ("{\n\"lead\": \"a\",,}", 2, "JSON"),
      ("{\n\"word.percent\": \"percent\"}", 2, "lacks {{number}}"),
      ("{\"word.and\": \"and {{more}}\"}", 1, "has {{more}}"),
      ("{\"page.verifying.it-must-end-in-ok\": \"Am Ende OK.\"}", 1, "lacks <code>"),
      ("{\"page.common.standard\": \"Norm & Regel\"}", 1, "bare &"),
      ("{\"page.common.standard\": \"\\\"Norm\\\"\"}", 1, "bare \""),
    ])
  func texts(text: String, line: Int, words: String) throws {
    let found = try problems(["texts.json": text])
    #expect(found.count == 1)
    #expect(found.first?.line == line, "\(found)")
    #expect(found.first?.message.contains(words) == true, "\(found)")
  }

  @Test("a look in another language says what it leaves in English; one in English leaves nothing")
  func untranslated() throws {
    func untranslated(_ texts: String) throws -> [String] {
      try withLook(["texts.json": texts]) { try Look.read(folder: $0).untranslated }
    }
    let count = Wording.names.count
    let german = try untranslated(#"{"page.language": "de", "word.and": "und", "title": "Die Liste"}"#)
    #expect(german.count == count - 2 && !german.contains("word.and"))
    #expect(try untranslated(#"{"word.and": "und"}"#) == [])
    #expect(try untranslated(#"{"page.language": "en-GB"}"#) == [])
  }

  @Test("all problems are told at once, and a folder that is none is said")
  func several() throws {
    #expect(try problems(["a": "", "texts.json": "[]", "home.mustache": "{{"]).count == 3)
    #expect(throws: LookProblems.self) { try Look.read(folder: "/nowhere/at/all") }
  }

  @Test("another look or title makes every page anew, and going back gives the site as it was")
  func incremental() throws {
    try withLook(["more.css": "p { margin: 0; }"]) { folder in
      let registry = try TrialRegistry(folder + "/.registry.sqlite", models: 2)
      let snapshot = try registry.database.snapshot()
      func publish(title: String? = nil, look: Look = .standard) throws -> PublicationSummary {
        try SitePublisher(snapshot: snapshot, title: title, look: look).publish(to: folder + "/.site")
      }
      _ = try publish()
      let before = try Fixture.files(of: folder + "/.site")
      // The style sheet, and the two evidence packs that it is in.
      #expect(try publish(look: Look.read(folder: folder)).written == 3)
      #expect(try publish(title: "Ours").written > 10)
      #expect(try Fixture.files(of: folder + "/.site")["index.html"]?.contains("<title>Ours</title>") == true)
      _ = try publish()
      #expect(try Fixture.files(of: folder + "/.site") == before)
    }
  }
}
