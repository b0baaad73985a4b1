import Evidence
import Quantities
import Standards

/// The evidence about a subject that was tested on several occasions, each judged by itself, and what they come to
/// together.
///
/// A failure on any occasion stays one: more shots do not dilute it, and a retest does not erase it. Only where the
/// definition says so for a requirement does a retest decide in place of what it repeats, and only if that leaves
/// nothing of the requirement open; the finding then names both. Follow-up never makes good what the first evidence
/// lacks.
struct OccasionBodies {
  private let definition: PreparedStandard
  private let reports: [Report]
  private let occasions: Occasions
  private var initial: EvidenceBody
  /// The first evidence with the retests: what is missing in the one may stand in the other.
  private var together: EvidenceBody
  /// Each report that is no first evidence, by itself.
  private var apart: [(report: Int, kind: OccasionResult.Kind, retest: Retest?, body: EvidenceBody)] = []
  private(set) var remarks: [String]

  init(
    definition: PreparedStandard, subject: Subject, reports submitted: [SubmittedReport],
    acceptance: Acceptance,
    occasions: Occasions
  ) {
    func body(of indexes: [Int], threats: [LevelThreat]? = nil) -> EvidenceBody {
      EvidenceBody(
        definition: definition, subject: subject, reports: submitted, acceptance: acceptance,
        counting: Set(indexes), threats: threats)
    }
    self.definition = definition
    self.occasions = occasions
    reports = submitted.map(\.report)
    initial = body(of: occasions.initial)
    // The purchaser's threats are those of the first evidence, whatever a later report declares.
    let threats = occasions.initial.isEmpty ? nil : initial.threats
    together =
      occasions.retests.isEmpty
      ? initial : body(of: occasions.initial + occasions.retests.map(\.report), threats: threats)
    for (report, retest, _) in occasions.retests {
      apart.append((report, .retest, retest, body(of: [report], threats: threats)))
    }
    for (report, kind) in occasions.others {
      apart.append((report, kind, nil, body(of: [report], threats: threats)))
    }
    remarks = []
    for remark in initial.remarks + together.remarks + apart.flatMap(\.body.remarks) + occasions.remarks
    where !remarks.contains(remark) {
      remarks.append(remark)
    }
  }

  /// What the evidence of all occasions says about one requirement.
  mutating func finding(for prepared: PreparedRequirement) -> Finding {
    let first = Heard(initial.findingByGroup(for: prepared))
    let all = occasions.retests.isEmpty ? first : Heard(together.findingByGroup(for: prepared))
    var later: [Later] = []
    for index in apart.indices {
      let heard = Heard(apart[index].body.findingByGroup(for: prepared))
      // What was not tested on an occasion is nothing that it says.
      guard heard.finding.groups.contains(where: { $0.counted > 0 || !$0.leftOut.isEmpty }) else { continue }
      later.append(
        Later(report: apart[index].report, kind: apart[index].kind, retest: apart[index].retest, heard: heard)
      )
    }
    guard !later.isEmpty else {
      // A later report can bring a certificate without an observation; that erases no failure either.
      return first.finding.outcome == .notMet && all.finding.outcome != .notMet
        ? failed(prepared.requirement, first.finding, all.finding, [], []) : all.finding
    }
    let failing = later.filter { $0.finding.outcome == .notMet }
    if first.finding.outcome != .notMet, failing.isEmpty {
      return agreeing(first.finding, all.finding, later)
    }
    if failing.isEmpty, let decided = decidedByRetest(prepared.requirement, first, all, later) {
      return decided
    }
    return failed(prepared.requirement, first.finding, all.finding, later, failing)
  }

  /// What some evidence says of a requirement.
  private struct Heard {
    let finding: Finding
    /// What each group would come to by the other way of acceptance.
    let otherwise: [Outcome]

    init(_ heard: (finding: Finding, otherwise: [Outcome])) { (finding, otherwise) = heard }
  }

  /// What a later report says of a requirement by itself.
  private struct Later {
    let report: Int
    let kind: OccasionResult.Kind
    let retest: Retest?
    let heard: Heard

