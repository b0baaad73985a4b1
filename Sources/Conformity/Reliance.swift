import Quantities
import Standards

/// Which unconfirmed figures of a definition each requirement rests on, for every level and kind.
///
/// It depends on the definition alone, so it is worked out once and not for every determination.
struct Reliance: Sendable {
  private var bySubject: [Key: Entry] = [:]

  private struct Key: Hashable {
    let level: String
    let kind: String
  }

  private struct Entry: Sendable {
    var figures: [CitedFigure] = []
    var indexes: [String: [Int]] = [:]
  }

  init(of standard: Standard) {
    for level in standard.levels {
      for kind in level.kinds {
        var entry = Entry()
        for requirement in standard.requirements where requirement.applies(kind: kind, level: level.id) {
          var indexes: [Int] = []
          for figure in Reliance.figures(of: requirement, level: level, kind: kind, in: standard) {
            if let known = entry.figures.firstIndex(of: figure) {
              if !indexes.contains(known) { indexes.append(known) }
            } else {
              indexes.append(entry.figures.count)
              entry.figures.append(figure)
            }
          }
          entry.indexes[requirement.id] = indexes
        }
        bySubject[Key(level: level.id, kind: kind)] = entry
      }
    }
  }

  func figures(for subject: Subject) -> [CitedFigure] {
    bySubject[Key(level: subject.level, kind: subject.kind)]?.figures ?? []
  }

  func indexes(for requirement: String, subject: Subject) -> [Int] {
    bySubject[Key(level: subject.level, kind: subject.kind)]?.indexes[requirement] ?? []
  }

  /// The unconfirmed figures that decide one requirement: its rule's, the plan's, the fair-hit rules' and, where the
  /// rule or a fair-hit rule refers to it, the reference velocity's.
  private static func figures(
    of requirement: Requirement, level: Level, kind: String, in standard: Standard
  ) -> [CitedFigure] {
    var cited: [CitedFigure] = []
    func cite(_ figure: Figure, _ name: String) {
      guard !figure.isVerified else { return }
      let source = standard.source(figure.source)?.title ?? figure.source
      let value = figure.amount.unit == .one ? figure.amount.value.description : figure.amount.description
      cited.append(CitedFigure(name: name, value: value, clause: figure.clause, source: source))
    }
    let references = level.references(of: kind, method: requirement.selection.method)
    var needsReference = false
    if requirement.rule.figures.isEmpty, !requirement.standing.isVerified {
      let source = requirement.standing.source.flatMap { standard.source($0)?.title ?? $0 }
      cited.append(
        CitedFigure(
          name: "requirement", value: requirement.title, clause: requirement.clause,
          source: source ?? "no source named"))
    }
    for (name, figure) in requirement.rule.figures(named: requirement.title) { cite(figure, name) }
    if let retest = requirement.retest, !retest.isVerified {
      cited.append(
        CitedFigure(
          name: "retest of \(requirement.title)", value: "decides", clause: retest.clause,
          source: standard.source(retest.source)?.title ?? retest.source))
    }
    if requirement.rule.refersToReference { needsReference = true }
    if let method = standard.method(requirement.selection.method) {
      for rule in method.fairHit {
        switch rule.test {
        case .nearReference(let quantity, let tolerance, _):
          if let tolerance,
            references.isEmpty || references.contains(where: { $0.reference.tolerance == nil })
          {
            cite(tolerance, "tolerance of \(quantity)")
          }
          needsReference = true
        case .nearPlanned(let quantity, _, let tolerance): cite(tolerance, "tolerance of \(quantity)")
        case .atLeast(let quantity, let limit, let roles, _):
          if roles.isEmpty || level.roles.contains(where: roles.contains) { cite(limit, "least \(quantity)") }
        case .calibrated(_, let count): cite(count, "number of calibrations")
        case .conditioned: break
        }
      }
    }
    for entry in standard.plan
    where entry.method == requirement.selection.method && entry.applies(kind: kind, level: level.id) {
      if let figure = entry.subjects { cite(figure, "number of subjects (\(entry.id))") }
      if let figure = entry.specimens { cite(figure, "number of specimens (\(entry.id))") }
      if let figure = entry.observationsPerSpecimen {
        cite(figure, "observations on each specimen (\(entry.id))")
      }
      if let figure = entry.total { cite(figure, "number of observations (\(entry.id))") }
      for planned in entry.angles {
        cite(planned.count, "observations at an angle (\(entry.id))")
        for angle in planned.angles { cite(angle, "planned angle (\(entry.id))") }
      }
    }
    if needsReference {
      for (threat, reference) in references {
        let condition =
          reference.condition.map { ", \((standard.condition($0)?.title ?? $0).lowercased())" } ?? ""
        let title = (standard.threat(threat)?.title ?? threat) + condition
        let word =
          reference.value.amount.unit.dimension == Unit.metrePerSecond.dimension ? "velocity" : "value"
        cite(reference.value, "reference \(word) of \(title)")
        if let tolerance = reference.tolerance {
          cite(tolerance, "tolerance of the reference \(word) of \(title)")
        }
      }
    }
    return cited
  }
}

