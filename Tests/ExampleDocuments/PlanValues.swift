import Evidence
import Planning
import Quantities
import Standards

/// Who looks at an observation, and what it is made with.
struct Placing {
  let requirements: [Requirement]
  let threat: LevelThreat?
  let condition: String?

  func reference(_ method: TestMethod) -> Reference? {
    threat?.reference(in: condition, method: method.id)
  }

  /// An outcome that no requirement objects to.
  func goodOutcome(of method: TestMethod) -> String? {
    var wanted: String?
    var unwanted: Set<String> = []
    func look(_ rule: Rule) {
      switch rule {
      case .none(let rule) where rule.filter == nil: unwanted.insert(rule.outcome)
      case .requiredOutcome(let rule): wanted = rule.outcome
      case .evidencePresent(let rule): wanted = rule.outcome
      case .allOf(let rules), .anyOf(let rules): for rule in rules { look(rule) }
      default: break
      }
    }
    for requirement in requirements { look(requirement.rule) }
    return wanted ?? method.outcomes.first { !unwanted.contains($0.id) }?.id
  }

  /// Where values of a quantity have to lie by the requirements; of alternatives, by the first that is known.
  func room(of quantity: QuantityTerm, _ method: TestMethod) -> Room {
    var room = Room()
    let reference = reference(method)?.value
    func narrow(_ name: String, _ bound: Bound) {
      guard name == quantity.id else { return }
      room.narrow(by: Room(bound, in: quantity.unit, reference: reference))
    }
    func look(_ rule: Rule) {
      switch rule {
      case .every(let rule): narrow(rule.quantity, rule.bound)
      case .minimum(let rule): narrow(rule.quantity, rule.bound)
      case .maximum(let rule): narrow(rule.quantity, rule.bound)
      case .mean(let rule): narrow(rule.quantity, rule.bound)
      case .toleranceBound(let rule): narrow(rule.quantity, .limit(.atMost, .figure(rule.limit)))
      case .peakWithDuration(let rule):
        narrow(rule.quantity, .limit(.atMost, .figure(rule.threshold)))
        narrow(rule.duration, .limit(.atMost, .figure(rule.longest)))
      case .allOf(let rules): for rule in rules { look(rule) }
      case .anyOf(let rules):
        if let first = rules.first(where: { $0.unknownLimits.isEmpty }) ?? rules.first { look(first) }
      default: break
      }
    }
    for requirement in requirements { look(requirement.rule) }
    for rule in method.fairHit {
      guard case .atLeast(let name, let limit, let roles, _) = rule.test,
        roles.isEmpty || threat.map({ roles.contains($0.role) }) == true
      else { continue }
      narrow(name, .limit(.atLeast, .figure(limit)))
    }
    return room
  }
}

extension PlanFiller {
  /// The observations on one specimen or of one subject.
  ///
  /// - Parameters:
  ///   - before: how many the line of the plan already has.
  ///   - total: how many it has in the end.
  mutating func observations(
    _ planned: [PlannedObservation], _ method: TestMethod, _ place: Placing, after before: Int, of total: Int
  ) -> [Observation] {
    let good = place.goodOutcome(of: method)
    let course = course(method, place, count: total)
    return planned.enumerated().map { index, planned in
      let angle =
        planned.angles.isEmpty ? nil : planned.angles[(planned.share + before) % planned.angles.count]
      var one = observation(planned.number, method, place, angle: angle, outcome: good)
      guard let step = course?[before + index] else { return one }
      if let outcome = step.outcome { one.outcome = outcome }
      for (quantity, value) in step.values {
        guard let measurement = measurement(quantity, value) else { continue }
        one.measurements.removeAll { $0.measure == measurement.measure }
        one.measurements.append(measurement)
      }
      return one
    }
  }

  /// One observation with every quantity of its method.
  mutating func observation(
    _ number: Int, _ method: TestMethod, _ place: Placing, angle: Figure?, outcome: String?
  ) -> Observation {
    var measurements: [Measurement] = []
    for quantity in method.quantities where isReported(quantity.id, method, number: number) {
      let value = value(of: quantity, method, place, angle: angle)
      if let measurement = measurement(quantity, value) { measurements.append(measurement) }
    }
    return Observation(
      number: number, outcome: outcome, item: nil, claimedFair: nil, measurements: measurements, remark: nil,
      line: 0)
  }

