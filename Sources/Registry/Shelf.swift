import Conformity
import Foundation
import Standards
import XMLDocuments

/// The standard definitions of a folder, with the adoptions that name them.
///
/// A laboratory judges its own reports with a shelf and needs no registry.
public struct Shelf: Sendable {
  /// One definition, by its bytes.
  public struct Entry: Sendable {
    public let standard: Standard
    public let reference: StandardReference
    /// The path of the definition.
    public let file: String
  }

  /// In the order of their identifiers.
  public let entries: [Entry]
  /// What was wrong with files of the folder; such a file is not on the shelf.
  public let diagnostics: [Diagnostic]
  /// The folder that was read.
  public let folder: String

  private struct Definition {
    let standard: Standard
    let sha256: String
    let file: String
  }

  public enum Problem: Error, CustomStringConvertible {
    case unreadable(folder: String, reason: String)

    public var description: String {
      switch self {
      case .unreadable(let folder, let reason):
        "The folder of standard definitions \(folder) cannot be read: \(reason). Name it with --standards."
      }
    }
  }

  /// Reads every `.xml` file below a folder.
  public init(folder: String) throws(Problem) {
    let manager = FileManager.default
    let names: [String]
    do {
      names = try manager.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".xml") }.sorted()
    } catch {
      throw .unreadable(folder: folder, reason: SystemReason.of(error))
    }
    var definitions: [Definition] = []
    // Definitions that import from one that is not read yet wait for it.
    var waiting: [(bytes: [UInt8], file: String)] = []
    var adoptions: [Adoption] = []
    var problems: [Diagnostic] = []
    for name in names {
      let path = (folder as NSString).appendingPathComponent(name)
      guard let data = manager.contents(atPath: path) else { continue }
      let bytes = [UInt8](data)
      switch DocumentKind.sniff(bytes) {
      case .standard:
        waiting.append((bytes, path))
      case .adoption:
        let (adoption, diagnostics) = AdoptionReader.read(bytes, file: path)
        problems += diagnostics
        if let adoption { adoptions.append(adoption) }
      default:
        continue
      }
    }
    while !waiting.isEmpty {
      var next: [(bytes: [UInt8], file: String)] = []
      var unread: [Diagnostic] = []
      for (bytes, file) in waiting {
        let (standard, diagnostics) = StandardReader.read(bytes, file: file) { id, sha256 in
          definitions.first { $0.standard.id == id && $0.sha256 == sha256 }?.standard
        }
        if standard == nil, diagnostics.contains(where: { $0.code == .standardImportMissing }) {
          next.append((bytes, file))
          unread += diagnostics
          continue
        }
        problems += diagnostics
        if let standard {
          definitions.append(Definition(standard: standard, sha256: SHA256Hex.of(bytes), file: file))
        }
      }
      // Nothing that they wait for is in the folder.
      if next.count == waiting.count {
        problems += unread
        break
      }
      waiting = next
    }
    self.folder = folder
    diagnostics = problems
    entries = definitions.map { definition in
      Entry(
        standard: definition.standard,
        reference: StandardReference(
          id: definition.standard.id, title: definition.standard.title, sha256: definition.sha256,
          adoption: adoptions.first {
            $0.standard == definition.standard.id && $0.sha256 == definition.sha256
          }
          .map { .init(role: $0.role, day: $0.day) }),
        file: definition.file)
    }.sorted { $0.standard.id < $1.standard.id }
  }

  /// The definition to use for a standard: an adopted one before a draft.
  public func entry(_ id: String) -> Entry? {
    let candidates = entries.filter { $0.standard.id == id }
    return candidates.first { $0.reference.adoption != nil } ?? candidates.first
  }
}
