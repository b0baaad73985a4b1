import Foundation
import Registry

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A site being written: files go to a folder beside the one that readers see, and ``publish()`` switches them.
///
/// The last file is `SHA256SUMS`, which names every other one; `sha256sum --check` verifies a site with it, and the
/// next publication uses it to tell a site, which it may replace, from anything else, which it must not touch.
///
/// A file that stays is the same file in the new folder (a hard link): it is not read or copied, keeps the moment of its
/// last change, and no published file is ever written to, so that a server that is sending it is not disturbed. Where
/// nothing changed at all, the folder stays as it is.
///
/// Between publications the folder beside the site, `.NAME.next`, has the same files as the site once more, as links: the next
/// publication exchanges those that change, and not twenty thousand. It is no more than a saving, and may be removed.
final class SiteFolder {
  /// The folder that readers see.
  let path: String
  /// Files of the site, `SHA256SUMS` included, and their bytes; known once it is published.
  private(set) var fileCount = 0
  private(set) var byteCount = 0

  static let manifest = "SHA256SUMS"
  static let signature = "SHA256SUMS.minisig"

  private let staging: String
  private let recordPath: String
  private let descriptor: Int32
  /// What was published before, as far as its files can be told to be what they were.
  private var former = SiteRecord()
  private var formerSums: [UInt8]?
  private var formerSignature: [UInt8]?
  /// What is published now.
  private var present = SiteRecord()
  private var kept: Set<String> = []
  private var written: [String] = []
  /// Those of the new site that are there.
  private var folders: Set<Substring> = []
  private var isOver = false

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
    path = SiteFolder.resolved(folder)
    let name = (path as NSString).lastPathComponent
    let parent = (path as NSString).deletingLastPathComponent
    staging = (parent as NSString).appendingPathComponent(".\(name).next")
    recordPath = (parent as NSString).appendingPathComponent(".\(name).record")
    try SiteFolder.checkReplaceable(path)
    do {
      try FileManager.default.createDirectory(atPath: staging, withIntermediateDirectories: true)
    } catch {
      throw .notWritable(path: staging, reason: SiteFolder.reason(error))
    }
    let opened = open(staging, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else { throw .notWritable(path: staging, reason: String(cString: strerror(errno))) }
    descriptor = opened
    // Held until it is published or this object goes; the kernel lets go of it with the process, however that ends.
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
      isOver = true
      throw .underWay(path: path)
    }
    readFormer(isFull: isFull)
  }

  deinit {
    // A publication that came to nothing leaves no half-written files on a disk that may be full.
    if !isOver { FolderWalk.remove(staging) }
    close(descriptor)
  }

  /// What the site that was published before was made from; nil where nobody knows.
  var formerState: SiteState? { former.state }
  /// What it is made from now.
  var state: SiteState? {
    get { present.state }
    set { present.state = newValue }
  }

  /// Whether the last publication had a file.
  func had(_ path: String) -> Bool { former.entries[path] != nil }

  /// Takes every file over from the last publication but some.
  ///
  /// - Returns: false where one of them is not what was written, or is made every time; then nothing is taken over.
  func keepAll(but paths: Set<String>) -> Bool {
    var entries = former.entries
    for path in paths { entries[path] = nil }
    let areIntact = entries.allSatisfy { path, entry in
      entry.key != nil && entry.stamp != nil && entry.stamp == SiteRecord.Stamp(of: self.path + "/" + path)
    }
    guard areIntact else { return false }
    present.entries = entries
    kept = Set(entries.keys)
    return true
  }

  /// Makes a file of the site, unless the one that was published was made from the same.
  func put(_ leaf: Leaf) throws {
    let key = try leaf.key()
    if key.map({ keep(leaf.path, key: $0) }) != true {
      try write(try leaf.make(), to: leaf.path, key: key)
    }
  }

  /// Takes a file over from the last publication.
  ///
  /// - Returns: false where it was not made from the same, or is not what was written: it must be made.
  func keep(_ path: String, key: LeafKey) -> Bool {
    guard let entry = former.entries[path], entry.key == key, let stamp = intact(path, entry) else {
      return false
    }
    take(path, SiteRecord.Entry(key: key, sha256: entry.sha256, stamp: stamp))
    return true
  }

  /// Writes one file of the site; `path` is relative, with `/` between folders.
  func write(_ text: String, to path: String) throws(PublicationProblem) {
    try write(Array(text.utf8), to: path)
  }

  /// Writes one file of the site, or keeps the one that is there where it has the same bytes.
  func write(_ bytes: [UInt8], to path: String, key: LeafKey? = nil) throws(PublicationProblem) {
    let sha256 = SHA256Hex.of(bytes)
    if let entry = former.entries[path], entry.sha256 == sha256, let stamp = intact(path, entry) {
      return take(path, SiteRecord.Entry(key: key, sha256: sha256, stamp: stamp))
    }
    try store(bytes, at: path)
    written.append(path)
    present.entries[path] = SiteRecord.Entry(
      key: key, sha256: sha256, stamp: SiteRecord.Stamp(of: staging + "/" + path))
  }

  /// Switches the finished site into place; the one that was there before is removed afterwards. A site in which nothing
  /// changed is left alone.
  ///
  /// - Parameter sign: gives the signature of the sums; nil: they are not signed.
  @discardableResult
  func publish(
    signedBy sign: ([UInt8]) throws(PublicationProblem) -> [UInt8]? = { _ in nil }
  ) throws(PublicationProblem) -> Changes {
    let order = present.entries.keys.sorted()
    let sums = sums(order)
    let sumsHash = SHA256Hex.of(sums)
    let signature = try sign(sums)
    fileCount = present.entries.count + (signature == nil ? 1 : 2)
    byteCount = present.entries.values.reduce(sums.count + (signature?.count ?? 0)) {
      $0 + ($1.stamp?.size ?? 0)
    }
    let changes = Changes(
      written: written.count, kept: kept.count,
      removed: former.entries.keys.count { present.entries[$0] == nil })
    if !written.isEmpty || sums != formerSums || signature != formerSignature {
      try complete()
      try store(sums, at: SiteFolder.manifest)
      if let signature { try store(signature, at: SiteFolder.signature) }
      FolderExchange.flush(descriptor)
      // Again, because something may have been put there while the pages were written.
      try checkStillReplaceable()
      try replace()
      flushParent()
      writeRecord(present.bytes(sums: sumsHash, order))
      prepareNext(isSigned: signature != nil)
      // It is the site now, and will be the next but one.
      flock(descriptor, LOCK_UN)
      return changes
    }
    isOver = true
    // Where there was nothing in it, it was made above.
    rmdir(staging)
    if !isSame(former, present) { writeRecord(present.bytes(sums: sumsHash, order)) }
    return changes
  }
}