  /// The first shot on a panel has no neighbour.
  private func isReported(_ quantity: String, _ method: TestMethod, number: Int) -> Bool {
    !method.fairHit.contains { rule in
      guard case .atLeast(quantity, _, _, let first) = rule.test else { return false }
      return number < first
    }
  }

  private mutating func value(
    of quantity: QuantityTerm, _ method: TestMethod, _ place: Placing, angle: Figure?
  ) -> ExactDecimal {
    func number(_ figure: Figure) -> Double? {
      (try? figure.amount.converted(to: quantity.unit))?.value.doubleValue
    }
    if quantity.id == PlannedAngle.quantity, let angle {
      return (try? angle.amount.converted(to: quantity.unit))?.value ?? ExactDecimal(0)
    }
    for rule in method.fairHit {
      switch rule.test {
      case .nearReference(quantity.id, let tolerance, _):
        guard let reference = place.reference(method), let value = number(reference.value) else { break }
        let width = (reference.tolerance ?? tolerance).flatMap(number) ?? 1
        return varied(value, leeway: width / 2, quantity.unit, finer: true)
      case .nearPlanned(quantity.id, let planned, let tolerance):
        let from =
          method.quantity(planned) == nil ? 0 : angle.flatMap(number) ?? 0
        let leeway = (number(tolerance) ?? 1) / 3
        let value = varied(from, leeway: leeway, quantity.unit)
        return value < ExactDecimal(0) ? value.negated : value
      case .nearPlanned(_, quantity.id, _): return ExactDecimal(0)
      default: break
      }
    }
    for requirement in place.requirements {
      if case .protectionFactor(let rule) = requirement.rule {
        let limit = Room(rule.bound, in: .one, reference: nil).low ?? 1000
        if rule.outside == quantity.id { return Sensible.decimal(20 * limit, decimals: 0) }
        if rule.inside == quantity.id { return varied(10, leeway: 1, quantity.unit) }
      }
      if case .percentageOfControl(let rule) = requirement.rule, rule.quantity == quantity.id {
        let percent = Room(rule.bound, in: .percent, reference: nil).comfortable(in: .percent).value
        return varied(60 * max(percent, 105) / 100, leeway: 1, quantity.unit)
      }
    }
    if standard.rule(controlledBy: method.id)?.quantity == quantity.id {
      return varied(60, leeway: 0, quantity.unit)
    }
    let room = place.room(of: quantity, method)
    let (value, leeway) = room.comfortable(in: quantity.unit)
    // Rounding away from a single bound keeps whole numbers inside it.
    let nudge = quantity.unit.code == "1" && room.high == nil && room.low != nil ? 0.5 : 0
    return varied(value + nudge, leeway: leeway, quantity.unit)
  }

  private mutating func varied(
    _ value: Double, leeway: Double, _ unit: Unit, finer: Bool = false
  ) -> ExactDecimal {
    let share = random == nil ? 0 : Double(random?.integer(-100...100) ?? 0) / 100
    let decimals = Sensible.decimals(of: finer ? min(value, leeway) : value, in: unit)
    return Sensible.decimal(value + share * leeway, decimals: decimals)
  }

  // MARK: - Values that make sense only together

  /// What one observation of a course adds.
  struct Step {
    var outcome: String?
    var values: [(QuantityTerm, ExactDecimal)]
  }

  /// The values that a rule looks at all together: the shots of a ballistic limit, readings over time.
  private func course(_ method: TestMethod, _ place: Placing, count: Int) -> [Step]? {
    for requirement in place.requirements {
      if let course = course(requirement.rule, method, place, count: count) { return course }
    }
    // A ballistic limit that no requirement holds against anything.
    guard method.outcomes.count > 1, let reference = place.reference(method)?.value,
      let quantity = method.quantities.first(where: { $0.unit.isConvertible(to: reference.amount.unit) }),
      !method.fairHit.contains(where: {
        if case .nearReference = $0.test { true } else { false }
      })
    else { return nil }
    return climb(quantity, above: reference, stop: method.outcomes[0].id, method.outcomes[1].id, count)
  }

