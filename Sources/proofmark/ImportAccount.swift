import Foundation
import Registry
import XMLDocuments

/// What became of the documents, for people and for scripts.
struct ImportAccount {
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
    report.quarantined = summary.quarantined
    report.judged = summary.judged
    bytes = summary.bytes
  }

  /// Tells it on standard output, and what went wrong on standard error or in the JSON.
  func print(_ format: OutputFormat, since begin: DispatchTime) throws {
    switch format {
    case .json: try JSONOutput.print(report)
    case .text:
      for complaint in complaints { Terminal.complain(complaint) }
      let seconds = Double(DispatchTime.now().uptimeNanoseconds - begin.uptimeNanoseconds) / 1e9
      Terminal.write(text(seconds: seconds))
    }
  }

  private func text(seconds: Double) -> String {
    let total = report.imported + report.unchanged + report.refused
    var text = "\(total) \(total == 1 ? "document" : "documents") in \(String(format: "%.2f", seconds)) s: "
    text += "\(report.imported) imported (\(String(format: "%.1f MB", Double(bytes) / 1_000_000))), "
    text += "\(report.unchanged) unchanged, \(report.refused) refused; "
    text += "\(report.judged) \(report.judged == 1 ? "model" : "models") judged.\n"
    if report.quarantined > 0 {
      text +=
        "\(report.quarantined) of the refused \(report.quarantined == 1 ? "is" : "are") kept in quarantine: "
      text += "proofmark quarantine list\n"
    }
    return text
  }
}

/// One document of an import, in JSON as it stands.
struct ImportRecord: Encodable {
  var file: String
  var kind: String?
  var sha256: String?
  var result: String
  /// Whether it is refused and kept.
  var quarantined = false
  var diagnostics: [Diagnostic]

  init(_ outcome: ImportOutcome) {
    file = outcome.path
    kind = outcome.kind?.rawValue
    sha256 = outcome.sha256
    result = outcome.result.rawValue
    quarantined = outcome.isQuarantined
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
struct ImportReport: Encodable {
  var imported = 0
  var unchanged = 0
  var refused = 0
  /// How many of the refused are kept in quarantine.
  var quarantined = 0
  var judged = 0
  var documents: [ImportRecord] = []
}
