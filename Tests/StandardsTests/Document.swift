import Foundation
import Standards
import Testing
import XMLDocuments

/// A document of the tests, and the problems that it says it has.
///
/// A comment `<!-- expect: code, code -->` at the end of a line says which diagnostics are due on that line.
struct Document {
  let file: String
  let bytes: [UInt8]

  /// A document under Fixtures/.
  static func fixture(_ name: String) throws -> Document {
    let folder = try #require(Bundle.module.resourceURL)
    return try Document(folder.appendingPathComponent("Fixtures/\(name).xml"))
  }

  /// A document that is shipped, by its path under Standards/.
  static func shipped(_ path: String) throws -> Document {
    let package = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return try Document(package.appendingPathComponent("Standards/\(path)"))
  }

  init(_ url: URL) throws {
    file = url.lastPathComponent
    bytes = [UInt8](try Data(contentsOf: url))
  }

  var lines: [Substring] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// `line: code` for each diagnostic that the document says is due.
  var expected: [String] {
    var expected: [String] = []
    for (index, line) in lines.enumerated() {
      guard let comment = line.range(of: "<!-- expect: "),
        let end = line.range(of: " -->", options: .backwards)
      else { continue }
      for code in line[comment.upperBound..<end.lowerBound].components(separatedBy: ", ") {
        expected.append("\(index + 1): \(code)")
      }
    }
    return expected.sorted()
  }
}

/// `line: code` for each diagnostic, in the order of ``Document/expected``.
func places(_ diagnostics: [Diagnostic]) -> [String] {
  diagnostics.map { "\($0.line): \($0.code)" }.sorted()
}

/// The definition in a document, which must have no problem.
func standard(in document: Document) throws -> Standard {
  let (standard, diagnostics) = StandardReader.read(document.bytes, file: document.file)
  #expect(diagnostics.isEmpty)
  return try #require(standard)
}
