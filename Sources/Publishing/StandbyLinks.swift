#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The files of a published site once more, as links in the folder beside it in which the next site will be written: the next
/// publication exchanges those that change, and not twenty thousand. They are no more than a saving, and may be removed.
struct StandbyLinks {
  /// The folder beside the site.
  let path: String
  /// The folder that readers see.
  let site: String

  /// Brings the folder, which has the files of the site that was there before, or none, to those of the present one. Where
  /// that fails the next publication takes longer, and that is all.
  ///
  /// - Parameters:
  ///   - gone: files that the site has no more.
  ///   - changed: files that are new or others.
  func update(removing gone: [String], linking changed: [String]) {
    mkdir(path, 0o777)
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    defer { close(folder) }
    // Somebody who began in this moment will do it.
    guard flock(folder, LOCK_EX | LOCK_NB) == 0 else { return }
    for file in gone { remove(file) }
    var folders = FolderMaker(path)
    for file in changed {
      let copy = path + "/" + file
      unlink(copy)
      guard (try? folders.makeFolder(of: file)) != nil, link(site + "/" + file, copy) == 0 else {
        FolderWalk.remove(path)
        return
      }
    }
  }

  /// The same where nothing changed, and an interrupted publication may have left the folder with other files. The caller has
  /// it locked. One that is empty stays so: somebody removed it, or this file system has no links.
  func restore(_ files: [String: SiteRecord.Entry]) {
    var found = 0
    var foreign: [String] = []
    var inner: [String] = []
    try? FolderWalk.walk(path) { file, inode in
      if files[file]?.stamp?.inode == inode { found += 1 } else { foreign.append(file) }
    } folder: {
      inner.append($0)
    }
    guard found + foreign.count > 0, found < files.count || !foreign.isEmpty else { return }
    for file in foreign { unlink(path + "/" + file) }
    var folders = FolderMaker(path)
    for file in files.keys.sorted() {
      guard (try? folders.makeFolder(of: file)) != nil,
        link(site + "/" + file, path + "/" + file) == 0 || errno == EEXIST
      else { return }
    }
    // Only those that are empty.
    for folder in inner.reversed() { rmdir(path + "/" + folder) }
  }

  /// Takes a file out, with the folders that are empty then.
  private func remove(_ file: String) {
    unlink(path + "/" + file)
    var folder = file[...]
    while let slash = folder.utf8.lastIndex(of: UInt8(ascii: "/")) {
      folder = folder[..<slash]
      guard rmdir(path + "/" + folder) == 0 else { return }
    }
  }
}
