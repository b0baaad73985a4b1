import Evidence
import Quantities
import Standards

/// Everything that was observed by one test method: a row for each observation, series by series in document order.
///
/// Groups, plan lines and rules pass rows around, which are plain numbers; the strings stay in the reports. A class,
/// because columns are read off the reports when they are first asked for; it serves one determination.
final class ObservationTable {
  /// Nil where the definition lacks the method.
  let method: TestMethod?

  // Debug builds, and so the tests, check that accesses to these never overlap; checking it for every row would cost a
  // release build more than most rules do.
  #if !DEBUG
    @exclusivity(unchecked)
  #endif
  private(set) var series: [SightedSeries] = []
  /// What unfair rows refer to.
  private(set) var exclusions: [Exclusion] = []
  /// Whether each row counts.
  #if !DEBUG
    @exclusivity(unchecked)
  #endif
  private(set) var standings: [Standing] = []
  /// The series that each row belongs to.
  #if !DEBUG
    @exclusivity(unchecked)
  #endif
  private var seriesOfRow: [Int] = []
  private var columns: [Column] = []
  private var places: [Place: Int] = [:]
  /// How many observations the reports tell of each specimen and record, by its place.
  private var observationsOfPlace: [Int] = []
  /// What happened on each row, where it is one of the method's outcomes.
  #if !DEBUG
    @exclusivity(unchecked)
  #endif
  private var outcomes: [String?] = []
  /// What each row must carry, and which rows lack some of it; nil as long as nobody asked.
  private var lacks: [(column: Column, rows: Set<Int>)]?
  private let reports: [Report]

  init(method: TestMethod?, reports: [Report]) {
    self.method = method
    noun = method?.observation ?? "observation"
    self.reports = reports
  }

  /// What one observation is called.
  let noun: String
  /// How many specimens and records there are.
  var placeCount: Int { places.count }

  private struct Place: Hashable {
    let report: Int
    let label: String
  }

  /// The number of a specimen or record, which is new where none had its label in the report.
  private func place(of label: String, in report: Int) -> Int {
    if places.isEmpty { places.reserveCapacity(reports[report].specimens.count) }
    let next = places.count
    // Looked for and entered in one go: to hash the label is most of the work.
    let place = held(in: &places[Place(report: report, label: label), default: next])
    if place == next { observationsOfPlace.append(0) }
    return place
  }

  private func held(in place: inout Int) -> Int { place }

  /// Adds the observations of a series at the end; all of them count but those that the laboratory sets aside.
  ///
  /// - Parameters:
  ///   - words: the standard whose words say what was tested.
  ///   - sameAs: the report and the label by which another report told of the same specimen.
  func add(
    _ observed: consuming Series, report: Int, label: String, specimen: consuming Specimen?, words: Standard,
    sameAs other: (report: Int, label: String)? = nil
  ) {
    let rows = standings.count..<standings.count + observed.observations.count
    for index in observed.observations.indices {
      standings.append(observed.observations[index].claimedFair == false ? .setAside : .fair)
      outcomes.append(known(observed.observations[index].outcome))
    }
    seriesOfRow.append(contentsOf: repeatElement(series.count, count: rows.count))
    let home = other ?? (report: report, label: label)
    let place = place(of: home.label, in: home.report)
    // Another report that tells of the same specimen tells of the same observations.
    let own = other == nil ? place : self.place(of: label, in: report)
    let isOnSpecimen = specimen != nil
    let before = isOnSpecimen ? observationsOfPlace[own] : 0
    observationsOfPlace[own] = before + rows.count
    series.append(
      SightedSeries(
        series: observed, report: report, label: label, place: place, specimen: specimen, before: before,
        rows: rows, home: isOnSpecimen ? TestSubject(report: home.report, name: home.label) : nil,
        toldBefore: other.map { reports[$0.report].id }, words: words))
    columns = []
    lacks = nil
  }
}

// MARK: - Rows

extension ObservationTable {
  func series(of row: Int) -> SightedSeries { series[seriesOfRow[row]] }

  /// Index into the reports. Most models have one, and the question is asked for every value.
  func report(of row: Int) -> Int { reports.count == 1 ? 0 : series(of: row).report }

  func observation(_ row: Int) -> Observation {
    let series = series(of: row)
    return series.series.observations[row - series.rows.lowerBound]
  }

  func number(_ row: Int) -> Int {
    let series = series(of: row)
    return series.series.observations[row - series.rows.lowerBound].number
  }

  /// What happened, where it is one of the method's outcomes: another word may mean anything, also a violation.
  func outcome(_ row: Int) -> String? { outcomes[row] }

  private func known(_ outcome: String?) -> String? {
    guard let outcome, let method else { return nil }
    for index in method.outcomes.indices where method.outcomes[index].id == outcome { return outcome }
    return nil
  }

  /// Why a row has no outcome, as the end of a sentence.
  func lackOfOutcome(_ row: Int) -> String {
    observation(row).outcome.map { "is \($0), which \(method?.id ?? "the method") does not know" }
      ?? "is not reported"
  }

  /// The place of an observation among all on its specimen, from 1, whichever series they stand in.
  func ordinal(_ row: Int) -> Int { series(of: row).before + number(row) }

  func claimedFair(_ row: Int) -> Bool? {
    let series = series(of: row)
    return series.series.observations[row - series.rows.lowerBound].claimedFair
  }

  /// All rows, in document order.
  var allRows: Range<Int> {
    0..<standings.count
  }

