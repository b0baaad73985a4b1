import ArgumentParser
import Conformity
import Foundation
import Publishing
import Registry
import Standards

/// What another edition or encoding would do to the list.
struct ImpactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "impact",
    abstract:
      "Judge stored evidence by another definition and say who would fall off the list, stay, or lack evidence.",
    discussion: """
      Nothing is changed. Reports are read as if they had been made to the other definition: methods and quantities of \
      the same name are taken to be the same, and what it asks for beyond them is missing evidence.

      EXAMPLES
        proofmark impact --standard draft/NIJ-0101.06.xml
        proofmark impact --standard NIJ-0101.07 --from NIJ-0101.06 --level II=HG1 --level IIIA=HG2
        proofmark impact --standard NIJ-0101.07 --from NIJ-0101.06 --format json
      """)

  @Option(help: "The other definition: a file, or the identifier of one on the shelf.")
  var standard: String

  @Option(
    help: "Look at the models of this standard; otherwise of the same one, or of the one that it supersedes.")
  var from: String?

  @Option(
    name: .customLong("level"), parsing: .singleValue,
    help: "Hold models of a level against another one: OLD=NEW; may be given several times.")
  var levels: [LevelPair] = []

  @Flag(help: "Also show models that are not on the list before nor after.")
  var all = false

  @OptionGroup var registry: RegistryOption
  @OptionGroup var shelfOption: ShelfOption

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  /// A level of the models, and the one to hold them against.
  struct LevelPair: ExpressibleByArgument {
    let old: String
    let new: String

    init?(argument: String) {
      let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
      old = String(parts[0])
      new = String(parts[1])
    }
  }

  func run() throws {
    let (definition, reference) = try shelfOption.definition(standard)
    let snapshot = try RegistryAccess.snapshot(registry.resolved)
    let source = try source(of: definition, in: snapshot)
    let pairs = Dictionary(levels.map { ($0.old, $0.new) }, uniquingKeysWith: { _, last in last })
    for pair in levels where definition.level(pair.new) == nil {
      let known = definition.levels.map(\.id).joined(separator: ", ")
      Terminal.complain("\(definition.id) has no level \(pair.new); it has \(known).")
      throw ProofmarkExit.refused
    }
    let judge = Judge(standard: definition, reference: reference)
    var bar = ProgressBar("Judging", total: 1)
    let impacts = try RegistryAccess.reporting {
      try snapshot.impact(of: judge, onModelsOf: source, levels: pairs) { done, total in
        bar.update(done, of: total)
      }
    }
    bar.finish()
    let shown = impacts.filter { all || $0.effect != .staysOff }
    switch format {
    case .json: try JSONOutput.print(shown)
    case .text: Terminal.write(text(shown, of: impacts, source: source, reference: reference))
    }
  }

  /// The standard named, or the definition's own, or the edition before it where there is no model of it.
  private func source(of definition: Standard, in snapshot: Snapshot) throws -> String {
    let known = Set(try RegistryAccess.reporting { try snapshot.listings().map(\.standard) })
    let wanted = from.map { [$0] } ?? [definition.id, definition.supersedes].compactMap(\.self)
    if let source = wanted.first(where: known.contains) { return source }
    Terminal.complain(
      "The registry holds no model of \(wanted.joined(separator: " or of ")); "
        + (known.isEmpty
          ? "it holds no models."
          : "name another standard with --from: \(known.sorted().joined(separator: ", ")).")
    )
    throw ProofmarkExit.refused
  }

  private func text(_ shown: [Impact], of all: [Impact], source: String, reference: StandardReference)
    -> String
  {
    var lines = [
      "\(all.count) models of \(source), judged by \(reference.id), SHA-256 \(reference.sha256.prefix(12))…",
      "",
    ]
    for impact in Impact.Effect.allCases.flatMap({ effect in shown.filter { $0.effect == effect } }) {
      let level = impact.level == impact.newLevel ? impact.level : "\(impact.level) as \(impact.newLevel)"
      lines.append("\(impact.effect.rawValue): \(impact.designation), \(impact.supplierName), level \(level)")
      guard impact.newVerdict != .compliant else { continue }
      for reason in impact.reasons.prefix(ImpactCommand.reasonLimit) {
        lines.append(
          reason.title.isEmpty
            ? "    \(reason.reason)"
            : "    \(reason.clause)  \(reason.title): \(reason.outcome.rawValue). \(reason.reason)")
      }
      if impact.reasons.count > ImpactCommand.reasonLimit {
        lines.append("    and \(impact.reasons.count - ImpactCommand.reasonLimit) more requirements")
      }
    }
    let counts = Impact.Effect.allCases.map { effect in
      let count = all.count { $0.effect == effect }
      return "\(count) \(effect.words(count))"
    }
    return lines.joined(separator: "\n") + (shown.isEmpty ? "" : "\n\n") + counts.joined(separator: ", ")
      + "\n"
  }

  /// How many requirements are named for a model; JSON has them all.
  private static let reasonLimit = 5
}

extension Impact.Effect {
  /// What so many models do.
  fileprivate func words(_ count: Int) -> String {
    guard count != 1 else { return rawValue }
    return switch self {
    case .fallsOff: "fall off"
    case .lacksEvidence: "lack evidence"
    case .gains: "gain"
    case .stays: "stay"
    case .staysOff: "stay off"
    }
  }
}
