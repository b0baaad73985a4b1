import ArgumentParser
import Foundation
import Publishing
import Quantities
import Registry

/// A model by what its label says.
struct LookupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lookup",
    abstract: "Look up a model by what its label says, and whether the label can be right.",
    discussion: """
      Say what you can read. Case, spaces, hyphens, O for 0 and I or l for 1 do not matter, and one or two typing \
      errors are forgiven, but then the answer is not certain. A label that contradicts the listing is named loudly: \
      another company, another level, a size that is not offered, made before the listing or after the removal.

      EXAMPLES
        proofmark lookup AL-IIA-100
        proofmark lookup --company Aldermark --designation "AL IIA 1OO" --size L --made 2024-03
        proofmark lookup --designation DU-II-107 --level IIIA --format json

      EXIT CODES
        0  found with certainty, on the list, and nothing on the label speaks against it
        1  not on the list, contradicted by its label, or nothing like it is known
        2  uncertain: models are like it    3  an input was refused
        64 the command line itself cannot be read
        70 the program failed               74 the answer cannot be written
      """)

  @Argument(help: "The model designation on the label; not the marketing name.")
  var name: String?

  @Option(help: "The same as an option.")
  var designation: String?

  @Option(help: "The company that the label names.")
  var company: String?

  @Option(help: "The protection level on the label, such as IIIA.")
  var level: String?

  @Option(help: "The size on the label.")
  var size: String?

  @Option(
    help: "The day or month of manufacture: 2024-03-15, 3/15/2024, 2024-03.",
    transform: LookupCommand.date)
  var made: DaySpan?

  @Option(help: "The serial number; it is shown again, and cannot be checked.")
  var serial: String?

  @OptionGroup var time: VantageOptions

  @Option(help: "How many models to tell at most.")
  var limit: Int = 5

  @OptionGroup var registry: RegistryOption

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func validate() throws {
    if name != nil, designation != nil {
      throw ValidationError("The designation is given twice; leave out --designation.")
    }
    if LookupCommand.said(name ?? designation) == nil, LookupCommand.said(company) == nil {
      throw ValidationError("Give the designation on the label, or at least --company.")
    }
    if limit < 1 { throw ValidationError("--limit needs a number above 0.") }
  }

  func run() throws {
    let today = try Day.today()
    let snapshot = try RegistryAccess.snapshot(registry.resolved, at: time.vantage(today: today))
    let label = Label(
      company: LookupCommand.said(company), designation: LookupCommand.said(name ?? designation),
      level: LookupCommand.said(level), size: LookupCommand.said(size), made: made,
      serial: LookupCommand.said(serial))
    let answer = try RegistryAccess.reporting {
      try snapshot.lookUp(label, on: time.asOf ?? today, today: today, limit: limit)
    }
    switch format {
    case .json: Terminal.write(LookupText.json(answer))
    case .text:
      Terminal.write(LookupText(style: Terminal.usesColor ? .color : .plain).printed(answer))
    }
    switch answer.outcome {
    case .listed: return
    case .notListed, .contradicted, .unknown: throw ProofmarkExit.notMet
    case .uncertain: throw ProofmarkExit.notDetermined
    }
  }

  private static func date(_ text: String) throws -> DaySpan {
    do throws(WrittenDay.Problem) {
      return try WrittenDay.read(text, months: true).span
    } catch {
      throw ValidationError("\(error.message) \(error.cure)")
    }
  }

  /// Without the spaces around it; nil where nothing is left.
  private static func said(_ text: String?) -> String? {
    let text = text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    return text.isEmpty ? nil : text
  }
}
