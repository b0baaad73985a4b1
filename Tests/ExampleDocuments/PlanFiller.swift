import Evidence
import Planning
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
  ///   - standIns: what is tested where the definition does not say how much.
  public static func report(
    _ standard: Standard, level: String, kind: String, heading: Heading, begin: Day, seed: UInt64? = nil,
    standIns: StandIns = .usual
  ) -> Report {
    var filler = PlanFiller(
      standard: standard, level: level, kind: kind, random: seed.map(SeededRandom.init(seed:)), begin: begin)
    return filler.fill(heading, standIns)
  }

  private init(standard: Standard, level: String, kind: String, random: SeededRandom?, begin: Day) {
    self.standard = standard.inForce(on: begin)
    self.level = level
    self.kind = kind
    self.random = random
    self.begin = begin
  }

  private mutating func fill(_ heading: Heading, _ standIns: StandIns) -> Report {
    measures = standard.methods.declaredQuantities.map(measure)
    guard let level = standard.level(level) else { preconditionFailure("\(standard.id) has no \(level)") }
    let plan = TestPlan(
      of: standard, level: level, kind: kind, threats: declaredThreats, standIns: standIns, on: begin)
    for run in plan.conditionings {
      conditionings.append(record(run, .conditioning, day: day(month: 0, day: 14)))
    }
    for line in plan.lines { test(line, of: plan) }
    for check in plan.checks { self.check(check) }
    return Report(
      id: heading.id, isExample: true, issued: day(month: 1, day: 12),
      laboratory: LaboratoryReference(id: heading.laboratory, accreditation: heading.accreditation),
      standard: standard.id,
      model: ModelReference(
        designation: heading.designation, supplier: heading.supplier, level: level.id, kind: kind, line: 0),
      testedFrom: begin, testedTo: day(month: 0, day: 24), declaredThreats: declaredThreats,
      measures: measures, specimens: specimens, series: calibrations + conditionings + tests,
      certificates: plan.certificates.map(certificate), attachments: [],
      signOffs: [
        SignOff(name: "A. Example", role: "test engineer", day: day(month: 1, day: 11)),
        SignOff(name: "B. Example", role: "head of laboratory", day: day(month: 1, day: 12)),
      ],
      remarks: [heading.remark])
  }

  // MARK: - What the definition says

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

  private func certificate(_ planned: PlannedCertificate) -> Certificate {
    Certificate(
      method: planned.requirement.selection.method, body: planned.rule.body, number: "EX-0001 (invented)",
      from: ExampleRegistry.day(begin.year - 1, 1, 1), until: ExampleRegistry.day(begin.year + 4, 12, 31),
      component: planned.requirement.selection.component, line: 0)
  }

  // MARK: - Quantities

  private func measure(_ quantity: DeclaredQuantity) -> Measure {
    let uncertainty = random == nil ? nil : Sensible.uncertainty(in: quantity.unit)
    return Measure(
      quantity: quantity.id, unitCode: quantity.unit.code, unit: quantity.unit, uncertainty: uncertainty,
      line: 0)
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

  private mutating func record(_ planned: PlannedRecord, _ role: Series.Role, day: Day) -> Series {
    let place = Placing(requirements: planned.requirements, threat: nil, condition: nil)
    let observations = (1...planned.observations).map {
      observation($0, planned.method, place, angle: nil, outcome: nil)
    }
    return Series(
      role: role, id: planned.id, method: planned.method.id, specimen: nil, threat: nil, calibrations: [],
      day: day, remark: nil, observations: observations, line: 0)
  }

  /// A series for a method that the plan says nothing about: documented checks, or a single observation.
  private mutating func check(_ planned: PlannedCheck) {
    let method = planned.method
    var observations = planned.items.enumerated().map { index, rule in
      Observation(
        number: index + 1, outcome: rule.outcome, item: rule.item, claimedFair: nil, measurements: [],
        remark: nil, line: 0)
    }
    if observations.isEmpty {
      let place = Placing(requirements: planned.requirements, threat: nil, condition: nil)
      observations = [observation(1, method, place, angle: nil, outcome: place.goodOutcome(of: method))]
    }
    tests.append(
      Series(
        role: .test, id: nil, method: method.id, specimen: nil, threat: nil,
        place: Series.Place(component: planned.component), calibrations: [], day: day(month: 0, day: 4),
        remark: nil, observations: observations, line: 0))
  }

  // MARK: - Tests

  /// Fulfils a line of the plan.
  private mutating func test(_ line: PlannedLine, of plan: TestPlan) {
    for planned in line.calibrations {
      calibrations.append(record(planned, .calibration, day: day(month: 0, day: 18)))
    }
    var given = 0
    for (panel, planned) in line.series.enumerated() {
      let condition = line.conditions.isEmpty ? nil : line.conditions[panel % line.conditions.count]
      var series = Series(
        role: .test, id: nil, method: line.method.id, specimen: nil, threat: line.threat?.threat,
        place: Series.Place(
          component: planned.specimen == nil ? line.entry.component : nil, region: line.entry.region,
          subject: planned.subject),
        calibrations: line.calibrations.map(\.id), day: day(month: 0, day: 18), remark: nil,
        observations: [], line: 0)
      if let specimen = planned.specimen {
        series.specimen = specimen.id
        add(specimen, panel: panel, condition: condition ?? "new", of: plan)
      }
      let place = Placing(requirements: line.requirements, threat: line.threat, condition: condition)
      series.observations = observations(
        planned.observations, line.method, place, after: given, of: line.observationCount)
      given += planned.observations.count
      tests.append(series)
    }
  }

  private mutating func add(
    _ planned: PlannedSpecimen, panel: Int, condition: String, of plan: TestPlan
  ) {
    let sizes = standard.sizes.map(\.id)
    specimens.append(
      Specimen(
        id: planned.id, serial: "EX-\(specimens.count + 1)",
        size: planned.size ?? (sizes.isEmpty ? "only" : sizes[panel % sizes.count]), condition: condition,
        part: "", component: planned.component,
        conditioning: plan.conditionings(of: condition).map(\.id), line: 0))
  }

  /// A day some months after the first month of testing.
  private func day(month: Int, day: Int) -> Day {
    let months = begin.month - 1 + month
    return ExampleRegistry.day(begin.year + months / 12, months % 12 + 1, day)
  }
}
