import Foundation
import Registry

/// The site that was published before: what is known of its files, whether they are still what was written, and whether
/// there is anything in its folder that no publication wrote.
struct FormerSite {
  /// Its folder, which readers see.
  let path: String
  /// What was published, as far as its files can be told to be what they were.
  private(set) var record = SiteRecord()
  /// Its `SHA256SUMS` and their signature; nil where there are none.
  private(set) var sums: [UInt8]?
  private(set) var signature: [UInt8]?

  /// - Parameter record: the file of its record; nil: nothing in it is believed.
  init(at path: String, record: String?) {
    self.path = path
    let manager = FileManager.default
    guard let data = manager.contents(atPath: path + "/" + SiteFolder.manifest) else { return }
    let sums = [UInt8](data)
    self.sums = sums
    signature = manager.contents(atPath: path + "/" + SiteFolder.signature).map { [UInt8]($0) }
    self.record =
      record.flatMap { manager.contents(atPath: $0) }
      .flatMap { SiteRecord([UInt8]($0), sums: SHA256Hex.of(sums)) } ?? SiteRecord(sums: sums)
  }

  /// How a file of the last publication looks; nil where it is not what was written then.
  func intact(_ path: String, _ entry: SiteRecord.Entry) -> SiteRecord.Stamp? {
    let full = self.path + "/" + path
    guard let stamp = SiteRecord.Stamp(of: full) else { return nil }
    if stamp == entry.stamp { return stamp }
    // A copy of a site, or one without a record: its bytes tell.
    guard entry.stamp.map({ $0.size == stamp.size }) ?? true,
      let data = FileManager.default.contents(atPath: full), FileHash(of: [UInt8](data)) == entry.sha256
    else { return nil }
    return stamp
  }

  /// The files that do not look as they were left.
  func touched() -> Set<String> {
    let touched = withFolder { folder in
      record.order.filter { path in
        let stamp = record.entries[path]?.stamp
        return stamp == nil || stamp != SiteRecord.Stamp(of: path, in: folder)
      }
    }
    return Set(touched ?? record.order)
  }

  /// Whether each of some files looks as it was left, and is not made every time.
  func areUntouched(_ entries: [String: SiteRecord.Entry]) -> Bool {
    let areUntouched = withFolder { folder in
      entries.allSatisfy { path, entry in
        entry.key != nil && entry.stamp != nil && entry.stamp == SiteRecord.Stamp(of: path, in: folder)
      }
    }
    return areUntouched ?? entries.isEmpty
  }

  /// Lends the open folder, from which its files are found sooner than from the root of all; nil where there is none.
  private func withFolder<Found>(_ look: (_ folder: Int32) -> Found) -> Found? {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return nil }
    defer { close(folder) }
    return look(folder)
  }
}

// MARK: - What must not be replaced

extension FormerSite {
  /// Refuses what is there and no folder.
  static func checkIsFolder(_ path: String) throws(PublicationProblem) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return }
    guard isFolder.boolValue else { throw .notASite(path: path, foreign: "a file") }
  }

  /// Refuses a folder with any file that its own `SHA256SUMS` does not name, as it is now.
  func checkReplaceable() throws(PublicationProblem) {
    guard FileManager.default.fileExists(atPath: path) else { return }
    var strangers: [String] = []
    do throws(FolderWalk.Unreadable) {
      try FolderWalk.walk(path) { file, _ in
        if record.entries[file] == nil { strangers.append(file) }
      } folder: { _ in
      }
    } catch {
      throw .notWritable(path: error.path, reason: error.reason)
    }
    // The record leaves out what cannot be found again, and knows nothing of what was published meanwhile.
    var known: Set<String> = [SiteFolder.manifest, SiteFolder.signature]
    if strangers.contains(where: { !known.contains($0) }),
      let sums = FileManager.default.contents(atPath: path + "/" + SiteFolder.manifest)
    {
      known.formUnion(SiteRecord(sums: [UInt8](sums)).entries.keys)
    }
    if let foreign = strangers.filter({ !known.contains($0) }).min() {
      throw .notASite(path: path, foreign: foreign)
    }
  }
}
