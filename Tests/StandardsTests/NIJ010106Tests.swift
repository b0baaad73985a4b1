import Quantities
import Testing

@testable import Standards

@Suite("The shipped definition of NIJ Standard-0101.06")
struct NIJ010106Tests {
  let standard: Standard

  init() throws {
    standard = try StandardsTests.standard(in: .shipped("NIJ-0101.06.xml"))
  }

  @Test("it is the edition of July 2008, replaced on 30 November 2023")
  func identity() throws {
    #expect(standard.id == "NIJ-0101.06")
    #expect(standard.published == Day(year: 2008, month: 7, day: 1))
    #expect(standard.supersededBy?.id == "NIJ-0101.07")
    #expect(standard.supersededBy?.since == Day(year: 2023, month: 11, day: 30))
  }

  @Test("it has five types and the special one")
  func levels() {
    #expect(standard.levels.map(\.id) == ["IIA", "II", "IIIA", "III", "IV", "special"])
    #expect(standard.level("special")?.threats == .declaredInReport)
    #expect(standard.level("special")?.kinds == ["flexible", "hard"])
  }

  @Test(
    "reference velocities and masses are those of section 2",
    arguments: [
      ("IIA", "9mm-fmj-rn-124", "lighter", "8.0", "373", "355"),
      ("IIA", "40sw-fmj-180", "heavier", "11.7", "352", "325"),
      ("II", "9mm-fmj-rn-124", "lighter", "8.0", "398", "379"),
      ("II", "357mag-jsp-158", "heavier", "10.2", "436", "408"),
      ("IIIA", "357sig-fmj-fn-125", "lighter", "8.1", "448", "430"),
      ("IIIA", "44mag-sjhp-240", "heavier", "15.6", "436", "408"),
      ("III", "762-nato-m80-147", "only", "9.6", nil, "847"),
      ("IV", "30-m2ap-166", "only", "10.8", nil, "878"),
    ] as [(String, String, String, String, String?, String)])
  func velocities(
    level: String, threat: String, role: String, mass: String, new: String?, conditioned: String
  ) throws {
    let stated = try #require(standard.level(level))
    guard case .listed(let threats) = stated.threats else {
      Issue.record("\(level) lists no threats")
      return
    }
    let used = try #require(threats.first { $0.threat == threat })
    #expect(used.role == role)
    let reference = { used.reference(in: $0, method: "p-bfs")?.value.amount.description }
    #expect(reference("new") == new.map { "\($0) m/s" })
    #expect(reference("conditioned") == "\(conditioned) m/s")
    #expect(standard.threat(threat)?.mass?.amount.description == "\(mass) g")
  }

  @Test("of the reference velocities, only those of type IIA are confirmed")
  func confirmedVelocities() {
    for level in standard.levels {
      #expect(level.figures.allSatisfy { $0.isVerified == (level.id == "IIA") }, "\(level.id)")
    }
  }

  @Test("every figure has a clause and a source, and a verified one has a source that was read")
  func sources() throws {
    #expect(!standard.figures.isEmpty)
    for figure in standard.figures {
      let source = try #require(standard.source(figure.source))
      #expect(!figure.clause.isEmpty)
      #expect(!(figure.isVerified && source.kind == .recalled), "line \(figure.line)")
    }
  }

  @Test("no number stands in the document that is not a figure")
  func everyNumberIsAFigure() throws {
    let lines = try Document.shipped("NIJ-0101.06.xml").lines
    let stated = lines.indices.filter { lines[$0].contains(" value=\"") }.map { $0 + 1 }
    #expect(standard.figures.map(\.line) == stated)
    for line in stated {
      for attribute in ["unit", "clause", "verified", "source"] {
        #expect(lines[line - 1].contains(" \(attribute)=\""), "line \(line)")
      }
    }
  }

  @Test("flexible armor takes 72 shots for each threat, 144 in all")
  func flexiblePlan() {
    for level in ["IIA", "II", "IIIA"] {
      #expect(shots(kind: "flexible", level: level) == 72)
      guard case .listed(let threats) = standard.level(level)?.threats else { continue }
      #expect(threats.count * shots(kind: "flexible", level: level) == 144)
    }
    #expect(shots(kind: "flexible", level: "special") == 72)
  }

  @Test("hard armor takes 24 shots", arguments: ["III", "IV", "special"])
  func hardPlan(level: String) {
    #expect(shots(kind: "hard", level: level) == 24)
  }

