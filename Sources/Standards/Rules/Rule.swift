import XMLDocuments

/// What a group of observations must satisfy: a small typed set that nests.
///
/// Each kind is a value of its own, declared and read in the file of its name; how each is judged stands in
/// the file of the same name in the room `Conformity`.
public indirect enum Rule: Sendable, Hashable {
  case every(EveryRule)
  case none(NoneRule)
  case count(CountRule)
  case minimum(MinimumRule)
  case maximum(MaximumRule)
  case mean(MeanRule)
  case toleranceBound(ToleranceBoundRule)
  case fittedProbability(FittedProbabilityRule)
  case evidencePresent(EvidencePresentRule)
  case allOf([Rule])
  case anyOf([Rule])
}

extension Rule {
  /// Whether the rule holds something against a reference velocity.
  public var refersToReference: Bool {
    switch self {
    case .every(let rule): rule.bound.refersToReference || rule.filter?.bound.refersToReference == true
    case .none(let rule): rule.filter?.bound.refersToReference == true
    case .count(let rule): rule.bound.refersToReference
    case .minimum(let rule): rule.bound.refersToReference
    case .maximum(let rule): rule.bound.refersToReference
    case .mean(let rule): rule.bound.refersToReference
    case .fittedProbability(let rule): rule.at == .reference
    case .toleranceBound, .evidencePresent: false
    case .allOf(let rules), .anyOf(let rules): rules.contains(where: \.refersToReference)
    }
  }
}

extension Rule {
  /// Reads a rule from its element; nil where the element is unreadable, which has been reported.
  init?(_ element: DocumentElement, method: TestMethod?, _ reading: inout DefinitionReading) {
    let rule: Rule? =
      switch element.name {
      case "every": EveryRule(element, method: method, &reading).map(Rule.every)
      case "none": NoneRule(element, method: method, &reading).map(Rule.none)
      case "count": CountRule(element, method: method, &reading).map(Rule.count)
      case "minimum": MinimumRule(element, method: method, &reading).map(Rule.minimum)
      case "maximum": MaximumRule(element, method: method, &reading).map(Rule.maximum)
      case "mean": MeanRule(element, method: method, &reading).map(Rule.mean)
      case "tolerance-bound": ToleranceBoundRule(element, method: method, &reading).map(Rule.toleranceBound)
      case "fitted-probability":
        FittedProbabilityRule(element, method: method, &reading).map(Rule.fittedProbability)
      case "evidence-present":
        EvidencePresentRule(element, method: method, &reading).map(Rule.evidencePresent)
      case "all-of": .allOf(Rule.rules(in: element, method: method, &reading))
      case "any-of": .anyOf(Rule.rules(in: element, method: method, &reading))
      default: reading.unreadable()
      }
    guard let rule else { return nil }
    self = rule
  }

  private static func rules(
    in element: DocumentElement, method: TestMethod?, _ reading: inout DefinitionReading
  ) -> [Rule] {
    var rules: [Rule] = []
    for child in element.children {
      if let rule = Rule(child, method: method, &reading) { rules.append(rule) }
    }
    return rules
  }
}
