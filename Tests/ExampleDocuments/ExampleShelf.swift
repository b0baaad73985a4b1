import Foundation
import Standards

/// The definitions of a folder, for examples and tests.
public enum ExampleShelf {
  public struct Unreadable: Error, CustomStringConvertible {
    public let description: String
  }

  /// Reads every definition of a folder, those that import levels from others after these.
  ///
  /// An import finds the definition with its identifier, whatever the hash: that the hashes are right is for the
  /// registry to see.
  public static func read(_ folder: URL) throws -> [Standard] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    var waiting = names.filter { $0.hasSuffix(".xml") }.sorted()
    var standards: [Standard] = []
    while !waiting.isEmpty {
      var next: [String] = []
      var problems: [String] = []
      for name in waiting {
        let data = try Data(contentsOf: folder.appendingPathComponent(name))
        let (standard, diagnostics) = StandardReader.read([UInt8](data), file: name) { id, _ in
          standards.first { $0.id == id }
        }
        if let standard { standards.append(standard) } else { next.append(name) }
        if standard == nil { problems += diagnostics.map(\.description) }
      }
      guard next.count < waiting.count else {
        throw Unreadable(description: problems.joined(separator: "\n"))
      }
      waiting = next
    }
    return standards.sorted { $0.id < $1.id }
  }
}
