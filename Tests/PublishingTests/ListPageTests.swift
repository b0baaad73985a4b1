import Registry
import Testing

@testable import Publishing

@Suite("Lists and their pages")
struct ListPageTests {
  private func pages(_ count: Int) throws -> [ListPage] {
    var site = try SampleSite().site
    site.rows = ManyModels.rows(count, standard: site.standards[0].standard)
    let words = ModelWords(site.standards)
    return ListPage.pages(
      name: "index", heading: "Models", lead: "", places: Array(site.rows.indices),
      table: ModelTable(site.rows, map: SiteMap(site), words: words), facets: nil)
  }

  @Test(
    "a list is divided into pages of a hundred, each model on one of them",
    arguments: [(0, 1), (1, 1), (100, 1), (101, 2), (250, 3)])
  func division(count: Int, expected: Int) throws {
    let pages = try pages(count)
    #expect(pages.count == expected)
    #expect(pages.flatMap { Array($0.places) } == Array(0..<count))
    #expect(
      pages.map(\.path).prefix(3)
        == ["list/index.html", "list/index--2.html", "list/index--3.html"].prefix(expected))
  }

  @Test("a page says which of how many models it shows, and leads to the pages around it")
  func ways() throws {
    let context = try pages(1250)[6].context
    #expect(
      context["previous"] as? String == "index--6.html" && context["next"] as? String == "index--8.html")
    let table = try #require((context["tables"] as? [Context])?.first?["table"] as? String)
    #expect(table.contains("<caption>Models 601 to 700 of 1250</caption>"))
    let links = try #require(context["pages"] as? [Context]).map { $0["words"] as? String }
    #expect(links == ["1", "5", "6", "7", "8", "9", "13"])
  }

  @Test(
    "every value of a facet has a list with just its models, and only the status lists show what is off the list"
  )
  func facets() throws {
    let standard = try SampleSite().standard
    let rows = ManyModels.rows(200, standard: standard)
    let words = ModelWords([StandardPage(standard: standard, reference: try SampleSite().reference)])
    let book = FacetBook(rows, words: words) { facet, row in facet == .status || row.isListed }
    for (facet, values) in book.facets {
      #expect(Set(values.map(\.name)).count == values.count)
      for value in values {
        #expect(!value.rows.isEmpty)
        for place in value.rows {
          #expect(facet.values(of: rows[place], words: words).contains(value.words))
          #expect(facet == .status || rows[place].isListed)
        }
      }
    }
    let removed = try #require(
      book.facets.first { $0.facet == .status }?.values.first { $0.words == "REMOVED" })
    #expect(removed.rows == rows.indices.filter { rows[$0].standing.status == .removed })
  }

  @Test(
    "a line of a list tells a model that is off the list by a sign and in capitals",
    arguments: ListingStatus.allCases)
  func unmistakable(status: ListingStatus) {
    let markup = StatusMark.markup(status)
    #expect(markup.contains("<svg") == !status.isOnList)
    #expect((markup.contains(Texts.status(status).uppercased())) == !status.isOnList)
  }

  @Test("who looks by the first letter finds what is off the list as well")
  func initials() throws {
    let rows = ManyModels.rows(400, standard: try SampleSite().standard)
    let groups = Initials(rows).groups
    #expect(groups.flatMap(\.places).sorted() == Array(rows.indices))
    #expect(
      groups.allSatisfy { group in
        group.places.allSatisfy { rows[$0].designation.uppercased().hasPrefix(group.words) }
      })
  }
}
