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

  @Option(help: "Only models offered in this size.")
  var size: String?

  @Option(help: "Only models with this verdict: compliant, not-compliant, not-determined, or all.")
  var verdict: VerdictFilter = .compliant

  @Option(help: "Only models judged by this standard, such as NIJ-0101.06.")
  var standard: String?

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

  /// The rows that pass, as lists show them.
  func rows(of snapshot: Snapshot) throws -> [ListRow] {
    var filter = ListingFilter()
    filter.level = level
    filter.supplier = supplier
    filter.kind = kind
    filter.size = size
    filter.verdict = verdict.verdict
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

  /// Why no model passes: what is asked for and does not exist, or the verdict that hides the rest.
  private func reason(_ filter: ListingFilter, in snapshot: Snapshot) throws -> String {
    let all = try snapshot.listings()
    if all.isEmpty { return "The registry holds no models." }
    let demands: [(name: String, value: String?, known: (Listing) -> [String])] = [
      ("level", level, { [$0.level] }), ("supplier", supplier, { [$0.supplier, $0.supplierName] }),
      ("kind", kind, { [$0.kind] }), ("size", size, { $0.sizes }), ("standard", standard, { [$0.standard] }),
    ]
    for demand in demands {
      guard let value = demand.value else { continue }
      let known = all.flatMap(demand.known)
      if known.contains(where: { $0.caseInsensitiveCompare(value) == .orderedSame }) { continue }
      let choices = Set(demand.name == "supplier" ? all.map(\.supplier) : known).sorted()
      let shown = choices.prefix(20).joined(separator: ", ") + (choices.count > 20 ? " …" : "")
      return "No model has the \(demand.name) \(value); there is \(shown)."
    }
    var anyVerdict = filter
    anyVerdict.verdict = nil
    let others = try snapshot.listings(matching: anyVerdict).count
    if others == 0 { return "No model passes the filter." }
    return "No model passes the filter; with --verdict all, \(others) \(others == 1 ? "does" : "do")."
  }
}

/// The list, filtered.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List models; only compliant ones, unless asked otherwise.",
    discussion: """
      EXAMPLES
        proofmark list --level IIIA --size L
        proofmark list --verdict all --supplier aldermark
        proofmark list --format csv > models.csv
      """)

  @OptionGroup var filter: FilterOptions
  @OptionGroup var registry: RegistryOption

  @Option(help: "table, csv or json.")
  var format: ListFormat = .table

  enum ListFormat: String, ExpressibleByArgument, CaseIterable {
    case table
    case csv
    case json
  }

  func run() throws {
    let rows = try filter.rows(of: RegistryAccess.snapshot(registry.resolved))
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
      .init("Verdict"), .init("Since"),
    ])
    for row in rows {
      table.append([
        row.designation, row.supplier, row.level, row.kind, row.gender, row.sizes.joined(separator: " "),
        row.verdict.rawValue, row.day?.description ?? "–",
      ])
    }
    Terminal.write(table.printed(width: Terminal.width, style: Terminal.usesColor ? .color : .plain))
    if Terminal.isOutput { Terminal.write("\(rows.count) \(rows.count == 1 ? "model" : "models")\n") }
  }
}