/// Why a site was not published; what readers see is what it was before.
public enum PublicationProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// The folder holds something that no publication wrote.
  case notASite(path: String, foreign: String)
  case notWritable(path: String, reason: String)
  /// Another publication to the same folder is running.
  case underWay(path: String)
  /// A page cannot be made.
  case page(String)

  public var description: String {
    switch self {
    case .notASite(let path, let foreign):
      "\(path) holds \(foreign), which is no part of a published site, and would be lost. "
        + "Name a new or empty folder, or move that file away."
    case .notWritable(let path, let reason): "\(path) cannot be written: \(reason)."
    case .underWay(let path): "Another publication to \(path) is under way."
    case .page(let reason): reason
    }
  }
}

// MARK: - What was published before

extension SiteFolder {
  private func readFormer(isFull: Bool) {
    let manager = FileManager.default
    guard let data = manager.contents(atPath: path + "/" + SiteFolder.manifest) else { return }
    let sums = [UInt8](data)
    formerSums = sums
    formerSignature = manager.contents(atPath: path + "/" + SiteFolder.signature).map { [UInt8]($0) }
    let record = isFull ? nil : manager.contents(atPath: recordPath)
    former =
      record.flatMap { SiteRecord([UInt8]($0), sums: SHA256Hex.of(sums)) } ?? SiteRecord(sums: sums)
    present.entries.reserveCapacity(former.entries.count)
  }

  /// How a file of the last publication looks; nil where it is not what was written then.
  private func intact(_ path: String, _ entry: SiteRecord.Entry) -> SiteRecord.Stamp? {
    let full = self.path + "/" + path
    guard let stamp = SiteRecord.Stamp(of: full) else { return nil }
    if stamp == entry.stamp { return stamp }
    // A copy of a site, or one without a record: its bytes tell.
    guard entry.stamp.map({ $0.size == stamp.size }) ?? true,
      let data = FileManager.default.contents(atPath: full), SHA256Hex.of([UInt8](data)) == entry.sha256
    else { return nil }
    return stamp
  }

