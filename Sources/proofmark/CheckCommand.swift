import ArgumentParser
import Conformity
import Evidence
import Foundation
import Publishing
import Registry
import XMLDocuments
import XMLSignatures

/// What a laboratory runs before it sends a report.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check test reports and say what the verdict would be; no registry is needed.",
    discussion: """
      Every problem of a document is named with its file and line. A report without problems is judged against the \
      definition of its standard. Of a signed report it is said whether the signature holds; a report whose signature \
      does not hold is refused.

      EXAMPLES
        proofmark check report.xml
        proofmark check reports/*.xml --format json
        proofmark check report.xml --explain

      \(ProofmarkExit.help)
      """)

  @Argument(help: "Reports to check; - reads standard input.", completion: .file(extensions: ["xml"]))
  var files: [String]

  @OptionGroup var shelfOption: ShelfOption

  @Flag(help: "Show every finding down to the shots that decided it.")
  var explain = false

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func run() throws {
    var bench = CheckBench(shelf: try shelfOption.shelf())
    var results: [CheckResult] = []
    for file in files {
      let result = bench.check(file)
      switch format {
      case .json: results.append(result)
      case .text: show(result)
      }
      bench.note(result)
    }
    if format == .json { try JSONOutput.print(results) }
    if bench.exit != ProofmarkExit.success { throw bench.exit }
  }

  private func show(_ result: CheckResult) {
    for diagnostic in result.diagnostics { Terminal.complain(diagnostic.description) }
    guard let determination = result.determination else {
      if result.verdict == CheckResult.refused {
        let count = result.diagnostics.count { $0.severity == .error }
        Terminal.complain("\(result.file): refused, \(count) \(count == 1 ? "problem" : "problems").")
      } else {
        Terminal.write("\(result.file): not determined. \(result.reason ?? "")\n")
      }
      return
    }
    if let signature = result.signature {
      Terminal.write("Signed by \(signature.subject), and the signature holds.\n")
    }
    let text = DeterminationText(style: Terminal.usesColor ? .color : .plain)
    Terminal.write(
      explain
        ? text.explanation(of: determination, files: [result.file])
        : text.summary(of: determination, files: [result.file]))
    Terminal.write("\n")
  }
}

/// The outcome for one file, in JSON as it stands.
struct CheckResult: Encodable {
  static let refused = "refused"

  var file: String
  /// `compliant`, `not compliant`, `not determined` or `refused`.
  var verdict: String
  /// Why there is no determination, where nothing was wrong with the document.
  var reason: String?
  var sha256: String?
  /// The signature, where there is one and it holds.
  var signature: SignatureReport?
  var diagnostics: [Diagnostic]
  var determination: Determination?

  private enum CodingKeys: CodingKey {
    case file, verdict, reason, sha256, signature, diagnostics, determination
  }

  /// With null for what there is not, so that scripts find every member.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(file, forKey: .file)
    try container.encode(verdict, forKey: .verdict)
    try container.encode(reason, forKey: .reason)
    try container.encode(sha256, forKey: .sha256)
    try container.encode(signature, forKey: .signature)
    try container.encode(diagnostics, forKey: .diagnostics)
    try container.encode(determination, forKey: .determination)
  }
}

/// Checks one file after another against the same shelf.
struct CheckBench {
  let shelf: Shelf
  private var judges: [String: Judge] = [:]
  private(set) var exit = ProofmarkExit.success

  init(shelf: Shelf) { self.shelf = shelf }

  mutating func check(_ file: String) -> CheckResult {
    let name = InputFile.name(of: file)
    let bytes: [UInt8]
    do {
      bytes = try InputFile.bytes(of: file)
    } catch {
      return CheckResult(
        file: name, verdict: CheckResult.refused, reason: nil, sha256: nil, diagnostics: [error.diagnostic],
        determination: nil)
    }
    let sha256 = SHA256Hex.of(bytes)
    var (report, diagnostics) = ReportReader.read(.bytes(bytes), file: name)
    var signature: SignatureReport?
    if report?.signatureLine != nil {
      let (found, problems) = XMLSignature.verify(bytes, file: name)
      diagnostics += problems
      signature = found.map(SignatureReport.init)
      if found == nil { report = nil }
    }
    guard let report else {
      return CheckResult(
        file: name, verdict: CheckResult.refused, reason: nil, sha256: sha256, diagnostics: diagnostics,
        determination: nil)
    }
    guard let judge = judge(for: report.standard) else {
      return CheckResult(
        file: name, verdict: Verdict.notDetermined.rawValue,
        reason: shelf.lacks(report.standard),
        sha256: sha256, signature: signature, diagnostics: diagnostics, determination: nil)
    }
    let subject = Subject(
      designation: report.model.designation, supplier: report.model.supplier, level: report.model.level,
      kind: report.model.kind)
    let determination = judge.determine(
      subject: subject, reports: [SubmittedReport(report: report, sha256: sha256)])
    return CheckResult(
      file: name, verdict: determination.verdict.rawValue, reason: nil, sha256: sha256, signature: signature,
      diagnostics: diagnostics,
      determination: determination)
  }

  /// Keeps the gravest exit code: refused, then not met, then not determined.
  mutating func note(_ result: CheckResult) {
    func gravity(_ code: ExitCode) -> Int {
      switch code {
      case ProofmarkExit.refused: 3
      case ProofmarkExit.notMet: 2
      case ProofmarkExit.notDetermined: 1
      default: 0
      }
    }
    let code =
      switch result.verdict {
      case CheckResult.refused: ProofmarkExit.refused
      case Verdict.notCompliant.rawValue: ProofmarkExit.notMet
      case Verdict.notDetermined.rawValue: ProofmarkExit.notDetermined
      default: ProofmarkExit.success
      }
    if gravity(code) > gravity(exit) { exit = code }
  }

  private mutating func judge(for standard: String) -> Judge? {
    if let known = judges[standard] { return known }
    guard let entry = shelf.entry(standard) else { return nil }
    let judge = Judge(standard: entry.standard, reference: entry.reference)
    judges[standard] = judge
    return judge
  }
}
