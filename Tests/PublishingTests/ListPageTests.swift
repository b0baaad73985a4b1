import Registry
import Testing

@testable import Publishing

@Suite("Lists and their pages")
struct ListPageTests {
  private func pages(_ rows: [ListRow]) throws -> [ListPage] {
    var site = try SampleSite().site
    site.rows = rows
    let words = ModelWords(site.standards)
    return ListPage.pages(
      name: "index", heading: "Models", lead: "", places: Array(rows.indices), division: ListDivision(rows),
      table: ModelTable(rows, map: SiteMap(site), words: words), facets: nil)
  }

  private func rows(_ count: Int) throws -> [ListRow] {
    ManyModels.rows(count, standard: try SampleSite().standard)
  }

  @Test(
    "a list is divided into pages, each model on one of them",
    arguments: [0, 1, 64, 65, 192, 193, 1250, 10_000])
  func division(count: Int) throws {
    let pages = try pages(rows(count))
    #expect(pages.flatMap { Array($0.places) } == Array(0..<count))
    for page in pages.dropLast() { #expect(ListDivision.lengths.contains(page.places.count)) }
    #expect(pages.last.map { $0.places.count <= ListDivision.lengths.upperBound } == true)
    #expect(count <= 64 ? pages.count == 1 : count <= 192 || pages.count > 1)
    #expect(
      pages.map(\.path).prefix(3)
        == ["list/index.html", "list/index--2.html", "list/index--3.html"].prefix(pages.count))
    // Neither many small pages nor few large ones.
    if count == 10_000 { #expect((80...125).contains(pages.count), "\(pages.count)") }
  }

  @Test("one model more or less changes few pages, wherever it is")
  func stable() throws {
    let rows = try rows(3000)
    var all: [Int] = []
    for place in stride(from: 0, to: rows.count, by: 41) {
      var fewer = rows
      fewer.remove(at: place)
      // What stands on a page, whatever its number.
      func texts(_ rows: [ListRow]) throws -> Set<[String]> {
        Set(try pages(rows).map { page in page.places.map { rows[$0].identity } })
      }
      all.append(try texts(fewer).subtracting(try texts(rows)).count)
    }
    #expect(all.reduce(0, +) < 2 * all.count, "\(all)")
    #expect(all.allSatisfy { $0 <= 8 }, "\(all)")
  }

  @Test(
    "the first page says how many there are, each from which to which it goes, and leads to those around it")
  func ways() throws {
    let rows = try rows(1250)
    let pages = try pages(rows)
    let page = pages[6]
    let context = page.context
    #expect(
      context["previous"] as? String == "index--6.html" && context["next"] as? String == "index--8.html")
    let ends = [page.places.first, page.places.last].map { $0.map { rows[$0].designation } ?? "" }
    func caption(_ context: Context) -> String? {
      ((context["tables"] as? [Context])?.first?["table"] as? String)?
        .firstMatch(of: #/<caption>(.*?)</caption>/#).map { String($0.output.1) }
    }
    #expect(caption(context) == "\(ends[0]) to \(ends[1])")
    #expect(
      caption(pages[0].context)?.hasPrefix("1250 models; on this page \(rows[0].designation) to ") == true)
    #expect(try caption(self.pages(Array(rows.prefix(50)))[0].context) == "50 models")
    let links = try #require(context["pages"] as? [Context]).map { $0["words"] as? String }
    #expect(links == ["1", "5", "6", "7", "8", "9", String(pages.count)])
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
