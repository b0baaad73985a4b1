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

    /// Whether a report speaks of it.
    func isOf(_ report: Report, _ standard: Standard) -> Bool {
      report.standard == standard.id && report.model.designation == designation
        && report.model.supplier == supplier && report.model.level == level && report.model.kind == kind
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

  /// - Parameters:
  ///   - dating: the reports whose days say which amendments count.
  ///   - declaring: the reports that say which threats the purchaser declared; nil: those that are looked at.
  init(
    standard: Standard, acceptance: Acceptance?, subject: Subject, reports: [Report], dating: [Report],
    declaring: [Report]?
  ) {
    self.standard = standard
    self.subject = subject
    isGuarded = (acceptance ?? standard.decisionRule?.acceptance ?? .simple) == .guarded
    let used = reports.filter { subject.isOf($0, standard) }
    self.reports = used
    rows = Row.rows(used)
    amendments = Set(
      standard.amendments.filter { amendment in
        dating.isEmpty || dating.contains { amendment.effective <= $0.testedTo }
      }.map(\.id))
    let level = standard.levels.first { $0.id == subject.level }
    let isKind = level?.kinds.contains(subject.kind) ?? false
    switch level?.threats {
    case .listed(let listed):
      let own = listed.filter { isKind && ($0.kinds.isEmpty || $0.kinds.contains(subject.kind)) }
      threats = own.map(DueThreat.init)
      hasThreats = !listed.isEmpty
    case .declaredInReport:
      threats = isKind ? DueThreat.declared(in: declaring ?? used) : []
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

  /// What is seen of a requirement that applies.
  struct Sight {
    /// Each group's keys, as the requirement divides by them, and whether it satisfies the rule.
    var groups: [(key: [String?], truth: Truth)]
    /// Whether the plan asks for something that is no group's.
    var isOpenOtherwise: Bool
    /// Whether there is any observation that may be meant.
    var speaks: Bool
    var isClose: Bool

    var truth: Truth { Truth.all(groups.map(\.truth) + (isOpenOtherwise ? [.open] : [])) }
  }

  func sight(_ requirement: Requirement) -> Sight {
    var hand = Hand(opinion: self, selection: requirement.selection)
    var sight = hand.sight(of: requirement)
    // What is asked of the evidence is no fault of the equipment.
    if requirement.subject == .evidence {
      for index in sight.groups.indices where sight.groups[index].truth == .no {
        sight.groups[index].truth = .open
      }
    }
    return sight
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
