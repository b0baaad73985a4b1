import GRDB
import Quantities
import Synchronization

extension Snapshot {
  /// The models that a label may be of, the likeliest first, with how sure that is and what speaks against it.
  ///
  /// - Parameters:
  ///   - day: the day whose status is told.
  ///   - today: the day on which somebody asks.
  ///   - limit: how many models are told at most.
  public func lookUp(
    _ label: Label, on day: Day, today: Day, limit: Int = 5
  ) throws(RegistryError) -> LookupAnswer {
    let records = try candidates(for: label)
    return LookupAnswer.ranking(records, for: label, on: day, today: today, limit: limit)
  }

  /// The models that are near enough to a label to be ranked: by its designation, or, where it states none, by its
  /// company.
  func candidates(
    for label: Label
  ) throws(RegistryError) -> [(record: ListingRecord, name: LabelMatch.MatchedName?)] {
    if let designation = label.designation {
      let entries = try names().near(designation, limit: Snapshot.candidateLimit)
      return try records(of: entries.map(\.document)).map { index, record in
        (record, LabelMatch.MatchedName(designation, of: record, entries[index].nearness))
      }
    }
    guard let company = label.company else { return [] }
    var models: [(record: ListingRecord, name: LabelMatch.MatchedName?)] = []
    for supplier in try suppliers()
    where CompanyName.compare(company, id: supplier.id, name: supplier.name) != .different {
      for listing in try listings(matching: ListingFilter(suppliers: [supplier.id])) {
        if let history = try history(of: listing.key) {
          models.append((ListingRecord(listing, history), nil))
        }
      }
    }
    return models
  }

  /// The designations of all models, read the first time.
  func names() throws(RegistryError) -> Lexicon {
    if let known = lexicon.withLock({ $0 }) { return known }
    let fresh = try read { db in try LexiconTable.read(in: db) }
    lexicon.withLock { $0 = fresh }
    return fresh
  }

  /// How many near designations are ranked; more are as near as many others, and tell nobody anything.
  static let candidateLimit = 50
}
