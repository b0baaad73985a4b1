import Evidence
import Foundation
import Quantities
import Standards

/// Another judge, written from the documentation of the vocabularies alone and by the most naive means: a list of rows,
/// loops over it, fractions and grids. It shares nothing with the room Conformity, so that a misreading would have to
/// be made twice to go unseen.
public struct SecondOpinion {
  public enum Outcome: String, Sendable {
    case met
    case notMet = "not met"
    case notDetermined = "not determined"
    case notApplicable = "not applicable"
  }

  public struct Answer: Sendable {
    public var requirement: String
    public var outcome: Outcome
    /// Whether a statistic lies so near its limit that rounding decides.
    public var isClose: Bool
  }

  /// What is judged.
  public struct Subject: Sendable {
    public var designation: String
    public var supplier: String
    public var level: String
    public var kind: String

    public init(designation: String, supplier: String, level: String, kind: String) {
      self.designation = designation
      self.supplier = supplier
      self.level = level
      self.kind = kind
    }
  }

  /// A threat of the level, whoever states it.
  struct DueThreat {
    var id: String
    var role: String
    var references: [DueReference]
  }

  struct DueReference: Equatable {
    var condition: String?
    var method: String?
    var value: Decimal
    var unit: String
    var tolerance: Decimal?
  }

  let standard: Standard
  let subject: Subject
  let isGuarded: Bool
  let rows: [Row]
  let reports: [Report]
  let threats: [DueThreat]
  /// Whether the level has threats at all, known or yet to be declared.
  let hasThreats: Bool
  let amendments: Set<String>
  /// Whether each record meets each requirement on records.
  private(set) var recordTruths: [String: [String: Truth]] = [:]
  /// Whether each row counts.
  private(set) var fairness: [Truth] = []
  /// The rows that another report told of before, each with the row by which it did: they count once.
  private(set) var repeats: [Int: Int] = [:]

  public init(standard: Standard, acceptance: Acceptance?, subject: Subject, reports: [Report]) {
    self.standard = standard
    self.subject = subject
    isGuarded = (acceptance ?? standard.decisionRule?.acceptance ?? .simple) == .guarded
    let used = reports.filter {
      $0.standard == standard.id && $0.model.designation == subject.designation
        && $0.model.supplier == subject.supplier && $0.model.level == subject.level
        && $0.model.kind == subject.kind
    }
    self.reports = used
    rows = Row.rows(used)
    amendments = Set(
      standard.amendments.filter { amendment in
        used.isEmpty || used.contains { amendment.effective <= $0.testedTo }
      }.map(\.id))
    let level = standard.levels.first { $0.id == subject.level }
    let isKind = level?.kinds.contains(subject.kind) ?? false
    switch level?.threats {
    case .listed(let listed):
      let own = listed.filter { isKind && ($0.kinds.isEmpty || $0.kinds.contains(subject.kind)) }
      threats = own.map(DueThreat.init)
      hasThreats = !listed.isEmpty
    case .declaredInReport:
      threats = isKind ? DueThreat.declared(in: used) : []
      hasThreats = true
    case nil:
      threats = []
      hasThreats = true
    }
    for rule in standard.methods.flatMap(\.fairHit) {
      switch rule.test {
      case .calibrated(let id, _), .conditioned(let id, _, _):
        guard let requirement = standard.requirements.first(where: { $0.id == id }) else { continue }
        recordTruths[id] = recordTruths(of: requirement)
      case .nearReference, .nearPlanned, .atLeast: break
      }
    }
    fairness = rows.map { fairness(of: $0) }
    var told: [String: Int] = [:]
    for (index, row) in rows.enumerated() where fairness[index] == .yes && !isForeign(row) {
      guard let shot = row.shot else { continue }
      guard let first = told[shot] else {
        told[shot] = index
        continue
      }
      if row.isOnKnownSpecimen {
        repeats[index] = first
        fairness[index] = .no
      }
    }
  }

  /// An answer for each requirement in force.
  public var answers: [Answer] {
    standard.requirements.filter { isInForce($0.inForce) }.map(answer)
  }

  public func verdict(_ answers: [Answer]) -> String {
    if answers.contains(where: { $0.outcome == .notMet }) { return "not compliant" }
    if answers.contains(where: { $0.outcome == .notDetermined }) { return "not determined" }
    return answers.contains { $0.outcome == .met } ? "compliant" : "not determined"
  }

  public func answer(_ requirement: Requirement) -> Answer {
    guard requirement.applies(kind: subject.kind, level: subject.level) else {
      return Answer(requirement: requirement.id, outcome: .notApplicable, isClose: false)
    }
    var hand = Hand(opinion: self, selection: requirement.selection)
    let truth = hand.truth(of: requirement)
    let outcome: Outcome =
      switch truth {
      case .yes: .met
      case .open: .notDetermined
      case .no: requirement.subject == .equipment ? .notMet : .notDetermined
      }
    return Answer(requirement: requirement.id, outcome: outcome, isClose: hand.isClose)
  }

  func isInForce(_ part: InForce) -> Bool {
    if let since = part.since, !amendments.contains(since) { return false }
    if let until = part.until, amendments.contains(until) { return false }
    return true
  }

  func reference(threat: String?, condition: String?, method: String) -> DueReference? {
    guard let threat = threats.first(where: { $0.id == threat }) else { return nil }
    return threat.references.first {
      ($0.condition == nil || $0.condition == condition) && ($0.method == nil || $0.method == method)
    }
  }
}

extension SecondOpinion.DueThreat {
  fileprivate init(_ threat: LevelThreat) {
    self.init(
      id: threat.threat, role: threat.role,
      references: threat.references.map { reference in
        .init(
          condition: reference.condition, method: reference.method, value: reference.value.decimal,
          unit: reference.value.code,
          tolerance: reference.tolerance.flatMap {
            $0.decimal(in: reference.value.code, asDifference: true)
          })
      })
  }

  fileprivate static func declared(in reports: [Report]) -> [Self] {
    var result: [Self] = []
    // Of several reports, the first says what was agreed on.
    for threat in reports.first?.declaredThreats ?? [] {
      let due = Self(
        id: threat.id, role: threat.role,
        references: threat.references.map {
          .init(
            condition: $0.condition, method: nil, value: Numbers.decimal($0.velocity.value),
            unit: $0.velocity.unit.code, tolerance: nil)
        })
      result.append(due)
    }
    return result
  }
}

/// Yes, no, or not to be said.
enum Truth {
  case yes, no, open

  static func all(_ truths: [Truth]) -> Truth {
    truths.contains(.no) ? .no : truths.contains(.open) ? .open : .yes
  }

  static func any(_ truths: [Truth]) -> Truth {
    truths.contains(.yes) ? .yes : truths.contains(.open) ? .open : .no
  }
}
