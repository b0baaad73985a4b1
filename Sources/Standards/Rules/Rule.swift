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
  case requiredOutcome(RequiredOutcomeRule)
  case rating(RatingRule)
  case percentageOfControl(PercentageOfControlRule)
  case protectionFactor(ProtectionFactorRule)
  case cumulative(CumulativeRule)
  case breakthrough(BreakthroughRule)
  case peakWithDuration(PeakWithDurationRule)
  case v50(V50Rule)
  case certificate(CertificateRule)
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
    case .percentageOfControl(let rule): rule.bound.refersToReference
    case .protectionFactor(let rule): rule.bound.refersToReference
    case .cumulative(let rule): rule.bound.refersToReference
    case .breakthrough(let rule): rule.bound.refersToReference
    case .v50(let rule): rule.bound.refersToReference
    case .toleranceBound, .requiredOutcome, .rating, .peakWithDuration, .certificate, .evidencePresent: false
    case .allOf(let rules), .anyOf(let rules): rules.contains(where: \.refersToReference)
    }
  }
}

extension Rule {
  /// The test methods of the controls that the rule, and those within it, compare with.
  public var controls: [String] {
    switch self {
    case .percentageOfControl(let rule): [rule.control]
    case .allOf(let rules), .anyOf(let rules): rules.flatMap(\.controls)
    default: []
    }
  }
}

extension Rule {
  /// The limits of the rule, and of those within it, that the encoder does not know.
  public var unknownLimits: [UnknownLimit] {
    let bound: Bound? =
      switch self {
      case .every(let rule): rule.bound
      case .count(let rule): rule.bound
      case .minimum(let rule): rule.bound
      case .maximum(let rule): rule.bound
      case .mean(let rule): rule.bound
      case .percentageOfControl(let rule): rule.bound
      case .protectionFactor(let rule): rule.bound
      case .cumulative(let rule): rule.bound
      case .breakthrough(let rule): rule.bound
      case .v50(let rule): rule.bound
      case .allOf, .anyOf, .none, .toleranceBound, .fittedProbability, .requiredOutcome, .rating,
        .peakWithDuration,
        .certificate, .evidencePresent:
        nil
      }
    switch self {
    case .allOf(let rules), .anyOf(let rules): return rules.flatMap(\.unknownLimits)
    default: return bound?.unknownLimit.map { [$0] } ?? []
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
      case "required-outcome":
        RequiredOutcomeRule(element, method: method, &reading).map(Rule.requiredOutcome)
      case "rating": RatingRule(element, method: method, &reading).map(Rule.rating)
      case "percentage-of-control":
        PercentageOfControlRule(element, method: method, &reading).map(Rule.percentageOfControl)
      case "protection-factor":
        ProtectionFactorRule(element, method: method, &reading).map(Rule.protectionFactor)
      case "cumulative": CumulativeRule(element, method: method, &reading).map(Rule.cumulative)
      case "breakthrough": BreakthroughRule(element, method: method, &reading).map(Rule.breakthrough)
      case "peak-with-duration":
        PeakWithDurationRule(element, method: method, &reading).map(Rule.peakWithDuration)
      case "v50": V50Rule(element, method: method, &reading).map(Rule.v50)
      case "certificate": CertificateRule(element, &reading).map(Rule.certificate)
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
