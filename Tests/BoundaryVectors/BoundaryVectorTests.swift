import Conformity
import Foundation
import Standards
import Testing

/// Every limit of every definition is held to its number: a report at the limit, one a step inside and one a step
/// outside, in the definition's unit and in another one.
@Suite("Boundary vectors", .serialized)
struct BoundaryVectorTests {
  @Test("of every limit agree with what the definition says", arguments: try Shelf.standards.get())
  func agree(standard: Standard) throws {
    let limits = Derivation.limits(of: standard)
    let judge = Judge.of(standard)
    var complete: [String: Determination] = [:]
    var disagreeing = 0
    for limit in limits {
      for vector in limit.vectors {
        let scene = vector.scene
        let base = complete[scene.key] ?? judge.determine(scene.report)
        complete[scene.key] = base
        let found = judge.determine(vector.make())
        let place = "\(standard.id), \(scene.key), \(limit.place): \(vector.name)"
        let finding = try #require(found.findings.first { $0.requirement == vector.requirement }, "\(place)")
        let before = try #require(base.findings.first { $0.requirement == vector.requirement }, "\(place)")
        let objection = objection(to: finding, before: before, vector)
        if objection != nil { disagreeing += 1 }
        #expect(objection == nil, "\(place): \(objection ?? "")")
      }
    }
    let count = limits.reduce(0) { $0 + $1.vectors.count }
    let untested = limits.filter { $0.untested != nil }
    print(
      "\(standard.id): \(limits.count) limits, \(count) vectors, \(disagreeing) disagree, "
        + "\(untested.count) limits not tested")
    for (reason, limits) in Dictionary(grouping: untested, by: { $0.untested ?? "" }).sorted(by: {
      $0.key < $1.key
    }) {
      print("  \(limits.count): \(reason): \(limits.map(\.place).joined(separator: "; "))")
    }
    #expect(limits.allSatisfy { $0.untested != nil || !$0.vectors.isEmpty })
  }

  /// What a finding has that it should not have; nil where it is as derived.
  private func objection(to finding: Finding, before: Finding, _ vector: Vector) -> String? {
    if finding.outcome.rawValue != vector.finding.rawValue {
      return "found \(finding.outcome.rawValue), expected \(vector.finding.rawValue)"
    }
    switch vector.witness {
    case .rule(let path, let expected):
      let outcomes = finding.groups.map { $0.result.at(path).outcome }
      let agrees =
        switch expected {
        case .notMet: outcomes.contains(.notMet)
        case .met: outcomes.allSatisfy { $0 == .met }
        case .notDetermined, .notApplicable: !outcomes.contains(.notMet) && outcomes.contains(.notDetermined)
        }
      return agrees ? nil : "the rule came to \(outcomes.map(\.rawValue)), expected \(expected.rawValue)"
    case .leftOut(let rule, let expected):
      let isLeftOut = finding.groups.contains { $0.leftOut.contains { $0.rule == rule } }
      let wasLeftOut = before.groups.contains { $0.leftOut.contains { $0.rule == rule } }
      if wasLeftOut { return "the rule leaves out something of the complete report" }
      return isLeftOut == expected ? nil : "left out: \(isLeftOut), expected \(expected)"
    case .gap(let expected):
      let gaps = finding.groups.reduce(0) { $0 + $1.gaps.count }
      let known = before.groups.reduce(0) { $0 + $1.gaps.count }
      return (gaps > known) == expected ? nil : "\(gaps) gaps where the complete report has \(known)"
    }
  }
}

extension RuleResult {
  /// The result of a rule within this one.
  fileprivate func at(_ path: [Int]) -> RuleResult {
    path.reduce(self) { result, index in
      result.children.indices.contains(index) ? result.children[index] : result
    }
  }
}
