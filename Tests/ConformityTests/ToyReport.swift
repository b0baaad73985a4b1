import Quantities

@testable import Evidence

/// A report that meets the toy standard in everything, to be spoiled by each test in one thing.
struct ToyReport {
  /// One shot: what differs from test to test.
  struct Shot {
    var velocity: String? = "398.0"
    var angle = "0"
    var edge: String? = "80"
    var bfs: String? = "35.0"
    var outcome: String? = "stop"
    var fair: Bool?
    var remark: String?
  }

  struct Panel {
    var id: String
    var condition: String
    var threat: String? = "9mm"
    var calibrations = ["C1"]
    var shots: [Shot]
  }

  var panels: [Panel]
  var drops = ["19.0", "18.5", "19.5"]
  var velocityUnit = "m/s"
  var bfsUnit = "mm"
  var standard = "TOY-1"
  var level = "A"
  var designation = "M1"

  init() {
    panels = ["new", "conditioned"].flatMap { condition in
      (1...2).map { number in
        Panel(
          id: "\(condition)-\(number)", condition: condition,
          shots: (1...3).map { shot in
            Shot(
              velocity: condition == "new" ? "398.0" : "379.0", angle: shot == 3 ? "30" : "0",
              bfs: "3\(shot).5")
          })
      }
    }
  }

  /// The shots of a panel, to be changed.
  subscript(_ panel: Int, _ shot: Int) -> Shot {
    get { panels[panel].shots[shot] }
    set { panels[panel].shots[shot] = newValue }
  }

  /// Sets every depth, panel by panel, shot by shot.
  mutating func setDepths(_ depths: [String]) {
    var next = 0
    for panel in panels.indices {
      for shot in panels[panel].shots.indices {
        panels[panel].shots[shot].bfs = depths[next % depths.count]
        next += 1
      }
    }
  }

  var report: Report {
    let quantities = [
      ("velocity", velocityUnit), ("angle", "deg"), ("edge", "mm"), ("bfs", bfsUnit), ("depth", "mm"),
    ]
    var line = 10
    var series: [Series] = [
      Series(
        role: .calibration, id: "C1", method: "clay-drop", specimen: nil, threat: nil, calibrations: [],
        day: nil,
        remark: nil,
        observations: drops.enumerated().map { index, depth in
          Observation(
            number: index + 1, outcome: nil, item: nil, claimedFair: nil,
            measurements: [Measurement(measure: 4, value: Toy.number(depth))], remark: nil, line: 5 + index)
        }, line: 4)
    ]
    for panel in panels {
      var observations: [Observation] = []
      for (index, shot) in panel.shots.enumerated() {
        line += 1
        var measurements: [Measurement] = []
        for (measure, text) in [(0, shot.velocity), (1, shot.angle), (2, shot.edge), (3, shot.bfs)] {
          if let text { measurements.append(Measurement(measure: measure, value: Toy.number(text))) }
        }
        observations.append(
          Observation(
            number: index + 1, outcome: shot.outcome, item: nil, claimedFair: shot.fair,
            measurements: measurements,
            remark: shot.remark, line: line))
      }
      series.append(
        Series(
          role: .test, id: nil, method: "shooting", specimen: panel.id, threat: panel.threat,
          calibrations: panel.calibrations, day: nil, remark: nil, observations: observations, line: line))
    }
    return Report(
      id: "R1", isExample: true, issued: Toy.day("2024-05-20"),
      laboratory: LaboratoryReference(id: "lab", accreditation: "1"), standard: standard,
      model: ModelReference(
        designation: designation, supplier: "acme", level: level, kind: "flexible", line: 2),
      testedFrom: Toy.day("2024-05-06"), testedTo: Toy.day("2024-05-08"), declaredThreats: [],
      measures: quantities.enumerated().map { index, quantity in
        Measure(
          quantity: quantity.0, unitCode: quantity.1, unit: try? Unit(ucum: quantity.1), uncertainty: nil,
          line: 3 + index)
      },
      specimens: panels.map {
        Specimen(
          id: $0.id, serial: "S-\($0.id)", size: "large", condition: $0.condition, part: "front",
          conditioning: [],
          line: 9)
      },
      series: series, attachments: [], signOffs: [], remarks: [])
  }
}
