import Testing

@testable import Publishing

@Suite("Models that were called something else")
struct RenamedModelTests {
  private func files(_ former: [String], alsoOld: Bool = false) throws -> [String: String] {
    var site = try SampleSite()
    try site.add(SampleReport(designation: "FX-2"), formerly: former)
    if alsoOld { try site.add(SampleReport(designation: "FX-1")) }
    return try site.published()
  }

  @Test("the page of a former designation leads to the model's, which says what it was called")
  func redirect() throws {
    let files = try files(["FX-1", "FX <one>"])
    let page = try #require(files["models/harrow-fx-1.html"])
    #expect(page.contains("<meta http-equiv=\"refresh\" content=\"0; url=harrow-fx-2.html\">"))
    #expect(page.contains("It is called <a href=\"harrow-fx-2.html\"><bdi>FX-2</bdi></a> now."))
    #expect(!page.contains("<table"))
    #expect(files.values.contains { $0.contains("<h1><bdi>FX &lt;one&gt;</bdi></h1>") })
    let model = try #require(files["models/harrow-fx-2.html"])
    #expect(model.contains("<dt>Called before</dt><dd><bdi>FX-1, FX &lt;one&gt;</bdi></dd>"))
    #expect(try self.files([])["models/harrow-fx-1.html"] == nil)
  }

  @Test("a model that has a page keeps it, and the page says what it is called now")
  func both() throws {
    let files = try files(["FX-1"], alsoOld: true)
    let old = try #require(files["models/harrow-fx-1.html"])
    #expect(!old.contains("http-equiv=\"refresh\"") && old.contains("<table"))
    #expect(old.contains("It is called <a href=\"../models/harrow-fx-2.html\"><bdi>FX-2</bdi></a> now."))
  }
}
