import ExampleDocuments
import Quantities
import Standards

// What must come out is derived here from the definition alone, by simple arithmetic: nothing of the judge is used.

/// What a finding must be.
enum Expected: String {
  case met
  case notMet = "not met"
  case notDetermined = "not determined"
  case notApplicable = "not applicable"
}

extension PlanFiller.Heading {
  static let invented = PlanFiller.Heading(
    id: "EX-1", designation: "EX-1", supplier: "example", laboratory: "example", accreditation: "EX-1",
    remark: "Invented.")
}

/// How much a definition knows about a level and kind.
struct Knowledge {
  static let begin = ExampleRegistry.models[0].begin

  let standard: Standard
  let level: String
  let kind: String

  init(_ standard: Standard, level: String, kind: String) {
    self.standard = standard
    self.level = level
    self.kind = kind
  }

  /// The lines of the plan that a requirement rests on.
  func entries(for requirement: Requirement) -> [PlanEntry] {
    let selection = requirement.selection
    func clash(_ wanted: String?, _ planned: String?) -> Bool {
      wanted != nil && planned != nil && wanted != planned
    }
    return standard.plan.filter { entry in
      entry.method == selection.method && entry.applies(kind: kind, level: level)
        && !clash(selection.condition, entry.condition) && !clash(selection.size, entry.size)
        && !clash(selection.component, entry.component) && !clash(selection.region, entry.region)
    }
  }

  func isPlanKnown(for requirement: Requirement) -> Bool {
    let controls = standard.plan.filter {
      requirement.rule.controls.contains($0.method) && $0.applies(kind: kind, level: level)
    }
    return (entries(for: requirement) + controls).allSatisfy(\.areCountsKnown)
  }

  /// Whether nobody can tell if a specimen in the condition was conditioned as it should be.
  func isConditioningOpen(_ method: String, condition: String?) -> Bool {
    standard.method(method)?.fairHit.contains { rule in
      guard case .conditioned(let id, let wanted, let only) = rule.test, wanted == condition, only == kind
      else { return false }
      return standard.requirement(id).map { expected($0) != .met } ?? true
    } ?? false
  }

  /// What the finding on a complete report must be.
  func expected(_ requirement: Requirement) -> Expected {
    guard requirement.applies(kind: kind, level: level) else { return .notApplicable }
    let open =
      requirement.selection.fairOnly
      && standard.conditions.contains {
        isConditioningOpen(requirement.selection.method, condition: $0.id)
      }
    return open || !isPlanKnown(for: requirement) ? .notDetermined : expected(requirement.rule)
  }

  private func expected(_ rule: Rule) -> Expected {
    switch rule {
    case .allOf(let rules): .all(rules.map(expected))
    case .anyOf(let rules): .any(rules.map(expected))
    default: rule.unknownLimits.isEmpty ? .met : .notDetermined
    }
  }
}

extension Expected {
  /// What comes of several things that must all hold.
  static func all(_ parts: [Expected]) -> Expected {
    parts.contains(.notMet) ? .notMet : parts.contains(.notDetermined) ? .notDetermined : .met
  }

  /// What comes of several things of which one suffices.
  static func any(_ parts: [Expected]) -> Expected {
    parts.contains(.met) ? .met : parts.contains(.notDetermined) ? .notDetermined : .notMet
  }
}
