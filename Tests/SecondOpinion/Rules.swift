import Foundation
import Quantities
import Standards

extension Hand {
  /// Whether a group satisfies a rule.
  ///
  /// - Parameter isFulfilled: whether the plan asks for nothing more; a number that more evidence could still change
  ///   is no violation before that.
  mutating func truth(of rule: Rule, _ rows: [Row], isFulfilled: Bool) -> Truth {
    if case .every(let rule) = rule, rule.bound.unknownLimit != nil { return .open }
    let later: (Truth) -> Truth = { $0 == .no && !isFulfilled ? .open : $0 }
    switch rule {
    case .allOf(let rules):
      return Truth.all(rules.map { truth(of: $0, rows, isFulfilled: isFulfilled) })
    case .anyOf(let rules):
      return Truth.any(rules.map { truth(of: $0, rows, isFulfilled: isFulfilled) })
    case .certificate(let rule): return certificate(rule)
    default: break
    }
    if rows.isEmpty { return .open }
    switch rule {
    case .every(let rule):
      return Truth.all(
        rows.map { row in
          switch isConcerned(row, rule.filter) {
          case .yes: holds(row, rule.quantity, rule.bound)
          case .no: .yes
          case .open: .open
          }
        })
    case .none(let rule):
      if let filter = rule.filter, unit(filter.bound, rows) == nil { return .open }
      return Truth.all(
        rows.map { row in
          guard let outcome = opinion.outcome(row) else { return .open }
          if outcome != rule.outcome { return .yes }
          switch isConcerned(row, rule.filter) {
          case .yes: return .no
          case .no: return .yes
          case .open: return .open
          }
        })
    case .count(let rule): return count(rule, rows, isFulfilled)
    case .minimum(let rule): return extreme(rows, rule.quantity, rule.bound, isLargest: false, later)
    case .maximum(let rule): return extreme(rows, rule.quantity, rule.bound, isLargest: true, later)
    case .mean(let rule): return later(mean(rule, rows))
    case .toleranceBound(let rule): return later(toleranceBound(rule, rows))
    case .fittedProbability(let rule): return later(fittedProbability(rule, rows))
    case .requiredOutcome(let rule):
      return Truth.all(rows.map { opinion.outcome($0).map { $0 == rule.outcome ? .yes : .no } ?? .open })
    case .rating(let rule):
      let steps = opinion.standard.methods.first { $0.id == selection.method }?.outcomes.map(\.id) ?? []
      guard let worst = steps.firstIndex(of: rule.atLeast) else { return .open }
      return Truth.all(
        rows.map { row in
          opinion.outcome(row).flatMap(steps.firstIndex).map { $0 <= worst ? .yes : .no } ?? .open
        })
    case .percentageOfControl(let rule): return later(percentage(rule, rows))
    case .protectionFactor(let rule):
      return Truth.all(rows.map { protectionFactor(rule, $0) })
    case .cumulative(let rule): return cumulative(rule, rows, isFulfilled)
    case .breakthrough(let rule): return breakthrough(rule, rows)
    case .peakWithDuration(let rule): return Truth.all(rows.map { peak(rule, $0) })
    case .v50(let rule): return later(v50(rule, rows))
    case .evidencePresent(let rule):
      let checks = rows.filter { $0.item == rule.item }
      if checks.isEmpty { return .open }
      return Truth.all(
        checks.map { opinion.outcome($0).map { $0 == rule.outcome ? .yes : .no } ?? .open })
    case .allOf, .anyOf, .certificate: return .open
    }
  }

  private func certificate(_ rule: CertificateRule) -> Truth {
    var truths: [Truth] = []
    for report in opinion.reports {
      for certificate in report.certificates
      where certificate.method == selection.method && certificate.body == rule.body
        && (selection.component == nil || certificate.component == selection.component)
      {
        let isValid =
          certificate.from <= report.testedFrom && (certificate.until ?? report.testedTo) >= report.testedTo
        truths.append(isValid ? .yes : .no)
      }
    }
    return truths.isEmpty ? .open : Truth.any(truths)
  }