    var finding: Finding { heard.finding }
  }

  // MARK: - What they come to

  /// No occasion fails by itself: the first evidence with the retests decides.
  private func agreeing(_ first: Finding, _ all: Finding, _ later: [Later]) -> Finding {
    var finding = all
    finding.otherwise = worst(all.otherwise, [first.otherwise] + later.map(\.finding.otherwise))
    finding.occasions =
      [initialResult(first, decides: true, "The first evidence.")]
      + later.map { one in
        one.retest == nil
          ? result(one, decides: false, "It speaks for nothing that the first evidence lacks.")
          : result(one, decides: true, "It counts together with what it repeats.")
      }
    return finding
  }

  /// Some occasion fails, and nothing makes that good.
  private func failed(
    _ requirement: Requirement, _ first: Finding, _ all: Finding, _ later: [Later], _ failing: [Later]
  ) -> Finding {
    var finding =
      all.outcome == .notMet ? all : first.outcome == .notMet ? first : failing.first?.finding ?? all
    finding.outcome = .notMet
    finding.otherwise = worst(all.otherwise, [first.otherwise] + later.map(\.finding.otherwise))
    let isShown = { (other: Finding) in
      other.groups.allSatisfy { $0.outcome != .notMet || finding.groups.contains($0) }
    }
    func unshown(_ other: Finding) -> [GroupResult] {
      isShown(other) ? [] : other.groups.filter { $0.outcome == .notMet && !finding.groups.contains($0) }
    }
    let stands =
      first.outcome != .notMet
      ? "The first evidence."
      : requirement.retest.map {
        "It is not met, and stays so: what clause \($0.clause) asks of a retest is not shown for all of it."
      } ?? "It is not met, and stays so: no clause of the definition lets a retest decide in its place."
    finding.occasions =
      [initialResult(first, decides: first.outcome == .notMet, stands, groups: unshown(first))]
      + later.map { one in
        if one.finding.outcome == .notMet {
          return result(
            one, decides: true, "What fails on one occasion is not met.", groups: unshown(one.finding))
        }
        return result(
          one, decides: false,
          one.kind == .retest ? "A retest does not erase what it repeats." : "It makes good no failure.")
      }
    return finding
  }

  /// The finding where the definition lets retests decide, they are met in every group in which the first evidence is
  /// not, and nothing else is open; nil otherwise.
  private func decidedByRetest(
    _ requirement: Requirement, _ first: Heard, _ all: Heard, _ later: [Later]
  ) -> Finding? {
    guard let rule = requirement.retest else { return nil }
    // What the retests add to the other groups, or have of their own, counts as well.
    var finding = all.finding
    var otherwise = all.otherwise
    var deciding: Set<Int> = []
    for group in first.finding.groups where group.outcome == .notMet {
      guard let index = finding.groups.firstIndex(where: { $0.isOf(group) }),
        let repetition = repetition(of: group, of: requirement, later)
      else { return nil }
      finding.groups[index] = repetition.group
      if otherwise.indices.contains(index) { otherwise[index] = repetition.otherwise }
      deciding.insert(repetition.report)
    }
    finding.outcome = Outcome.all(finding.groups.map(\.outcome)).orNotDetermined
    // A failure is made good whole or not at all: what is still open leaves it standing.
    guard finding.outcome == .met else { return nil }
    finding.otherwise = worst(Outcome.all(otherwise).orNotDetermined, later.map(\.finding.otherwise))
    let words = "clause \(rule.clause)\(rule.isVerified ? "" : ", not verified")"
    finding.occasions =
      [
        initialResult(
          first.finding, decides: false, "It is not met; a retest decides in its place (\(words)).",
          groups: first.finding.groups.filter { $0.outcome == .notMet })
      ]
      + later.map { one in
        deciding.contains(one.report)
          ? result(
            one, decides: true, "It decides in place of report \(one.retest?.report ?? "") (\(words)).")
          : result(one, decides: false, "It speaks for nothing that is not shown otherwise.")
      }
    return finding
  }

