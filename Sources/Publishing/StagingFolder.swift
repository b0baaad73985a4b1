import Foundation
import Registry

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The new folder of a site: it stands beside the one that readers see, is locked for as long as it is filled, and takes the
/// other's place in one step.
///
/// What is in it from before does no harm: before the switch it is made to hold the files of the new site and nothing else.
/// A publication that came to nothing takes it away, so that no half-written files are left on a disk that may be full.
final class StagingFolder {
  let path: String
  /// The folder that readers see.
  private let site: String
  private let descriptor: Int32
  private var folders: FolderMaker
  /// Whether it is no part of the publication any more.
  private var isOver = false

  /// Makes the folder where it is missing, and locks it.
  init(_ path: String, of site: String) throws(PublicationProblem) {
    (self.path, self.site) = (path, site)
    folders = FolderMaker(path)
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .notWritable(path: path, reason: StagingFolder.reason(error))
    }
    let opened = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else { throw .notWritable(path: path, reason: String(cString: strerror(errno))) }
    descriptor = opened
    // Held until it is let go or this object goes; the kernel lets go of it with the process, however that ends.
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
      isOver = true
      throw .underWay(path: site)
    }
  }

  deinit {
    if !isOver { FolderWalk.remove(path) }
    close(descriptor)
  }

  /// Leaves it as it was found: nothing was written to it.
  func leave() {
    isOver = true
    // Where there was nothing in it, it was made above.
    rmdir(path)
  }

  /// Lets another publication begin.
  func unlock() { flock(descriptor, LOCK_UN) }

  private static func reason(_ error: any Error) -> String {
    let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    let words = (cause ?? error as NSError).localizedDescription
    // The sentence around it has its own full stop.
    return words.hasSuffix(".") ? String(words.dropLast()) : words
  }
}

// MARK: - Files

extension StagingFolder {
  /// Writes a file that nobody has opened: one of that name is another link to a file of the site.
  func store(_ bytes: [UInt8], at path: String) throws(PublicationProblem) {
    let full = self.path + "/" + path
    try folders.makeFolder(of: path)
    StagingFolder.clear(full)
    if let reason = NewFile.store(bytes, at: full) { throw .notWritable(path: full, reason: reason) }
  }

  /// How a file in it looks.
  func stamp(of path: String) -> SiteRecord.Stamp? { SiteRecord.Stamp(of: self.path + "/" + path) }

  /// Takes whatever is there away.
  static func clear(_ path: String) {
    if unlink(path) != 0, errno != ENOENT { FolderWalk.remove(path) }
  }

  /// Makes it hold the files of the new site and nothing else, whatever an interrupted publication left in it.
  ///
  /// - Parameters:
  ///   - record: what is known of the new site's files; one that could only be copied has another stamp afterwards. What is
  ///     not in the folder is taken over from the present site.
  ///   - isCopying: whether files are copied where the file system has no links; otherwise that is a problem.
  func complete(_ record: inout SiteRecord, isCopying: Bool = true) throws(PublicationProblem) {
    var foreign: [String] = []
    var inner: [String] = []
    do throws(FolderWalk.Unreadable) {
      try FolderWalk.walk(path) { file, inode in
        // The same file as in the site, or the one that was written just now: at the same place on the disk, or else it looks
        // the same from here.
        guard let place = record.entries.index(forKey: file), let stamp = record.entries.values[place].stamp,
          stamp.inode == inode || stamp == self.stamp(of: file)
        else { return foreign.append(file) }
        record.entries.values[place].isPlaced = true
      } folder: {
        inner.append($0)
      }
    } catch {
      throw .notWritable(path: error.path, reason: error.reason)
    }
    // What cannot be taken away would be published.
    for file in foreign where unlink(path + "/" + file) != 0 {
      throw .notWritable(path: path + "/" + file, reason: SystemReason.of(errno))
    }
    for file in record.entries.filter({ !$0.value.isPlaced }).keys.sorted() {
      try carryOver(file, &record, isCopying)
    }
    // Only those that are empty.
    for folder in inner.reversed() { rmdir(path + "/" + folder) }
  }

  /// Makes it hold the files of the present site where nothing changed, whatever an interrupted publication left in it. One
  /// that is empty stays so: somebody removed it, or this file system has no links. What cannot be done takes the next
  /// publication longer, and that is all.
  func restore(_ record: SiteRecord) {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path), !names.isEmpty else {
      return
    }
    var record = record
    try? complete(&record, isCopying: false)
  }

  /// Puts a file that stays into it.
  private func carryOver(
    _ file: String, _ record: inout SiteRecord, _ isCopying: Bool
  ) throws(PublicationProblem) {
    let (old, new) = (site + "/" + file, path + "/" + file)
    try folders.makeFolder(of: file)
    if link(old, new) == 0 { return }
    StagingFolder.clear(new)
    if link(old, new) == 0 { return }
    guard isCopying else { throw .notWritable(path: new, reason: SystemReason.of(errno)) }
    // Some file systems have no hard links, and some systems allow none to another's files.
    guard let entry = record.entries[file], let data = FileManager.default.contents(atPath: old),
      FileHash(of: [UInt8](data)) == entry.sha256
    else {
      throw .notWritable(path: new, reason: "\(old) was changed meanwhile")
    }
    try store([UInt8](data), at: file)
    record.entries[file]?.stamp = stamp(of: file)
  }
}

// MARK: - The switch

extension StagingFolder {
  /// Makes all that was written durable.
  func flush() { FolderExchange.flush(descriptor) }

  /// Puts it in the place of the site; a site that was there has this folder's name then.
  func replaceSite() throws(PublicationProblem) {
    // Onto a name that is free, or an empty folder, rename(2) is atomic by itself.
    if rename(path, site) == 0 || FolderExchange.swap(path, site) {
      isOver = true
    } else {
      try replaceInTwoSteps()
    }
    flushParent()
  }

  /// For file systems that cannot exchange: between the two renames there is no site, but never half of one.
  private func replaceInTwoSteps() throws(PublicationProblem) {
    let former = path + ".former"
    guard rename(site, former) == 0 else {
      throw .notWritable(path: site, reason: String(cString: strerror(errno)))
    }
    guard rename(path, site) == 0 else {
      let reason = String(cString: strerror(errno))
      _ = rename(former, site)
      throw .notWritable(path: site, reason: reason)
    }
    isOver = true
    _ = rename(former, path)
  }

  /// Makes the switch itself durable.
  private func flushParent() {
    let parent = open((site as NSString).deletingLastPathComponent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard parent >= 0 else { return }
    _ = fsync(parent)
    close(parent)
  }
}
