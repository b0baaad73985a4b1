import ArgumentParser
import Conformity
import Foundation
import Publishing
import Registry

/// The filters that `list` and `export` share.
struct FilterOptions: ParsableArguments {
  @Option(help: "Only models of this level, such as IIIA.")
  var level: String?

  @Option(help: "Only models of this supplier, by identifier or name.")
  var supplier: String?

  @Option(help: "Only models of this kind: flexible or hard.")
  var kind: String?

  @Option(help: "Only models made for this: male, female or neutral.")
  var gender: String?

  @Option(help: "Only models that open so, such as 'side opening'.")
  var opening: String?

  @Option(help: "Only models offered in this size.")
  var size: String?

  @Option(
    help: """
      Only models with this status: listed (active or inactive), one of \(StatusFilter.words), or all; otherwise \
      listed, and all where a verdict is asked for.
      """)
  var status: StatusFilter?

  @Option(help: "Only models whose evidence comes to this: compliant, not-compliant, not-determined, or all.")
  var verdict: VerdictFilter?

  @Option(help: "Only models judged by this standard, such as NIJ-0101.06.")
  var standard: String?

  /// A status, those that are on the list, or all.
  enum StatusFilter: String, ExpressibleByArgument, CaseIterable {
    case listed, active, inactive, suspended, removed, ended, declined, undecided, all

    static let words = ListingStatus.allCases.map(\.rawValue).joined(separator: ", ")

    var statuses: Set<ListingStatus>? {
      switch self {
      case .all: nil
      case .listed: Set(ListingStatus.allCases.filter(\.isOnList))
      default: ListingStatus(rawValue: rawValue).map { [$0] }
      }
    }
  }

  enum VerdictFilter: String, ExpressibleByArgument, CaseIterable {
    case compliant
    case notCompliant = "not-compliant"
    case notDetermined = "not-determined"
    case all

    var verdict: Verdict? {
      switch self {
      case .compliant: .compliant
      case .notCompliant: .notCompliant
      case .notDetermined: .notDetermined
      case .all: nil
      }
    }
  }

  private var effectiveStatus: StatusFilter { status ?? (verdict == nil ? .listed : .all) }

  /// What is asked for, in words.
  var conditions: [ExportOrigin.Condition] {
    let status = effectiveStatus == .all ? nil : effectiveStatus.rawValue
    let asked: [(String, String?)] = [
      ("status", status), ("level", level), ("supplier", supplier), ("kind", kind), ("gender", gender),
      ("opening", opening), ("size", size), ("verdict", verdict?.verdict?.rawValue), ("standard", standard),
    ]
    return asked.compactMap { name, value in value.map { .init(name, $0) } }
  }

  /// The rows that pass, as lists show them.
  func rows(of snapshot: Snapshot) throws -> [ListRow] {
    var filter = ListingFilter()
    filter.level = level
    filter.supplier = supplier
    filter.kind = kind
    filter.gender = gender
    filter.opening = opening
    filter.size = size
    filter.verdict = verdict?.verdict
    filter.statuses = effectiveStatus.statuses
    filter.standard = standard
    let rows = try RegistryAccess.reporting {
      let laboratories = Dictionary(
        try snapshot.laboratories().map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
      return try snapshot.listings(matching: filter).map {
        try ListRow($0, snapshot: snapshot, laboratories: laboratories)
      }
    }
    if rows.isEmpty { Terminal.complain(try RegistryAccess.reporting { try reason(filter, in: snapshot) }) }
    return rows
  }

  /// Why no model passes: what is asked for and does not exist, or the status or verdict that hides the rest.
  private func reason(_ filter: ListingFilter, in snapshot: Snapshot) throws -> String {
    let all = try snapshot.listings()
    if all.isEmpty { return "The registry holds no models." }
    let demands: [(name: String, value: String?, known: (Listing) -> [String])] = [
      ("level", level, { [$0.level] }), ("supplier", supplier, { [$0.supplier, $0.supplierName] }),
      ("kind", kind, { [$0.kind] }), ("gender", gender, { [$0.gender] }),
      ("opening", opening, { [$0.opening] }), ("size", size, { $0.sizes }),
      ("standard", standard, { [$0.standard] }),
    ]
    for demand in demands {
      guard let value = demand.value else { continue }
      let known = all.flatMap(demand.known)
      if known.contains(where: { $0.caseInsensitiveCompare(value) == .orderedSame }) { continue }
      let choices = Set(demand.name == "supplier" ? all.map(\.supplier) : known).sorted()
      let shown = choices.prefix(20).joined(separator: ", ") + (choices.count > 20 ? " …" : "")
      return "No model has the \(demand.name) \(value); there is \(shown)."
    }
    var any = filter
    (any.verdict, any.statuses) = (nil, nil)
    let others = try snapshot.listings(matching: any).count
    if others == 0 { return "No model passes the filter." }
    let wider = verdict == nil ? "--status all" : "--status all --verdict all"
    return "No model passes the filter; with \(wider), \(others) \(others == 1 ? "does" : "do")."
  }
}

/// The list, filtered.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List models; only those on the list, unless asked otherwise.",
    discussion: """
      A model is on the list when the programme decided so and nothing took it off since. --as-of asks for another \
      day, --as-known for what the registry knew at another time.

      EXAMPLES
        proofmark list --level IIIA --size L
        proofmark list --as-of 2025-03-01
        proofmark list --status all --supplier aldermark
        proofmark list --verdict compliant --status undecided
        proofmark list --format csv > models.csv
      """)

  @OptionGroup var filter: FilterOptions
  @OptionGroup var time: VantageOptions
  @OptionGroup var registry: RegistryOption

  @Option(help: "table, csv or json.")
  var format: ListFormat = .table

  enum ListFormat: String, ExpressibleByArgument, CaseIterable {
    case table
    case csv
    case json
  }

  func run() throws {
    let vantage = try time.vantage(today: .today())
    let rows = try filter.rows(of: RegistryAccess.snapshot(registry.resolved, at: vantage))
    switch format {
    case .csv: Terminal.write(ListExport.csv(rows))
    case .json: Terminal.write(ListExport.json(rows))
    case .table: show(rows)
    }
  }

  private func show(_ rows: [ListRow]) {
    if rows.isEmpty { return }
    var table = TableText(columns: [
      .init("Designation"), .init("Supplier"), .init("Level"), .init("Kind"), .init("Gender"), .init("Sizes"),
      .init("Status"), .init("Since"), .init("Evidence"),
    ])
    for row in rows {
      table.append([
        row.designation, row.supplier, row.level, row.kind, row.gender, row.sizes.joined(separator: " "),
        row.standing.status.rawValue, row.standing.since?.description ?? "–", row.verdict.rawValue,
      ])
    }
    Terminal.write(table.printed(width: Terminal.width, style: Terminal.usesColor ? .color : .plain))
    if Terminal.isOutput { Terminal.write("\(rows.count) \(rows.count == 1 ? "model" : "models")\n") }
  }
}
