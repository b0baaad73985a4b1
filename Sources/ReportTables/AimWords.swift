import Planning
import Quantities
import Standards

/// What the shots of a series aim at, by the definition.
struct AimWords {
  private let specimens: [String: String]
  private let definition: ReportDefinition?
  private let threats: [LevelThreat]

  init(draft: ReportDraft, definition: ReportDefinition?) {
    self.definition = definition
    specimens = Dictionary(
      draft.root.children("specimens").flatMap(\.children).compactMap { specimen in
        specimen["id"].map { ($0, specimen["condition"] ?? "") }
      }, uniquingKeysWith: { first, _ in first })
    let model = draft.root.children("model").first
    let level = definition?.standard.level(model?["level"] ?? "")
    threats = level?.threats(of: model?["kind"] ?? "") ?? []
  }

  /// The aim of a series; nil where the definition knows none.
  func aim(of series: ReportDraft.Element) -> Aim? {
    guard let method = definition?.standard.method(series["method"] ?? ""),
      let threat = threats.first(where: { $0.threat == series["threat"] })
    else { return nil }
    let condition = series["specimen"].flatMap { specimens[$0] }.flatMap { $0.isEmpty ? nil : $0 }
    return method.aim(of: threat, in: condition)
  }

  /// `velocity 436 m/s ± 9.1 m/s: 426.9 to 445.1 m/s`; empty where there is no aim.
  func words(for series: ReportDraft.Element) -> String { aim(of: series).map(AimWords.words) ?? "" }

  /// An aim in the words of a plan.
  static func words(_ aim: Aim) -> String {
    let name = aim.quantity?.id ?? "reference"
    guard let tolerance = aim.tolerance else { return "\(name) \(PlanWords.marked(aim.reference)), varied" }
    let window = aim.window.map { window in
      let mark = aim.reference.isVerified && tolerance.isVerified ? "" : PlanWords.mark
      return ": \(window.low) to \(window.high.description(in: aim.reference.amount.unit))\(mark)"
    }
    return "\(name) \(PlanWords.marked(aim.reference)) ± \(PlanWords.marked(tolerance))\(window ?? "")"
  }
}
