import Evidence
import Foundation
import Quantities
import Standards

// Vectors for the numbers of the test plan.

extension Derivation {
  mutating func add(_ entry: PlanEntry) {
    guard let stage = stage(entry) else {
      if !entry.figures.isEmpty || !entry.areCountsKnown {
        add(Limit(place: "plan \(entry.id)", untested: "no requirement rests on what counts for the line"))
      }
      return
    }
    if !entry.areCountsKnown {
      var limit = Limit(place: "plan \(entry.id), unknown numbers")
      limit.vectors = vectors("complete", stage, gap: false) { _ in }
      add(limit)
    }
    if let count = entry.subjects?.wholeNumber { subjects(count, stage, "plan \(entry.id), subjects") }
    if let count = entry.specimens?.wholeNumber { specimens(count, stage, "plan \(entry.id), specimens") }
    if entry.observationsPerSpecimen != nil { each(stage, "plan \(entry.id), on each specimen") }
    if let total = entry.total?.wholeNumber { self.total(total, stage, "plan \(entry.id), in all") }
    for (index, planned) in entry.angles.enumerated() {
      angles(planned, stage, "plan \(entry.id), angle \(index + 1)")
    }
  }

  /// Where a line of the plan is looked at.
  private struct Stage {
    let scene: Scene
    let requirement: Requirement
    let entry: PlanEntry
    /// The series that fulfil the line, for its first threat.
    let series: [Int]

    /// Those beyond the number of specimens that the line names.
    var surplus: ArraySlice<Int> {
      series.dropFirst(entry.specimens?.wholeNumber ?? series.count)
    }
  }

  private mutating func stage(_ entry: PlanEntry) -> Stage? {
    for pair in pairs where entry.applies(kind: pair.kind, level: pair.level) {
      let scene = scene(pair.level, pair.kind, entry.method)
      let knowledge = knowledge(scene)
      let requirements = standard.requirements.filter {
        $0.selection.method == entry.method && $0.applies(kind: pair.kind, level: pair.level)
          && knowledge.entries(for: $0).contains { $0.id == entry.id }
      }
      for requirement in requirements {
        let selected = selected(by: requirement, in: scene).filter { fulfils($0, entry, in: scene) }
        guard let first = selected.first else { continue }
        let threat = scene.report.series[first].threat
        return Stage(
          scene: scene, requirement: requirement, entry: entry,
          series: entry.perThreat
            ? selected.filter { scene.report.series[$0].threat == threat } : selected)
      }
    }
    return nil
  }

  private func fulfils(_ series: Int, _ entry: PlanEntry, in scene: Scene) -> Bool {
    let one = scene.report.series[series]
    let specimen = specimen(one, scene.report)
    func agrees(_ planned: String?, _ own: String?) -> Bool { planned == nil || planned == own }
    return agrees(entry.condition, specimen?.condition) && agrees(entry.size, specimen?.size)
      && agrees(entry.component, specimen?.component ?? one.place.component)
      && agrees(entry.region, one.place.region)
      && (entry.threats.isEmpty || one.threat.map(entry.threats.contains) == true)
  }

  private func vectors(
    _ name: String, _ stage: Stage, gap: Bool, restating quantity: String? = nil,
    _ change: @escaping @Sendable (inout Report) -> Void
  ) -> [Vector] {
    let base = knowledge(stage.scene).expected(stage.requirement)
    let rules = standard.method(stage.entry.method)?.fairHit ?? []
    return vectors(
      name, stage.scene, stage.requirement, restating: quantity, finding: gap ? .notDetermined : base,
      witness: .gap(gap)
    ) { report in
      // Where the total asks for more specimens than the line, the ones beyond it carry nothing that counts.
      for series in stage.surplus { report.moveObservations(from: series, to: stage.series[0]) }
      change(&report)
      report.parcel(rules, method: stage.entry.method)
    }
  }

  // MARK: - Numbers of things

  private mutating func subjects(_ count: Int, _ stage: Stage, _ place: String) {
    var limit = Limit(place: "\(place) \(count)")
    limit.vectors += vectors("at", stage, gap: false) { _ in }
    guard let last = stage.series.last else { return }
    limit.vectors += vectors("inside", stage, gap: false) { report in
      var more = report.series[last]
      more.place.subject = "more"
      report.series.append(more)
    }
    limit.vectors += vectors("outside", stage, gap: true) { $0.series.remove(at: last) }
    add(limit)
  }

  private mutating func specimens(_ count: Int, _ stage: Stage, _ place: String) {
    guard stage.series.count > 1 else {
      add(Limit(place: "\(place) \(count)", untested: "without the only specimen there is no series"))
      return
    }
    var limit = Limit(place: "\(place) \(count)")
    limit.vectors += vectors("at", stage, gap: false) { _ in }
    limit.vectors += vectors("inside", stage, gap: false) { report in
      let model = stage.series[1]
      guard let name = report.series[model].specimen, var specimen = report.specimen(name) else { return }
      var more = report.series[model]
      specimen.id = "more"
      more.specimen = "more"
      report.specimens.append(specimen)
      report.series.append(more)
    }
    limit.vectors += vectors("outside", stage, gap: true) { report in
      report.moveObservations(from: stage.series[count - 1], to: stage.series[0])
    }
    add(limit)
  }