  /// What the last of the retests of a group that is not met says of it; nil where none repeats it whole, or one of them
  /// does not meet it.
  private func repetition(
    of group: GroupResult, of requirement: Requirement, _ later: [Later]
  ) -> (report: Int, group: GroupResult, otherwise: Outcome)? {
    let threat = group.keys.first { $0.key == "threat" }?.id
    let method = requirement.selection.method
    var last: (report: Int, group: GroupResult, otherwise: Outcome)?
    for one in later
    where one.retest?.covers(method: method, threat: threat) ?? false
      && repeats(one.report, group, method: method)
    {
      // Where tests are repeated more than once, none of the repetitions may leave it open.
      guard let index = one.finding.groups.firstIndex(where: { $0.isOf(group) }),
        one.finding.groups[index].outcome == .met
      else { return nil }
      last = (
        one.report, one.finding.groups[index],
        one.heard.otherwise.indices.contains(index) ? one.heard.otherwise[index] : .notDetermined
      )
    }
    return last
  }

  /// Whether a retest repeats, directly or by other retests, the reports that a group's failure stands in, by shots that
  /// none of these tells of.
  private func repeats(_ report: Int, _ group: GroupResult, method: String) -> Bool {
    var firsts: Set<Int> = []
    var link = occasions.retests.first { $0.report == report }
    while let present = link, firsts.insert(present.first).inserted {
      link = occasions.retests.first { $0.report == present.first }
    }
    guard group.result.reportsNotMet(or: occasions.initial).isSubset(of: firsts) else { return false }
    let told = firsts.reduce(into: Set<TestedShot>()) { $0.formUnion(reports[$1].shots(by: method)) }
    return told.isDisjoint(with: reports[report].shots(by: method))
  }

  // MARK: - Parts

  private func worst(_ outcome: Outcome, _ others: [Outcome]) -> Outcome {
    others.contains(.notMet) ? .notMet : outcome
  }

  private func initialResult(
    _ finding: Finding, decides: Bool, _ note: String, groups: [GroupResult] = []
  ) -> OccasionResult {
    OccasionResult(
      kind: .initial, reports: occasions.initial, outcome: finding.outcome, decides: decides, note: note,
      groups: groups)
  }

  private func result(
    _ later: Later, decides: Bool, _ note: String, groups: [GroupResult] = []
  ) -> OccasionResult {
    OccasionResult(
      kind: later.kind, reports: [later.report], outcome: later.finding.outcome, decides: decides, note: note,
      groups: groups)
  }
}

/// An observation as its specimen's label and its number name it, whichever report tells of it.
private struct TestedShot: Hashable {
  let serial: String
  let part: String
  let component: String?
  let number: Int
}

extension Report {
  /// The observations by a test method on specimens that the report describes.
  fileprivate func shots(by method: String) -> Set<TestedShot> {
    var shots: Set<TestedShot> = []
    for position in series.indices where series[position].role == .test && series[position].method == method {
      guard let specimen = series[position].specimen.flatMap({ id in specimens.first { $0.id == id } }) else {
        continue
      }
      for observation in series[position].observations {
        shots.insert(
          TestedShot(
            serial: specimen.serial, part: specimen.part, component: specimen.component,
            number: observation.number))
      }
    }
    return shots
  }
}

extension GroupResult {
  /// Whether two results are of the same group of different evidence. Specimens and records are of one report alone.
  fileprivate func isOf(_ other: GroupResult) -> Bool {
    report == nil && other.report == nil && keys == other.keys
  }
}

extension RuleResult {
  /// The reports in which a rule is not met, in whichever branch; where the result does not list all observations that
  /// decided, that may be any of those given.
  fileprivate func reportsNotMet(or all: [Int]) -> Set<Int> {
    guard outcome == .notMet else { return [] }
    if children.isEmpty {
      return observations.isEmpty || decisiveCount > observations.count
        ? Set(all) : Set(observations.map(\.report))
    }
    return children.reduce(into: []) { $0.formUnion($1.reportsNotMet(or: all)) }
  }
}