extension Level {
  /// What its threats meet equipment of a kind with, in tests by a method.
  fileprivate func references(of kind: String, method: String) -> [(threat: String, reference: Reference)] {
    guard case .listed(let threats) = threats else { return [] }
    return threats.filter { $0.kinds.isEmpty || $0.kinds.contains(kind) }.flatMap { threat in
      threat.references.filter { $0.method == nil || $0.method == method }.map { (threat.threat, $0) }
    }
  }

  /// The roles of its threats.
  fileprivate var roles: [String] {
    switch threats {
    case .listed(let threats): threats.map(\.role)
    // The purchaser's threats can have any role.
    case .declaredInReport: ["only", "lighter", "heavier"]
    }
  }
}

extension Rule {
  /// The figures a rule states, each with a name for readers.
  func figures(named title: String) -> [(String, Figure)] {
    func limit(_ bound: Bound) -> [(String, Figure)] { bound.figures.map { ("limit of \(title)", $0) } }
    func filter(_ filter: Where?) -> [(String, Figure)] {
      filter?.bound.figures.map { ("where \(title) applies", $0) } ?? []
    }
    switch self {
    case .every(let rule): return limit(rule.bound) + filter(rule.filter)
    case .none(let rule): return filter(rule.filter)
    case .count(let rule): return limit(rule.bound)
    case .minimum(let rule): return limit(rule.bound)
    case .maximum(let rule): return limit(rule.bound)
    case .mean(let rule): return limit(rule.bound)
    case .toleranceBound(let rule):
      return [
        ("limit of \(title)", rule.limit), ("coverage of the tolerance bound", rule.coverage),
        ("confidence of the tolerance bound", rule.confidence),
      ]
    case .fittedProbability(let rule):
      var figures = [("limit of \(title)", rule.below)]
      if case .figure(let figure) = rule.at { figures.append(("velocity of \(title)", figure)) }
      return figures
    case .percentageOfControl(let rule): return limit(rule.bound)
    case .protectionFactor(let rule): return limit(rule.bound)
    case .cumulative(let rule): return limit(rule.bound) + [("period of \(title)", rule.period)]
    case .breakthrough(let rule): return limit(rule.bound) + [("threshold of \(title)", rule.threshold)]
    case .peakWithDuration(let rule):
      return [
        ("limit of \(title)", rule.limit), ("threshold of \(title)", rule.threshold),
        ("longest duration of \(title)", rule.longest),
      ]
    case .v50(let rule):
      return limit(rule.bound)
        + rule.pairs.flatMap {
          [("shots of each kind for the V50", $0.count), ("spread of the V50", $0.spread)]
        }
    case .requiredOutcome, .rating, .certificate, .evidencePresent: return []
    case .allOf(let rules), .anyOf(let rules): return rules.flatMap { $0.figures(named: title) }
    }
  }
}
