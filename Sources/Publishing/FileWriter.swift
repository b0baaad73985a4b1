import Registry

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Puts a site's files into the folder that is being filled, from any thread: each of them another file.
struct FileWriter: Sendable {
  /// What was published before.
  let former: FormerSite
  /// The folder that is being filled.
  let staging: String

  /// A file of the new site.
  struct Written: Sendable {
    let entry: SiteRecord.Entry
    /// Whether the one that was published stays, since it has the same bytes.
    let isKept: Bool
  }

  /// Makes one file at its place, in a folder that is there, unless it comes to the bytes of the one that was published.
  ///
  /// - Parameter key: what it is made from.
  func write(to path: String, key: LeafKey, _ make: (_ path: String) throws -> Void) throws -> Written {
    let full = staging + "/" + path
    StagingFolder.clear(full)
    try make(full)
    guard let sha256 = FileHash(fileAt: full) else {
      throw PublicationProblem.notWritable(path: full, reason: SystemReason.of(errno))
    }
    if let kept = kept(path, sha256, key: key) {
      unlink(full)
      return kept
    }
    return new(path, sha256, key: key)
  }

  /// The file that was published, where it has the bytes that it should have now.
  func kept(_ path: String, _ sha256: FileHash, key: LeafKey?) -> Written? {
    guard let entry = former.record.entries[path], entry.sha256 == sha256,
      let stamp = former.intact(path, entry)
    else { return nil }
    return Written(entry: SiteRecord.Entry(key: key, sha256: sha256, stamp: stamp), isKept: true)
  }

  /// A file that was just written.
  func new(_ path: String, _ sha256: FileHash, key: LeafKey?) -> Written {
    let stamp = SiteRecord.Stamp(of: staging + "/" + path)
    return Written(entry: SiteRecord.Entry(key: key, sha256: sha256, stamp: stamp), isKept: false)
  }
}
