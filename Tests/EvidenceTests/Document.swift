import Evidence
import Foundation
import Testing
import XMLDocuments

/// A report of the tests, and the problems that it says it has.
///
/// A comment `<!-- expect: code, code -->` on a line says which diagnostics are due on that line.
struct Document {
  let file: String
  let bytes: [UInt8]

  /// A document under Fixtures/.
  static func fixture(_ name: String) throws -> Document {
    let folder = try #require(Bundle.module.resourceURL)
    return try Document(folder.appendingPathComponent("Fixtures/\(name).xml"))
  }

  /// An example of the example registry, by its name.
  static func example(_ name: String) throws -> Document {
    try Document(examples.appendingPathComponent(name))
  }

  static let examples = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Registry/examples/reports")

  init(_ url: URL) throws {
    file = url.lastPathComponent
    bytes = [UInt8](try Data(contentsOf: url))
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

  /// `line: code` for each diagnostic that the document says is due.
  var expected: [String] {
    var expected: [String] = []
    for (index, line) in lines.enumerated() {
      guard let comment = line.range(of: "<!-- expect: ") else { continue }
      let codes = line[comment.upperBound...].components(separatedBy: " -->")[0]
      for code in codes.components(separatedBy: ", ") { expected.append("\(index + 1): \(code)") }
    }
    return expected.sorted()
  }

  func read(limits: ReadLimits = .standard) -> (report: Report?, diagnostics: [Diagnostic]) {
    ReportReader.read(.bytes(bytes), file: file, limits: limits)
  }
}

/// `line: code` for each diagnostic, in the order of ``Document/expected``.
func places(_ diagnostics: [Diagnostic]) -> [String] {
  diagnostics.map { "\($0.line): \($0.code)" }.sorted()
}

/// The report in a text, and what is said about it.
func read(_ text: String) -> (report: Report?, diagnostics: [Diagnostic]) {
  ReportReader.read(.bytes(Array(text.utf8)), file: "report.xml")
}

/// A report with nothing wrong in it, around the parts that a test is about.
func document(
  attributes: String = "", measures: String = #"<measure quantity="velocity" unit="m/s"/>"#,
  observations: String = ""
) -> String {
  """
  <?xml version="1.0" encoding="UTF-8"?>
  <report xmlns="\(ReportReader.namespace)" id="R1" standard="TOY-1" issued="2024-03-09"\(attributes)>
    <laboratory ref="northfield" accreditation="NF 17025-88"/>
    <model designation="A" supplier="harrow" level="A" kind="flexible"/>
    <tested from="2024-02-28" to="2024-02-29"/>
    <measures>\(measures)</measures>
    <specimens><specimen id="S1" serial="1" size="large" condition="new"/></specimens>
    <series method="shooting" specimen="S1">
      <observation n="1" outcome="stop" velocity="400"/>\(observations)
    </series>
    <sign-off name="A. Example" role="test engineer" day="2024-03-09"/>
  </report>

  """
}
