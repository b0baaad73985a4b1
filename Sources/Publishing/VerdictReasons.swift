import Conformity
import Standards

/// Why a model is not compliant or not determined, in a few lines for the top of its page.
///
/// It reads the disclosed determination: where groups are not public, the deciding requirements are named and nothing
/// else.
struct VerdictReasons {
  let standard: Standard
  let determination: Determination

  /// So many requirements are named; the sections below the verdict name all.
  private static let maximumFindings = 6

  /// The context of `why` in the template `model`; nil where every requirement is met.
  var context: Context? {
    let outcome = determination.verdict.outcome
    guard outcome != .met else { return nil }
    let deciding = deciding(outcome)
    guard !deciding.isEmpty else { return nil }
    let more = deciding.count - VerdictReasons.maximumFindings
    let maximumGroups = deciding.count > 2 ? 1 : 2
    var given: Set<String> = []
    return Publishing.context([
      "title": Texts.decidingRequirements(outcome, count: deciding.count),
      "findings": deciding.prefix(VerdictReasons.maximumFindings).map { finding -> Context in
        let all = reasons(of: finding)
        var reasons = all.filter { given.insert($0).inserted }
        if reasons.isEmpty, !all.isEmpty { reasons = [Texts.sameReason] }
        let hidden = reasons.count - maximumGroups
        if hidden > 0 { reasons = reasons.prefix(maximumGroups) + [Texts.andMoreGroups(hidden)] }
        return [
          "anchor": StandardPage.anchor("requirement", finding.requirement),
          "title": finding.title,
          "clause": Texts.clause(finding.clause),
          "hasReasons": !reasons.isEmpty,
          "reasons": reasons,
        ]
      },
      "more": more > 0 ? Texts.andMore(more).capitalizedFirst : nil,
    ])
  }

  /// The findings that made the verdict; those about the evidence itself come first, because others follow from them.
  private func deciding(_ outcome: Outcome) -> [Finding] {
    let deciding = determination.findings.filter { $0.outcome == outcome }
    let isAboutEvidence = { (finding: Finding) in
      standard.requirement(finding.requirement)?.subject == .evidence
    }
    return deciding.filter(isAboutEvidence) + deciding.filter { !isAboutEvidence($0) }
  }

  /// What is missing from each deciding group, or which of its rules decided, with what was measured; empty where
  /// none of it is public.
  private func reasons(of finding: Finding) -> [String] {
    let noun = standard.noun(of: finding)
    return finding.groups.filter { $0.outcome == finding.outcome }.compactMap { group in
      guard let reason = reason(of: group, noun: noun) else { return nil }
      return group.title.map { "\($0): \(reason)" } ?? reason.capitalizedFirst
    }
  }

  private func reason(of group: GroupResult, noun: String) -> String? {
    if group.outcome == .notDetermined, !group.gaps.isEmpty {
      // Where shots were made and do not count, that is why the plan has a gap.
      if let first = group.leftOut.first, !first.reason.isEmpty {
        return Texts.doNotCount(
          group.leftOut.count, noun, first: first.observation.name(noun), reason: first.reason)
      }
      return group.gaps.first
    }
    var parts: [String] = []
    var leaves = group.result.deciding(group.outcome)
    // Evidence that breaks a rule about evidence decides nothing, and the group is not determined.
    if leaves.isEmpty { leaves = group.result.deciding(.notMet) }
    for leaf in leaves {
      let part: String
      if leaf.outcome == .notDetermined {
        guard let reason = leaf.reason else { continue }
        part = reason
      } else if let found = leaf.measured ?? leaf.reason {
        part = Texts.broken(leaf.statement, found: found)
      } else {
        part = leaf.statement
      }
      if !parts.contains(part) { parts.append(part) }
    }
    return parts.isEmpty ? nil : parts.joined(separator: leaves.first?.outcome == .notDetermined ? " " : "; ")
  }
}

extension RuleResult {
  /// The innermost rules that have the outcome that came out of this one.
  func deciding(_ outcome: Outcome) -> [RuleResult] {
    if children.isEmpty { return self.outcome == outcome ? [self] : [] }
    return children.flatMap { $0.deciding(outcome) }
  }
}

extension ObservationReference {
  /// Such as `shot 3 of S12`; `noun` is what the test method calls an observation.
  func name(_ noun: String) -> String { Texts.observation(noun, number: number, of: specimen) }
}

extension Standard {
  /// What the observations of a finding are called: shots, drops, checks.
  func noun(of finding: Finding) -> String {
    requirement(finding.requirement).flatMap { method($0.selection.method) }?.observation ?? Texts.observation
  }
}