  private func isConcerned(_ row: Row, _ filter: Where?) -> Truth {
    guard let filter else { return .yes }
    guard let unit = unit(filter.bound, [row]), let value = row.value(filter.quantity, unit) else {
      return .open
    }
    return isWithin(value, over: 1, filter.bound, unit, width: 0, [row])
  }

  private func count(_ rule: CountRule, _ rows: [Row], _ isFulfilled: Bool) -> Truth {
    let number = rule.outcome.map { id in rows.count { opinion.outcome($0) == id } } ?? rows.count
    let isSilent = rule.outcome != nil && rows.contains { opinion.outcome($0) == nil }
    guard let limits = limits(rule.bound, "1", rows) else { return .open }
    // Too many stay too many; too few could become enough.
    if let high = limits.high {
      let value = Decimal(number)
      if value > high.value || (high.isStrict && value == high.value) { return .no }
    }
    if isSilent { return .open }
    let truth = isWithin(Decimal(number), over: 1, rule.bound, "1", width: 0, rows)
    return truth == .no && !isFulfilled ? .open : truth
  }

  private func extreme(
    _ rows: [Row], _ quantity: String, _ bound: Bound, isLargest: Bool, _ later: (Truth) -> Truth
  ) -> Truth {
    guard let unit = unit(bound, rows) else { return .open }
    let values = rows.compactMap { row in row.value(quantity, unit).map { (row, $0) } }
    let sorted = values.sorted { isLargest ? $0.1 > $1.1 : $0.1 < $1.1 }
    guard let first = sorted.first else { return .open }
    let own = limits(bound, unit, rows).map { isLargest ? $0.high : $0.low } ?? nil
    func isBeyond(_ value: Decimal) -> Bool {
      guard let own else { return false }
      if own.isStrict && value == own.value { return true }
      return isLargest ? value > own.value : value < own.value
    }
    // More values can only make the largest larger: beyond a bound on its own side it stays a violation.
    if isBeyond(first.1) { return .no }
    if values.count < rows.count { return .open }
    let simple = isWithin(first.1, over: 1, bound, unit, width: 0, rows)
    guard opinion.isGuarded, simple == .yes else { return later(simple) }
    var truths = [
      holds(first.1, over: 1, bound, unit, uncertainty: first.0.uncertainty(quantity, unit), rows)
    ]
    if own != nil {
      for (row, value) in values {
        truths.append(
          row.uncertainty(quantity, unit).map { isBeyond(isLargest ? value + $0 : value - $0) ? .no : .yes }
            ?? .open)
      }
    }
    return later(Truth.all(truths))
  }

  private func mean(_ rule: MeanRule, _ rows: [Row]) -> Truth {
    guard let unit = unit(rule.bound, rows) else { return .open }
    var parts: [String: (sum: Decimal, count: Decimal)] = [:]
    for (index, row) in rows.enumerated() {
      guard let value = row.value(rule.quantity, unit) else { return .open }
      let part: String? =
        switch rule.over {
        case .observations: "\(index)"
        case .specimens: row.specimen
        case .subjects: row.subject
        }
      guard let part else { return .open }
      let before = parts[part] ?? (0, 0)
      parts[part] = (before.sum + value, before.count + 1)
    }
    // The mean of the parts' means over a common denominator.
    var denominator: Decimal = 1
    for count in Set(parts.values.map(\.count)) { denominator *= count }
    let top = parts.values.reduce(Decimal(0)) { $0 + $1.sum * (denominator / $1.count) }
    return holds(top, over: denominator * Decimal(parts.count), rule.bound, unit, rule.quantity, rows)
  }

  private mutating func toleranceBound(_ rule: ToleranceBoundRule, _ rows: [Row]) -> Truth {
    let unit = rule.limit.code
    let values = rows.compactMap { $0.value(rule.quantity, unit) }.map(Numbers.double)
    guard values.count == rows.count, values.count >= 2 else { return .open }
    let equal = Set(rows.compactMap { $0.value(rule.quantity, unit) })
    if equal.count == 1, let value = equal.first {
      // Without any spread the bound is the value itself.
      let (width, isKnown) = largestUncertainty(rows, rule.quantity, unit)
      return value + width <= rule.limit.decimal ? (isKnown ? .yes : .open) : .no
    }
    guard let coverage = rule.coverage.decimal(in: "1"), let confidence = rule.confidence.decimal(in: "1")
    else {
      return .open
    }
    let mean = values.reduce(0, +) / Double(values.count)
    let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
    let factor = Numerics.toleranceFactor(
      count: values.count, coverage: Numbers.double(coverage), confidence: Numbers.double(confidence))
    let bound = mean + factor * square.squareRoot()
    return guarded(bound, Numbers.double(rule.limit.decimal), largestUncertainty(rows, rule.quantity, unit))
  }

