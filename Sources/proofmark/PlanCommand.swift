import ArgumentParser
import Conformity
import Evidence
import Foundation
import Planning
import Publishing
import Quantities
import Registry
import Standards

/// What a laboratory runs before the first shot.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract:
      "Say everything that a standard demands for a level: what to condition, calibrate, test and check.",
    discussion: """
      Specimens by size and condition, conditioning with its settings, calibrations, and every shot in its order with \
      threat, velocity window, angle, distances and what to measure. It asks for what the judge will look for. What the \
      definition does not know is said and not invented; a number that nobody verified bears a †.

      html is one page to print, with a drawing for each panel and tables to write in. skeleton is the report with every \
      specimen and shot in its place and the measured values open; check says what is still to be filled in.

      EXAMPLES
        proofmark plan NIJ-0101.06 --level IIIA
        proofmark plan NIJ-0101.06 --level II --rate 20 --format html --output plan.html
        proofmark plan NIJ-0115.00 --level 2 --kind spike --format csv
        proofmark plan NIJ-0101.06 --level IV --format skeleton --output report.xml
        proofmark plan NIJ-0101.06 --level special --kind flexible --threat \(ThreatArgument.example)

      EXIT CODES
        0  the plan is made                 3  the definition, level, kind or size is not there
        64 the command line itself cannot be read
        70 the program failed               74 the answer cannot be written
      """)

  @Argument(help: "The standard's identifier, or the file of a definition.")
  var standard: String

  @Option(help: "The protection level, such as IIIA.")
  var level: String

  @Option(help: "The kind of equipment, where the level has several, such as flexible or hard.")
  var kind: String?

  @Option(
    help:
      "The size classes that specimens come in, separated by commas; used in turn where the plan leaves the size open."
  )
  var sizes: String?

  @Option(
    name: .customLong("threat"),
    help: ArgumentHelp(
      "A threat that the purchaser declares, for a level that has none of its own: \(ThreatArgument.form); once for each."
    ))
  var threats: [String] = []

  @Option(help: "Shots an hour, from which the time follows.")
  var rate: String?

  @OptionGroup var shelfOption: ShelfOption

  @Option(help: "text, html (one page, to print), csv, json or skeleton (a report to fill in).")
  var format: PlanFormat = .text

  @Option(name: .shortAndLong, help: "The file to write; - is standard output.", completion: .file())
  var output: String = "-"

  enum PlanFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case html
    case csv
    case json
    case skeleton
  }

  func validate() throws {
    _ = try shotsPerHour()
    _ = try declaredThreats()
  }

  /// The threats that the purchaser declared.
  private func declaredThreats() throws -> [DeclaredThreat] {
    let declared = try threats.map(ThreatArgument.parse)
    let ids = declared.map(\.id)
    if let twice = ids.first(where: { one in ids.count(where: { $0 == one }) > 1 }) {
      throw ValidationError("Two threats are called \(twice); each needs a name of its own.")
    }
    return declared
  }

  /// The rate as it was written.
  private func shotsPerHour() throws -> ExactDecimal? {
    guard let rate else { return nil }
    guard let number = try? ExactDecimal(rate), number > ExactDecimal(0) else {
      throw ValidationError("--rate needs a number of shots an hour above 0, such as 20.")
    }
    return number
  }

  func run() throws {
    let (definition, reference) = try shelfOption.definition(standard)
    let plan = try plan(of: definition)
    let text = try text(of: plan, reference: reference, rate: try shotsPerHour())
    try OutputFile.write(text, to: output)
    if output != "-" {
      let totals = plan.totals
      Terminal.write(
        "\(PlanWords.count(totals.specimenCount, "specimen")) and "
          + "\(PlanWords.count(totals.observationCount, "observation")) planned in \(output)\n")
    }
  }

  private func plan(of definition: Standard) throws -> TestPlan {
    guard let level = definition.level(level) else {
      throw unknown("level \(level)", "levels", known: definition.levels.map(\.id), in: definition.id)
    }
    let kind: String
    if let named = self.kind {
      guard level.kinds.contains(named) else {
        throw unknown("kind \(named) at level \(level.id)", "kinds", known: level.kinds, in: definition.id)
      }
      kind = named
    } else {
      guard let only = level.kinds.first, level.kinds.count == 1 else {
        Terminal.complain(
          "Level \(level.id) of \(definition.id) is for several kinds; name one with --kind: "
            + "\(level.kinds.joined(separator: ", ")).")
        throw ProofmarkExit.refused
      }
      kind = only
    }
    let sizes = (sizes ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    let known = definition.sizes.map(\.id)
    for size in sizes where !known.contains(size) {
      throw unknown("size class \(size)", "size classes", known: known, in: definition.id)
    }
    return TestPlan(
      of: definition, level: level, kind: kind, threats: try threats(of: level, kind: kind, in: definition),
      sizes: sizes)
  }

  /// Those that the purchaser declared; only a level without threats of its own leaves that to them.
  private func threats(of level: Level, kind: String, in definition: Standard) throws -> [DeclaredThreat] {
    let declared = try declaredThreats()
    if !declared.isEmpty, level.threats(of: kind) != nil {
      Terminal.complain("Level \(level.id) of \(definition.id) has threats of its own; leave --threat out.")
      throw ProofmarkExit.refused
    }
    let known = definition.conditions.map(\.id)
    for condition in declared.flatMap(\.references).map(\.condition)
    where !known.isEmpty && !known.contains(condition) {
      throw unknown("condition \(condition)", "conditions", known: known, in: definition.id)
    }
    return declared
  }

  /// Says what there is instead.
  private func unknown(_ wanted: String, _ things: String, known: [String], in standard: String) -> ExitCode {
    Terminal.complain(
      "\(standard) has no \(wanted); "
        + (known.isEmpty ? "it has no \(things)." : "it has the \(things) \(known.joined(separator: ", "))."))
    return ProofmarkExit.refused
  }

  private func text(
    of plan: TestPlan, reference: StandardReference, rate: ExactDecimal?
  ) throws -> String {
    switch format {
    case .text:
      return PlanText(
        plan, reference: reference, rate: rate,
        style: Terminal.usesColor && output == "-" ? .color : .plain
      ).text
    case .html: return try PlanPage(plan, reference: reference, rate: rate).page()
    case .csv: return PlanExport(plan, reference: reference, rate: rate).csv
    case .json: return PlanExport(plan, reference: reference, rate: rate).json
    case .skeleton:
      return String(decoding: ReportSkeleton.write(plan, sha256: reference.sha256), as: UTF8.self)
    }
  }
}
