import Registry

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Makes the folders that files of a site stand in, each once.
struct FolderMaker {
  /// The folder that all of them are in.
  let root: String
  /// Those that are there, seen from the root.
  private var made: Set<Substring> = []

  init(_ root: String) { self.root = root }

  /// Makes the folder of a file.
  mutating func makeFolder(of path: String) throws(PublicationProblem) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), !made.contains(path[..<slash]) else {
      return
    }
    var folder = root
    for name in path[..<slash].split(separator: "/") {
      folder += "/" + name
      guard mkdir(folder, 0o777) != 0 else { continue }
      // A file can stand where the site has a folder now.
      guard errno == EEXIST, unlink(folder) != 0 || mkdir(folder, 0o777) == 0 else {
        throw .notWritable(path: folder, reason: SystemReason.of(errno))
      }
    }
    made.insert(path[..<slash])
  }
}
