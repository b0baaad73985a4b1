import Evidence
import Quantities
import Standards

extension TestPlan {
  /// Plans what a definition demands.
  ///
  /// - Parameters:
  ///   - kind: one of the level's kinds.
  ///   - threats: those that the purchaser declared, for levels that leave them open; empty: they are yet to be declared.
  ///   - sizes: the size classes that specimens come in; used in turn where the plan leaves the size open.
  ///   - standIns: what is planned where the definition does not say how much.
  ///   - day: the last day of testing, which decides the amendments in force; nil: all of them are.
  public init(
    of standard: Standard, level: Level, kind: String, threats declared: [DeclaredThreat] = [],
    sizes: [String] = [], standIns: StandIns = .least, on day: Day? = nil
  ) {
    let day = day ?? standard.amendments.map(\.effective).max()
    let standard = standard.inForce(on: day)
    let listed = level.threats(of: kind)
    let isOpen = listed == nil && declared.isEmpty
    let threats =
      listed
      ?? (isOpen
        ? [LevelThreat(threat: TestPlan.undeclaredThreat, role: "", references: [])]
        : declared.map(LevelThreat.init))
    var planner = Planner(
      standard: standard, level: level.id, kind: kind, threats: threats, sizes: sizes, standIns: standIns)
    conditionings = planner.conditionings
    for demand in standard.demands(kind: kind, level: level.id, threats: threats) { planner.plan(demand) }
    lines = planner.lines
    checks = planner.checks
    certificates = planner.certificates
    lackingSizes =
      sizes.isEmpty
      ? []
      : standard.sizes.map(\.id).filter { size in
        !sizes.contains(size) && planner.lines.contains { $0.entry.size == size }
      }
    self.standard = standard
    self.level = level
    self.kind = kind
    self.threats = threats
    declaredThreats = listed == nil ? declared : []
    areThreatsOpen = isOpen
  }
}

extension LevelThreat {
  /// A threat as its purchaser declared it.
  fileprivate init(_ declared: DeclaredThreat) {
    self.init(
      threat: declared.id, role: declared.role,
      references: declared.references.map { reference in
        Reference(
          condition: reference.condition,
          value: Figure(
            amount: reference.velocity, clause: "declared by the purchaser", isVerified: true,
            source: "declared by the purchaser", line: reference.line))
      })
  }
}

/// Lays out line after line.
private struct Planner {
  let standard: Standard
  let level: String
  let kind: String
  let threats: [LevelThreat]
  let sizes: [String]
  let standIns: StandIns
  var lines: [PlannedLine] = []
  private var specimenCount = 0
  private var calibrationCount = 0

  init(
    standard: Standard, level: String, kind: String, threats: [LevelThreat], sizes: [String],
    standIns: StandIns
  ) {
    self.standard = standard
    self.level = level
    self.kind = kind
    self.threats = threats
    self.sizes = sizes
    self.standIns = standIns
  }

  // MARK: - What the definition says

  /// The requirements that look at a method's observations and apply here.
  private func requirements(on method: String) -> [Requirement] {
    standard.requirements.filter { $0.selection.method == method && $0.applies(kind: kind, level: level) }
  }

  private func isRecord(_ method: String) -> Bool {
    standard.requirements.contains { $0.selection.method == method && $0.grouping.contains(.record) }
  }

  /// Whether series name the method's records themselves; specimens name the others.
  private func isCalibration(_ method: String) -> Bool {
    standard.methods.flatMap(\.fairHit).contains { rule in
      guard case .calibrated(let requirement, _) = rule.test else { return false }
      return standard.requirement(requirement)?.selection.method == method
    }
  }

  private func isPlanned(_ method: String) -> Bool {
    standard.plan.contains { $0.method == method && $0.applies(kind: kind, level: level) }
  }

  // MARK: - Records

  var conditionings: [PlannedRecord] {
    let methods = standard.methods.filter {
      isRecord($0.id) && !isCalibration($0.id) && !requirements(on: $0.id).isEmpty
    }
    return methods.enumerated().map { index, method in
      var record = record("K\(index + 1)", method)
      record.conditions = conditions(conditionedBy: method.id)
      return record
    }
  }

  /// The conditions whose specimens a conditioning is for; empty: all of them, as the definition names none.
  private func conditions(conditionedBy method: String) -> [String] {
    var conditions: [String] = []
    for rule in standard.methods.flatMap(\.fairHit) {
      guard case .conditioned(let requirement, let condition, _) = rule.test,
        standard.requirement(requirement)?.selection.method == method, !conditions.contains(condition)
      else { continue }
      conditions.append(condition)
    }
    return conditions
  }