  private func course(_ rule: Rule, _ method: TestMethod, _ place: Placing, count: Int) -> [Step]? {
    switch rule {
    case .fittedProbability(let rule):
      let figure: Figure? =
        switch rule.at {
        case .figure(let figure): figure
        case .reference: place.reference(method)?.value
        }
      guard let figure, let quantity = method.quantity(rule.quantity),
        let stop = method.outcomes.first(where: { $0.id != rule.outcome })?.id
      else { return nil }
      return climb(quantity, above: figure, stop: stop, rule.outcome, count)
    case .v50(let rule):
      guard let quantity = method.quantity(rule.quantity),
        let stop = method.outcomes.first(where: { $0.id != rule.outcome })?.id
      else { return nil }
      let room = Room(rule.bound, in: quantity.unit, reference: place.reference(method)?.value)
      let center = room.comfortable(in: quantity.unit).value
      // All of them within the narrowest spread.
      let spread = rule.pairs.compactMap {
        (try? $0.spread.amount.converted(to: quantity.unit))?.value.doubleValue
      }.min()
      return mixed(quantity, around: center, half: (spread ?? 20) / 3, stop: stop, rule.outcome, count)
    case .cumulative(let rule):
      guard let quantity = method.quantity(rule.quantity), let time = method.quantity(rule.time),
        let period = (try? rule.period.amount.converted(to: time.unit))?.value.doubleValue
      else { return nil }
      let sum = Room(rule.bound, in: quantity.unit, reference: nil).comfortable(in: quantity.unit).value
      return readings(count) { share in
        [
          (quantity, Sensible.decimal(sum / Double(count), decimals: 4)),
          (time, Sensible.decimal(period * share, decimals: 2)),
        ]
      }
    case .breakthrough(let rule):
      guard let quantity = method.quantity(rule.quantity), let time = method.quantity(rule.time),
        let threshold = (try? rule.threshold.amount.converted(to: quantity.unit))?.value.doubleValue
      else { return nil }
      let last = Room(rule.bound, in: time.unit, reference: nil).comfortable(in: time.unit).value
      return readings(count) { share in
        [
          (quantity, Sensible.decimal(threshold * 0.5 * share, decimals: 4)),
          (time, Sensible.decimal(last * share, decimals: 2)),
        ]
      }
    case .allOf(let rules), .anyOf(let rules):
      return rules.lazy.compactMap { course($0, method, place, count: count) }.first
    default: return nil
    }
  }

  private func readings(_ count: Int, _ values: (Double) -> [(QuantityTerm, ExactDecimal)]) -> [Step] {
    (1...max(count, 1)).map { Step(outcome: nil, values: values(Double($0) / Double(count))) }
  }

  /// Stops and perforations far enough above a velocity for hardly any to be likely at it.
  private func climb(
    _ quantity: QuantityTerm, above figure: Figure, stop: String, _ perforation: String, _ count: Int
  ) -> [Step] {
    let from = (try? figure.amount.converted(to: quantity.unit))?.value.doubleValue ?? 0
    return mixed(quantity, around: from * 1.2, half: from * 0.06, stop: stop, perforation, count)
  }

  /// Values from half the width below a center to half above it, lowest and highest by turns; those above perforate,
  /// except that the two pairs nearest to the center change places, as they do where chance has a hand in it.
  private func mixed(
    _ quantity: QuantityTerm, around center: Double, half: Double, stop: String, _ perforation: String,
    _ count: Int
  ) -> [Step] {
    (0..<count).map { index in
      let rank = index % 2 == 0 ? index / 2 : count - 1 - index / 2
      let offset = count > 1 ? half * (2 * Double(rank) / Double(count - 1) - 1) : 0
      let isSwapped = count > 3 && (rank == count / 2 - 1 || rank == count / 2)
      let isAbove = 2 * rank >= count
      return Step(
        outcome: isAbove != isSwapped ? perforation : stop,
        values: [(quantity, Sensible.decimal(center + offset, decimals: 1))])
    }
  }
}
