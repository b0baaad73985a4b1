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
final class SiteFolder {
  /// The folder that readers see.
  let path: String
  private(set) var fileCount = 0
  private(set) var byteCount = 0

  static let manifest = "SHA256SUMS"

  private let staging: String
  private let descriptor: Int32
  private var sums: [(path: String, hash: String)] = []
  private var folders: Set<String> = []
  private var isOver = false

  /// Starts a publication; what an interrupted one left behind is cleared away.
  init(_ folder: String) throws(PublicationProblem) {
    path = SiteFolder.resolved(folder)
    let name = (path as NSString).lastPathComponent
    let parent = (path as NSString).deletingLastPathComponent
    staging = (parent as NSString).appendingPathComponent(".\(name).publishing")
    try SiteFolder.checkReplaceable(path)
    do {
      try FileManager.default.createDirectory(atPath: staging, withIntermediateDirectories: true)
    } catch {
      throw .notWritable(path: staging, reason: SiteFolder.reason(error))
    }
    let opened = open(staging, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else { throw .notWritable(path: staging, reason: String(cString: strerror(errno))) }
    descriptor = opened
    // Held until this object goes; the kernel lets go of it with the process, however that ends.
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
      isOver = true
      throw .underWay(path: path)
    }
    do {
      for name in try FileManager.default.contentsOfDirectory(atPath: staging) {
        try FileManager.default.removeItem(atPath: (staging as NSString).appendingPathComponent(name))
      }
    } catch {
      throw .notWritable(path: staging, reason: SiteFolder.reason(error))
    }
  }

  deinit {
    if !isOver { try? FileManager.default.removeItem(atPath: staging) }
    close(descriptor)
  }

  /// Writes one file of the site; `path` is relative, with `/` between folders.
  func write(_ text: String, to path: String) throws(PublicationProblem) {
    try write(Array(text.utf8), to: path)
  }

  func write(_ bytes: [UInt8], to path: String) throws(PublicationProblem) {
    sums.append((path, SHA256Hex.of(bytes)))
    try store(bytes, at: path)
  }

  /// Switches the finished site into place; the one that was there before is removed afterwards.
  func publish() throws(PublicationProblem) {
    let lines = sums.sorted { $0.path < $1.path }.map { "\($0.hash)  \($0.path)\n" }
    try store(Array(lines.joined().utf8), at: SiteFolder.manifest)
    FolderExchange.flush(descriptor)
    // Again, because something may have been put there while the pages were written.
    try SiteFolder.checkReplaceable(path)
    // Onto a name that is free, or an empty folder, rename(2) is atomic by itself.
    if rename(staging, path) == 0 {
      isOver = true
    } else if FolderExchange.swap(staging, path) {
      // `deinit` now finds the former site under the staging name.
    } else {
      try replaceInTwoSteps()
    }
    flushParent()
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

// MARK: - Files

extension SiteFolder {
  private func store(_ bytes: [UInt8], at path: String) throws(PublicationProblem) {
    let full = (staging as NSString).appendingPathComponent(path)
    let folder = (full as NSString).deletingLastPathComponent
    do {
      if folders.insert(folder).inserted {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      }
      try Data(bytes).write(to: URL(fileURLWithPath: full), options: .withoutOverwriting)
    } catch {
      throw .notWritable(path: full, reason: SiteFolder.reason(error))
    }
    fileCount += 1
    byteCount += bytes.count
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
    try? FileManager.default.removeItem(atPath: former)
  }

  /// Makes the switch itself durable.
  private func flushParent() {
    let parent = open((path as NSString).deletingLastPathComponent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard parent >= 0 else { return }
    _ = fsync(parent)
    close(parent)
  }

  /// Refuses a folder with files that its `SHA256SUMS` does not name.
  private static func checkReplaceable(_ path: String) throws(PublicationProblem) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return }
    guard isFolder.boolValue else { throw .notASite(path: path, foreign: "a file") }
    var known: Set<[UInt8]> = [Array(manifest.utf8)]
    let sums = FileManager.default.contents(atPath: (path as NSString).appendingPathComponent(manifest))
    for line in (sums.map { [UInt8]($0) } ?? []).split(separator: 0x0A) where line.count > 66 {
      known.insert(Array(line.dropFirst(66)))
    }
    let found: [String]
    do {
      found = try FileManager.default.subpathsOfDirectory(atPath: path).sorted()
    } catch {
      throw .notWritable(path: path, reason: reason(error))
    }
    for name in found where !known.contains(Array(name.utf8)) {
      var isFolder: ObjCBool = false
      let full = (path as NSString).appendingPathComponent(name)
      if FileManager.default.fileExists(atPath: full, isDirectory: &isFolder), isFolder.boolValue { continue }
      throw .notASite(path: path, foreign: name)
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
