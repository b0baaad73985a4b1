import Evidence
import Quantities
import Standards

/// Builds the report of an example: complete to the standard's plan, with one flaw planted.
///
/// The plan comes from the definition, so that the examples follow it when it is corrected.
public struct ReportBuilder {
  private let standard: Standard
  private let model: ExampleModel
  private var random: SeededRandom
  private var specimens: [Specimen] = []
  private var records: [Series] = []
  private var tests: [Series] = []
  private var calibrations = 0
  /// Set once the flaw is planted where only one place is to have it.
  private var planted = false

  /// - Parameters:
  ///   - standard: whose plan is followed.
  ///   - model: what is reported on.
  ///   - seed: the same seed gives the same report.
  public static func report(for model: ExampleModel, standard: Standard, seed: UInt64) -> Report {
    var builder = ReportBuilder(standard: standard, model: model, random: SeededRandom(seed: seed))
    var report = builder.build()
    if model.hasPositions {
      let heavier = builder.threats.filter { $0.role == "heavier" }.map(\.threat)
      var placer = HitPlacer(isHard: model.kind == "hard", heavier: Set(heavier), seed: seed)
      placer.place(&report)
    }
    return report
  }

  private init(standard: Standard, model: ExampleModel, random: SeededRandom) {
    self.standard = standard
    self.model = model
    self.random = random
  }

  private mutating func build() -> Report {
    record("K1", method: model.kind == "hard" ? "hard-conditioning" : "flexible-conditioning")
    record("W1", method: "submersion")
    for method in ["p-bfs", "ballistic-limit"] {
      for entry in standard.plan
      where entry.method == method && entry.applies(kind: model.kind, level: model.level) {
        for threat in threats {
          guard let reference = reference(threat, entry.condition ?? "new") else { continue }
          shoot(entry, threat: threat, reference: reference)
        }
      }
    }
    check("label-check")
    check("workmanship-check")
    var report = Report(
      id: model.reportNumber, isExample: true, issued: day(month: 1, day: 12),
      laboratory: LaboratoryReference(id: model.laboratory, accreditation: "EX-\(model.laboratory)-1"),
      standard: model.flaw == .wrongEdition ? "NIJ-0101.04" : standard.id,
      model: ModelReference(
        designation: model.designation, supplier: model.supplier, level: model.level, kind: model.kind,
        line: 0),
      testedFrom: model.begin, testedTo: day(month: 0, day: 24), declaredThreats: declaredThreats,
      measures: Self.measures, specimens: specimens, series: records + tests,
      attachments: [
        Attachment(
          title: "Photographs of the panels (invented)", mediaType: "application/zip",
          sha256: String(repeating: "0123456789abcdef", count: 4))
      ],
      signOffs: [
        SignOff(name: "A. Example", role: "test engineer", day: day(month: 1, day: 11)),
        SignOff(name: "B. Example", role: "head of laboratory", day: day(month: 1, day: 12)),
      ],
      remarks: [model.flaw.remark])
    restate(&report)
    return report
  }

  // MARK: - Quantities

  private static let quantities: [(name: String, unit: String, uncertainty: String?)] = [
    ("velocity", "m/s", "0.6"), ("angle", "deg", nil), ("obliquity", "deg", "0.5"), ("edge", "mm", "1.0"),
    ("spacing", "mm", "1.0"), ("bfs", "mm", "0.5"), ("depth", "mm", "0.3"), ("temperature", "Cel", "0.5"),
    ("humidity", "%", "2"), ("duration", "h", "0.1"), ("rotation-rate", "/min", "0.1"),
    ("rotations", "1", nil),
    ("cycle-low", "Cel", "0.5"), ("cycle-high", "Cel", "0.5"), ("drops", "1", nil),
    ("drop-mass", "kg", "0.01"),
    ("drop-height", "m", "0.01"),
  ]

  private static let measures: [Measure] = quantities.map { quantity in
    Measure(
      quantity: quantity.name, unitCode: quantity.unit, unit: try? Unit(ucum: quantity.unit),
      uncertainty: quantity.uncertainty.flatMap { try? ExactDecimal($0) }, line: 0)
  }

  private static func measurement(_ quantity: String, tenths: Int) -> Measurement {
    Measurement(
      measure: quantities.firstIndex { $0.name == quantity } ?? 0,
      value: ExactDecimal(coefficient: Int64(tenths), scale: 1))
  }

  private static func measurement(_ quantity: String, hundredths: Int) -> Measurement {
    Measurement(
      measure: quantities.firstIndex { $0.name == quantity } ?? 0,
      value: ExactDecimal(coefficient: Int64(hundredths), scale: 2))
  }

  private static func measurement(_ quantity: String, whole: Int) -> Measurement {
    Measurement(measure: quantities.firstIndex { $0.name == quantity } ?? 0, value: ExactDecimal(whole))
  }

