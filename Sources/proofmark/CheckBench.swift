import ArgumentParser
import Conformity
import Evidence
import Registry
import XMLDocuments
import XMLSignatures

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
  /// What was read, where it could be; not part of the JSON.
  var report: Report?

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
  /// Whether a warning refuses a document as an error does.
  let isStrict: Bool
  private var judges: [String: Judge] = [:]
  private(set) var exit = ProofmarkExit.success

  init(shelf: Shelf, isStrict: Bool = false) {
    self.shelf = shelf
    self.isStrict = isStrict
  }

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
    if isStrict {
      for index in diagnostics.indices { diagnostics[index].severity = .error }
      if diagnostics.hasErrors { report = nil }
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
        sha256: sha256, signature: signature, diagnostics: diagnostics, determination: nil, report: report)
    }
    let subject = Subject(
      designation: report.model.designation, supplier: report.model.supplier, level: report.model.level,
      kind: report.model.kind)
    let determination = judge.determine(
      subject: subject, reports: [SubmittedReport(report: report, sha256: sha256)])
    return CheckResult(
      file: name, verdict: determination.verdict.rawValue, reason: nil, sha256: sha256, signature: signature,
      diagnostics: diagnostics,
      determination: determination, report: report)
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
