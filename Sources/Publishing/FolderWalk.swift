#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What is below a folder.
enum FolderWalk {
  /// A folder cannot be read.
  struct Unreadable: Error {
    let path: String
    let reason: String
  }

  /// The paths of everything below a folder that is no folder itself, seen from it; links are not followed.
  static func files(below folder: String) throws(Unreadable) -> [String] {
    var found: [String] = []
    try walk(folder, prefix: "") { file, _ in
      found.append(file)
    } folder: { _ in
    }
    return found
  }

  /// Removes a folder with everything in it; what cannot be removed stays.
  static func remove(_ folder: String) {
    var folders: [String] = []
    try? walk(folder, prefix: "") { file, _ in
      unlink(folder + "/" + file)
    } folder: {
      folders.append($0)
    }
    for inner in folders.reversed() { rmdir(folder + "/" + inner) }
    rmdir(folder)
  }

  /// Names everything below a folder, each folder before what is in it.
  ///
  /// - Parameter file: is told a file's path, and its place on the disk as the folder says it: one that is the same as that of
  ///   another file of this file system is another link to it, and one that is not tells nothing.
  static func walk(
    _ root: String, prefix: String = "", file: (_ path: String, _ inode: UInt64) -> Void,
    folder: (String) -> Void
  ) throws(Unreadable) {
    let path = prefix.isEmpty ? root : root + "/" + prefix
    guard let stream = opendir(path) else {
      throw Unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    defer { closedir(stream) }
    var folders: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name != ".", name != ".." else { continue }
      let inner = prefix.isEmpty ? name : prefix + "/" + name
      if isFolder(entry.pointee.d_type, root + "/" + inner) {
        folders.append(inner)
      } else {
        file(inner, UInt64(entry.pointee.d_ino))
      }
    }
    // After this folder's own stream was read: only one of them is open for each level.
    for inner in folders {
      folder(inner)
      try walk(root, prefix: inner, file: file, folder: folder)
    }
  }

  private static func isFolder(_ type: UInt8, _ path: @autoclosure () -> String) -> Bool {
    if type != UInt8(DT_UNKNOWN) { return type == UInt8(DT_DIR) }
    // Some file systems do not say it in the folder.
    var facts = stat()
    return lstat(path(), &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
  }
}