  private func take(_ path: String, _ entry: SiteRecord.Entry) {
    present.entries[path] = entry
    kept.insert(path)
  }

  private func isSame(_ first: SiteRecord, _ second: SiteRecord) -> Bool {
    first.state == second.state && first.entries.count == second.entries.count
      && first.entries.allSatisfy { path, entry in
        second.entries[path].map { $0.key == entry.key && $0.stamp == entry.stamp } ?? false
      }
  }

  private func sums(_ order: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(order.count * 120)
    for path in order {
      guard let entry = present.entries[path] else { continue }
      bytes.append(contentsOf: entry.sha256.utf8)
      bytes.append(contentsOf: "  ".utf8)
      bytes.append(contentsOf: path.utf8)
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  /// Without a record the next publication makes every file, which is no reason to call this one failed.
  private func writeRecord(_ bytes: [UInt8]) {
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: recordPath), options: .atomic)
    } catch {
      unlink(recordPath)
    }
  }
}

// MARK: - Files

extension SiteFolder {
  /// Writes a file that nobody has opened: one of that name is another link to a file of the site.
  private func store(_ bytes: [UInt8], at path: String) throws(PublicationProblem) {
    let full = staging + "/" + path
    try makeFolder(of: path)
    SiteFolder.clear(full)
    if let reason = NewFile.store(bytes, at: full) { throw .notWritable(path: full, reason: reason) }
  }

  /// Takes whatever is there away.
  private static func clear(_ path: String) {
    if unlink(path) != 0, errno != ENOENT { FolderWalk.remove(path) }
  }

