import Standards

extension Standard {
  /// The definition with a few small changes; what it says stays readable.
  func mutated(_ dice: inout Dice) -> Standard {
    var standard = self
    for _ in 0..<(1 + dice.below(2)) {
      guard !standard.requirements.isEmpty else { return standard }
      let index = dice.below(standard.requirements.count)
      switch dice.below(9) {
      case 0:
        guard !standard.plan.isEmpty else { continue }
        standard.plan[dice.below(standard.plan.count)].areCountsKnown.toggle()
      case 1: standard.requirements[index].selection.fairOnly.toggle()
      case 2:
        guard !standard.requirements[index].rule.refersToReference else { continue }
        let keys: [GroupingKey] = [.threat, .condition, .size, .component, .region, .subject, .specimen]
        guard !standard.requirements[index].grouping.contains(.record),
          !standard.requirements[index].rule.isTimed, let key = dice.pick(keys),
          !standard.requirements[index].grouping.contains(key)
        else { continue }
        standard.requirements[index].grouping.append(key)
      case 3:
        standard.requirements[index].subject =
          standard.requirements[index].subject == .equipment ? .evidence : .equipment
      case 4:
        let other = dice.below(standard.requirements.count)
        guard standard.requirements[other].selection.method == standard.requirements[index].selection.method,
          !standard.requirements[other].rule.refersToReference
        else { continue }
        let rules = [standard.requirements[index].rule, standard.requirements[other].rule]
        standard.requirements[index].rule = dice.chance(50) ? .anyOf(rules) : .allOf(rules)
      case 5:
        guard !standard.plan.isEmpty else { continue }
        standard.plan.remove(at: dice.below(standard.plan.count))
      case 6:
        guard !standard.methods.isEmpty else { continue }
        let method = dice.below(standard.methods.count)
        guard !standard.methods[method].fairHit.isEmpty else { continue }
        let rule = dice.below(standard.methods[method].fairHit.count)
        if dice.chance(50) {
          standard.methods[method].fairHit[rule].isDeclarable = true
        } else {
          standard.methods[method].fairHit.remove(at: rule)
        }
      case 7:
        guard let amendment = dice.pick(standard.amendments) else { continue }
        standard.requirements[index].inForce = dice.chance(50) ? .since(amendment.id) : .until(amendment.id)
      default:
        guard !standard.levels.isEmpty, !standard.requirements.contains(where: \.rule.refersToReference)
        else {
          continue
        }
        let level = dice.below(standard.levels.count)
        guard case .listed(var threats) = standard.levels[level].threats, threats.count > 1 else { continue }
        threats.removeLast()
        standard.levels[level].threats = .listed(threats)
      }
    }
    return standard
  }
}

extension InForce {
  fileprivate static func since(_ id: String) -> InForce {
    var part = InForce.always
    part.since = id
    return part
  }

  fileprivate static func until(_ id: String) -> InForce {
    var part = InForce.always
    part.until = id
    return part
  }
}

extension Rule {
  /// Whether it reads a run of readings, which must stay together.
  fileprivate var isTimed: Bool {
    switch self {
    case .cumulative, .breakthrough: true
    case .allOf(let rules), .anyOf(let rules): rules.contains(where: \.isTimed)
    default: false
    }
  }
}