  @Test("four of six shots on a flexible panel are at 0°, two at 30° or 45°")
  func angles() throws {
    let entries = standard.plan.filter { $0.method == "p-bfs" && $0.kinds == ["flexible"] }
    #expect(entries.count == 4)
    for entry in entries {
      #expect(entry.observationsPerSpecimen?.wholeNumber == 6)
      #expect(entry.angles.map(\.count.wholeNumber) == [4, 2])
      #expect(entry.angles.map { $0.angles.map(\.amount.description) } == [["0°"], ["30°", "45°"]])
    }
  }

  @Test("backface signatures: all at most 44 mm, or the tolerance bound at most 44 mm and all at most 50 mm")
  func depthRule() throws {
    let requirement = try #require(standard.requirement("pbfs.bfs"))
    #expect(requirement.subject == .equipment)
    #expect(requirement.selection.fairOnly)
    #expect(requirement.grouping == [.threat, .condition])
    guard case .anyOf(let branches) = requirement.rule, branches.count == 2,
      case .every(let strict) = branches[0], case .allOf(let both) = branches[1], both.count == 2,
      case .toleranceBound(let bound) = both[0], case .every(let cap) = both[1]
    else {
      Issue.record("another shape")
      return
    }
    #expect(strict.bound.figures.map(\.amount.description) == ["44 mm"])
    #expect(strict.bound.figures.map(\.isVerified) == [true])
    #expect(bound.coverage.amount.description == "80 %")
    #expect(bound.confidence.amount.description == "95 %")
    #expect(bound.limit.amount.description == "44 mm")
    #expect(cap.bound.figures.map(\.amount.description) == ["50 mm"])
    #expect([strict.quantity, bound.quantity, cap.quantity] == ["bfs", "bfs", "bfs"])
  }

  @Test("ballistic limit: below 5 % at the reference velocity, and no perforation at or below it")
  func ballisticLimit() throws {
    let probability = try #require(standard.requirement("bl.probability"))
    let slower = try #require(standard.requirement("bl.no-perforation-at-reference"))
    guard case .fittedProbability(let curve) = probability.rule, case .none(let none) = slower.rule else {
      Issue.record("another shape")
      return
    }
    #expect(curve.at == .reference)
    #expect(curve.below.amount.description == "5 %")
    #expect(curve.outcome == "perforation")
    #expect(none.outcome == "perforation")
    #expect(none.filter == Where(quantity: "velocity", bound: .limit(.atMost, .reference)))
  }

  @Test("calibration and conditioning speak of the evidence, all else of the equipment")
  func subjects() {
    for requirement in standard.requirements {
      let isRecord = requirement.id.hasPrefix("clay.") || requirement.id.hasPrefix("conditioning.")
      #expect(requirement.subject == (isRecord ? .evidence : .equipment), "\(requirement.id)")
      #expect(requirement.grouping.contains(.record) == isRecord, "\(requirement.id)")
    }
  }

  @Test("a slow perforation and a fast stop count, and the edge depends on the threat's role")
  func fairHits() throws {
    let rules = try #require(standard.method("p-bfs")).fairHit
    let window = try #require(rules.first)
    guard case .nearReference(_, let tolerance, let exceptions) = window.test else {
      Issue.record("another shape")
      return
    }
    #expect(tolerance?.amount.description == "9.1 m/s")
    #expect(
      exceptions == [
        .init(outcome: "perforation", side: .below), .init(outcome: "stop", side: .above),
      ])
    var edges: [String: String] = [:]
    for rule in rules {
      guard case .atLeast("edge", let limit, let roles, 1) = rule.test else { continue }
      for role in roles { edges[role] = limit.amount.description }
    }
    #expect(edges == ["lighter": "51 mm", "only": "51 mm", "heavier": "76 mm"])
  }

  @Test("only plates must mark their strike face")
  func strikeFace() throws {
    let requirement = try #require(standard.requirement("label.strike-face"))
    #expect(requirement.applies(kind: "hard", level: "III"))
    #expect(!requirement.applies(kind: "flexible", level: "II"))
  }

  /// The shots of the perforation and backface signature test that the plan demands of each threat.
  private func shots(kind: String, level: String) -> Int {
    standard.plan.filter { $0.method == "p-bfs" && $0.applies(kind: kind, level: level) }.reduce(0) {
      sum, entry in
      let product = (entry.specimens?.wholeNumber ?? 0) * (entry.observationsPerSpecimen?.wholeNumber ?? 0)
      return sum + max(product, entry.total?.wholeNumber ?? 0)
    }
  }
}
