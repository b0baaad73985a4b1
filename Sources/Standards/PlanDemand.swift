/// A line of the plan as it falls due for a level and a kind: for one threat where it is due for each of them.
public struct PlanDemand: Sendable, Hashable {
  public var entry: PlanEntry
  /// Nil: due once for all threats together, or for threats that the purchaser has yet to declare.
  public var threat: LevelThreat?

  public init(_ entry: PlanEntry, threat: LevelThreat? = nil) {
    self.entry = entry
    self.threat = threat
  }
}

extension Standard {
  /// What the plan demands, line by line and threat by threat, in the order of the definition.
  ///
  /// - Parameter threats: the level's, as listed for the kind or as the purchaser declared them.
  public func demands(kind: String, level: String, threats: [LevelThreat]) -> [PlanDemand] {
    var demands: [PlanDemand] = []
    for entry in plan where entry.applies(kind: kind, level: level) {
      guard entry.perThreat else {
        // Named threats that the level does not have are not tested.
        if entry.threats.isEmpty || threats.contains(where: { entry.threats.contains($0.threat) }) {
          demands.append(PlanDemand(entry))
        }
        continue
      }
      // Threats that the purchaser has yet to declare are due as well, whatever they are.
      if threats.isEmpty, self.level(level)?.hasThreats ?? true { demands.append(PlanDemand(entry)) }
      for threat in threats where entry.threats.isEmpty || entry.threats.contains(threat.threat) {
        demands.append(PlanDemand(entry, threat: threat))
      }
    }
    return demands
  }
}

extension Level {
  /// The threats that the definition lists for a kind; nil where the purchaser declares them.
  public func threats(of kind: String) -> [LevelThreat]? {
    switch threats {
    case .listed(let threats): threats.filter { $0.kinds.isEmpty || $0.kinds.contains(kind) }
    case .declaredInReport: nil
    }
  }
}