  /// Whether a statistic is at most a limit, tightened by an uncertainty of which more may not be known.
  private mutating func guarded(
    _ value: Double, _ limit: Double, _ uncertainty: (largest: Decimal, isKnown: Bool)
  ) -> Truth {
    let width = Numbers.double(uncertainty.largest)
    if abs(value - limit) < 1e-6 || abs(value + width - limit) < 1e-6 { isClose = true }
    return value + width <= limit ? (uncertainty.isKnown ? .yes : .open) : .no
  }

  private mutating func fittedProbability(_ rule: FittedProbabilityRule, _ rows: [Row]) -> Truth {
    let place: Decimal
    let unit: String
    switch rule.at {
    case .figure(let figure): (place, unit) = (figure.decimal, figure.code)
    case .reference:
      guard let reference else { return .open }
      (place, unit) = (reference.value, reference.unit)
    }
    var data: [(x: Double, event: Bool)] = []
    for row in rows {
      guard let value = row.value(rule.quantity, unit), let outcome = opinion.outcome(row) else {
        return .open
      }
      data.append((Numbers.double(value), outcome == rule.outcome))
    }
    guard let probability = Numerics.logistic(data, at: Numbers.double(place)),
      let limit = rule.below.decimal(in: "1").map(Numbers.double)
    else { return .open }
    if abs(probability - limit) < 1e-6 { isClose = true }
    return probability < limit ? .yes : .no
  }

  private func percentage(_ rule: PercentageOfControlRule, _ rows: [Row]) -> Truth {
    guard
      let unit = opinion.standard.methods.first(where: { $0.id == selection.method })?
        .quantities.first(where: { $0.id == rule.quantity })?.unit.code
    else { return .open }
    var total: Decimal = 0
    let subjects = Set(rows.map(\.subject))
    let controls = opinion.rows.filter { $0.method == rule.control && !opinion.isForeign($0) }
    if controls.contains(where: { $0.subject == nil || $0.value(rule.quantity, unit) == nil }) {
      return .open
    }
    for subject in subjects {
      guard let subject else { return .open }
      let own = rows.filter { $0.subject == subject }
      let bare = controls.filter { $0.subject == subject }
      let ownValues = own.compactMap { $0.value(rule.quantity, unit) }
      let control = bare.compactMap { $0.value(rule.quantity, unit) }.reduce(0, +)
      guard ownValues.count == own.count, !bare.isEmpty, control > 0 else { return .open }
      let top = ownValues.reduce(0, +) * Decimal(bare.count) * 100
      total += Numbers.rounded(top / (control * Decimal(own.count)))
    }
    return derived(isWithin(total, over: Decimal(subjects.count), rule.bound, "%", width: 0, rows))
  }

  private func protectionFactor(_ rule: ProtectionFactorRule, _ row: Row) -> Truth {
    guard
      let unit = opinion.standard.methods.first(where: { $0.id == row.method })?
        .quantities.first(where: { $0.id == rule.outside })?.unit.code,
      let outside = row.value(rule.outside, unit), let inside = row.value(rule.inside, unit), outside >= 0,
      inside >= 0, outside + inside > 0
    else { return .open }
    guard let bound = limits(rule.bound, "1", [row]) else { return .open }
    func truth(_ outside: Decimal, _ inside: Decimal) -> Truth {
      if let low = bound.low, inside * low.value > outside || (low.isStrict && inside * low.value == outside)
      {
        if inside > 0 { return .no }
      }
      if let high = bound.high,
        inside * high.value < outside || (high.isStrict && inside * high.value == outside)
      {
        return .no
      }
      return .yes
    }
    return derived(truth(outside, inside))
  }

