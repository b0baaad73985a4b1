import Foundation
import Standards

extension SecondOpinion {
  /// Whether an observation counts: yes, no, or open where something about it is not reported.
  func fairness(of row: Row) -> Truth {
    guard let method = standard.methods.first(where: { $0.id == row.method }) else { return .open }
    var truths = method.fairHit.map { fairness(row, $0) }
    // The laboratory does not count it; the rules alone would have to say why.
    if row.isSetAside { truths.append(.open) }
    return Truth.all(truths)
  }

  private func fairness(_ row: Row, _ rule: FairHitRule) -> Truth {
    switch rule.test {
    case .nearReference(let quantity, let tolerance, let exceptions):
      guard row.specimen != nil,
        let reference = reference(
          threat: row.threat, condition: row.condition, method: row.method),
        let value = row.value(quantity, reference.unit),
        let width = reference.tolerance ?? tolerance?.decimal(in: reference.unit, asDifference: true)
      else { return .open }
      let side: FairHitRule.Exception.Side
      if value < reference.value - width {
        side = .below
      } else if value > reference.value + width {
        side = .above
      } else {
        return .yes
      }
      let excepted = exceptions.filter { $0.side == side }.map(\.outcome)
      guard let outcome = outcome(row) else { return excepted.isEmpty ? .no : .open }
      return excepted.contains(outcome) ? .yes : .no

    case .nearPlanned(let quantity, let planned, let tolerance):
      guard let value = row.value(quantity, tolerance.code), let plan = row.value(planned, tolerance.code)
      else { return .open }
      return abs(value - plan) <= tolerance.decimal ? .yes : .no

    case .atLeast(let quantity, let limit, let roles, let first):
      if row.ordinal < first { return .yes }
      let value = row.value(quantity, limit.code)
      if let value, value >= limit.decimal { return .yes }
      if !roles.isEmpty {
        guard let role = threats.first(where: { $0.id == row.threat })?.role else { return .open }
        if !roles.contains(role) { return .yes }
      }
      return value == nil || rule.isDeclarable ? .open : .no

    case .calibrated(let id, let count):
      let truths = truths(of: row.calibrations, by: id)
      if truths.contains(.no) { return .no }
      return truths.contains(.open) || truths.count < (count.count ?? .max) ? .open : .yes

    case .conditioned(let id, let condition, let kind):
      guard subject.kind == kind, row.condition == condition else { return .yes }
      let truths = truths(of: row.conditioning, by: id)
      return truths.isEmpty ? .open : Truth.all(truths)
    }
  }

  /// Whether the records named, of those that are of the requirement's method, meet it.
  private func truths(of records: [String], by id: String) -> [Truth] {
    Set(records).compactMap { recordTruths[id]?[$0] }
  }

  /// Whether each record of its method meets a requirement, by itself.
  func recordTruths(of requirement: Requirement) -> [String: Truth] {
    let isDue =
      isInForce(requirement.inForce) && requirement.applies(kind: subject.kind, level: subject.level)
    let mine = rows.filter { !$0.isTest && $0.method == requirement.selection.method }
    return Dictionary(grouping: mine, by: \.record).mapValues { rows in
      var hand = Hand(opinion: self, selection: requirement.selection)
      return isDue ? hand.truth(of: requirement, record: rows) : .open
    }
  }

  /// The outcome, if it is one that the method knows.
  func outcome(_ row: Row) -> String? {
    guard let outcome = row.outcome, let method = standard.methods.first(where: { $0.id == row.method }),
      method.outcomes.contains(where: { $0.id == outcome })
    else { return nil }
    return outcome
  }
}