  private func record(_ id: String, _ method: TestMethod) -> PlannedRecord {
    let requirements = requirements(on: method.id)
    func counts(in rule: Rule) -> [Int] {
      switch rule {
      case .count(let rule) where rule.outcome == nil: [rule.bound.leastCount].compactMap(\.self)
      case .allOf(let rules): rules.flatMap(counts)
      default: []
      }
    }
    return PlannedRecord(
      id: id, method: method, requirements: requirements,
      observations: max(requirements.flatMap { counts(in: $0.rule) }.max() ?? 1, 1))
  }

  private mutating func calibrations(for method: TestMethod) -> [PlannedRecord] {
    var records: [PlannedRecord] = []
    for rule in method.fairHit {
      guard case .calibrated(let id, let count) = rule.test, let requirement = standard.requirement(id),
        requirement.applies(kind: kind, level: level),
        let calibration = standard.method(requirement.selection.method)
      else { continue }
      for _ in 0..<(count.wholeNumber ?? 1) {
        calibrationCount += 1
        records.append(record("C\(calibrationCount)", calibration))
      }
    }
    return records
  }

  // MARK: - Tests

  mutating func plan(_ demand: PlanDemand) {
    let entry = demand.entry
    guard let method = standard.method(entry.method) else { return }
    let relevant = requirements(on: entry.method).filter { requirement in
      let selection = requirement.selection
      func agrees(_ wanted: String?, _ planned: String?) -> Bool {
        wanted == nil || planned == nil || wanted == planned
      }
      return agrees(selection.condition, entry.condition) && agrees(selection.size, entry.size)
        && agrees(selection.component, entry.component) && agrees(selection.region, entry.region)
        && agrees(selection.threat, demand.threat?.threat) && agrees(selection.role, demand.threat?.role)
    }
    // Requirements can look at one threat each where the plan speaks of all of them together.
    let named = demand.threat == nil ? relevant.compactMap(\.selection.threat) : []
    let wanted = threats.filter { named.contains($0.threat) }
    guard !wanted.isEmpty else {
      plan(entry, method, threat: demand.threat, relevant)
      return
    }
    for threat in wanted {
      plan(
        entry, method, threat: threat,
        relevant.filter { ($0.selection.threat ?? threat.threat) == threat.threat })
    }
  }

  private mutating func plan(
    _ entry: PlanEntry, _ method: TestMethod, threat: LevelThreat?, _ requirements: [Requirement]
  ) {
    let amounts = amounts(of: entry, method, requirements)
    let conditions = conditions(of: entry, method, threat: threat)
    let observations = observations(of: entry, count: amounts.each)
    let series = (0..<max(amounts.specimens, amounts.subjects, 1)).map { panel in
      var series = PlannedSeries(observations: observations)
      if amounts.specimens > 0 {
        specimenCount += 1
        series.specimen = PlannedSpecimen(
          id: "S\(specimenCount)", size: entry.size ?? (sizes.isEmpty ? nil : sizes[panel % sizes.count]),
          condition: conditions.count == 1 ? conditions[0] : nil, component: entry.component)
      }
      if amounts.subjects > 0 { series.subject = "T\(panel + 1)" }
      return series
    }
    lines.append(
      PlannedLine(
        entry: entry, method: method, threat: threat, requirements: requirements, conditions: conditions,
        calibrations: calibrations(for: method), series: series, specimens: amounts.specimenBasis,
        subjects: amounts.subjectBasis, observations: amounts.eachBasis))
  }

  /// The shots on one specimen, each with what it has to be.
  private func observations(of entry: PlanEntry, count: Int) -> [PlannedObservation] {
    var shares = entry.angles.enumerated().flatMap { index, planned in
      Array(repeating: (index, planned.angles), count: planned.count.wholeNumber ?? 0)
    }
    while shares.count < count {
      shares.append((0, entry.angles.first.map { Array($0.angles.prefix(1)) } ?? []))
    }
    return (0..<count).map {
      PlannedObservation(number: $0 + 1, angles: shares[$0].1, share: shares[$0].0)
    }
  }

  /// What a line of the plan asks for, with something in its place where it does not say.
  private struct Amounts {
    var specimens = 0
    var subjects = 0
    var each = 1
    var specimenBasis = PlannedLine.Basis.absent
    var subjectBasis = PlannedLine.Basis.absent
    var eachBasis = PlannedLine.Basis.open
  }