  private func cumulative(_ rule: CumulativeRule, _ rows: [Row], _ isFulfilled: Bool) -> Truth {
    guard let unit = unit(rule.bound, rows) else { return .open }
    let timeUnit = rule.period.code
    var sum: Decimal = 0
    var isWhole = true
    var last: Decimal?
    for row in rows {
      guard let time = row.value(rule.time, timeUnit) else {
        isWhole = false
        continue
      }
      if time > rule.period.decimal { continue }
      last = max(last ?? time, time)
      guard let value = row.value(rule.quantity, unit) else {
        isWhole = false
        continue
      }
      sum += value
    }
    if last.map({ $0 < rule.period.decimal }) ?? true { isWhole = false }
    let truth = isWithin(sum, over: 1, rule.bound, unit, width: 0, rows)
    if let high = limits(rule.bound, unit, rows)?.high {
      if sum > high.value || (high.isStrict && sum == high.value) { return .no }
    }
    guard isWhole else { return .open }
    return truth == .no && !isFulfilled ? .open : derived(truth)
  }

  private func breakthrough(_ rule: BreakthroughRule, _ rows: [Row]) -> Truth {
    guard let unit = unit(rule.bound, rows) else { return .open }
    var readings: [(time: Decimal, value: Decimal?)] = []
    var isWhole = true
    for row in rows {
      guard let time = row.value(rule.time, unit) else {
        isWhole = false
        continue
      }
      readings.append((time, row.value(rule.quantity, rule.threshold.code)))
    }
    func held(_ time: Decimal) -> Truth { isWithin(time, over: 1, rule.bound, unit, width: 0, rows) }
    let bounds = limits(rule.bound, unit, rows)
    if let first = readings.filter({ $0.value.map { $0 >= rule.threshold.decimal } == true }).map(\.time)
      .min()
    {
      // What is not reported can only make the breakthrough earlier.
      if let low = bounds?.low, first < low.value || (low.isStrict && first == low.value) { return .no }
      if !isWhole || readings.contains(where: { $0.value == nil && $0.time < first }) { return .open }
      return derived(held(first))
    }
    guard isWhole, readings.allSatisfy({ $0.value != nil }), let last = readings.map(\.time).max(),
      let low = bounds?.low, bounds?.high == nil, last >= low.value
    else { return .open }
    return derived(.yes)
  }

  private func peak(_ rule: PeakWithDurationRule, _ row: Row) -> Truth {
    func atMost(_ quantity: String, _ figure: Figure) -> Truth {
      guard let value = row.value(quantity, figure.code) else { return .open }
      return value <= figure.decimal ? .yes : .no
    }
    let height = atMost(rule.quantity, rule.limit)
    guard let value = row.value(rule.quantity, rule.threshold.code) else { return .open }
    let length: Truth = value > rule.threshold.decimal ? atMost(rule.duration, rule.longest) : .yes
    return derived(Truth.all([height, length]))
  }

  private func v50(_ rule: V50Rule, _ rows: [Row]) -> Truth {
    guard let unit = unit(rule.bound, rows) else { return .open }
    var stops: [Decimal] = []
    var holes: [Decimal] = []
    for row in rows {
      guard let value = row.value(rule.quantity, unit), let outcome = opinion.outcome(row) else {
        return .open
      }
      if outcome == rule.outcome { holes.append(value) } else { stops.append(value) }
    }
    stops.sort(by: >)
    holes.sort()
    for pair in rule.pairs {
      guard let count = pair.count.count, count > 0,
        let spread = pair.spread.decimal(in: unit, asDifference: true)
      else { return .open }
      let used = Array(stops.prefix(count) + holes.prefix(count))
      guard used.count == 2 * count, let low = used.min(), let high = used.max(), high - low <= spread else {
        continue
      }
      let shots = rows.filter { row in
        guard let value = row.value(rule.quantity, unit) else { return false }
        let own = opinion.outcome(row) == rule.outcome ? holes.prefix(count) : stops.prefix(count)
        return own.contains(value)
      }
      return holds(used.reduce(0, +), over: Decimal(used.count), rule.bound, unit, rule.quantity, shots)
    }
    return .open
  }
}

