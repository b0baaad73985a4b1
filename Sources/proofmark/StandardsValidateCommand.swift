import ArgumentParser
import Foundation
import Publishing
import Registry
import Standards
import XMLDocuments

/// Checking definitions.
struct StandardsValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check definitions: the schema first, then the meaning; each problem with its line and cure.",
    discussion: """
      Besides the schema: words that are not declared, units of the wrong dimension, numbers out of range, requirements \
      that nothing selects, plans that can never satisfy them, limits on the wrong side of each other.

      EXAMPLES
        proofmark standards validate my-standard.xml
        proofmark standards validate Standards/*.xml --format json

      EXIT CODES
        0  no errors     3  a definition has errors
      """)

  @Argument(help: "The definitions.", completion: .file(extensions: ["xml"]))
  var files: [String]

  @OptionGroup var shelfOption: ShelfOption

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  /// One file, in JSON as it stands.
  private struct Answer: Encodable {
    var file: String
    var valid: Bool
    var standard: String?
    var requirements: Int?
    var figures: Int?
    var figuresVerified: Int?
    var diagnostics: [Diagnostic]
  }

  func run() throws {
    var answers: [Answer] = []
    for file in files {
      let (standard, problems) = read(file)
      let coverage = standard?.coverage
      let answer = Answer(
        file: file, valid: standard != nil, standard: standard?.id,
        requirements: standard?.requirements.count,
        figures: coverage?.figures, figuresVerified: coverage?.verified, diagnostics: problems)
      answers.append(answer)
      if format == .text { show(answer) }
    }
    if format == .json { try JSONOutput.print(answers) }
    if answers.contains(where: { !$0.valid }) { throw ProofmarkExit.refused }
  }

  private func read(_ file: String) -> (Standard?, [Diagnostic]) {
    do {
      return DefinitionFile.read(
        try InputFile.bytes(of: file), file: InputFile.name(of: file), shelf: shelfOption)
    } catch {
      return (nil, [error.diagnostic])
    }
  }

  private func show(_ answer: Answer) {
    for problem in answer.diagnostics { Terminal.complain(problem.description) }
    guard let standard = answer.standard else {
      let count = answer.diagnostics.count { $0.severity == .error }
      Terminal.complain("\(answer.file): not valid, \(count) \(count == 1 ? "problem" : "problems").")
      return
    }
    Terminal.write(
      "\(answer.file): \(standard) is valid: \(answer.requirements ?? 0) requirements, "
        + "\(answer.figuresVerified ?? 0) of \(answer.figures ?? 0) figures verified.\n")
  }
}