  private mutating func each(_ stage: Stage, _ place: String) {
    let count = stage.entry.observationsPerSpecimen?.wholeNumber ?? 0
    // The last specimen that the line asks for is the one that comes to lack something.
    guard let first = stage.series.dropLast(stage.surplus.count).last else { return }
    var limit = Limit(place: "\(place) \(count)")
    limit.vectors += vectors("at", stage, gap: false) { _ in }
    limit.vectors += vectors("inside", stage, gap: false) { $0.addObservation(to: first) }
    // The total stays: another specimen bears the observation instead.
    limit.vectors += vectors("outside", stage, gap: true) { report in
      if stage.series[0] != first { report.addObservation(to: stage.series[0]) }
      report.removeObservation(from: first)
    }
    add(limit)
  }

  private mutating func total(_ total: Int, _ stage: Stage, _ place: String) {
    let each = stage.entry.observationsPerSpecimen?.wholeNumber
    let implied = (stage.entry.specimens?.wholeNumber ?? 1) * (each ?? 1)
    guard implied < total || each == nil, let last = stage.series.last else {
      add(
        Limit(
          place: "\(place) \(total)",
          untested: "the specimens and the observations on each already come to it"))
      return
    }
    var limit = Limit(place: "\(place) \(total)")
    limit.vectors += vectors("at", stage, gap: false) { _ in }
    limit.vectors += vectors("inside", stage, gap: false) { $0.addObservation(to: last) }
    limit.vectors += vectors("outside", stage, gap: true) { report in
      guard let each, stage.series.count > 1, stage.surplus.isEmpty else {
        report.removeObservation(from: stage.surplus.isEmpty ? last : stage.series[0])
        return
      }
      // One specimen less, and on another one all of its observations but one.
      for _ in 1..<max(each, 1) { report.addObservation(to: stage.series[0]) }
      report.series.remove(at: last)
    }
    add(limit)
  }

  // MARK: - Angles

  private mutating func angles(_ planned: PlannedAngle, _ stage: Stage, _ place: String) {
    let quantity = PlannedAngle.quantity
    guard let series = stage.series.dropLast(stage.surplus.count).last,
      let measure = stage.scene.report.measure(of: quantity)
    else {
      return
    }
    let observations = stage.scene.report.series[series].observations
    let written = planned.angles.map(Written.init)
    let index = observations.firstIndex { observation in
      observation.value(of: measure.index).map { value in
        written.contains { $0.value == Decimal(value) && $0.unit == measure.unit }
      } ?? false
    }
    guard let index, let count = planned.count.wholeNumber else {
      add(Limit(place: place, untested: "no observation is planned at the angle"))
      return
    }
    let follows = followers(of: quantity, in: stage.entry.method)
    /// Turns an observation to another planned angle, and the measured one with it.
    func turn(_ value: Decimal, _ unit: String) -> @Sendable (inout Report) -> Void {
      { report in
        for name in [quantity] + follows {
          report.set(name, value, unit: unit, series: series, observation: index)
        }
      }
    }
    let first = written[0]
    let elsewhere = (written.map(\.value).max() ?? 0) + 17
    var number = Limit(place: "\(place), number \(count)")
    number.vectors += vectors("at", stage, gap: false) { _ in }
    number.vectors += vectors("inside", stage, gap: false) { report in
      var more = report.series[series].observations[index]
      more.number = report.series[series].observations.count + 1
      report.series[series].observations.append(more)
    }
    number.vectors += vectors("outside", stage, gap: true, turn(elsewhere, first.unit))
    add(number)
    for angle in written {
      var limit = Limit(place: "\(place), \(angle.value) \(angle.unit)")
      limit.vectors += vectors(
        "at", stage, gap: false, restating: quantity, turn(angle.value, angle.unit))
      for (name, value) in [("below", angle.value - angle.step), ("above", angle.value + angle.step)] {
        limit.vectors += vectors(name, stage, gap: true, restating: quantity, turn(value, angle.unit))
      }
      add(limit)
    }
  }

  /// The quantities that a fair-hit rule holds near the planned one.
  private func followers(of planned: String, in method: String) -> [String] {
    (standard.method(method)?.fairHit ?? []).compactMap { rule in
      guard case .nearPlanned(let quantity, planned, _) = rule.test else { return nil }
      return quantity
    }
  }
}

extension Report {
  /// Gives observations that have neighbours now a distance from them.
  mutating func parcel(_ rules: [FairHitRule], method: String) {
    for rule in rules {
      guard case .atLeast(let quantity, let limit, _, let first) = rule.test, first > 1,
        let measure = measure(of: quantity)
      else { continue }
      let written = Written(limit)
      for one in series.indices where series[one].method == method {
        for index in series[one].observations.indices.dropFirst(first - 1)
        where series[one].observations[index].value(of: measure.index) == nil {
          set(quantity, written.value * 2, unit: written.unit, series: one, observation: index)
        }
      }
    }
  }

  /// Takes all observations of a series over to another one, after its own.
  mutating func moveObservations(from source: Int, to target: Int) {
    for var observation in series[source].observations {
      observation.number = series[target].observations.count + 1
      series[target].observations.append(observation)
    }
    series[source].observations = []
  }
}
