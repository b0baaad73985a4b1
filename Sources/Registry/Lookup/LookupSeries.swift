import Quantities

/// Looks many labels up in one snapshot: each model is read but once, and the designations get an index when it pays.
/// The answers are those of ``Snapshot/lookUp(_:on:today:limit:)``.
struct LookupSeries {
  private let snapshot: Snapshot
  /// The day whose status is told.
  private let day: Day
  /// The day on which somebody asks.
  private let today: Day
  private var lexicon: Lexicon
  /// Models that were read, by their documents; nil for those that are not known at the snapshot's vantage.
  private var records: [Int64: ListingRecord?] = [:]
  private var asked = 0

  init(_ snapshot: Snapshot, on day: Day, today: Day) throws(RegistryError) {
    self.snapshot = snapshot
    self.day = day
    self.today = today
    lexicon = try snapshot.names()
  }

  /// The models that a label may be of, the likeliest first.
  ///
  /// - Parameter limit: how many models are told at most.
  mutating func lookUp(_ label: Label, limit: Int) throws(RegistryError) -> LookupAnswer {
    guard let designation = label.designation else {
      return try snapshot.lookUp(label, on: day, today: today, limit: limit)
    }
    asked += 1
    if asked == LookupSeries.payingQuestions { lexicon.makeIndex() }
    let entries = lexicon.near(designation, limit: Snapshot.candidateLimit)
    let unread = entries.map(\.document).filter { records[$0] == nil }
    for document in unread { records[document] = .some(nil) }
    for (index, record) in try snapshot.records(of: unread) { records[unread[index]] = record }
    let candidates = entries.compactMap { entry in
      records[entry.document].flatMap { $0 }.map { record in
        (record: record, name: LabelMatch.MatchedName?(.init(designation, of: record, entry.nearness)))
      }
    }
    return LookupAnswer.ranking(candidates, for: label, on: day, today: today, limit: limit)
  }

  /// To make the index takes about as long as so many questions without one.
  private static let payingQuestions = 300
}
