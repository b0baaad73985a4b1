import Synchronization
import XMLDocuments
import ZipArchives

/// The documents of a ZIP archive. Nothing of it is ever written to a disk: each is unpacked in memory when its turn
/// comes.
///
/// Sendable because one thread at a time has the archive.
public final class ZipDelivery: Sendable, Hashable {
  private let archive: Mutex<ZipArchive>

  private init(_ archive: sending ZipArchive) { self.archive = Mutex(archive) }

  /// The `.xml` files of an archive, each under the archive's path and its own, such as `delivery.zip/reports/a.xml`.
  ///
  /// - Returns: the documents, by their names; and what is wrong: an archive that could do harm is refused as a whole, an
  ///   archive in it is refused, and other files are named in a warning.
  public static func sources(of path: String) -> (sources: [ImportSource], diagnostics: [Diagnostic]) {
    let archive: ZipArchive
    do {
      archive = try ZipArchive(path: path)
    } catch {
      return ([], [error.diagnostic(file: path)])
    }
    let entries = archive.entries.filter { !$0.isFolder }.sorted { $0.name < $1.name }
    let delivery = ZipDelivery(archive)
    var sources: [ImportSource] = []
    var diagnostics: [Diagnostic] = []
    var others: [String] = []
    for entry in entries {
      let name = entry.name.lowercased()
      if name.hasSuffix(".zip") {
        diagnostics.append(
          Diagnostic(
            .deliveryNested, file: "\(path)/\(entry.name)", "An archive within an archive is not opened.",
            cure: "Deliver it by itself, or its documents without it."))
      } else if name.hasSuffix(".xml"), !isShadow(entry.name) {
        sources.append(ImportSource(path: "\(path)/\(entry.name)", entry, in: delivery))
      } else {
        others.append(entry.name)
      }
    }
    if !others.isEmpty || sources.isEmpty {
      diagnostics.append(
        Diagnostic(
          .deliveryPassedOver, severity: .warning, file: path,
          others.isEmpty ? "There is no file in the archive." : "Files of the archive are passed over.",
          found: others.isEmpty
            ? nil
            : others.prefix(5).joined(separator: ", ")
              + (others.count > 5 ? " and \(others.count - 5) more" : ""),
          expected: "documents, whose names end in .xml", cure: "Check that nothing is missing."))
    }
    return (sources, diagnostics)
  }

  /// What macOS puts into archives beside each file, under its name.
  private static func isShadow(_ name: String) -> Bool {
    name.hasPrefix("__MACOSX/") || name.split(separator: "/").last?.hasPrefix("._") == true
  }

  func read(_ entry: ZipEntry) throws(ZipProblem) -> [UInt8] {
    // Mutex passes no typed error on.
    try archive.withLock { archive in
      Result { () throws(ZipProblem) in try archive.read(entry) }
    }.get()
  }

  public static func == (left: ZipDelivery, right: ZipDelivery) -> Bool { left === right }

  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
