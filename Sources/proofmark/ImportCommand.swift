import ArgumentParser
import Foundation
import Registry
import XMLDocuments

/// Takes documents into the registry.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Import documents: definitions, adoptions, suppliers, laboratories, models, reports.",
    discussion: """
      Folders are searched for .xml files. Each document enters whole or not at all; a refused one is named with every \
      problem, its file and line, and the rest goes on. The same bytes again change nothing. Every model touched is \
      judged anew.

      EXAMPLES
        proofmark import Standards Registry
        proofmark import delivery/ --format json

      \(ProofmarkExit.help)
      Here 3 says that at least one document was refused; verdicts do not change the exit code.
      """)

  @Argument(help: "Files and folders; - reads one document from standard input.", completion: .file())
  var paths: [String]

  @OptionGroup var registry: RegistryOption

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  @Option(help: "How many threads work, 1 to 64; otherwise one for each processor core.")
  var jobs: Int?

  func validate() throws {
    if let jobs, !(1...64).contains(jobs) { throw ValidationError("--jobs takes a number from 1 to 64.") }
  }

  func run() throws {
    let begin = DispatchTime.now()
    let files = DocumentFiles(paths)
    var account = ImportAccount(files.problems)
    for folder in files.barren { Terminal.complain("\(folder): There is no .xml file in this folder.") }
    // Where there is nothing to import, no registry is made either.
    if !files.sources.isEmpty { try take(files.sources, &account) }
    switch format {
    case .json: try JSONOutput.print(account.report)
    case .text:
      for complaint in account.complaints { Terminal.complain(complaint) }
      let seconds = Double(DispatchTime.now().uptimeNanoseconds - begin.uptimeNanoseconds) / 1e9
      Terminal.write(account.text(seconds: seconds))
    }
    if account.report.refused > 0 { throw ProofmarkExit.refused }
  }

  private func take(_ sources: [ImportSource], _ account: inout ImportAccount) throws {
    try RegistryAccess.prepareFolder(of: registry.resolved)
    let database = try RegistryAccess.open(registry.resolved, mode: .create)
    var bar = ProgressBar("Importing", total: sources.count)
    var done = 0
    // An import that ends early, on a full disk for one, has acknowledged documents all the same.
    defer { bar.finish() }
    let summary = try RegistryAccess.reporting {
      let threads = jobs ?? min(ProcessInfo.processInfo.activeProcessorCount, 64)
      return try Importer(into: database, threads: threads, moment: RegistryAccess.now).run(sources) {
        outcome in
        done += 1
        bar.update(done)
        account.note(outcome)
      }
    }
    account.close(summary)
    try RegistryAccess.reporting { try database.close() }
  }
}

/// What became of the documents, for people and for scripts.
private struct ImportAccount {
  private(set) var report = ImportReport()
  private(set) var complaints: [String] = []
  private var bytes = 0

  /// - Parameter problems: what is wrong with paths that lead to no document; each counts as refused.
  init(_ problems: [Diagnostic]) {
    for problem in problems {
      report.documents.append(ImportRecord(problem))
      complaints.append(problem.description)
    }
    report.refused = problems.count
  }

  mutating func note(_ outcome: ImportOutcome) {
    for diagnostic in outcome.diagnostics { complaints.append(diagnostic.description) }
    if outcome.result != .unchanged || !outcome.diagnostics.isEmpty {
      report.documents.append(ImportRecord(outcome))
    }
  }

  mutating func close(_ summary: ImportSummary) {
    report.imported = summary.imported
    report.unchanged = summary.unchanged
    report.refused += summary.refused
    report.judged = summary.judged
    bytes = summary.bytes
  }

  func text(seconds: Double) -> String {
    let total = report.imported + report.unchanged + report.refused
    var text = "\(total) \(total == 1 ? "document" : "documents") in \(String(format: "%.2f", seconds)) s: "
    text += "\(report.imported) imported (\(String(format: "%.1f MB", Double(bytes) / 1_000_000))), "
    text += "\(report.unchanged) unchanged, \(report.refused) refused; "
    text += "\(report.judged) \(report.judged == 1 ? "model" : "models") judged.\n"
    return text
  }
}

/// One document of an import, in JSON as it stands.
private struct ImportRecord: Encodable {
  var file: String
  var kind: String?
  var sha256: String?
  var result: String
  var diagnostics: [Diagnostic]

  init(_ outcome: ImportOutcome) {
    file = outcome.path
    kind = outcome.kind?.rawValue
    sha256 = outcome.sha256
    result = outcome.result.rawValue
    diagnostics = outcome.diagnostics
  }

  /// A path that leads to no document.
  init(_ problem: Diagnostic) {
    file = problem.file
    result = ImportOutcome.Result.refused.rawValue
    diagnostics = [problem]
  }
}

/// An import, in JSON as it stands; unchanged documents are only counted.
private struct ImportReport: Encodable {
  var imported = 0
  var unchanged = 0
  var refused = 0
  var judged = 0
  var documents: [ImportRecord] = []
}
