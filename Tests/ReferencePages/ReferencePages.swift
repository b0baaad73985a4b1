import Foundation
import Registry
import Standards

/// The pages that are made from what they describe: the reference of the vocabulary, that of the diagnostics, and the
/// README's table of standards.
public enum ReferencePages {
  /// Every page by its path in the checkout, as it should be.
  ///
  /// - Parameter root: the checkout.
  public static func pages(of root: URL) throws -> [String: String] {
    let readme = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    return [
      "Sources/Proofmark.docc/Vocabulary.md": try VocabularyPage.text(of: root),
      "Sources/Proofmark.docc/Diagnostics.md": try DiagnosticsPage.text(of: root),
      "README.md": try StandardsTable.placed(in: readme, of: root),
    ]
  }

  /// What a page that nobody should edit says below its title.
  static let notice = "<!-- Made by `make docs` from the sources; change those. -->"

  /// The files below a folder of the checkout whose names end in a way, with their texts, in the order of their names.
  static func files(in folder: URL, ending: String) throws -> [(name: String, text: String)] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(ending) }.sorted()
      .map { ($0, try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8)) }
  }
}

/// A declaration with the paragraphs of the comment above it.
struct Documented {
  var paragraphs: [String]
  /// The first line of the declaration.
  var declaration: String

  /// Every declaration of a Swift file that has a doc comment.
  static func all(in source: String) -> [Documented] {
    var found: [Documented] = []
    var paragraphs: [String] = []
    var isOpen = false
    for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
      let text = line.drop { $0 == " " }
      if text.hasPrefix("///") {
        let words = text.dropFirst(3).trimmingCharacters(in: .whitespaces)
        if words.isEmpty {
          isOpen = false
        } else if isOpen, let last = paragraphs.indices.last {
          paragraphs[last] += " " + words
        } else {
          paragraphs.append(words)
          isOpen = true
        }
      } else {
        if !paragraphs.isEmpty { found.append(Documented(paragraphs: paragraphs, declaration: String(text))) }
        paragraphs = []
        isOpen = false
      }
    }
    return found
  }
}
