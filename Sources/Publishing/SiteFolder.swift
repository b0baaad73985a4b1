import Foundation
import Registry

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A site being published: which files stay as the last publication left them, and which are written to a folder beside the one
/// that readers see (``StagingFolder``); ``publish(signedBy:)`` switches the two.
///
/// The last file is `SHA256SUMS`, which names every other one; `sha256sum --check` verifies a site with it, and the
/// next publication uses it to tell a site, which it may replace, from anything else, which it must not touch
/// (``FormerSite``).
///
/// A file that stays is the same file in the new folder (a hard link): it is not read or copied, keeps the moment of its
/// last change, and no published file is ever written to, so that a server that is sending it is not disturbed. Where
/// nothing changed at all, the folder stays as it is. In the end the folder beside the site is prepared for the next time
/// (``StandbyLinks``).
final class SiteFolder {
  /// The folder that readers see.
  let path: String
  /// Files of the site, `SHA256SUMS` included, and their bytes; known once it is published.
  private(set) var fileCount = 0
  private(set) var byteCount = 0

  static let manifest = "SHA256SUMS"
  static let signature = "SHA256SUMS.minisig"

  private let staging: StagingFolder
  private let recordPath: String
  /// What was published before.
  private let former: FormerSite
  /// What is published now.
  private var present = SiteRecord()
  private var keptCount = 0
  /// Looks at the files that are there while others are made; nil: each is looked at in its turn.
  private var glance: Errands<Set<String>>?
  /// What it found: those that do not look as they were left.
  private lazy var touched = glance?.finish().first
  private var written: [String] = []

  /// What a publication did to the files of a site.
  struct Changes: Sendable, Hashable {
    var written = 0
    var kept = 0
    var removed = 0
  }

  /// Starts a publication.
  ///
  /// - Parameter isFull: whether to make every file, and to hold each one that is there against its sum.
  init(_ folder: String, isFull: Bool = false) throws(PublicationProblem) {
    let path = SiteFolder.resolved(folder)
    self.path = path
    let name = (path as NSString).lastPathComponent
    let parent = (path as NSString).deletingLastPathComponent
    recordPath = (parent as NSString).appendingPathComponent(".\(name).record")
    try FormerSite.checkIsFolder(path)
    staging = try StagingFolder((parent as NSString).appendingPathComponent(".\(name).next"), of: path)
    former = FormerSite(at: path, record: isFull ? nil : recordPath)
    do throws(PublicationProblem) {
      try former.checkReplaceable()
    } catch {
      staging.leave()
      throw error
    }
    present.entries.reserveCapacity(former.record.entries.count)
  }

  /// The absolute path, with symbolic links followed where the folder exists, so that the folder itself is replaced.
  private static func resolved(_ folder: String) -> String {
    URL(fileURLWithPath: folder).standardizedFileURL.resolvingSymlinksInPath().path
  }

  /// What the site that was published before was made from; nil where nobody knows.
  var formerState: SiteState? { former.record.state }
  /// What it is made from now.
  var state: SiteState? {
    get { present.state }
    set { present.state = newValue }
  }

  /// Whether the last publication had a file.
  func had(_ path: String) -> Bool { former.record.entries[path] != nil }
}

// MARK: - Files

extension SiteFolder {
  /// Begins to look at the files that are there, beside what the caller does until it needs to know.
  func lookAhead() {
    glance = Errands([{ [former] in former.touched() }])
  }

  /// Takes every file over from the last publication but some.
  ///
  /// - Returns: false where one of them is not what was written, or is made every time; then nothing is taken over.
  func keepAll(but paths: Set<String>) -> Bool {
    var entries = former.record.entries
    for path in paths { entries[path] = nil }
    guard former.areUntouched(entries) else { return false }
    present.entries = entries
    keptCount = entries.count
    return true
  }

  /// Makes a file of the site, unless the one that was published was made from the same.
  func put(_ leaf: Leaf) throws {
    let key = try leaf.key()
    if key.map({ keep(leaf.path, key: $0) }) != true {
      try write(try leaf.make(), to: leaf.path, key: key)
    }
  }

  /// Makes files of the site while others are made and put here, unless those that were published were made from the same.
  func put(_ leaves: [HeavyLeaf], beside others: () throws -> Void) throws {
    var due: [(leaf: HeavyLeaf, key: LeafKey)] = []
    for leaf in leaves {
      let key = try leaf.key()
      if !keep(leaf.path, key: key) { due.append((leaf, key)) }
    }
    let errands = Errands(
      due.map { [writer] leaf, key in
        let (path, make) = (leaf.path, leaf.make)
        return { Result { try writer.write(to: path, key: key, make) } }
      })
    do {
      try others()
    } catch {
      errands.cancel()
      throw error
    }
    for (file, result) in zip(due, errands.finish()) { note(try result.get(), at: file.leaf.path) }
  }

  /// Takes a file over from the last publication.
  ///
  /// - Returns: false where it was not made from the same, or is not what was written: it must be made.
  func keep(_ path: String, key: LeafKey) -> Bool {
    guard let entry = former.record.entries[path], entry.key == key, let stamp = intact(path, entry) else {
      return false
    }
    take(path, SiteRecord.Entry(key: key, sha256: entry.sha256, stamp: stamp))
    return true
  }