  private func amounts(
    of entry: PlanEntry, _ method: TestMethod, _ requirements: [Requirement]
  ) -> Amounts {
    var amounts = Amounts()
    let planned = entry.angles.compactMap(\.count.wholeNumber).reduce(0, +)
    let total = entry.total?.wholeNumber
    // How a total divides follows from it only where nothing else is to be known.
    let derived = entry.areCountsKnown ? PlannedLine.Basis.derived : .open
    if let figure = entry.observationsPerSpecimen, let number = figure.wholeNumber {
      (amounts.each, amounts.eachBasis) = (number, .stated(figure))
    } else if planned > 0 {
      (amounts.each, amounts.eachBasis) = (planned, .derived)
    } else if let total {
      (amounts.each, amounts.eachBasis) = (total, derived)
    } else {
      amounts.each = requirements.map { standIns.observations($0.rule) }.max() ?? 1
    }
    amounts.each = max(amounts.each, 1)
    if entry.subjects != nil || needsSubjects(method.id, requirements) {
      amounts.subjects = entry.subjects?.wholeNumber ?? standIns.subjects
      amounts.subjectBasis = entry.subjects.map(PlannedLine.Basis.stated) ?? .open
    }
    guard needsSpecimens(entry, method, requirements) else { return amounts }
    if let figure = entry.specimens, let number = figure.wholeNumber {
      (amounts.specimens, amounts.specimenBasis) = (number, .stated(figure))
    } else if total != nil {
      (amounts.specimens, amounts.specimenBasis) = (1, derived)
    } else if amounts.subjects > 0 {
      (amounts.specimens, amounts.specimenBasis) = (amounts.subjects, .open)
    } else {
      (amounts.specimens, amounts.specimenBasis) = (standIns.specimens(entry, standard), .open)
    }
    if let total {
      let needed = (total + amounts.each - 1) / amounts.each
      if needed > amounts.specimens { (amounts.specimens, amounts.specimenBasis) = (needed, derived) }
    }
    return amounts
  }

  private func needsSubjects(_ method: String, _ requirements: [Requirement]) -> Bool {
    func counts(_ rule: Rule) -> Bool {
      switch rule {
      case .mean(let rule): rule.over == .subjects
      case .percentageOfControl: true
      case .allOf(let rules), .anyOf(let rules): rules.contains(where: counts)
      default: false
      }
    }
    return requirements.contains { $0.grouping.contains(.subject) || counts($0.rule) }
      || standard.rule(controlledBy: method) != nil
  }

  private func needsSpecimens(
    _ entry: PlanEntry, _ method: TestMethod, _ requirements: [Requirement]
  ) -> Bool {
    if entry.specimens != nil || entry.observationsPerSpecimen != nil || entry.condition != nil {
      return true
    }
    let leans = method.fairHit.contains { rule in
      switch rule.test {
      case .nearReference, .conditioned: true
      default: false
      }
    }
    return leans
      || requirements.contains { requirement in
        if case .mean(let rule) = requirement.rule, rule.over == .specimens { return true }
        return !Set(requirement.grouping).isDisjoint(with: [.specimen, .condition, .size])
      }
  }

  /// The conditions that specimens are tested in, where the plan leaves them open: those with a reference.
  private func conditions(of entry: PlanEntry, _ method: TestMethod, threat: LevelThreat?) -> [String] {
    if let condition = entry.condition { return [condition] }
    let all = standard.conditions.map(\.id)
    guard let threat, !threat.references.isEmpty else { return all }
    return all.filter { threat.reference(in: $0, method: method.id) != nil }
  }

  // MARK: - Checks

  /// What the plan says nothing about: documented checks, or a single observation.
  var checks: [PlannedCheck] {
    standard.methods.compactMap { method in
      guard !isRecord(method.id), !isPlanned(method.id) else { return nil }
      let requirements = requirements(on: method.id)
      let items = requirements.compactMap { requirement -> EvidencePresentRule? in
        guard case .evidencePresent(let rule) = requirement.rule else { return nil }
        return rule
      }
      guard !requirements.isEmpty,
        !items.isEmpty || !method.quantities.isEmpty || !method.outcomes.isEmpty
      else { return nil }
      return PlannedCheck(
        method: method, requirements: requirements, items: items,
        component: requirements.lazy.compactMap(\.selection.component).first)
    }
  }

  var certificates: [PlannedCertificate] {
    standard.requirements.filter { $0.applies(kind: kind, level: level) }.compactMap { requirement in
      guard case .certificate(let rule) = requirement.rule else { return nil }
      return PlannedCertificate(requirement: requirement, rule: rule)
    }
  }
}

extension Standard {
  /// The rule that a method serves as the control of.
  public func rule(controlledBy method: String) -> PercentageOfControlRule? {
    requirements.lazy.compactMap { requirement in
      guard case .percentageOfControl(let rule) = requirement.rule, rule.control == method else { return nil }
      return rule
    }.first
  }
}

extension TestPlan {
  /// The conditioning runs that a specimen in a condition goes through; nil: a condition yet to be chosen.
  public func conditionings(of condition: String?) -> [PlannedRecord] {
    conditionings.filter { $0.conditions.isEmpty || condition.map($0.conditions.contains) == true }
  }
}
