import Registry
import Testing

@testable import Publishing

@Suite("Suppliers that merged")
struct MergedSupplierTests {
  private func supplier(_ id: String, _ name: String, successor: String? = nil) -> Supplier {
    Supplier(
      id: id, isExample: true, name: name, contact: "sales@\(id).example", website: "", successor: successor)
  }

  /// Harrow went to Middle, and Middle to Tiller, which never had a model of its own.
  private func files() throws -> [String: String] {
    var site = try SampleSite()
    try site.add(SampleReport(designation: "FX-1"))
    site.suppliers = [
      "harrow": supplier("harrow", "Harrow Armor Works", successor: "middle"),
      "middle": supplier("middle", "Middle & Sons", successor: "tiller"),
      "tiller": supplier("tiller", "Tiller <Armor>"),
    ]
    return try site.published()
  }

  @Test("the page of one whose models another answers for leads there")
  func redirect() throws {
    let page = try #require(try files()["suppliers/harrow.html"])
    #expect(page.contains("<meta http-equiv=\"refresh\" content=\"0; url=tiller.html\">"))
    #expect(
      page.contains("<a href=\"tiller.html\"><bdi>Tiller &lt;Armor&gt;</bdi></a> answers for its models now.")
    )
    #expect(!page.contains("<table"))
  }

  @Test("the page of the one that answers now has all the models, and says from whom")
  func heir() throws {
    let files = try files()
    let page = try #require(files["suppliers/tiller.html"])
    #expect(
      page.contains("listed by <bdi>Harrow Armor Works</bdi>") && page.contains("models/harrow-fx-1.html"))
    let directory = try #require(files["suppliers/index.html"])
    #expect(directory.contains("tiller.html") && !directory.contains("harrow.html"))
    #expect(files["suppliers/middle.html"] == nil)
  }

  @Test("a model's page keeps its address and the name that it was listed under, and says who answers for it")
  func model() throws {
    let page = try #require(try files()["models/harrow-fx-1.html"])
    #expect(
      page.contains("submitted by <a href=\"../suppliers/harrow.html\"><bdi>Harrow Armor Works</bdi></a>."))
    #expect(
      page.contains(
        "<a href=\"../suppliers/tiller.html\"><bdi>Tiller &lt;Armor&gt;</bdi></a> answers for it now."))
  }

  @Test("successors that go in a circle, or are not known, are none")
  func circle() {
    let suppliers = ["a": supplier("a", "A", successor: "b"), "b": supplier("b", "B", successor: "a")]
    #expect(suppliers.heir(of: "a") == nil && suppliers.heir(of: "b") == nil)
    #expect(["a": supplier("a", "A", successor: "gone")].heir(of: "a") == nil)
  }
}
