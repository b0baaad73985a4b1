import Conformity
import Standards

/// How much of each definition was read in a source: the table that `proofmark standards coverage` prints.
struct CoveragePage {
  /// The definitions, and where their pages are, seen from this one.
  let standards: [(page: StandardPage, address: String)]

  /// The context of the template `coverage`, without that of the site.
  var context: Context {
    ["standards": standards.map { row($0.page, address: $0.address) }]
  }

  private func row(_ page: StandardPage, address: String) -> Context {
    let coverage = page.standard.coverage
    let numbers = coverage.figures + coverage.unknown
    return [
      "href": address,
      "id": page.standard.id,
      "title": page.standard.title,
      "adopted": page.reference.adoption != nil,
      "requirements": Texts.grouped(page.standard.requirements.count),
      "clauses": Texts.grouped(coverage.clauses.count),
      "numbers": Texts.grouped(numbers),
      "verified": Texts.grouped(coverage.verified),
      "share": numbers == 0 ? Texts.none : Texts.percent(100 * coverage.verified / numbers),
      "unknown": Texts.grouped(coverage.unknown),
    ]
  }
}
