import Foundation

/// Files that are looked at again and again, and what is new about them each time.
struct WatchedFiles {
  private let paths: [String]
  private var settled: [String: Stamp] = [:]
  private var seen: [String: Stamp] = [:]
  /// How often they were looked at.
  private(set) var rounds = 0

  /// - Parameter paths: files and folders; files that come into a folder later are watched as well.
  init(_ paths: [String]) { self.paths = paths }

  /// What tells one state of a file from another.
  private struct Stamp: Equatable {
    let seconds: Int
    let nanoseconds: Int
    let size: Int64
    let file: UInt64

    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else { return nil }
      seconds = status.st_mtim.tv_sec
      nanoseconds = status.st_mtim.tv_nsec
      size = Int64(status.st_size)
      file = UInt64(status.st_ino)
    }
  }

  /// Looks: what was written since the last time, and what is gone.
  ///
  /// A file that is still being written is left until it has been the same twice; the first time everything
  /// counts as written.
  mutating func changes() -> (written: [String], gone: [String]) {
    rounds += 1
    let files = XMLFiles.named(paths)
    var now: [String: Stamp] = [:]
    for file in files { now[file] = Stamp(file) }
    let written = files.filter { file in
      // What is not there when watching begins is said as well: its name may be wrong.
      if rounds == 1 { return true }
      guard let stamp = now[file], stamp != settled[file] else { return false }
      return stamp == seen[file]
    }
    let gone = settled.keys.filter { now[$0] == nil }.sorted()
    for file in written { settled[file] = now[file] }
    for file in gone { settled[file] = nil }
    seen = now
    return (written, gone)
  }
}