  private func intact(_ path: String, _ entry: SiteRecord.Entry) -> SiteRecord.Stamp? {
    if let stamp = entry.stamp, touched?.contains(path) == false { return stamp }
    return former.intact(path, entry)
  }

  /// Writes one file of the site; `path` is relative, with `/` between folders.
  func write(_ text: String, to path: String) throws(PublicationProblem) {
    try write(Array(text.utf8), to: path)
  }

  /// Writes one file of the site, or keeps the one that is there where it has the same bytes.
  func write(_ bytes: [UInt8], to path: String, key: LeafKey? = nil) throws(PublicationProblem) {
    let sha256 = FileHash(of: bytes)
    if let kept = writer.kept(path, sha256, key: key) { return note(kept, at: path) }
    try staging.store(bytes, at: path)
    note(writer.new(path, sha256, key: key), at: path)
  }

  private func note(_ file: FileWriter.Written, at path: String) {
    if file.isKept { return take(path, file.entry) }
    written.append(path)
    present.entries[path] = file.entry
  }

  private func take(_ path: String, _ entry: SiteRecord.Entry) {
    present.entries[path] = entry
    keptCount += 1
  }

  private var writer: FileWriter { FileWriter(former: former, staging: staging.path) }
}

// MARK: - Publishing

extension SiteFolder {
  /// Switches the finished site into place. One in which nothing changed is left alone.
  ///
  /// - Parameter sign: gives the signature of the sums; nil: they are not signed.
  @discardableResult
  func publish(
    signedBy sign: ([UInt8]) throws(PublicationProblem) -> [UInt8]? = { _ in nil }
  ) throws(PublicationProblem) -> Changes {
    let order = order
    let sums = sums(order)
    let signature = try sign(sums)
    fileCount = present.entries.count + (signature == nil ? 1 : 2)
    byteCount = present.entries.values.reduce(sums.count + (signature?.count ?? 0)) {
      $0 + ($1.stamp?.size ?? 0)
    }
    let gone = former.record.entries.keys.filter { present.entries[$0] == nil }
    let changes = Changes(written: written.count, kept: keptCount, removed: gone.count)
    if written.isEmpty, sums == former.sums, signature == former.signature {
      restoreLinks(isSigned: signature != nil)
      staging.leave()
      if !isSame(former.record, present) { writeRecord(order, sums: sums) }
      return changes
    }
    try staging.complete(&present)
    try staging.store(sums, at: SiteFolder.manifest)
    if let signature { try staging.store(signature, at: SiteFolder.signature) }
    staging.flush()
    // Again, because something may have been put there while the pages were written.
    try former.checkReplaceable()
    try staging.replaceSite()
    writeRecord(order, sums: sums)
    let isSigned = signature != nil
    StandbyLinks(path: staging.path, site: path).update(
      removing: gone + (isSigned ? [] : [SiteFolder.signature]),
      linking: written + [SiteFolder.manifest] + (isSigned ? [SiteFolder.signature] : []))
    // It is the site now, and will be the next but one.
    staging.unlock()
    return changes
  }

  private func isSame(_ first: SiteRecord, _ second: SiteRecord) -> Bool {
    first.state == second.state && first.entries.count == second.entries.count
      && first.entries.allSatisfy { path, entry in
        second.entries[path].map { $0.key == entry.key && $0.stamp == entry.stamp } ?? false
      }
  }

  /// The paths of all files, sorted. Nearly all of them were sorted the last time.
  private var order: [String] {
    var new = written.filter { former.record.entries[$0] == nil }.sorted()[...]
    var order: [String] = []
    order.reserveCapacity(present.entries.count)
    for path in former.record.order where present.entries[path] != nil {
      while let first = new.first, first < path { order.append(new.removeFirst()) }
      order.append(path)
    }
    order += new
    // A site without a record: nothing is known of their order.
    return order.count == present.entries.count ? order : present.entries.keys.sorted()
  }

  private func sums(_ order: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(order.count * 120)
    for path in order {
      guard let entry = present.entries[path] else { continue }
      entry.sha256.appendText(to: &bytes)
      bytes.append(contentsOf: "  ".utf8)
      bytes.append(contentsOf: path.utf8)
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  private func restoreLinks(isSigned: Bool) {
    var record = present
    for file in [SiteFolder.manifest] + (isSigned ? [SiteFolder.signature] : []) {
      record.entries[file] = SiteRecord.Entry(
        key: nil, sha256: FileHash(digits: []), stamp: SiteRecord.Stamp(of: path + "/" + file))
    }
    staging.restore(record)
  }

  /// Without a record the next publication makes every file, which is no reason to call this one failed.
  private func writeRecord(_ order: [String], sums: [UInt8]) {
    do {
      var bytes = present.bytes(sums: SHA256Hex.of(sums), order)
      // As they are: of tens of thousands of files that is no little thing to copy.
      try bytes.withUnsafeMutableBytes { bytes in
        guard let start = bytes.baseAddress else { return }
        try Data(bytesNoCopy: start, count: bytes.count, deallocator: .none)
          .write(to: URL(fileURLWithPath: recordPath), options: .atomic)
      }
    } catch {
      unlink(recordPath)
    }
  }
}
