import Foundation
import Registry
import Testing

@testable import Publishing

@Suite("Lists and their pages")
struct ListPageTests {
  private func parts(_ rows: [ListRow]) throws -> [ListPart] {
    var site = try SampleSite().site
    site.rows = rows
    return parts(rows, map: SiteMap(site), words: ModelWords(site.standards))
  }

  private func parts(_ rows: [ListRow], map: SiteMap, words: ModelWords) -> [ListPart] {
    ListPart.parts(
      Array(rows.indices), on: SiteMap.list, whole: Texts.modelCount(rows.count),
      division: ListDivision(rows),
      slugs: rows.map(map.slug), table: ModelTable(rows, map: map, words: words))
  }

  private func rows(_ count: Int) throws -> [ListRow] {
    ManyModels.rows(count, standard: try SampleSite().standard)
  }

  @Test(
    "a list is divided into pages, each model on one of them",
    arguments: [0, 1, 64, 65, 192, 193, 1250, 10_000])
  func division(count: Int) throws {
    let parts = try parts(rows(count))
    #expect(parts.flatMap { Array($0.places) } == Array(0..<count))
    for part in parts.dropLast() { #expect(ListDivision.lengths.contains(part.places.count)) }
    #expect(parts.allSatisfy { !$0.places.isEmpty && $0.places.count <= ListDivision.lengths.upperBound })
    #expect(parts.isEmpty == (count == 0))
    #expect(count <= 64 ? parts.count <= 1 : count <= 192 || parts.count > 1)
    #expect(parts.first.map { $0.path == "list/index.html" } ?? true)
    #expect(Set(parts.map(\.path)).count == parts.count)
    // Neither many small pages nor few large ones.
    if count == 10_000 { #expect((80...125).contains(parts.count), "\(parts.count)") }
  }

  @Test(
    "one model more or less changes few pages, wherever it is, and none for the others alone")
  func stable() throws {
    let rows = try rows(3000)
    var site = try SampleSite().site
    site.rows = rows
    let (map, words) = (SiteMap(site), ModelWords(site.standards))
    /// All that a page says and where it is, but for the first one, which says how many models there are.
    func texts(_ rows: [ListRow]) -> Set<[String]> {
      Set(
        parts(rows, map: map, words: words).dropFirst().map { part in
          [part.path, part.begin, part.previous ?? "", part.next ?? ""]
            + part.places.map { rows[$0].identity }
        })
    }
    let whole = texts(rows)
    let ends = parts(rows, map: map, words: words).dropLast().compactMap(\.places.last)
    #expect(ends.count > 20)
    for places in [Array(stride(from: 0, to: rows.count, by: 41)), ends, ends.map { $0 + 1 }] {
      let changed = places.map { place in
        var fewer = rows
        fewer.remove(at: place)
        return texts(fewer).subtracting(whole).count
      }
      #expect(changed.reduce(0, +) <= 4 * changed.count, "\(changed)")
      #expect(changed.allSatisfy { $0 <= 9 }, "\(changed)")
    }
  }

  @Test(
    "the first page says how many there are and leads to all, each from which to which it goes, and leads to those around it"
  )
  func ways() throws {
    let rows = try rows(1250)
    let parts = try parts(rows)
    func name(_ place: Int?) -> String { place.map { rows[$0].designation } ?? "" }
    for (number, part) in parts.enumerated() {
      let context = part.context(under: "list")
      func path(_ number: Int) -> String? {
        parts.indices.contains(number) ? String(parts[number].path.dropFirst("list/".count)) : nil
      }
      #expect(context["previous"] as? String == path(number - 1))
      #expect(context["next"] as? String == path(number + 1))
      #expect(context["first"] as? String == (number > 1 ? "index.html" : nil))
      let range = "\(name(part.places.first)) to \(name(part.places.last))"
      #expect(caption(part) == (number == 0 ? "1250 models; on this page \(range)" : range))
      #expect(
        ListPage(heading: "Models", lead: "", part: part).title
          == (number == 0 ? "Models" : "Models, from \(name(part.places.first))"))
      let others = try #require(context["others"] as? [Context])
      #expect(
        others.map { $0["href"] as? String }
          == (number == 0 ? parts.dropFirst().map { String($0.path.dropFirst("list/".count)) } : []))
      #expect(
        others.map { $0["words"] as? String }
          == (number == 0 ? parts.dropFirst().map { name($0.places.first) } : []))
    }
    #expect(try caption(self.parts(Array(rows.prefix(50)))[0]) == "50 models")
  }

  private func caption(_ part: ListPart) -> String? {
    (part.context(under: "list")["table"] as? String)?.firstMatch(of: #/<caption>(.*?)</caption>/#).map {
      String($0.output.1)
    }
  }

  @Test(
    "the models of a supplier and of a laboratory are divided as every list is, each on one of their pages")
  func parties() throws {
    let leaves = SiteLeaves(try large(), templates: try Templates())
    for (folder, pages, count) in [
      ("suppliers", leaves.supplierPages, 2), ("laboratories", leaves.laboratoryPages, 1),
    ] {
      let lines = try pages.dropFirst().map { leaf in
        let page = String(decoding: try leaf.make(), as: UTF8.self)
        let models = page.matches(of: #/<th scope="row"><a href="\.\./models/(.*?)\.html">/#).map {
          String($0.output.1)
        }
        #expect(models.count <= 2 * ListDivision.lengths.upperBound && leaf.path.hasPrefix(folder))
        // Who opens a page of models that are off the list is told so before its lines.
        if leaf.path.contains("--") {
          #expect(page.contains("NOT on the list") == (folder == "suppliers" && page.contains("REMOVED")))
        }
        return models
      }
      #expect(lines.count > 5 * count && Set(pages.map(\.path)).count == pages.count)
      let all = lines.flatMap { $0 }
      #expect(all.count == 2000 && Set(all).count == 2000)
    }
  }

  /// Two suppliers and one laboratory with many models each, half of which are off the list.
  private func large() throws -> Site {
    var site = try SampleSite().site
    site.rows = try rows(2000)
    for place in site.rows.indices {
      site.rows[place].supplierID = place % 3 == 0 ? "harrow" : "aldermark"
      site.rows[place].laboratoryIDs = ["northfield"]
      if place % 2 == 0 { site.rows[place].standing.status = .removed }
    }
    return site
  }

  /// Writes a long list over that of a published site: `PROOFMARK_MANY=FOLDER` and this test. The browser goes through it.
  @Test(
    "the pages of a long list can be tried in a browser",
    .enabled(if: ProcessInfo.processInfo.environment["PROOFMARK_MANY"] != nil))
  func many() throws {
    let folder = try #require(ProcessInfo.processInfo.environment["PROOFMARK_MANY"])
    let leaves = SiteLeaves(try large(), templates: try Templates())
    for leaf in leaves.lists + leaves.supplierPages
    where leaf.path.contains(#/list/index|suppliers/aldermark/#) {
      try Data(leaf.make()).write(to: URL(fileURLWithPath: folder + "/" + leaf.path))
    }
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
