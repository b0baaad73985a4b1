import Conformity
import Foundation
import Registry
import Standards
import XMLDocuments

/// A definition that the command line names, with those it imports from taken from beside it or from the shelf.
struct DefinitionFile {
  let standard: Standard

  /// Reads a definition; its problems go to standard error, and one with errors ends the command as refused.
  init(_ bytes: [UInt8], file: String, shelf: ShelfOption) throws {
    let (standard, problems) = DefinitionFile.read(bytes, file: file, shelf: shelf)
    for problem in problems { Terminal.complain(problem.description) }
    guard let standard else { throw ProofmarkExit.refused }
    self.standard = standard
  }

  /// Whether a name on the command line means a file and not a standard on the shelf.
  static func isFile(_ name: String) -> Bool {
    name == "-" || name.hasSuffix(".xml") || name.contains("/")
      || FileManager.default.fileExists(atPath: name)
  }

  /// The definition, or nil where there is an error; and every problem.
  static func read(
    _ bytes: [UInt8], file: String, shelf: ShelfOption
  ) -> (standard: Standard?, diagnostics: [Diagnostic]) {
    let beside = URL(fileURLWithPath: file).deletingLastPathComponent().path
    var shelves: [Shelf] = []
    return StandardReader.read(bytes, file: file) { id, sha256 in
      // Most definitions import nothing: the folders are read when the first one is asked for.
      if shelves.isEmpty { shelves = [beside, shelf.resolved].compactMap { try? Shelf(folder: $0) } }
      for shelf in shelves {
        if let entry = shelf.entries.first(where: { $0.standard.id == id && $0.reference.sha256 == sha256 }) {
          return entry.standard
        }
      }
      return nil
    }
  }
}

extension ShelfOption {
  /// The definition of a file, or of a standard on the shelf; the command ends as refused where there is none.
  func definition(_ name: String) throws -> (Standard, StandardReference) {
    guard DefinitionFile.isFile(name) else {
      let entry = try shelf().demanded(name)
      return (entry.standard, entry.reference)
    }
    let bytes = try InputFile.demanded(name)
    let definition = try DefinitionFile(bytes, file: name, shelf: self).standard
    return (
      definition,
      StandardReference(
        id: definition.id, title: definition.title, sha256: SHA256Hex.of(bytes), adoption: nil)
    )
  }
}
