import Evidence
import Quantities
import Standards

/// Makes a complete report for any level and kind of any definition: every line of the test plan is fulfilled, every
/// record and check is there, and every value lies well inside the limits.
///
/// Where the definition does not know how much is asked for, or a limit, something sensible stands in its place.
public struct PlanFiller {
  let standard: Standard
  let level: String
  let kind: String
  /// Nil: values of a kind are all equal.
  var random: SeededRandom?
  /// The first day of testing.
  let begin: Day

  var specimens: [Specimen] = []
  var calibrations: [Series] = []
  var conditionings: [Series] = []
  var tests: [Series] = []
  private(set) var measures: [Measure] = []

  /// What a report says of itself.
  public struct Heading: Sendable {
    public var id: String
    public var designation: String
    public var supplier: String
    public var laboratory: String
    /// The number of the laboratory's certificate.
    public var accreditation: String
    public var remark: String

    public init(
      id: String, designation: String, supplier: String, laboratory: String, accreditation: String,
      remark: String
    ) {
      self.id = id
      self.designation = designation
      self.supplier = supplier
      self.laboratory = laboratory
      self.accreditation = accreditation
      self.remark = remark
    }
  }

  /// The complete report.
  ///
  /// - Parameters:
  ///   - seed: nil: values of a kind are all equal; otherwise they vary a little, the same way for the same seed.
  ///   - begin: the first day of testing; the rest of the calendar follows from it.
  public static func report(
    _ standard: Standard, level: String, kind: String, heading: Heading, begin: Day, seed: UInt64? = nil
  ) -> Report {
    var filler = PlanFiller(
      standard: standard, level: level, kind: kind, random: seed.map(SeededRandom.init(seed:)), begin: begin)
    return filler.fill(heading)
  }

  private init(standard: Standard, level: String, kind: String, random: SeededRandom?, begin: Day) {
    self.standard = standard.inForce(on: begin)
    self.level = level
    self.kind = kind
    self.random = random
    self.begin = begin
  }

  private mutating func fill(_ heading: Heading) -> Report {
    measures = declaredMeasures
    for method in standard.methods where isRecord(method.id) && !isCalibration(method.id) {
      recordConditioning(method)
    }
    for entry in standard.plan where entry.applies(kind: kind, level: level) {
      guard entry.perThreat else {
        test(entry, threat: nil)
        continue
      }
      for threat in threats where entry.threats.isEmpty || entry.threats.contains(threat.threat) {
        if !threat.references.isEmpty, let condition = entry.condition,
          threat.reference(in: condition, method: entry.method) == nil
        {
          continue
        }
        test(entry, threat: threat)
      }
    }
    for method in standard.methods where !isRecord(method.id) && !isPlanned(method.id) { check(method) }
    return Report(
      id: heading.id, isExample: true, issued: day(month: 1, day: 12),
      laboratory: LaboratoryReference(id: heading.laboratory, accreditation: heading.accreditation),
      standard: standard.id,
      model: ModelReference(
        designation: heading.designation, supplier: heading.supplier, level: level, kind: kind, line: 0),
      testedFrom: begin, testedTo: day(month: 0, day: 24), declaredThreats: declaredThreats,
      measures: measures, specimens: specimens, series: calibrations + conditionings + tests,
      certificates: certificates, attachments: [],
      signOffs: [
        SignOff(name: "A. Example", role: "test engineer", day: day(month: 1, day: 11)),
        SignOff(name: "B. Example", role: "head of laboratory", day: day(month: 1, day: 12)),
      ],
      remarks: [heading.remark])
  }

  // MARK: - What the definition says

