import ArgumentParser
import Conformity
import Foundation
import Publishing
import Registry

/// The filters that `list` and `export` share. Each may be given several times: a model passes that has any of its values.
struct FilterOptions: ParsableArguments {
  @Option(help: "Only models of this level, such as IIIA. Each filter may be repeated: any of its values.")
  var level: [String] = []

  @Option(help: "Only models of this supplier, by identifier or name.")
  var supplier: [String] = []

  @Option(help: "Only models of this kind: flexible or hard.")
  var kind: [String] = []

  @Option(help: "Only models made for this: male, female or neutral.")
  var gender: [String] = []

  @Option(help: "Only models that open so, such as 'side opening'.")
  var opening: [String] = []

  @Option(help: "Only models offered in this size.")
  var size: [String] = []

  @Option(
    help: """
      Only models with this status: listed (active or inactive), one of \(StatusFilter.words), or all; otherwise \
      listed, and all where a verdict is asked for.
      """)
  var status: [StatusFilter] = []

  @Option(help: "Only models whose evidence comes to this: compliant, not-compliant, not-determined, or all.")
  var verdict: [VerdictFilter] = []

  @Option(help: "Only models judged by this standard, such as NIJ-0101.06.")
  var standard: [String] = []

  /// A status, those that are on the list, or all.
  enum StatusFilter: String, ExpressibleByArgument, CaseIterable {
    case listed, active, inactive, suspended, removed, ended, declined, undecided, all

    static let words = ListingStatus.allCases.map(\.rawValue).joined(separator: ", ")

    fileprivate var statuses: [ListingStatus] {
      switch self {
      case .all: ListingStatus.allCases
      case .listed: ListingStatus.allCases.filter(\.isOnList)
      default: ListingStatus(rawValue: rawValue).map { [$0] } ?? []
      }
    }
  }

  enum VerdictFilter: String, ExpressibleByArgument, CaseIterable {
    case compliant
    case notCompliant = "not-compliant"
    case notDetermined = "not-determined"
    case all

    fileprivate var verdict: Verdict? {
      switch self {
      case .compliant: .compliant
      case .notCompliant: .notCompliant
      case .notDetermined: .notDetermined
      case .all: nil
      }
    }
  }

  /// The statuses that are asked for; empty: all.
  private var askedStatuses: [StatusFilter] {
    if status.isEmpty { return verdict.isEmpty ? [.listed] : [] }
    return status.contains(.all) ? [] : status
  }

  /// The verdicts that are asked for; empty: all.
  private var askedVerdicts: [Verdict] {
    verdict.contains(.all) ? [] : verdict.compactMap(\.verdict)
  }

  /// What the applications must state, and what a listing has of it.
  private var demands: [(name: String, values: [String], known: (Listing) -> [String])] {
    [
      ("level", level, { [$0.level] }), ("supplier", supplier, { [$0.supplier, $0.supplierName] }),
      ("kind", kind, { [$0.kind] }), ("gender", gender, { [$0.gender] }),
      ("opening", opening, { [$0.opening] }), ("size", size, { $0.sizes }),
      ("standard", standard, { [$0.standard] }),
    ]
  }

  /// What is asked for, in words.
  var conditions: [ExportOrigin.Condition] {
    let asked = [
      ("status", askedStatuses.map(\.rawValue)), ("level", level), ("supplier", supplier), ("kind", kind),
      ("gender", gender), ("opening", opening), ("size", size),
      ("verdict", askedVerdicts.map(\.rawValue)), ("standard", standard),
    ]
    return asked.compactMap { name, values in
      values.isEmpty ? nil : ExportOrigin.Condition(name, anyOf: values)
    }
  }

  private var filter: ListingFilter {
    ListingFilter(
      levels: level, suppliers: supplier, kinds: kind, genders: gender, openings: opening, sizes: size,
      verdicts: askedVerdicts.isEmpty ? nil : Set(askedVerdicts),
      statuses: askedStatuses.isEmpty ? nil : Set(askedStatuses.flatMap(\.statuses)), standards: standard)
  }

  /// The rows that pass, as lists show them.
  func rows(of snapshot: Snapshot) throws -> [ListRow] {
    let filter = filter
    return try RegistryAccess.reporting {
      let laboratories = Dictionary(
        try snapshot.laboratories().map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
      let listings = try snapshot.listings(matching: filter)
      let unknown = try unknown(among: listings, in: snapshot)
      for sentence in unknown { Terminal.complain(sentence) }
      if listings.isEmpty, unknown.isEmpty { Terminal.complain(try reason(filter, in: snapshot)) }
      return try listings.map { try ListRow($0, snapshot: snapshot, laboratories: laboratories) }
    }
  }

  /// What is asked for and no model has, a sentence each. One of several values would be missed by nobody: the rest of
  /// them finds models.
  private func unknown(among found: [Listing], in snapshot: Snapshot) throws -> [String] {
    func isKnown(_ value: String, _ known: [String]) -> Bool {
      known.contains { $0.caseInsensitiveCompare(value) == .orderedSame }
    }
    func isMissing(_ value: String, _ known: (Listing) -> [String], _ listings: [Listing]) -> Bool {
      !listings.contains { isKnown(value, known($0)) }
    }
    // What was found has most of it; only the rest is looked for among all models.
    let rest = demands.map { demand in demand.values.filter { isMissing($0, demand.known, found) } }
    if rest.allSatisfy(\.isEmpty) { return [] }
    let all = try snapshot.listings()
    if all.isEmpty { return ["The registry holds no models."] }
    var sentences: [String] = []
    for (demand, values) in zip(demands, rest) {
      for value in values where isMissing(value, demand.known, all) {
        let choices = Set(demand.name == "supplier" ? all.map(\.supplier) : all.flatMap(demand.known))
          .sorted()
        let shown = choices.prefix(20).joined(separator: ", ") + (choices.count > 20 ? " …" : "")
        sentences.append("No model has the \(demand.name) \(value); there is \(shown).")
      }
    }
    return sentences
  }

  /// Why no model passes although there is all that is asked for: the status or verdict that hides the rest.
  private func reason(_ filter: ListingFilter, in snapshot: Snapshot) throws -> String {
    if try snapshot.listings().isEmpty { return "The registry holds no models." }
    var any = filter
    (any.verdicts, any.statuses) = (nil, nil)
    let others = try snapshot.listings(matching: any).count
    if others == 0 { return "No model passes the filter." }
    let wider = verdict.isEmpty ? "--status all" : "--status all --verdict all"
    return "No model passes the filter; with \(wider), \(others) \(others == 1 ? "does" : "do")."
  }
}
