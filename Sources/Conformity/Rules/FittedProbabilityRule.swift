import Quantities
import Standards
import Statistics

/// The curve is fitted to every counted observation; it decides only over evidence that fulfils the plan, and a fit
/// that does not exist is not determined, whatever the shots look like.
struct PreparedFittedProbabilityRule: PreparedRule {
  private let rule: FittedProbabilityRule
  private let statement: PreparedStatement
  private let below: String

  init(_ rule: FittedProbabilityRule, _ words: RuleWords) {
    self.rule = rule
    statement = PreparedStatement(.fittedProbability(rule), words)
    below = rule.below.percentText
  }

  func judge(_ group: Group) -> RuleResult {
    let kind = "fitted probability"
    let table = group.table
    var result = RuleResult(rule: kind, statement: statement.text(group.reference), outcome: .notDetermined)
    let place: Figure
    switch rule.at {
    case .figure(let figure): place = figure
    case .reference:
      guard let reference = group.reference else {
        result.reason = "There is no reference for this threat and condition."
        return result
      }
      place = reference
    }
    result.limit = below
    result.clause = rule.below.clause
    result.isVerified = rule.below.isVerified && place.isVerified
    let column = table.column(rule.quantity, in: place.amount.unit)
    let (values, lacking) = group.measured(column, on: group.counted)
    result.decisiveCount = values.count
    if let first = lacking.first {
      result.reason = "\(group.lack(column, on: first))."
      return result
    }
    if let silent = group.counted.first(where: { table.outcome($0) == nil }) {
      result.reason = "The outcome of \(table.name(silent)) \(table.lackOfOutcome(silent))."
      return result
    }
    let shots = values.map {
      BallisticShot(velocity: $0.value.doubleValue, perforated: table.outcome($0.row) == rule.outcome)
    }
    switch LogisticFit.of(shots) {
    case .notDetermined(let why):
      result.reason = why.description
      result.statistics = [
        .init(name: "n", value: String(shots.count), unit: ""),
        .init(name: "perforations", value: String(shots.count { $0.perforated }), unit: ""),
      ]
    case .fit(let fit):
      let at = place.amount.value.doubleValue
      let probability = fit.curve.probability(at: at)
      result.statistics = statistics(of: fit, at: at, probability: probability, unit: column.unit)
      result.measured = "\(NumberFormat.significant(probability * 100, digits: 4)) %"
      result.margin = "\(NumberFormat.significant((rule.below.share - probability) * 100, digits: 4)) %"
      if !group.isComplete {
        result.reason = Group.incompleteReason
      } else if probability < rule.below.share {
        result.outcome = .met
      } else {
        result.outcome = .notMet
        result.reason = "The fitted probability is \(result.measured ?? "too high")."
      }
    }
    return result
  }

  private func statistics(of fit: LogisticFit, at: Double, probability: Double, unit: Unit)
    -> [RuleResult.Statistic]
  {
    let curve = fit.curve
    func velocity(_ name: String, _ value: Double) -> RuleResult.Statistic {
      .init(name: name, value: NumberFormat.fixed(value, decimals: 2), unit: unit.symbol)
    }
    return [
      .init(name: "n", value: String(fit.count), unit: ""),
      .init(name: "perforations", value: String(fit.perforations), unit: ""),
      .init(name: "intercept", value: NumberFormat.significant(curve.intercept, digits: 10), unit: ""),
      .init(
        name: "slope", value: NumberFormat.significant(curve.slope, digits: 10), unit: "1/(\(unit.symbol))"),
      velocity("v50", curve.v50),
      velocity("v50 standard error", curve.standardErrorOfVelocity(at: 0.5)),
      velocity("v05", curve.v05),
      velocity("v05 standard error", curve.standardErrorOfVelocity(at: 0.05)),
      velocity("at", at),
      .init(name: "probability", value: NumberFormat.significant(probability, digits: 6), unit: ""),
    ]
  }
}
