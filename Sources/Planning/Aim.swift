import Quantities
import Standards

/// What an observation is made with: the threat's reference, and how far from it a fair one may lie.
public struct Aim: Sendable, Hashable {
  /// The condition of the specimens that it is for; nil: any.
  public var condition: String?
  /// The quantity that meets the reference; nil where the method measures none of its dimension.
  public var quantity: QuantityTerm?
  public var reference: Figure
  /// Nil where no fair-hit rule asks for a value near the reference.
  public var tolerance: Figure?
  /// What lies within the tolerance, in the reference's unit.
  public var window: Window?
}

extension TestMethod {
  /// What a threat meets specimens in a condition with; nil where the definition knows no reference.
  public func aim(of threat: LevelThreat, in condition: String?) -> Aim? {
    guard let reference = threat.reference(in: condition, method: id) else { return nil }
    let quantity: QuantityTerm?
    var tolerance: Figure?
    if let rule = nearReference {
      quantity = self.quantity(rule.quantity)
      tolerance = reference.tolerance ?? rule.tolerance
    } else {
      quantity = quantities.first { $0.unit.isConvertible(to: reference.value.amount.unit) }
    }
    return Aim(
      condition: condition, quantity: quantity, reference: reference.value, tolerance: tolerance,
      window: tolerance.flatMap { Window(around: reference.value.amount, tolerance: $0.amount) })
  }

  fileprivate var nearReference: (quantity: String, tolerance: Figure?)? {
    for rule in fairHit {
      if case .nearReference(let quantity, let tolerance, _) = rule.test { return (quantity, tolerance) }
    }
    return nil
  }
}

extension PlannedLine {
  /// The aim for specimens in a condition; nil where the definition knows no reference.
  public func aim(in condition: String?) -> Aim? { threat.flatMap { method.aim(of: $0, in: condition) } }

  /// The aims of the line, one for each condition that its specimens can be in; one where they are all the same.
  public var aims: [Aim] {
    guard !conditions.isEmpty else { return [aim(in: nil)].compactMap(\.self) }
    let aims = conditions.compactMap(aim)
    guard let first = aims.first, aims.count > 1 else { return aims }
    var general = first
    general.condition = nil
    let areAlike = aims.allSatisfy { aim in
      var other = aim
      other.condition = nil
      return other == general
    }
    return areAlike ? [general] : aims
  }

  /// Whether fair observations lie near a reference.
  public var hasWindow: Bool { method.nearReference != nil }

  /// The fair-hit rules that say how far from an edge or from other hits an observation has to be; all of them while
  /// nobody knows which of the threats it is.
  public var locationRules: [LocationRule] {
    method.fairHit.compactMap { rule in
      guard case .atLeast(let id, let limit, let roles, let first) = rule.test,
        let quantity = method.quantity(id)
      else { return nil }
      if let role = threat?.role, !role.isEmpty, !roles.isEmpty, !roles.contains(role) { return nil }
      return LocationRule(rule: rule, quantity: quantity, limit: limit, from: first, roles: roles)
    }
  }
}

/// A distance that a fair hit keeps.
public struct LocationRule: Sendable, Hashable {
  public var rule: FairHitRule
  public var quantity: QuantityTerm
  public var limit: Figure
  /// From which observation on a specimen it holds: 2 where the first has no neighbour.
  public var from: Int
  /// The threats that it is for by their roles; empty: all.
  public var roles: [String]

  /// Whether it keeps observations apart from one another, and not from an edge.
  public var isSpacing: Bool { from > 1 }
}