// MARK: - Bounds

extension Hand {
  typealias Limit = (value: Decimal, isStrict: Bool)

  /// The unit that a bound is stated in; nil where the bound is not known.
  private func unit(_ bound: Bound, _ rows: [Row]) -> String? {
    switch bound {
    case .limit(_, .figure(let figure)): figure.code
    case .limit(_, .reference): reference?.unit
    case .within(let nominal, _): nominal.code
    case .between(let low, _): low.code
    case .unknown: nil
    }
  }

  private func limits(_ bound: Bound, _ unit: String, _ rows: [Row]) -> (low: Limit?, high: Limit?)? {
    switch bound {
    case .limit(let comparison, let limit):
      let value: Decimal?
      switch limit {
      case .figure(let figure): value = figure.decimal(in: unit)
      case .reference:
        value = reference.flatMap { Numbers.convert($0.value, from: $0.unit, to: unit) }
      }
      guard let value else { return nil }
      return switch comparison {
      case .atMost: (nil, (value, false))
      case .below: (nil, (value, true))
      case .atLeast: ((value, false), nil)
      case .above: ((value, true), nil)
      }
    case .within(let nominal, let tolerance):
      guard let middle = nominal.decimal(in: unit),
        let width = tolerance.decimal(in: unit, asDifference: true)
      else { return nil }
      return ((middle - width, false), (middle + width, false))
    case .between(let low, let high):
      guard let low = low.decimal(in: unit), let high = high.decimal(in: unit) else { return nil }
      return ((low, false), (high, false))
    case .unknown: return nil
    }
  }

  private func holds(_ row: Row, _ quantity: String, _ bound: Bound) -> Truth {
    guard let unit = unit(bound, [row]), let value = row.value(quantity, unit) else { return .open }
    return holds(value, over: 1, bound, unit, uncertainty: row.uncertainty(quantity, unit), [row])
  }

  /// What is derived from several values has no uncertainty that anybody states, so that it cannot be guarded.
  private func derived(_ truth: Truth) -> Truth { truth == .yes && opinion.isGuarded ? .open : truth }

  /// Whether a value holds a bound, tightened by its uncertainty where that is the rule; nil: none is stated.
  private func holds(
    _ value: Decimal, over bottom: Decimal, _ bound: Bound, _ unit: String, uncertainty: Decimal?,
    _ rows: [Row]
  ) -> Truth {
    let simple = isWithin(value, over: bottom, bound, unit, width: 0, rows)
    guard opinion.isGuarded, simple == .yes else { return simple }
    return uncertainty.map { isWithin(value, over: bottom, bound, unit, width: $0, rows) } ?? .open
  }

  /// The same for what several rows have a part in: with each one's uncertainty.
  private func holds(
    _ value: Decimal, over bottom: Decimal, _ bound: Bound, _ unit: String, _ quantity: String, _ rows: [Row]
  ) -> Truth {
    Truth.all(
      rows.map { row in
        holds(value, over: bottom, bound, unit, uncertainty: row.uncertainty(quantity, unit), rows)
      })
  }

  /// Whether a fraction lies within a bound that is narrowed on each side by a width.
  private func isWithin(
    _ top: Decimal, over bottom: Decimal, _ bound: Bound, _ unit: String, width: Decimal, _ rows: [Row]
  ) -> Truth {
    guard let limits = limits(bound, unit, rows) else { return .open }
    if let low = limits.low {
      let edge = (low.value + width) * bottom
      if top < edge || (low.isStrict && top == edge) { return .no }
    }
    if let high = limits.high {
      let edge = (high.value - width) * bottom
      if top > edge || (high.isStrict && top == edge) { return .no }
    }
    return .yes
  }

  /// The largest uncertainty stated for a quantity, and whether all are; nothing where acceptance is simple.
  private func largestUncertainty(
    _ rows: [Row], _ quantity: String, _ unit: String
  ) -> (largest: Decimal, isKnown: Bool) {
    guard opinion.isGuarded else { return (0, true) }
    let stated = rows.map { $0.uncertainty(quantity, unit) }
    return (stated.compactMap(\.self).max() ?? 0, !stated.contains(nil))
  }
}