  /// Leaves rows out for the same reason, unless they are left out for a better one: what breaks one rule for certain
  /// cannot count, whatever is unknown about the others.
  func exclude(_ rows: some Sequence<Int>, for exclusion: Exclusion) {
    for row in rows where exclusion.isOpen ? standings[row].isFair : !isUnfair(row) {
      standings[row] = .unfair(exclusions.count)
    }
    exclusions.append(exclusion)
  }

  /// Whether a row is known not to count.
  func isUnfair(_ row: Int) -> Bool {
    if case .unfair(let index) = standings[row] { !exclusions[index].isOpen } else { false }
  }

  /// `shot 3 of L-N-02`, for sentences.
  func name(_ row: Int) -> String { "\(noun) \(number(row)) of \(series(of: row).label)" }

  func reference(_ row: Int, _ value: String) -> ObservationReference {
    let series = series(of: row)
    let observation = observation(row)
    return ObservationReference(
      report: series.report, specimen: series.label, number: observation.number, line: observation.line,
      value: value)
  }
}

// MARK: - Columns

extension ObservationTable {
  /// The values of a quantity in a unit, read off the reports once.
  func column(_ quantity: String, in unit: Unit) -> Column {
    for column in columns where column.quantity == quantity && column.unit == unit { return column }
    let column = Column(quantity, in: unit, of: series, reports: reports)
    columns.append(column)
    return column
  }

  /// Why a row has no value in a column.
  func reason(_ column: Column, lacks row: Int) -> String {
    column.reason(lacking: observation(row), report: series(of: row).report)
  }
}

// MARK: - What each observation must carry

extension ObservationTable {
  /// The first of some rows that lacks a required quantity, and that quantity's column; nil where all are complete.
  func lackOfRequired(among rows: [Int]) -> (row: Int, column: Column)? {
    for lack in requiredLacks() where !lack.rows.isEmpty {
      if let row = rows.first(where: lack.rows.contains) { return (row, lack.column) }
    }
    return nil
  }

  /// Looked up once: many requirements rest on the same observations.
  private func requiredLacks() -> [(column: Column, rows: Set<Int>)] {
    if let lacks { return lacks }
    let found = (method?.quantities ?? []).filter(\.isRequired).map { quantity in
      let column = column(quantity.id, in: quantity.unit)
      return (column: column, rows: Set(allRows.filter { column[$0] == nil }))
    }
    lacks = found
    return found
  }
}

// MARK: - Parts

/// One series of observations as the judge sees it.
///
/// A class, as ``Column`` is, because both are passed around a great deal and never change: a reference is one count
/// to keep where the values are a dozen.
final class SightedSeries {
  let series: Series
  /// Index into the reports.
  let report: Int
  /// The specimen's or the record's identifier, unique within its report.
  let label: String
  /// The same as a number, from 0, that is unique within the table.
  let place: Int
  let specimen: Specimen?
  /// The specimen under the name by which a report first told of it.
  let home: TestSubject?
  /// How many observations of the specimen stand in the report's series before.
  let before: Int
  /// The number of another report that told of the same specimen in this test.
  let toldBefore: String?
  /// Its rows in the table.
  let rows: Range<Int>

  var threat: String? { series.threat }
  /// What is tested, in the standard's words: another word is as good as none.
  let condition: String?
  let size: String?
  let component: String?
  let region: String?
  /// Who wore the equipment; those whom nobody names are one subject of their own, whose words no identifier is.
  var testSubject: TestSubject { TestSubject(report: report, name: series.place.subject ?? "not named") }
  var subject: String? { series.place.subject }

  init(
    series: consuming Series, report: Int, label: String, place: Int, specimen: consuming Specimen?,
    before: Int,
    rows: Range<Int>, home: TestSubject?, toldBefore: String?, words: Standard
  ) {
    func known(_ word: String?, _ terms: [Term]) -> String? {
      word.flatMap { word in terms.contains { $0.id == word } ? word : nil }
    }
    condition = known(specimen?.condition, words.conditions)
    size = known(specimen?.size, words.sizes)
    component = known(specimen?.component ?? series.place.component, words.components)
    region = known(series.place.region, words.regions)
    self.series = series
    self.report = report
    self.label = label
    self.place = place
    self.specimen = specimen
    self.before = before
    self.rows = rows
    self.home = home
    self.toldBefore = toldBefore
  }
}

/// Whether an observation counts.
enum Standing {
  case fair
  /// A rule of the standard leaves it out: an index into the table's exclusions.
  case unfair(Int)
  /// The laboratory set it aside, and no rule of the standard is known to do so.
  case setAside

  var isFair: Bool {
    if case .fair = self { true } else { false }
  }
}

/// The fair-hit rule that leaves observations out, and why.
struct Exclusion {
  let rule: String
  let clause: String
  let reason: String
  /// Whether the observation could count after all: something is not reported, or a limit may have been declared
  /// smaller.
  let isOpen: Bool
  /// The row by which another report told of the observation before.
  let repeats: Int?

  /// Left out although no fair-hit rule is broken: another report told of it before.
  init(repeating row: Int, _ reason: String) {
    rule = GroupResult.LeftOut.repeated
    clause = ""
    self.reason = reason
    isOpen = false
    repeats = row
  }

  init(_ rule: FairHitRule, _ reason: String, isOpen: Bool) {
    self.rule = rule.id
    clause = rule.clause
    self.reason = reason
    self.isOpen = isOpen
    repeats = nil
  }
}
