/// Holds one label against many listings: models are much alike, and what was compared once is not compared again.
struct LabelComparison {
  let label: Label
  private var companies: [Party: Agreement] = [:]
  private var levels: [String: Bool] = [:]
  private var sizes: [[String]: Bool] = [:]

  private struct Party: Hashable {
    var id: String
    var name: String
  }

  init(_ label: Label) { self.label = label }

  /// How the company's name agrees; nil where the label states none.
  mutating func company(of record: ListingRecord) -> Agreement? {
    guard let company = label.company else { return nil }
    let party = Party(id: record.key.supplier, name: record.supplierName)
    if let known = companies[party] { return known }
    let agreement = CompanyName.compare(company, id: party.id, name: party.name)
    companies[party] = agreement
    return agreement
  }

  /// Whether the level is another one; false where the label states none.
  mutating func isOtherLevel(_ record: ListingRecord) -> Bool {
    guard let level = label.level else { return false }
    if let known = levels[record.level] { return known }
    let isOther = !LevelName.isSame(level, record.level)
    levels[record.level] = isOther
    return isOther
  }

  /// Whether the size is not among those offered; false where the label states none.
  mutating func isOtherSize(_ record: ListingRecord) -> Bool {
    guard let size = label.size else { return false }
    if let known = sizes[record.sizes] { return known }
    let isOther = !SizeName.isOffered(size, among: record.sizes)
    sizes[record.sizes] = isOther
    return isOther
  }
}
