import Foundation

/// The reference of diagnostics: code, cause and cure, from the comments of each room's list of codes.
enum DiagnosticsPage {
  private static let rooms = [
    "XMLDocuments", "Standards", "Evidence", "Tables", "ZipArchives", "Spreadsheets", "ReportTables",
    "Registry",
    "Signatures", "XMLSignatures",
  ]

  static func text(of root: URL) throws -> String {
    var lines = [
      "# Diagnostics", "", ReferencePages.notice, "",
      "Every problem of a document is reported with its file and line, a code that never changes its meaning, and what to "
        + "do about it.",
    ]
    for room in rooms {
      let file = root.appendingPathComponent("Sources/\(room)/DiagnosticCodes.swift")
      lines += ["", "## \(room)", "", "| code | cause | cure |", "| --- | --- | --- |"]
      for one in Documented.all(in: try String(contentsOf: file, encoding: .utf8)) {
        guard let code = one.declaration.firstMatch(of: #/static let \w+: Self = "([^"]+)"/#) else {
          continue
        }
        let cure = one.paragraphs.dropFirst().joined(separator: " ")
        lines.append("| `\(code.1)` | \(one.paragraphs[0].cell) | \(cure.cell) |")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension String {
  /// The text as a cell of a table.
  var cell: String { replacing("|", with: "\\|") }
}