  /// The requirements that look at a method's observations and apply here.
  func requirements(on method: String) -> [Requirement] {
    standard.requirements.filter {
      $0.selection.method == method && $0.applies(kind: kind, level: level)
    }
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

  /// The level's threats, or one that the purchaser declares.
  var threats: [LevelThreat] {
    switch standard.level(level)?.threats {
    case .listed(let threats): return threats.filter { $0.kinds.isEmpty || $0.kinds.contains(kind) }
    case .declaredInReport:
      return declaredThreats.map { threat in
        LevelThreat(
          threat: threat.id, role: threat.role,
          references: threat.references.map { reference in
            Reference(
              condition: reference.condition,
              value: Figure(
                amount: reference.velocity, clause: "", isVerified: true, source: "", line: 0))
          })
      }
    case nil: return []
    }
  }

  private var declaredThreats: [DeclaredThreat] {
    guard case .declaredInReport = standard.level(level)?.threats else { return [] }
    let conditions = standard.conditions.isEmpty ? ["new"] : standard.conditions.map(\.id)
    return [
      DeclaredThreat(
        id: "purchaser-1", title: "Purchaser's threat (invented)", role: "only",
        mass: Amount(ExactDecimal(coefficient: 80, scale: 1), .gram),
        references: conditions.map {
          DeclaredThreat.Reference(
            condition: $0, velocity: Amount(ExactDecimal(450), .metrePerSecond), line: 0)
        }, line: 0)
    ]
  }

  private var certificates: [Certificate] {
    standard.requirements.filter { $0.applies(kind: kind, level: level) }.compactMap { requirement in
      guard case .certificate(let rule) = requirement.rule else { return nil }
      return Certificate(
        method: requirement.selection.method, body: rule.body, number: "EX-0001 (invented)",
        from: ExampleRegistry.day(begin.year - 1, 1, 1), until: ExampleRegistry.day(begin.year + 4, 12, 31),
        component: requirement.selection.component, line: 0)
    }
  }

  // MARK: - Quantities

  /// Each quantity once, in the finest of the units that methods state it in, so that every value is exact.
  private var declaredMeasures: [Measure] {
    var declared: [Measure] = []
    for quantity in standard.methods.flatMap(\.quantities) {
      guard let known = declared.firstIndex(where: { $0.quantity == quantity.id }) else {
        declared.append(measure(quantity.id, in: quantity.unit))
        continue
      }
      if let unit = declared[known].unit,
        let one = try? Amount(ExactDecimal(1), quantity.unit).converted(to: unit), one.value < ExactDecimal(1)
      {
        declared[known] = measure(quantity.id, in: quantity.unit)
      }
    }
    return declared
  }

  private func measure(_ quantity: String, in unit: Unit) -> Measure {
    let uncertainty = random == nil ? nil : Sensible.uncertainty(in: unit)
    return Measure(quantity: quantity, unitCode: unit.code, unit: unit, uncertainty: uncertainty, line: 0)
  }

  /// A value of a quantity, in the unit of its method, as the report states it.
  func measurement(_ quantity: QuantityTerm, _ value: ExactDecimal) -> Measurement? {
    guard let index = measures.firstIndex(where: { $0.quantity == quantity.id }),
      let unit = measures[index].unit,
      let stated = try? Amount(value, quantity.unit).converted(to: unit)
    else { return nil }
    return Measurement(measure: index, value: stated.value)
  }

  // MARK: - Records and checks

  /// How many observations a record holds by the requirements' counts.
  private func recordLength(_ method: String) -> Int {
    let rooms = requirements(on: method).flatMap { counts(in: $0.rule) }
    return rooms.compactMap(\.low).max().map { Int($0) } ?? 1
  }

  private func counts(in rule: Rule) -> [Room] {
    switch rule {
    case .count(let rule) where rule.outcome == nil: [Room(rule.bound, in: .one, reference: nil)]
    case .allOf(let rules): rules.flatMap(counts)
    default: []
    }
  }

  private mutating func recordConditioning(_ method: TestMethod) {
    let requirements = requirements(on: method.id)
    guard !requirements.isEmpty else { return }
    conditionings.append(
      record("K\(conditionings.count + 1)", .conditioning, method, day: day(month: 0, day: 14)))
  }

  private mutating func calibrate(_ method: String) -> [String] {
    var ids: [String] = []
    for rule in standard.method(method)?.fairHit ?? [] {
      guard case .calibrated(let id, let count) = rule.test, let requirement = standard.requirement(id),
        requirement.applies(kind: kind, level: level),
        let records = standard.method(requirement.selection.method)
      else { continue }
      for _ in 0..<(count.wholeNumber ?? 1) {
        let id = "C\(calibrations.count + 1)"
        calibrations.append(record(id, .calibration, records, day: day(month: 0, day: 18)))
        ids.append(id)
      }
    }
    return ids
  }

  private mutating func record(_ id: String, _ role: Series.Role, _ method: TestMethod, day: Day) -> Series {
    let place = Placing(requirements: requirements(on: method.id), threat: nil, condition: nil)
    let observations = (1...recordLength(method.id)).map {
      observation($0, method, place, angle: nil, outcome: nil)
    }
    return Series(
      role: role, id: id, method: method.id, specimen: nil, threat: nil, calibrations: [], day: day,
      remark: nil, observations: observations, line: 0)
  }

  /// A series for a method that the plan says nothing about: documented checks, or a single observation.
  private mutating func check(_ method: TestMethod) {
    let requirements = requirements(on: method.id)
    guard !requirements.isEmpty else { return }
    var observations: [Observation] = []
    for requirement in requirements {
      guard case .evidencePresent(let rule) = requirement.rule else { continue }
      observations.append(
        Observation(
          number: observations.count + 1, outcome: rule.outcome, item: rule.item, claimedFair: nil,
          measurements: [], remark: nil, line: 0))
    }
    if observations.isEmpty, !method.quantities.isEmpty || !method.outcomes.isEmpty {
      let place = Placing(requirements: requirements, threat: nil, condition: nil)
      observations = [observation(1, method, place, angle: nil, outcome: place.goodOutcome(of: method))]
    }
    guard !observations.isEmpty else { return }
    tests.append(
      Series(
        role: .test, id: nil, method: method.id, specimen: nil, threat: nil,
        place: Series.Place(component: requirements.lazy.compactMap(\.selection.component).first),
        calibrations: [], day: day(month: 0, day: 4), remark: nil, observations: observations, line: 0))
  }

  // MARK: - Tests

  /// What a line of the plan asks for, with something sensible where it does not say.
  struct Amounts {
    var specimens: Int
    var subjects: Int
    var each: Int
  }

  /// Fulfils a line of the plan, for one threat where it is due for each.
  private mutating func test(_ entry: PlanEntry, threat: LevelThreat?) {
    guard let method = standard.method(entry.method) else { return }
    let relevant = requirements(on: entry.method).filter { requirement in
      let selection = requirement.selection
      func agrees(_ wanted: String?, _ planned: String?) -> Bool {
        wanted == nil || planned == nil || wanted == planned
      }
      return agrees(selection.condition, entry.condition) && agrees(selection.size, entry.size)
        && agrees(selection.component, entry.component) && agrees(selection.region, entry.region)
        && agrees(selection.threat, threat?.threat) && agrees(selection.role, threat?.role)
    }
    // Requirements can look at one threat each where the plan speaks of all of them together.
    let named = relevant.compactMap(\.selection.threat)
    guard threat == nil, !named.isEmpty else {
      test(entry, method, threat: threat, relevant)
      return
    }
    for wanted in threats where named.contains(wanted.threat) {
      test(
        entry, method, threat: wanted,
        relevant.filter { ($0.selection.threat ?? wanted.threat) == wanted.threat })
    }
  }

  private mutating func test(
    _ entry: PlanEntry, _ method: TestMethod, threat: LevelThreat?, _ requirements: [Requirement]
  ) {
    let amounts = amounts(of: entry, method, requirements)
    let conditions = conditions(of: entry, method, threat: threat)
    let records = calibrate(method.id)
    var given = 0
    for panel in 0..<max(amounts.specimens, amounts.subjects, 1) {
      let condition = conditions.isEmpty ? nil : conditions[panel % conditions.count]
      var series = Series(
        role: .test, id: nil, method: method.id, specimen: nil, threat: threat?.threat,
        place: Series.Place(component: entry.component, region: entry.region), calibrations: records,
        day: day(month: 0, day: 18), remark: nil, observations: [], line: 0)
      if amounts.specimens > 0 {
        series.specimen = specimen(entry, panel: panel, condition: condition ?? "new")
        series.place.component = nil
      }
      if amounts.subjects > 0 { series.place.subject = "T\(panel + 1)" }
      let place = Placing(requirements: requirements, threat: threat, condition: condition)
      series.observations = observations(
        entry, method, place, count: amounts.each, after: given,
        of: amounts.each * max(amounts.specimens, amounts.subjects, 1))
      given += amounts.each
      tests.append(series)
    }
  }

  private func amounts(
    of entry: PlanEntry, _ method: TestMethod, _ requirements: [Requirement]
  ) -> Amounts {
    let hasSubjects = entry.subjects != nil || needsSubjects(method.id, requirements)
    let planned = entry.angles.compactMap(\.count.wholeNumber).reduce(0, +)
    let total = entry.total?.wholeNumber
    var each = entry.observationsPerSpecimen?.wholeNumber ?? (planned > 0 ? planned : total)
    if each == nil { each = requirements.map { usualCount($0.rule) }.max() ?? 1 }
    let perPanel = max(each ?? 1, 1)
    var amounts = Amounts(specimens: 0, subjects: 0, each: perPanel)
    if hasSubjects { amounts.subjects = entry.subjects?.wholeNumber ?? 3 }
    if needsSpecimens(entry, method, requirements) {
      let usual = max(entry.condition == nil ? standard.conditions.count : 1, total == nil ? 2 : 1)
      amounts.specimens = entry.specimens?.wholeNumber ?? (hasSubjects ? amounts.subjects : usual)
      if entry.specimens == nil, total != nil { amounts.specimens = 1 }
      if let total { amounts.specimens = max(amounts.specimens, (total + perPanel - 1) / perPanel) }
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
      || controlled(by: method) != nil
  }

  /// The rule that a method serves as the control of.
  func controlled(by method: String) -> PercentageOfControlRule? {
    standard.requirements.lazy.compactMap { requirement in
      guard case .percentageOfControl(let rule) = requirement.rule, rule.control == method else { return nil }
      return rule
    }.first
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

  private mutating func specimen(_ entry: PlanEntry, panel: Int, condition: String) -> String {
    let id = "S\(specimens.count + 1)"
    let sizes = standard.sizes.map(\.id)
    specimens.append(
      Specimen(
        id: id, serial: "EX-\(specimens.count + 1)",
        size: entry.size ?? (sizes.isEmpty ? "only" : sizes[panel % sizes.count]), condition: condition,
        part: "", component: entry.component,
        conditioning: conditionings.filter { wentThrough($0.method, condition) }.compactMap(\.id), line: 0))
    return id
  }

  /// Whether specimens in a condition go through a conditioning: all of them, unless the definition names one.
  private func wentThrough(_ method: String, _ condition: String) -> Bool {
    let named = standard.methods.flatMap(\.fairHit).compactMap { rule -> String? in
      guard case .conditioned(let requirement, let condition, _) = rule.test,
        standard.requirement(requirement)?.selection.method == method
      else { return nil }
      return condition
    }
    return named.isEmpty || named.contains(condition)
  }

  /// A day some months after the first month of testing.
  private func day(month: Int, day: Int) -> Day {
    let months = begin.month - 1 + month
    return ExampleRegistry.day(begin.year + months / 12, months % 12 + 1, day)
  }
}
