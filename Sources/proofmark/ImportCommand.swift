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

  func run() throws {
    let begin = DispatchTime.now()
    let (sources, missing) = try DocumentFiles.sources(of: paths)
    for path in missing { Terminal.complain("\(path): error: There is no such file or folder.") }
    try RegistryAccess.prepareFolder(of: registry.resolved)
    let database = try RegistryAccess.open(registry.resolved, mode: .create)
    let importer = Importer(into: database, moment: RegistryAccess.now)
    var bar = ProgressBar("Importing", total: sources.count)
    var done = 0
    var records: [ImportRecord] = []
    var complaints: [String] = []
    let summary = try RegistryAccess.reporting {
      try importer.run(sources) { outcome in
        done += 1
        bar.update(done)
        for diagnostic in outcome.diagnostics { complaints.append(diagnostic.description) }
        if format == .json, outcome.result != .unchanged || !outcome.diagnostics.isEmpty {
          records.append(ImportRecord(outcome))
        }
      }
    }
    bar.finish()
    try RegistryAccess.reporting { try database.close() }
    switch format {
    case .json:
      try JSONOutput.print(
        ImportReport(
          imported: summary.imported, unchanged: summary.unchanged, refused: summary.refused, judged: summary.judged,
          documents: records))
    case .text:
      for complaint in complaints { Terminal.complain(complaint) }
      let seconds = Double(DispatchTime.now().uptimeNanoseconds - begin.uptimeNanoseconds) / 1e9
      Terminal.write(text(summary, seconds: seconds))
    }
    if summary.refused > 0 || !missing.isEmpty { throw ProofmarkExit.refused }
  }

  private func text(_ summary: ImportSummary, seconds: Double) -> String {
    let size = String(format: "%.1f MB", Double(summary.bytes) / 1_000_000)
    var text = "\(summary.total) documents (\(size)) in \(String(format: "%.2f", seconds)) s: "
    text += "\(summary.imported) imported, \(summary.unchanged) unchanged, \(summary.refused) refused; "
    text += "\(summary.judged) \(summary.judged == 1 ? "model" : "models") judged.\n"
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
}

/// An import, in JSON as it stands; unchanged documents are only counted.
private struct ImportReport: Encodable {
  var imported: Int
  var unchanged: Int
  var refused: Int
  var judged: Int
  var documents: [ImportRecord]
}
