import Conformity
import Quantities
import Standards

@testable import Evidence

/// Makes reports for tests: every specimen and shot that the standard's plan demands, with depths and velocities from
/// a fixed sequence, and whatever fault a test asks for.
struct SampleReport {
  var id = "R-1001"
  var designation = "FX-1"
  var level = "IIA"
  var laboratory = "northfield"
  /// Depths start here and spread by some 8 mm.
  var depth = 34.0
  /// Replaces the depth of shot 3 on the first specimen, in millimetres as written.
  var deepShot: String?
  /// The first shot on the first specimen perforates.
  var perforates = false
  /// The last shot on the first specimen lies this far from the edge, in millimetres as written.
  var edge: String?
  /// Every stop of the ballistic limit test is slower than every perforation.
  var isSeparated = false
  /// The last specimen of the plan is missing.
  var isShort = false
  /// Velocities and depths end in these digits, to be found again.
  var signature = ""
  /// The label bears another designation.
  var labelConforms = true
  /// Specimens have outlines, and hits positions.
  var hasPositions = false

  func make(for standard: Standard) throws -> Report {
    var builder = try Builder(sample: self, standard: standard)
    return try builder.report()
  }
}

private struct Builder {
  let sample: SampleReport
  let standard: Standard
  private var line = 40
  private var random = Sequence()
  private var specimens: [Specimen] = []
  private var series: [Series] = []
  private let measures: [Measure]

  init(sample: SampleReport, standard: Standard) throws {
    self.sample = sample
    self.standard = standard
    let units = [
      ("velocity", "m/s"), ("angle", "deg"), ("obliquity", "deg"), ("edge", "mm"), ("spacing", "mm"),
      ("bfs", "mm"),
      ("depth", "mm"), ("temperature", "Cel"), ("humidity", "%"), ("duration", "d"),
      ("rotation-rate", "/min"),
      ("rotations", "1"),
    ]
    measures = try (units + (sample.hasPositions ? [("hit-x", "mm"), ("hit-y", "mm")] : [])).map {
      quantity, unit in
      Measure(quantity: quantity, unitCode: unit, unit: try Unit(ucum: unit), uncertainty: nil, line: 12)
    }
  }

  mutating func report() throws -> Report {
    for index in 1...2 { try clay(index) }
    try records()
    guard case .listed(let threats) = standard.level(sample.level)?.threats else { throw Fault.noThreats }
    for entry in standard.plan where entry.perThreat && entry.applies(kind: "flexible", level: sample.level) {
      for threat in threats { try fill(entry, threat: threat) }
    }
    if sample.isShort, let last = series.lastIndex(where: { $0.method == "p-bfs" }) {
      series.remove(at: last)
    }
    try checks()
    return Report(
      id: sample.id, isExample: true, issued: try day("2026-03-20"),
      laboratory: LaboratoryReference(id: sample.laboratory, accreditation: "X-1"), standard: standard.id,
      model: ModelReference(
        designation: sample.designation, supplier: "harrow", level: sample.level, kind: "flexible", line: 9),
      testedFrom: try day("2026-03-02"), testedTo: try day("2026-03-13"), declaredThreats: [],
      measures: measures,
      specimens: specimens, series: series, attachments: [], signOffs: [], remarks: [])
  }

  enum Fault: Error { case noThreats, noDay, noReference }

  private func day(_ text: String) throws -> Day {
    guard let day = Day(text) else { throw Fault.noDay }
    return day
  }

  // MARK: - Shots

  private mutating func fill(_ entry: PlanEntry, threat: LevelThreat) throws {
    let condition = entry.condition ?? "new"
    guard
      let reference = threat.reference(in: condition, method: entry.method)?.value.amount.value.doubleValue
    else {
      throw Fault.noReference
    }
    let each = Int(entry.observationsPerSpecimen?.amount.value.doubleValue ?? 12)
    let total = Int(entry.total?.amount.value.doubleValue ?? 0)
    let count = Int(entry.specimens?.amount.value.doubleValue ?? Double(max(total / each, 1)))
    for number in 1...count {
      let role = threat.role.prefix(1).uppercased()
      let id =
        "\(entry.method == "p-bfs" ? "P" : "B")\(role)-\(condition.prefix(1).uppercased())\((entry.size ?? "x").prefix(1).uppercased())-\(number)"
      specimens.append(
        Specimen(
          id: id, serial: "S-\(specimens.count + 1)", size: entry.size ?? "large", condition: condition,
          part: "front",
          conditioning: condition == "conditioned" ? ["tumbler", "water"] : ["water"],
          outline: try outline(), line: next()))
      let start = next()
      var observations: [Observation] = []
      for shot in 1...each {
        observations.append(
          try entry.method == "p-bfs"
            ? depthShot(
              shot, reference: reference, isFirstSpecimen: series.allSatisfy { $0.method != "p-bfs" },
              each: each)
            : limitShot(shot, reference: reference))
        if sample.hasPositions { try place(&observations[shot - 1]) }
      }
      series.append(
        Series(
          role: .test, id: nil, method: entry.method, specimen: id, threat: threat.threat,
          calibrations: ["clay-1", "clay-2"], day: nil, remark: nil, observations: observations, line: start))
    }
  }

