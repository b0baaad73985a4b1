import Evidence
import ExampleDocuments
import Foundation
import Quantities
import Standards

/// Derives the vectors of a definition, limit by limit.
struct Derivation {
  let standard: Standard
  private(set) var limits: [Limit] = []
  private var scenes: [String: Scene] = [:]
  private var complete: [String: Report] = [:]

  static func limits(of standard: Standard) -> [Limit] {
    var derivation = Derivation(standard: standard)
    for requirement in standard.requirements { derivation.add(requirement) }
    for method in standard.methods {
      for rule in method.fairHit { derivation.add(rule, of: method) }
    }
    for entry in standard.plan { derivation.add(entry) }
    return derivation.limits
  }

  private init(standard: Standard) { self.standard = standard }

  mutating func add(_ limit: Limit) { limits.append(limit) }

  // MARK: - Scenes

  /// The level and kinds, those whose threats are the purchaser's last.
  var pairs: [(level: String, kind: String)] {
    let levels =
      standard.levels.filter { $0.threats != .declaredInReport }
      + standard.levels.filter { $0.threats == .declaredInReport }
    return levels.flatMap { level in level.kinds.map { (level.id, $0) } }
  }

  /// The part of a level's complete report that a method's observations rest on.
  mutating func scene(_ level: String, _ kind: String, _ method: String) -> Scene {
    let key = "\(level) \(kind) \(method)"
    if let known = scenes[key] { return known }
    let pair = "\(level) \(kind)"
    var report =
      complete[pair]
      ?? PlanFiller.report(
        standard, level: level, kind: kind, heading: .invented, begin: Knowledge.begin)
    complete[pair] = report
    let isRecord = report.series.contains { $0.method == method && $0.role != .test }
    let controls = standard.requirements.compactMap { requirement -> String? in
      guard case .percentageOfControl(let rule) = requirement.rule else { return nil }
      return requirement.selection.method == method ? rule.control : nil
    }
    report.series.removeAll { series in
      series.method != method && (isRecord || series.role == .test) && !controls.contains(series.method)
    }
    if isRecord {
      report.specimens = []
    }
    let scene = Scene(level: level, kind: kind, method: method, report: report)
    scenes[key] = scene
    return scene
  }

  func knowledge(_ scene: Scene) -> Knowledge {
    Knowledge(standard, level: scene.level, kind: scene.kind)
  }

  /// The first level and kind that a requirement applies to, with the series that it is judged on as one group.
  mutating func stage(_ requirement: Requirement) -> (scene: Scene, group: [Int])? {
    for pair in pairs where requirement.applies(kind: pair.kind, level: pair.level) {
      let scene = scene(pair.level, pair.kind, requirement.selection.method)
      let group = group(of: requirement, in: scene)
      if !group.isEmpty { return (scene, group) }
    }
    return nil
  }

  // MARK: - Series

  func specimen(_ series: Series, _ report: Report) -> Specimen? {
    series.specimen.flatMap { report.specimen($0) }
  }

  /// The series that a requirement looks at and that count.
  func selected(by requirement: Requirement, in scene: Scene) -> [Int] {
    let selection = requirement.selection
    let knowledge = knowledge(scene)
    return scene.report.series.indices.filter { index in
      let series = scene.report.series[index]
      let specimen = specimen(series, scene.report)
      func agrees(_ wanted: String?, _ own: String?) -> Bool { wanted == nil || wanted == own }
      return series.method == selection.method && agrees(selection.condition, specimen?.condition)
        && agrees(selection.size, specimen?.size)
        && agrees(selection.component, specimen?.component ?? series.place.component)
        && agrees(selection.region, series.place.region) && agrees(selection.threat, series.threat)
        && agrees(selection.role, role(of: series.threat, level: scene.level))
        && !(selection.fairOnly
          && knowledge.isConditioningOpen(selection.method, condition: specimen?.condition))
    }
  }

  func role(of threat: String?, level: String) -> String? {
    guard case .listed(let threats) = standard.level(level)?.threats else { return nil }
    return threats.first { $0.threat == threat }?.role
  }

  /// The first group of the selected series.
  func group(of requirement: Requirement, in scene: Scene) -> [Int] {
    let selected = selected(by: requirement, in: scene)
    guard let first = selected.first else { return [] }
    return selected.filter { belongs($0, with: first, by: requirement, in: scene) }
  }

  /// Whether two series are in one group.
  func belongs(_ one: Int, with other: Int, by requirement: Requirement, in scene: Scene) -> Bool {
    let (left, right) = (scene.report.series[one], scene.report.series[other])
    let (mine, yours) = (specimen(left, scene.report), specimen(right, scene.report))
    return requirement.grouping.allSatisfy { key in
      switch key {
      case .threat: left.threat == right.threat
      case .condition: mine?.condition == yours?.condition
      case .size: mine?.size == yours?.size
      case .component:
        (mine?.component ?? left.place.component) == (yours?.component ?? right.place.component)
      case .region: left.place.region == right.place.region
      case .subject: left.place.subject == right.place.subject
      case .specimen, .record: (left.specimen ?? left.id) == (right.specimen ?? right.id)
      }
    }
  }

  /// The reference of a series' threat for its specimen.
  func reference(of series: Int, in scene: Scene) -> Reference? {
    let one = scene.report.series[series]
    guard case .listed(let threats) = standard.level(scene.level)?.threats else { return nil }
    return threats.first { $0.threat == one.threat }?.reference(
      in: specimen(one, scene.report)?.condition, method: one.method)
  }

  // MARK: - Vectors

  /// A change as a vector, and once more with the quantity in another unit where there is one.
  func vectors(
    _ name: String, _ scene: Scene, _ requirement: Requirement, restating quantity: String?,
    finding: Expected, witness: Vector.Witness, _ change: @escaping @Sendable (inout Report) -> Void
  ) -> [Vector] {
    func vector(_ name: String, _ last: @escaping @Sendable (inout Report) -> Void) -> Vector {
      Vector(
        name: name, scene: scene, requirement: requirement.id,
        make: {
          var report = scene.report
          change(&report)
          last(&report)
          return report
        }, finding: requirement.subject == .evidence && finding == .notMet ? .notDetermined : finding,
        witness: witness)
    }
    var vectors = [vector(name) { _ in }]
    if let quantity, let unit = scene.report.measure(of: quantity)?.unit, let other = Units.other(than: unit)
    {
      vectors.append(vector("\(name), in \(other)") { $0.restate(quantity, in: other) })
    }
    return vectors
  }
}
