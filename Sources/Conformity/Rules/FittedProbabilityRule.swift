import Quantities
import Standards
import Statistics

extension Group {
  /// The curve is fitted to every counted observation; it decides only over evidence that fulfils the plan, and a
  /// fit that does not exist is not determined, whatever the shots look like.
  func judge(_ rule: FittedProbabilityRule) -> RuleResult {
    let kind = "fitted probability"
    let outcomeTitle = method?.outcomes.first { $0.id == rule.outcome }?.title ?? rule.outcome
    let place: Figure
    let placeText: String
    switch rule.at {
    case .figure(let figure):
      place = figure
      placeText = figure.amount.description
    case .reference:
      guard let reference else {
        return .withoutReference(rule: kind, statement: "fitted probability of \(outcomeTitle)")
      }
      place = reference
      placeText = "the reference velocity of \(reference.amount)"
    }
    var result = RuleResult(
      rule: kind,
      statement: "fitted probability of \(outcomeTitle) at \(placeText) below \(rule.below.percentText)",
      outcome: .notDetermined)
    result.limit = rule.below.percentText
    result.clause = rule.below.clause
    result.isVerified = rule.below.isVerified && place.isVerified
    let gauge = Gauge(rule.quantity, in: place.amount.unit, reports: reports)
    let (values, lacking, reason) = measured(gauge, in: counted)
    let silent = counted.filter { $0.observation.outcome == nil }
    result.decisiveCount = values.count
    if let first = lacking.first {
      result.reason = "\(reason ?? "a value is missing") for \(name(first))."
      return result
    }
    if let first = silent.first {
      result.reason = "The outcome of \(name(first)) is not reported."
      return result
    }
    let shots = values.map {
      BallisticShot(
        velocity: $0.value.doubleValue, perforated: $0.sighting.observation.outcome == rule.outcome)
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
      result.statistics = statistics(of: fit, at: at, probability: probability, unit: gauge.unit)
      result.measured = "\(NumberFormat.significant(probability * 100, digits: 4)) %"
      result.margin = "\(NumberFormat.significant((rule.below.share - probability) * 100, digits: 4)) %"
      if !isComplete {
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
