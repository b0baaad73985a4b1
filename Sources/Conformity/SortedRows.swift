import Standards

/// The rows of a group by what becomes of them.
struct SortedRows {
  private(set) var counted: [Int] = []
  /// Left out by the laboratory's word alone.
  private(set) var setAside: [Int] = []
  /// Left out although they may have been fair.
  private(set) var open: [Int] = []
  /// Left out because nobody says where they belong.
  private(set) var unplaced: [Int] = []
  /// Left out because another report told of them before, by the row given.
  private(set) var repeated: [(row: Int, first: Int)] = []
  private(set) var leftOut: [GroupResult.LeftOut] = []

  /// - Parameters:
  ///   - unplaced: series that may belong to the group.
  ///   - fairOnly: whether what is no fair hit is left out.
  init(_ series: [Int], unplaced doubtful: [Int], of table: ObservationTable, fairOnly: Bool) {
    counted.reserveCapacity(series.reduce(0) { $0 + table.series[$1].rows.count })
    let standings = table.standings
    for row in doubtful.lazy.flatMap({ table.series[$0].rows }) where !(fairOnly && table.isUnfair(row)) {
      unplaced.append(row)
      leftOut.append(
        .init(
          observation: table.reference(row, ""), rule: GroupResult.LeftOut.unplaced, clause: "",
          reason: "The report does not say in the standard's words to what it belongs."))
    }
    for row in series.lazy.flatMap({ table.series[$0].rows }) {
      switch standings[row] {
      case .fair:
        counted.append(row)
      case .unfair(let index) where !fairOnly && table.exclusions[index].repeats == nil:
        counted.append(row)
      case .unfair(let index):
        let exclusion = table.exclusions[index]
        if let first = exclusion.repeats {
          repeated.append((row, first))
        } else if exclusion.isOpen {
          open.append(row)
        }
        let claim = table.claimedFair(row) == true ? " The laboratory counted it." : ""
        leftOut.append(
          .init(
            observation: table.reference(row, ""), rule: exclusion.rule, clause: exclusion.clause,
            reason: exclusion.reason + claim))
      case .setAside:
        setAside.append(row)
        leftOut.append(
          .init(
            observation: table.reference(row, ""), rule: "", clause: "",
            reason: "The laboratory set it aside"
              + (table.observation(row).remark.map { ": \($0)." } ?? " without a reason.")))
      }
    }
  }

  /// Observations with any of which a requirement that is met without them must be met as well: each on its own, since
  /// good ones could hide a bad one in a mean or a bound, and all together.
  var doubts: [Doubt] {
    let kinds = [(setAside, Doubt.Kind.setAside), (open, .open), (unplaced, .unplaced)]
    let single = kinds.flatMap { rows, kind in rows.map { Doubt(rows: [$0], kind: kind) } }
    guard let first = single.first, single.count > 1 else { return single }
    return single + [Doubt(rows: kinds.flatMap(\.0), kind: first.kind)]
  }

  /// The counted rows as another report tells of them, one at a time and all together: what it says counts as much.
  var retold: [(counted: [Int], doubt: Doubt)] {
    guard !repeated.isEmpty else { return [] }
    let single = repeated.map { [$0] }
    return (single + (repeated.count > 1 ? [repeated] : [])).map { told in
      let before = Set(told.map(\.first))
      let now = told.map(\.row)
      return (counted.filter { !before.contains($0) } + now, Doubt(rows: now, kind: .repeated))
    }
  }

  /// Observations that are left out and may have to be counted.
  struct Doubt {
    let rows: [Int]
    let kind: Kind

    enum Kind {
      /// By the laboratory's word alone.
      case setAside
      /// Nobody knows whether they were fair.
      case open
      /// Nobody says where they belong.
      case unplaced
      /// Another report told of them before; what this one says counts as much.
      case repeated
    }

    /// Why they leave a requirement open that is met without them.
    func reason(_ table: ObservationTable) -> String {
      let name = rows.first.map(table.name) ?? table.noun
      let rest = rows.count > 1 ? " and \(rows.count - 1) more" : ""
      return switch kind {
      case .setAside:
        "The laboratory set aside \(name)\(rest), which no rule of the standard leaves out; "
          + "with it the requirement would not be met."
      case .open:
        "It is not known whether \(name)\(rest) was fair; with it the requirement would not be met."
      case .unplaced:
        "It is not known to what \(name)\(rest) belongs; with it the requirement would not be met."
      case .repeated:
        "Two reports tell of \(name); by the later one the requirement would not be met."
      }
    }
  }
}