  /// Makes the folder of a file of the site.
  private func makeFolder(of path: String) throws(PublicationProblem) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), !folders.contains(path[..<slash]) else {
      return
    }
    var folder = staging
    for name in path[..<slash].split(separator: "/") {
      folder += "/" + name
      guard mkdir(folder, 0o777) != 0 else { continue }
      // A file can stand where the site has a folder now.
      guard errno == EEXIST, unlink(folder) != 0 || mkdir(folder, 0o777) == 0 else {
        throw .notWritable(path: folder, reason: SystemReason.of(errno))
      }
    }
    folders.insert(path[..<slash])
  }

  /// Makes the new folder hold the files of the new site and nothing else, whatever an interrupted publication left in it.
  private func complete() throws(PublicationProblem) {
    var missing = kept
    var foreign: [String] = []
    var inner: [String] = []
    do throws(FolderWalk.Unreadable) {
      try FolderWalk.walk(staging) { path in
        // The same file as in the site, or the one that was written just now, looks the same from here.
        if let stamp = present.entries[path]?.stamp, stamp == SiteRecord.Stamp(of: staging + "/" + path) {
          missing.remove(path)
        } else {
          foreign.append(path)
        }
      } folder: {
        inner.append($0)
      }
    } catch {
      throw .notWritable(path: error.path, reason: error.reason)
    }
    // What cannot be taken away would be published.
    for path in foreign where unlink(staging + "/" + path) != 0 {
      throw .notWritable(path: staging + "/" + path, reason: SystemReason.of(errno))
    }
    for path in missing.sorted() { try carryOver(path) }
    // Only those that are empty.
    for folder in inner.reversed() { rmdir(staging + "/" + folder) }
  }

  /// Gives the folder beside the site the same files. Without it the next publication takes longer, and that is all.
  private func prepareNext(isSigned: Bool) {
    try? FileManager.default.createDirectory(atPath: staging, withIntermediateDirectories: false)
    let next = open(staging, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard next >= 0 else { return }
    defer { close(next) }
    // Somebody who began in this moment will do it.
    guard flock(next, LOCK_EX | LOCK_NB) == 0 else { return }
    for path in former.entries.keys where present.entries[path] == nil { removeFromNext(path) }
    let own = isSigned ? [SiteFolder.manifest, SiteFolder.signature] : [SiteFolder.manifest]
    if !isSigned { unlink(staging + "/" + SiteFolder.signature) }
    folders = []
    for path in written + own {
      let copy = staging + "/" + path
      unlink(copy)
      guard (try? makeFolder(of: path)) != nil, link(self.path + "/" + path, copy) == 0 else {
        FolderWalk.remove(staging)
        return
      }
    }
  }

  /// Puts a file that stays into the new folder.
  private func carryOver(_ path: String) throws(PublicationProblem) {
    let (old, new) = (self.path + "/" + path, staging + "/" + path)
    try makeFolder(of: path)
    if link(old, new) == 0 { return }
    SiteFolder.clear(new)
    if link(old, new) == 0 { return }
    // Some file systems have no hard links, and some systems allow none to another's files.
    guard let entry = present.entries[path], let data = FileManager.default.contents(atPath: old),
      SHA256Hex.of([UInt8](data)) == entry.sha256
    else {
      throw .notWritable(path: new, reason: "\(old) was changed meanwhile")
    }
    try store([UInt8](data), at: path)
    present.entries[path]?.stamp = SiteRecord.Stamp(of: new)
  }

  /// Takes a file out of the folder beside the site, with the folders that are empty then.
  private func removeFromNext(_ path: String) {
    unlink(staging + "/" + path)
    var folder = path[...]
    while let slash = folder.utf8.lastIndex(of: UInt8(ascii: "/")) {
      folder = folder[..<slash]
      guard rmdir(staging + "/" + folder) == 0 else { return }
    }
  }

  private func replace() throws(PublicationProblem) {
    // Onto a name that is free, or an empty folder, rename(2) is atomic by itself.
    if rename(staging, path) == 0 {
      isOver = true
    } else if FolderExchange.swap(staging, path) {
      // The former site now has the staging name.
      isOver = true
    } else {
      try replaceInTwoSteps()
    }
  }

  /// For file systems that cannot exchange: between the two renames there is no site, but never half of one.
  private func replaceInTwoSteps() throws(PublicationProblem) {
    let former = staging + ".former"
    guard rename(path, former) == 0 else {
      throw .notWritable(path: path, reason: String(cString: strerror(errno)))
    }
    guard rename(staging, path) == 0 else {
      let reason = String(cString: strerror(errno))
      _ = rename(former, path)
      throw .notWritable(path: path, reason: reason)
    }
    isOver = true
    _ = rename(former, staging)
  }

  /// Makes the switch itself durable.
  private func flushParent() {
    let parent = open((path as NSString).deletingLastPathComponent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard parent >= 0 else { return }
    _ = fsync(parent)
    close(parent)
  }

  /// The same once more, where nearly always nothing was added to the files that are known.
  private func checkStillReplaceable() throws(PublicationProblem) {
    let found = try? FolderWalk.files(below: path)
    let isKnown = found?.allSatisfy { file in
      former.entries[file] != nil || file == SiteFolder.manifest || file == SiteFolder.signature
    }
    if isKnown != true { try SiteFolder.checkReplaceable(path) }
  }

  /// Refuses a folder with any file that its own `SHA256SUMS` does not name.
  private static func checkReplaceable(_ path: String) throws(PublicationProblem) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return }
    guard isFolder.boolValue else { throw .notASite(path: path, foreign: "a file") }
    var known: Set<String> = [manifest, signature]
    let sums = FileManager.default.contents(atPath: path + "/" + manifest)
    for line in (sums.map { [UInt8]($0) } ?? []).split(separator: 0x0A) where line.count > 66 {
      known.insert(String(decoding: line.dropFirst(66), as: UTF8.self))
    }
    let found: [String]
    do throws(FolderWalk.Unreadable) {
      found = try FolderWalk.files(below: path)
    } catch {
      throw .notWritable(path: error.path, reason: error.reason)
    }
    if let foreign = found.filter({ !known.contains($0) }).min() {
      throw .notASite(path: path, foreign: foreign)
    }
  }

  /// The absolute path, with symbolic links followed where the folder exists, so that the folder itself is replaced.
  private static func resolved(_ folder: String) -> String {
    URL(fileURLWithPath: folder).standardizedFileURL.resolvingSymlinksInPath().path
  }

  private static func reason(_ error: any Error) -> String {
    let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    let words = (cause ?? error as NSError).localizedDescription
    // The sentence around it has its own full stop.
    return words.hasSuffix(".") ? String(words.dropLast()) : words
  }
}
