import Standards

/// The rows of a group by what becomes of them.
struct SortedRows {
  private(set) var counted: [Int] = []
  /// Left out by the laboratory's word alone.
  private(set) var setAside: [Int] = []
  /// Left out although they may have been fair.
  private(set) var open: [Int] = []
  private(set) var leftOut: [GroupResult.LeftOut] = []

  /// - Parameter fairOnly: whether what is no fair hit is left out.
  init(_ series: [Int], of table: ObservationTable, fairOnly: Bool) {
    counted.reserveCapacity(series.reduce(0) { $0 + table.series[$1].rows.count })
    let standings = table.standings
    for row in series.lazy.flatMap({ table.series[$0].rows }) {
      switch standings[row] {
      case .fair:
        counted.append(row)
      case .unfair where !fairOnly:
        counted.append(row)
      case .unfair(let index):
        let exclusion = table.exclusions[index]
        if exclusion.isOpen { open.append(row) }
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

  /// What may not be what makes the difference: with it, a requirement that is met without it must be met as well.
  var doubts: [(rows: [Int], doubt: Doubt)] { [(setAside, .setAside), (open, .open)] }

  /// Why observations that are left out leave a requirement open that is met without them.
  enum Doubt {
    case setAside
    case open

    func reason(_ name: String) -> String {
      switch self {
      case .setAside:
        "The laboratory set aside \(name), which no rule of the standard leaves out; "
          + "with it the requirement would not be met."
      case .open:
        "It is not known whether \(name) was fair; with it the requirement would not be met."
      }
    }
  }
}