  // MARK: - Threats

  private var threats: [LevelThreat] {
    if case .listed(let threats) = standard.level(model.level)?.threats { return threats }
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
  }

  private var declaredThreats: [DeclaredThreat] {
    guard model.level == "special" else { return [] }
    let isHard = model.kind == "hard"
    func speed(_ number: Int) -> Amount { Amount(ExactDecimal(number), .metrePerSecond) }
    return [
      DeclaredThreat(
        id: "purchaser-1",
        title: isHard ? "Purchaser's rifle threat (invented)" : "Purchaser's handgun threat (invented)",
        role: "only", mass: Amount(ExactDecimal(coefficient: isHard ? 79 : 75, scale: 1), .gram),
        references: (isHard ? [("conditioned", 720)] : [("new", 460), ("conditioned", 440)]).map {
          DeclaredThreat.Reference(condition: $0.0, velocity: speed($0.1), line: 0)
        }, line: 0)
    ]
  }

  /// The reference velocity in tenths of a metre per second.
  private func reference(_ threat: LevelThreat, _ condition: String) -> Int? {
    threat.reference(in: condition, method: "p-bfs").map { Int($0.value.amount.value.doubleValue * 10) }
  }

  // MARK: - Records

  private mutating func record(_ id: String, method: String) {
    let cool = model.flaw == .conditioningOutOfLimits && id == "K1"
    let measurements: [Measurement] =
      switch method {
      case "flexible-conditioning":
        [
          Self.measurement("temperature", tenths: cool ? 604 : 650 + random.integer(-8...8)),
          Self.measurement("humidity", tenths: 800 + random.integer(-20...20)),
          Self.measurement("duration", tenths: 2400 + random.integer(0...9)),
          Self.measurement("rotation-rate", tenths: 50),
          Self.measurement("rotations", whole: 72_000 + random.integer(-300...300)),
        ]
      case "hard-conditioning":
        [
          Self.measurement("duration", tenths: 2400 + random.integer(0...9)),
          Self.measurement("temperature", tenths: 650 + random.integer(-8...8)),
          Self.measurement("humidity", tenths: 800 + random.integer(-20...20)),
          Self.measurement("cycle-low", tenths: -155 - random.integer(0...5)),
          Self.measurement("cycle-high", tenths: 905 + random.integer(0...5)),
          Self.measurement("drops", whole: 2),
          Self.measurement("drop-mass", hundredths: 454 + random.integer(0...2)),
          Self.measurement("drop-height", hundredths: 122 + random.integer(0...1)),
        ]
      default:
        [
          Self.measurement("duration", hundredths: 50 + random.integer(0...8)),
          Self.measurement("temperature", tenths: 210 + random.integer(-10...10)),
        ]
      }
    records.append(
      Series(
        role: .conditioning, id: id, method: method, specimen: nil, threat: nil, calibrations: [],
        day: day(month: 0, day: 14), remark: nil,
        observations: [
          Observation(
            number: 1, outcome: nil, item: nil, claimedFair: nil, measurements: measurements, remark: nil,
            line: 0)
        ], line: 0))
  }

  /// A drop test of the clay; its identifier.
  private mutating func calibrate() -> String {
    calibrations += 1
    let soft = model.flaw == .clayOutOfCalibration && calibrations == 1
    let drops = (1...5).map { number in
      Observation(
        number: number, outcome: nil, item: nil, claimedFair: nil,
        measurements: [Self.measurement("depth", tenths: (soft ? 214 : 190) + random.integer(-6...6))],
        remark: nil,
        line: 0)
    }
    let id = "C\(calibrations)"
    records.append(
      Series(
        role: .calibration, id: id, method: "clay-drop", specimen: nil, threat: nil, calibrations: [],
        day: day(month: 0, day: 18), remark: nil, observations: drops, line: 0))
    return id
  }

  // MARK: - Shots

