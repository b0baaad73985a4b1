import Quantities
import Standards
import Statistics

/// The first pair of count and spread that the shots allow gives the V50; it decides only over evidence that fulfils
/// the plan, and shots that allow no pair are not determined.
struct PreparedV50Rule: PreparedRule {
  private let rule: V50Rule
  private let words: RuleWords
  private let bound: PreparedBound
  private let statement: PreparedStatement

  init(_ rule: V50Rule, _ words: RuleWords) {
    self.rule = rule
    self.words = words
    bound = PreparedBound(rule.bound)
    statement = PreparedStatement(.v50(rule), words)
  }

  func judge(_ group: Group) -> RuleResult {
    let kind = "v50"
    guard let yardstick = bound.yardstick(group.reference) else {
      return bound.withoutYardstick(rule: kind, statement: statement.text(group.reference))
    }
    var result = RuleResult(
      rule: kind, statement: statement.text(group.reference), outcome: .notDetermined, yardstick: yardstick)
    result.isVerified =
      yardstick.isVerified && rule.pairs.allSatisfy { $0.count.isVerified && $0.spread.isVerified }
    let table = group.table
    let column = table.column(rule.quantity, in: yardstick.unit)
    let (values, lacking) = group.measured(column, on: group.counted)
    result.decisiveCount = values.count
    if let first = lacking.first {
      result.reason = group.lack(column, on: first) + "."
      return result
    }
    if let silent = group.counted.first(where: { table.outcome($0) == nil }) {
      result.reason = "The outcome of \(table.name(silent)) \(table.lackOfOutcome(silent))."
      return result
    }
    let shots = values.map {
      BallisticShot(velocity: $0.value.doubleValue, perforated: table.outcome($0.row) == rule.outcome)
    }
    var refusal: String?
    for pair in rule.pairs {
      guard let count = pair.count.wholeNumber,
        let spread = try? pair.spread.amount.converted(to: yardstick.unit).value
      else { continue }
      switch MeanV50.of(shots, ofEach: count, within: spread.doubleValue) {
      case .notDetermined(let why): if refusal == nil { refusal = why.description }
      case .limit(let limit):
        decide(limit, of: values, count: count, yardstick, group, &result)
        return result
      }
    }
    result.reason =
      values.isEmpty ? "There is no counted \(words.noun)." : refusal ?? "The definition names no pair."
    return result
  }

  private func decide(
    _ limit: MeanV50, of values: [Group.Measured], count: Int, _ yardstick: Yardstick, _ group: Group,
    _ result: inout RuleResult
  ) {
    let symbol = yardstick.unit.symbol
    let column = group.table.column(rule.quantity, in: yardstick.unit)
    result.statistics = [
      .init(name: "n", value: String(values.count), unit: ""),
      .init(name: "of each", value: String(count), unit: ""),
      .init(name: "spread", value: NumberFormat.fixed(limit.spread, decimals: 2), unit: symbol),
      .init(name: "v50", value: NumberFormat.fixed(limit.velocity, decimals: 2), unit: symbol),
    ]
    result.measured = "\(NumberFormat.fixed(limit.velocity, decimals: 2)) \(symbol)"
    guard let (sum, used) = exactSum(of: limit, values, group) else {
      result.reason = "The sum of the velocities has too many digits."
      return
    }
    if let mean = sum.mean(significantDigits: 6) { result.margin = yardstick.margin(mean).map(column.text) }
    result.decide(by: used) { group.table.reference($0.row, column.text($0.value)) }
    if !group.isComplete {
      result.reason = Group.incompleteReason
    } else if let holds = yardstick.holds(meanOf: sum) {
      let mean = sum.mean(significantDigits: Amount.conversionDigits)
      switch holds ? group.guarded(meanOf: used, mean, yardstick, column) : .breaks {
      case .holds: result.outcome = .met
      case .breaks:
        result.outcome = .notMet
        result.reason =
          "The V50 is \(result.measured ?? "beyond the limit")\(holds ? Group.tooNear : "")."
      case .unclear: result.reason = group.withoutUncertainty(column, onOneOf: used)
      }
    } else {
      result.reason = "The mean cannot be computed exactly."
    }
  }

  /// The velocities that make up the limit, added up as written: no binary rounding decides at the bound.
  private func exactSum(
    of limit: MeanV50, _ values: [Group.Measured], _ group: Group
  ) -> (ExactSum, [Group.Measured])? {
    let isPerforation = { (one: Group.Measured) in group.table.outcome(one.row) == rule.outcome }
    let stops = values.filter { !isPerforation($0) }.sorted { $0.value > $1.value }.prefix(limit.stops.count)
    let perforations = values.filter(isPerforation).sorted { $0.value < $1.value }.prefix(
      limit.perforations.count)
    let used = Array(stops) + Array(perforations)
    var sum = ExactSum()
    for one in used where !sum.add(one.value) { return nil }
    return (sum, used)
  }
}