  private mutating func depthShot(
    _ number: Int, reference: Double, isFirstSpecimen: Bool, each: Int
  ) throws -> Observation {
    var depth = text(sample.depth + random.bell() * 8 - 4) + sample.signature
    var outcome = "stop"
    var edge = "82.5"
    if isFirstSpecimen {
      if number == 3, let deep = sample.deepShot { depth = deep }
      if number == 1, sample.perforates { outcome = "perforation" }
      if number == each, let near = sample.edge { edge = near }
    }
    let angle = number > 4 ? "30" : "0"
    var values = [
      ("velocity", text(reference + random.bell() * 8 - 4) + sample.signature), ("angle", angle),
      ("obliquity", angle), ("edge", edge), ("spacing", "61"),
    ]
    if outcome == "stop" { values.append(("bfs", depth)) }
    return try observation(number, outcome: outcome, values)
  }

  private mutating func limitShot(_ number: Int, reference: Double) throws -> Observation {
    let velocity = reference + 12 + random.uniform() * 110
    let middle = reference + 78
    let perforates =
      sample.isSeparated ? velocity > middle : velocity + (random.uniform() - 0.5) * 80 > middle
    return try observation(
      number, outcome: perforates ? "perforation" : "stop",
      [
        ("velocity", text(velocity) + sample.signature), ("angle", "0"), ("obliquity", "0"), ("edge", "90"),
        ("spacing", "70"),
      ])
  }

  /// Rows of three, in their order.
  private func place(_ shot: inout Observation) throws {
    let index = Double(shot.number - 1)
    let row = (index / 3).rounded(.down)
    for (quantity, value) in [("hit-x", 90 + (index - 3 * row) * 75), ("hit-y", 90 + row * 64)] {
      guard let measure = measures.firstIndex(where: { $0.quantity == quantity }) else { continue }
      shot.measurements.append(
        Measurement(measure: measure, value: try ExactDecimal(text(value + 0.2) + sample.signature)))
    }
  }

  private func outline() throws -> Outline? {
    guard sample.hasPositions else { return nil }
    return Outline(
      width: try ExactDecimal("330.4" + sample.signature),
      height: try ExactDecimal("400.6" + sample.signature),
      unitCode: "mm", line: line)
  }

  // MARK: - Records and checks

  private mutating func clay(_ index: Int) throws {
    let start = next()
    let drops = try (1...5).map { number in
      try observation(number, outcome: nil, [("depth", text(18.6 + 0.2 * Double(number)) + sample.signature)])
    }
    series.append(
      Series(
        role: .calibration, id: "clay-\(index)", method: "clay-drop", specimen: nil, threat: nil,
        calibrations: [],
        day: nil, remark: nil, observations: drops, line: start))
  }

  private mutating func records() throws {
    let records: [(id: String, method: String, values: [(String, String)])] = [
      (
        "tumbler", "flexible-conditioning",
        [
          ("temperature", "65"), ("humidity", "80"), ("duration", "10"), ("rotation-rate", "5"),
          ("rotations", "72000"),
        ]
      ), ("water", "submersion", [("duration", "0.03"), ("temperature", "21")]),
    ]
    for record in records where standard.method(record.method) != nil {
      let start = next()
      series.append(
        Series(
          role: .conditioning, id: record.id, method: record.method, specimen: nil, threat: nil,
          calibrations: [],
          day: nil, remark: nil, observations: [try observation(1, outcome: nil, record.values)], line: start)
      )
    }
  }

  private mutating func checks() throws {
    for method in ["label-check", "workmanship-check"] where standard.method(method) != nil {
      let items = standard.requirements.filter { $0.selection.method == method }.compactMap { requirement in
        if case .evidencePresent(let rule) = requirement.rule { rule.item } else { nil }
      }
      let start = next()
      var observations: [Observation] = []
      for (index, item) in items.enumerated() {
        let conforms = sample.labelConforms || item != "model"
        var check = try observation(index + 1, outcome: conforms ? "conforms" : "does-not-conform", [])
        check.item = item
        observations.append(check)
      }
      series.append(
        Series(
          role: .test, id: nil, method: method, specimen: nil, threat: nil, calibrations: [], day: nil,
          remark: nil,
          observations: observations, line: start))
    }
  }

  // MARK: - Pieces

  private mutating func observation(
    _ number: Int, outcome: String?, _ values: [(String, String)]
  ) throws -> Observation {
    Observation(
      number: number, outcome: outcome, item: nil, claimedFair: nil,
      measurements: try values.map { quantity, value in
        Measurement(
          measure: measures.firstIndex { $0.quantity == quantity } ?? 0, value: try ExactDecimal(value))
      }, remark: nil, line: next())
  }

  private mutating func next() -> Int {
    line += 1
    return line
  }

  private func text(_ value: Double) -> String { NumberFormat.fixed(value, decimals: 1) }

  /// Knuth's MMIX generator: the same numbers on every machine.
  private struct Sequence {
    private var state: UInt64 = 20_260_302

    mutating func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 9_007_199_254_740_992
    }

    /// Between 0 and 1, most often near the middle.
    mutating func bell() -> Double { (uniform() + uniform() + uniform() + uniform()) / 4 }
  }
}