  private mutating func shoot(_ entry: PlanEntry, threat: LevelThreat, reference: Int) {
    let clay = [calibrate(), calibrate()]
    let condition = entry.condition ?? "new"
    let perSpecimen =
      entry.method == "p-bfs" && model.kind == "hard" ? 6 : entry.observationsPerSpecimen?.wholeNumber ?? 12
    var count = entry.specimens?.wholeNumber ?? 0
    if let total = entry.total?.wholeNumber { count = max(count, (total + perSpecimen - 1) / perSpecimen) }
    if model.flaw == .specimenMissing, entry.method == "p-bfs", plant() { count -= 1 }
    let limit =
      entry.method == "ballistic-limit" ? ballisticShots(count * perSpecimen, reference: reference) : []
    for panel in 0..<max(count, 0) {
      let id = "S\(specimens.count + 1)"
      specimens.append(
        Specimen(
          id: id, serial: "EX\(model.designation.filter(\.isNumber))-\(specimens.count + 1)",
          size: entry.size ?? (panel % 2 == 0 ? "large" : "small"), condition: condition,
          part: model.kind == "hard" ? "" : panel % 2 == 0 ? "front" : "back",
          conditioning: condition == "conditioned" ? ["K1", "W1"] : ["W1"], line: 0))
      let shots =
        limit.isEmpty
        ? depthShots(entry, perSpecimen, threat: threat, reference: reference)
        : Array(limit[panel * perSpecimen..<(panel + 1) * perSpecimen])
      tests.append(
        Series(
          role: .test, id: nil, method: entry.method, specimen: id, threat: threat.threat, calibrations: clay,
          day: day(month: 0, day: 18), remark: nil,
          observations: shots.enumerated().map { index, shot in
            var shot = shot
            shot.number = index + 1
            // The first shot of a panel has no neighbour.
            if index == 0 {
              let spacing = Self.quantities.firstIndex { $0.name == "spacing" }
              shot.measurements.removeAll { $0.measure == spacing }
            }
            return shot
          }, line: 0))
    }
  }

  /// The shots of the perforation and backface signature test on one panel.
  private mutating func depthShots(_ entry: PlanEntry, _ count: Int, threat: LevelThreat, reference: Int)
    -> [Observation]
  {
    var angles: [Int] = []
    for planned in entry.angles {
      let angle = planned.angles[planned.angles.count > 1 ? random.integer(0...planned.angles.count - 1) : 0]
      for _ in 0..<(planned.count.wholeNumber ?? 0) where angles.count < count {
        angles.append(Int(angle.amount.value.doubleValue))
      }
    }
    while angles.count < count { angles.append(0) }
    var shots: [Observation] = []
    for angle in angles {
      var velocity = reference + random.integer(-60...60)
      var obliquity = angle * 10 + random.integer(-15...15)
      var edge = (threat.role == "heavier" ? 820 : 580) + random.integer(0...400)
      var depth = Int((350 + 22 * random.normal()).rounded())
      var outcome = "stop"
      var fair: Bool?
      var remark: String?
      switch model.flaw {
      case .depthsSaved:
        depth = Int((360 + 22 * random.normal()).rounded())
        if plant() { depth = 452 }
      case .depthsNotSaved: depth = min(Int((416 + 26 * random.normal()).rounded()), 498)
      case .depthBeyondCap where plant(): depth = 501
      case .perforation where plant(): outcome = "perforation"
      case .slowPerforation where plant():
        velocity = reference - 120
        outcome = "perforation"
      case .fastStop where plant(): velocity = reference + 130
      case .slowStop where plant(): velocity = reference - 120
      case .nearEdge where plant():
        edge = 412
        fair = true
      case .obliqueBeyondPlan where plant(): obliquity = angle * 10 + 80
      case .perforationSetAside where plant():
        outcome = "perforation"
        fair = false
        remark = "clay surface uneven"
      default: break
      }
      depth =
        model.flaw == .depthsNotSaved
        ? depth
        : model.flaw == .depthBeyondCap || model.flaw == .depthsSaved
          ? min(depth, 501) : min(depth, 428)
      var measurements = [
        Self.measurement("velocity", tenths: velocity), Self.measurement("angle", whole: angle),
        Self.measurement("obliquity", tenths: max(obliquity, 0)), Self.measurement("edge", tenths: edge),
        Self.measurement("spacing", tenths: 560 + random.integer(0...300)),
      ]
      let lacksDepth = model.flaw == .depthMissing && plant()
      if outcome == "stop", !lacksDepth { measurements.append(Self.measurement("bfs", tenths: depth)) }
      shots.append(
        Observation(
          number: 0, outcome: outcome, item: nil, claimedFair: fair, measurements: measurements,
          remark: remark,
          line: 0))
    }
    return shots
  }

  /// The shots of the ballistic limit test; shots without an overlap of stops and perforations, which chance can
  /// give, are drawn again unless the example is to show just that.
  private mutating func ballisticShots(_ count: Int, reference: Int) -> [Observation] {
    let wantsOverlap = model.flaw != .separated && model.flaw != .allStops
    while true {
      let shots = drawBallisticShots(count, reference: reference)
      let velocities = { (outcome: String) in
        shots.filter { $0.outcome == outcome }.compactMap { $0.measurements.first?.value }
      }
      guard wantsOverlap, let slowest = velocities("perforation").min(),
        let fastest = velocities("stop").max(),
        slowest >= fastest
      else { return shots }
    }
  }

