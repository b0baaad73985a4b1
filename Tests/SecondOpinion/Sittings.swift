import Evidence
import Standards

/// A model that was tested more than once, by the other judge: each sitting is looked at by itself, and then it is asked
/// which of them may outweigh which.
public struct Sittings {
  private let standard: Standard
  private let subject: SecondOpinion.Subject
  private let reports: [Report]
  /// Indexes of the reports that begin the evidence.
  private let first: [Int]
  /// For each retest the report that it repeats, by indexes.
  private let links: [Int: Int]
  private let look: (_ indexes: [Int]) -> SecondOpinion

  private let opening: SecondOpinion
  private let whole: SecondOpinion
  private let later: [(report: Int, opinion: SecondOpinion)]

  public init(
    standard: Standard, acceptance: Acceptance?, subject: SecondOpinion.Subject, reports given: [Report]
  ) {
    self.standard = standard
    self.subject = subject
    let reports = given.filter { subject.isOf($0, standard) }
    self.reports = reports
    let first = reports.indices.filter { reports[$0].occasion == .initial }
    self.first = first
    let look = { (indexes: [Int]) in
      SecondOpinion(
        standard: standard, acceptance: acceptance, subject: subject, reports: indexes.map { reports[$0] },
        dating: first.isEmpty ? reports : first.map { reports[$0] },
        declaring: first.isEmpty ? nil : first.map { reports[$0] })
    }
    self.look = look
    links = Sittings.links(reports)
    let linked = Set(links.keys)
    opening = look(first)
    whole = look(reports.indices.filter { first.contains($0) || linked.contains($0) })
    later = reports.indices.filter { !first.contains($0) }.map { ($0, look([$0])) }
  }

  /// Which report each retest repeats: one that is there, was not tested later, and leads back to first evidence.
  private static func links(_ reports: [Report]) -> [Int: Int] {
    var links: [Int: Int] = [:]
    // As many rounds as a chain can be long.
    for _ in reports {
      for (index, report) in reports.enumerated() {
        guard case .retest(let retest) = report.occasion else { continue }
        for (other, before) in reports.enumerated()
        where before.id == retest.report
          && before.laboratory.id == (retest.laboratory ?? report.laboratory.id)
          && before.testedFrom <= report.testedFrom
          && (before.occasion == .initial || links[other] != nil)
        {
          links[index] = links[index] ?? other
        }
      }
    }
    return links
  }

  /// An answer for each requirement in force.
  public var answers: [SecondOpinion.Answer] {
    standard.requirements.filter { opening.isInForce($0.inForce) }.map { requirement in
      guard requirement.applies(kind: subject.kind, level: subject.level) else {
        return .init(requirement: requirement.id, outcome: .notApplicable, isClose: false)
      }
      var isClose = false
      let truth = truth(of: requirement, &isClose)
      let outcome: SecondOpinion.Outcome =
        switch truth {
        case .yes: .met
        case .no: .notMet
        case .open: .notDetermined
        }
      return .init(requirement: requirement.id, outcome: outcome, isClose: isClose)
    }
  }

  public static func verdict(_ answers: [SecondOpinion.Answer]) -> String {
    if answers.contains(where: { $0.outcome == .notMet }) { return "not compliant" }
    if answers.contains(where: { $0.outcome == .notDetermined }) { return "not determined" }
    return answers.contains { $0.outcome == .met } ? "compliant" : "not determined"
  }

  private func truth(of requirement: Requirement, _ isClose: inout Bool) -> Truth {
    let begun = opening.sight(requirement)
    let all = whole.sight(requirement)
    let voices = later.map { (report: $0.report, sight: $0.opinion.sight(requirement)) }.filter(
      \.sight.speaks)
    isClose = ([begun, all] + voices.map(\.sight)).contains(where: \.isClose)
    if voices.isEmpty { return begun.truth == .no ? .no : all.truth }
    if voices.contains(where: { $0.sight.truth == .no }) { return .no }
    if begun.truth != .no { return all.truth }
    return isMadeGood(requirement, begun, all, voices, &isClose) ? .yes : .no
  }

  /// Whether retests make good, whole, what the first evidence does not meet.
  private func isMadeGood(
    _ requirement: Requirement, _ begun: SecondOpinion.Sight, _ all: SecondOpinion.Sight,
    _ voices: [(report: Int, sight: SecondOpinion.Sight)], _ isClose: inout Bool
  ) -> Bool {
    // A specimen, a subject or a record is a report's own: no other report repeats it.
    let own: [GroupingKey] = [.specimen, .subject, .record]
    if requirement.retest == nil || requirement.grouping.contains(where: own.contains) { return false }
    var bad = begun.groups.filter { $0.truth == .no }.map(\.key)
    for group in bad {
      let threat = zip(requirement.grouping, group).first { $0.0 == .threat }?.1
      var count = 0
      for voice in voices {
        guard case .retest(let retest) = reports[voice.report].occasion, let chain = chain(voice.report),
          retest.tests.contains(where: {
            $0.method == requirement.selection.method && ($0.threat == nil || $0.threat == threat)
          }),
          !sharesShots([voice.report], chain, requirement.selection.method)
        else { continue }
        let elsewhere = first.filter { !chain.contains($0) }
        if !elsewhere.isEmpty, elsewhere.count < first.count {
          // Where it fails is for the rule to say, unless it also fails without what is repeated.
          let rest = look(elsewhere).sight(requirement)
          let isSame = sharesShots(elsewhere, chain, requirement.selection.method)
          if !isSame, rest.groups.contains(where: { $0.key == group && $0.truth == .no }) { continue }
          isClose = true
        } else if !elsewhere.isEmpty {
          continue
        }
        count += 1
        guard voice.sight.groups.contains(where: { $0.key == group && $0.truth == .yes }) else {
          return false
        }
      }
      if count == 0 { return false }
    }
    for group in all.groups {
      if let place = bad.firstIndex(of: group.key) {
        bad.remove(at: place)
      } else if group.truth != .yes {
        return false
      }
    }
    return bad.isEmpty && !all.isOpenOtherwise
  }

  /// The reports that a retest repeats, directly or by others; nil where it leads to nothing.
  private func chain(_ report: Int) -> [Int]? {
    guard var next = links[report] else { return nil }
    var chain = [next]
    while let further = links[next], !chain.contains(further) {
      chain.append(further)
      next = further
    }
    return chain
  }

  private func sharesShots(_ later: [Int], _ chain: [Int], _ method: String) -> Bool {
    func labels(_ index: Int) -> [[String?]] {
      reports[index].series.filter { $0.role == .test && $0.method == method }.flatMap { series in
        reports[index].specimens.filter { $0.id == series.specimen }.prefix(1).flatMap { specimen in
          series.observations.map { [specimen.serial, specimen.part, specimen.component, "\($0.number)"] }
        }
      }
    }
    let before = chain.flatMap(labels)
    return later.flatMap(labels).contains(where: before.contains)
  }
}
