import ArgumentParser
import Publishing
import Registry
import Standards

/// How much of the definitions was read in sources.
struct StandardsCoverageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "Say how much of each definition was read in a source: clauses encoded, numbers verified.",
    discussion: """
      A number is verified when the encoder read it in the source that it names. Numbers that nobody knows are counted \
      as unknown; nothing that is held against them is determined.

      EXAMPLES
        proofmark standards coverage
        proofmark standards coverage NIJ-0101.06
        proofmark standards coverage --format json
      """)

  @Argument(help: "Only this standard, clause by clause and source by source.")
  var standard: String?

  @OptionGroup var shelfOption: ShelfOption

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  /// One definition, in JSON as it stands.
  private struct Answer: Encodable {
    var standard: String
    var sha256: String
    var adopted: String?
    var requirements: Int
    var figures: Int
    var verified: Int
    var unknown: Int
    var clauses: [StandardCoverage.Clause]
    var sources: [StandardCoverage.Citation]

    init(_ entry: Shelf.Entry) {
      let coverage = entry.standard.coverage
      standard = entry.standard.id
      sha256 = entry.reference.sha256
      adopted = entry.reference.adoption?.day.description
      requirements = entry.standard.requirements.count
      figures = coverage.figures
      verified = coverage.verified
      unknown = coverage.unknown
      clauses = coverage.clauses
      sources = coverage.sources
    }
  }

  func run() throws {
    let shelf = try shelfOption.shelf()
    let entries = try standard.map { [try shelf.demanded($0)] } ?? shelf.entries
    let answers = entries.map(Answer.init)
    switch format {
    case .json: try JSONOutput.print(answers)
    case .text:
      show(answers)
      if standard != nil, let answer = answers.first { showParts(of: answer) }
    }
    if shelf.diagnostics.hasErrors { throw ProofmarkExit.refused }
  }

  private var style: TextStyle { Terminal.usesColor ? .color : .plain }

  private func show(_ answers: [Answer]) {
    var table = TableText(columns: [
      .init("Standard"), .init("Standing"), .init("Requirements", alignment: .right),
      .init("Clauses", alignment: .right), .init("Numbers", alignment: .right),
      .init("Verified", alignment: .right),
      .init("Share", alignment: .right), .init("Unknown", alignment: .right),
    ])
    for answer in answers {
      let numbers = answer.figures + answer.unknown
      table.append([
        answer.standard, answer.adopted.map { "adopted \($0)" } ?? "draft", String(answer.requirements),
        String(answer.clauses.count), String(numbers), String(answer.verified),
        numbers == 0 ? "–" : "\(100 * answer.verified / numbers) %", String(answer.unknown),
      ])
    }
    Terminal.write(table.printed(width: Terminal.width, style: style))
  }

  private func showParts(of answer: Answer) {
    var clauses = TableText(columns: [
      .init("Clause"), .init("Requirements", alignment: .right), .init("Numbers", alignment: .right),
      .init("Verified", alignment: .right), .init("Unknown", alignment: .right),
    ])
    for clause in answer.clauses {
      clauses.append([
        clause.clause, String(clause.requirements), String(clause.figures + clause.unknown),
        String(clause.verified),
        String(clause.unknown),
      ])
    }
    var sources = TableText(columns: [
      .init("Source"), .init("Kind"), .init("Numbers", alignment: .right),
      .init("Verified", alignment: .right),
      .init("Title"),
    ])
    for source in answer.sources {
      sources.append([
        source.source, source.kind, String(source.figures), String(source.verified), source.title,
      ])
    }
    Terminal.write("\n" + clauses.printed(width: Terminal.width, style: style))
    Terminal.write("\n" + sources.printed(width: Terminal.width, style: style))
  }
}
