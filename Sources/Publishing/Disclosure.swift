import Conformity

extension Determination {
  /// What of the determination may be seen by everybody.
  ///
  /// Pages are made from the disclosed determination and nothing else, so what is withheld here cannot be on any of
  /// them. Everything below a finding that is not named here as public is emptied.
  func disclosed(_ setting: EvidenceSetting) -> Determination {
    if setting == .full { return self }
    var disclosed = self
    // Remarks can name other models and the lines of reports.
    disclosed.remarks = []
    disclosed.findings = findings.map { finding in
      var finding = finding
      // Which threat or condition is the weak one, and which branch of a rule saved a model, is evidence.
      finding.groups =
        setting == .summary
        ? finding.groups.enumerated().map { $1.withoutObservations(number: $0 + 1) } : []
      // That the other way of acceptance would answer differently says how near to the limit a value lies.
      finding.otherwise = finding.outcome
      // That there was a retest is said; what was seen on each occasion is evidence.
      finding.occasions = finding.occasions?.map { occasion in
        var occasion = occasion
        occasion.groups = []
        return occasion
      }
      return finding
    }
    return disclosed
  }
}

extension GroupResult {
  /// - Parameter number: the group's place among those of its finding.
  fileprivate func withoutObservations(number: Int) -> GroupResult {
    var group = self
    // Which specimen it was, and who wore it, is the laboratory's to know.
    group.keys = keys.map { key in
      guard ["specimen", "record", "subject"].contains(key.key) else { return key }
      var key = key
      key.id = String(number)
      key.title = "\(key.key) \(number)"
      return key
    }
    group.gaps = []
    group.leftOut = leftOut.map(\.withheld)
    // The extreme of a single observation is that observation; of two or three, the extreme, the mean and the
    // standard deviation together give each one back.
    group.result = result.withoutObservations(hasExtremes: counted > 3)
    return group
  }
}

extension GroupResult.LeftOut {
  /// Says that there is an observation and which rule it breaks, and nothing about it.
  fileprivate var withheld: GroupResult.LeftOut {
    var leftOut = self
    leftOut.reason = ""
    leftOut.observation.report = 0
    leftOut.observation.specimen = ""
    leftOut.observation.number = 0
    leftOut.observation.line = 0
    leftOut.observation.value = ""
    return leftOut
  }
}

extension RuleResult {
  fileprivate func withoutObservations(hasExtremes: Bool) -> RuleResult {
    var result = self
    result.reason = nil
    result.observations = []
    result.decisiveCount = 0
    if !hasExtremes {
      result.measured = nil
      result.margin = nil
      result.statistics = []
    }
    result.children = children.map { $0.withoutObservations(hasExtremes: hasExtremes) }
    return result
  }
}