  /// Velocities go up after a stop and down after a perforation.
  private mutating func drawBallisticShots(_ count: Int, reference: Int) -> [Observation] {
    let limit: Double
    var spread = 120.0
    switch model.flaw {
    case .weakLimit:
      limit = Double(reference) + 260
      spread = 190
    case .separated: limit = Double(reference) + 900
    default: limit = Double(reference) + 950 + 100 * Double(random.integer(0...3))
    }
    var velocity = Int(limit) - 150
    var shots: [Observation] = []
    for index in 0..<count {
      var perforated = Double(velocity) + spread * random.normal() > limit
      if model.flaw == .separated { perforated = Double(velocity) > limit }
      if model.flaw == .allStops { perforated = false }
      var shown = velocity
      if model.flaw == .perforationAtReference, index == 3, plant() {
        shown = reference
        perforated = true
      }
      let measurements = [
        Self.measurement("velocity", tenths: shown), Self.measurement("angle", whole: 0),
        Self.measurement("obliquity", tenths: random.integer(0...15)),
        Self.measurement("edge", tenths: 820 + random.integer(0...300)),
        Self.measurement("spacing", tenths: 560 + random.integer(0...300)),
      ]
      shots.append(
        Observation(
          number: 0, outcome: perforated ? "perforation" : "stop", item: nil, claimedFair: nil,
          measurements: measurements, remark: nil, line: 0))
      let step = random.integer(40...140)
      if model.flaw == .allStops {
        velocity = Int(limit) + random.integer(-300...100)
      } else {
        velocity += perforated ? -step : step
      }
      velocity = max(velocity, reference + 20)
    }
    return shots
  }

  // MARK: - Checks

  /// One check for each item that the standard's requirements name.
  private mutating func check(_ method: String) {
    var observations: [Observation] = []
    for requirement in standard.requirements
    where requirement.selection.method == method && requirement.applies(kind: model.kind, level: model.level)
    {
      guard case .evidencePresent(let rule) = requirement.rule else { continue }
      if model.flaw == .labelNotChecked, requirement.id == model.flaw.requirement { continue }
      let isWrong =
        (model.flaw == .labelWrong || model.flaw == .workmanshipFault)
        && requirement.id == model.flaw.requirement
      observations.append(
        Observation(
          number: observations.count + 1, outcome: isWrong ? "does-not-conform" : rule.outcome,
          item: rule.item,
          claimedFair: nil, measurements: [], remark: isWrong ? "found on panel S2" : nil, line: 0))
    }
    tests.append(
      Series(
        role: .test, id: nil, method: method, specimen: nil, threat: nil, calibrations: [],
        day: day(month: 0, day: 4), remark: nil, observations: observations, line: 0))
  }

  // MARK: - Flaws of the whole report

  /// Units that are not the standard's: inches and feet, a unit of mass for a depth, one that does not exist.
  private func restate(_ report: inout Report) {
    func declare(_ quantity: String, _ code: String) {
      guard let index = report.measures.firstIndex(where: { $0.quantity == quantity }) else { return }
      report.measures[index].unitCode = code
      report.measures[index].unit = try? Unit(ucum: code)
    }
    switch model.flaw {
    case .wrongUnit: declare("bfs", "kg")
    case .unknownUnit: declare("velocity", "meters/sec")
    case .inches:
      for (quantity, code) in [
        ("velocity", "[ft_i]/s"), ("edge", "[in_i]"), ("spacing", "[in_i]"), ("bfs", "[in_i]"),
        ("depth", "[in_i]"),
      ] {
        convert(quantity, to: code, in: &report)
      }
    default: break
    }
  }

  /// States a quantity in another unit, to three decimals.
  private func convert(_ quantity: String, to code: String, in report: inout Report) {
    guard let index = report.measures.firstIndex(where: { $0.quantity == quantity }),
      let from = report.measures[index].unit, let target = try? Unit(ucum: code)
    else { return }
    func converted(_ value: ExactDecimal) -> ExactDecimal {
      (try? Amount(value, from).converted(to: target).value.rounded(toPlaces: 3)) ?? value
    }
    report.measures[index].unitCode = code
    report.measures[index].unit = target
    report.measures[index].uncertainty = report.measures[index].uncertainty.map(converted)
    for series in report.series.indices {
      for observation in report.series[series].observations.indices {
        for position in report.series[series].observations[observation].measurements.indices
        where report.series[series].observations[observation].measurements[position].measure == index {
          let value = report.series[series].observations[observation].measurements[position].value
          report.series[series].observations[observation].measurements[position].value = converted(value)
        }
      }
    }
  }

  /// True once: the place where the flaw goes.
  private mutating func plant() -> Bool {
    defer { planted = true }
    return !planted
  }

  /// A day some months after the first month of testing.
  private func day(month: Int, day: Int) -> Day {
    let months = model.begin.month - 1 + month
    return ExampleRegistry.day(model.begin.year + months / 12, months % 12 + 1, day)
  }
}
