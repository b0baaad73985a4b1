import Foundation
import Registry

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What the files of a published site were made from, so that the next publication knows which of them stay.
///
/// It is a file beside the site and no part of it: readers have no use for it, and the key of a page is a hash of
/// evidence that may not be public. A site without its record, or with that of another publication, is published as if
/// nothing were known; files that come out the same stay even then.
struct SiteRecord {
  /// What is known of a file.
  struct Entry {
    /// nil: it is made every time.
    var key: LeafKey?
    /// Of its bytes.
    var sha256: FileHash
    /// nil: nobody knows how the file looked when it was written.
    var stamp: Stamp?
    /// Whether it stands in the folder that is being filled; no part of the record.
    var isPlaced = false
  }

  /// How a file looks from outside. One that somebody changed looks different, unless care was taken to hide it.
  struct Stamp: Equatable {
    var size: Int
    /// When it was last changed, in nanoseconds since 1970.
    var modified: Int
    var inode: UInt64

    /// nil: there is no such file, or it is a folder, a link or something else.
    ///
    /// - Parameter folder: the open folder that the path is seen from.
    init?(of path: String, in folder: Int32 = AT_FDCWD) {
      var facts = stat()
      guard fstatat(folder, path, &facts, AT_SYMLINK_NOFOLLOW) == 0, facts.st_mode & S_IFMT == S_IFREG else {
        return nil
      }
      size = Int(facts.st_size)
      #if canImport(Darwin)
        modified = facts.st_mtimespec.tv_sec * 1_000_000_000 + facts.st_mtimespec.tv_nsec
      #else
        modified = facts.st_mtim.tv_sec * 1_000_000_000 + facts.st_mtim.tv_nsec
      #endif
      inode = UInt64(facts.st_ino)
    }

    fileprivate init(size: Int, modified: Int, inode: Int) {
      self.size = size
      self.modified = modified
      self.inode = UInt64(inode)
    }
  }

  /// By path, seen from the site's root.
  var entries: [String: Entry] = [:]
  /// The paths as they were read: sorted.
  private(set) var order: [String] = []
  /// What the whole site was made from; nil where nobody knows.
  var state: SiteState?

  private static let title = "proofmark site record 2"

  /// A record in which nothing is known.
  init() {}

  /// Reads a record; nil where it is none, or that of a site with other sums.
  ///
  /// - Parameter sums: the SHA-256 of the site's `SHA256SUMS`.
  init?(_ bytes: [UInt8], sums: String) {
    let head = "\(SiteRecord.title)\nsums \(sums)\n"
    guard bytes.starts(with: head.utf8) else { return nil }
    entries.reserveCapacity(bytes.count / 200)
    order.reserveCapacity(bytes.count / 200)
    let isRead = bytes.withUnsafeBufferPointer { bytes in
      var rest = UnsafeBufferPointer(rebasing: bytes[head.utf8.count...])
      guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return false }
      state = SiteState(line: String(decoding: rest[..<end], as: UTF8.self))
      rest = UnsafeBufferPointer(rebasing: rest[(end + 1)...])
      while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        guard read(UnsafeBufferPointer(rebasing: rest[..<end])) else { return false }
        rest = UnsafeBufferPointer(rebasing: rest[(end + 1)...])
      }
      return rest.isEmpty
    }
    guard isRead else { return nil }
  }

  /// Reads a line: key, sum, size, moment, place and path.
  private mutating func read(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    var rest = line
    func field() -> UnsafeBufferPointer<UInt8>? {
      guard let end = rest.firstIndex(of: UInt8(ascii: " ")) else { return nil }
      defer { rest = UnsafeBufferPointer(rebasing: rest[(end + 1)...]) }
      return UnsafeBufferPointer(rebasing: rest[..<end])
    }
    guard let key = field(), key.count == 32 || key.elementsEqual("-".utf8), let sum = field(),
      sum.count == 64, let size = field().flatMap(SiteRecord.number),
      let modified = field().flatMap(SiteRecord.number), let inode = field().flatMap(SiteRecord.number),
      !rest.isEmpty
    else { return false }
    let path = String(decoding: rest, as: UTF8.self)
    guard order.last.map({ $0 < path }) != false else { return false }
    entries[path] = Entry(
      key: LeafKey(key), sha256: FileHash(digits: sum),
      stamp: Stamp(size: size, modified: modified, inode: inode))
    order.append(path)
    return true
  }

  /// What the sums of a site say of its files, where nothing else is known.
  init(sums bytes: [UInt8]) {
    for line in bytes.split(separator: UInt8(ascii: "\n")) where line.count > 66 {
      entries[String(decoding: line.dropFirst(66), as: UTF8.self)] = Entry(
        key: nil, sha256: FileHash(digits: line.prefix(64)), stamp: nil)
    }
  }

  /// The file; what has no stamp is left out.
  ///
  /// - Parameter order: the paths, sorted.
  func bytes(sums: String, _ order: [String]) -> [UInt8] {
    var bytes = Array("\(SiteRecord.title)\nsums \(sums)\n\(state?.line ?? "state unknown")\n".utf8)
    bytes.reserveCapacity(order.count * 200)
    for path in order {
      guard let entry = entries[path], let stamp = entry.stamp else { continue }
      if let key = entry.key { key.appendText(to: &bytes) } else { bytes.append(UInt8(ascii: "-")) }
      bytes.append(UInt8(ascii: " "))
      entry.sha256.appendText(to: &bytes)
      for field in [String(stamp.size), String(stamp.modified), String(stamp.inode), path] {
        bytes.append(UInt8(ascii: " "))
        bytes += field.utf8
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  private static func number(_ digits: UnsafeBufferPointer<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.count < 20 else { return nil }
    var value = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      value = value &* 10 &+ Int(digit - UInt8(ascii: "0"))
    }
    return value
  }
}
