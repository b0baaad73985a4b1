import Foundation
import Testing

@testable import Publishing

@Suite("What machines find a site by")
struct CatalogTests {
  private func files(_ base: String?) throws -> [String: String] {
    var site = try SampleSite()
    try site.add(SampleReport(designation: "FX-1"))
    site.baseURL = base
    return try site.published()
  }

  @Test("with an address, each page names its own, and the sitemap names them all")
  func addresses() throws {
    let files = try files("https://example.org/armor/")
    let sitemap = try #require(files["sitemap.xml"])
    let named = Set(sitemap.matches(of: #/<loc>([^<]*)<\/loc>/#).map { String($0.output.1) })
    let pages = files.filter { $0.key.hasSuffix(".html") }
    #expect(named.count == pages.count)
    for (path, text) in pages {
      let own = try #require(text.firstMatch(of: #/<link rel="canonical" href="([^"]*)">/#)).output.1
      #expect(named.contains(String(own)), "\(path)")
    }
    #expect(named.contains("https://example.org/armor/") && named.contains("https://example.org/armor/list/"))
  }

  @Test("the catalog is JSON by DCAT-US and names the downloads")
  func catalog() throws {
    struct Catalog: Decodable {
      struct Dataset: Decodable {
        struct Distribution: Decodable { var downloadURL: String }
        var title: String
        var accessLevel: String
        var distribution: [Distribution]
      }
      var conformsTo: String
      var dataset: [Dataset]
    }
    let files = try files("https://example.org/armor/")
    let catalog = try JSONDecoder().decode(Catalog.self, from: Data(try #require(files["data.json"]).utf8))
    #expect(
      catalog.dataset.first?.title == "Register of Trials" && catalog.dataset.first?.accessLevel == "public")
    for one in try #require(catalog.dataset.first).distribution {
      #expect(files[String(one.downloadURL.dropFirst("https://example.org/armor/".count))] != nil)
    }
  }

  @Test("without an address there is neither, and no page names one")
  func none() throws {
    let files = try files(nil)
    #expect(files["sitemap.xml"] == nil && files["data.json"] == nil)
    #expect(files.values.allSatisfy { !$0.contains("rel=\"canonical\"") })
  }
}
