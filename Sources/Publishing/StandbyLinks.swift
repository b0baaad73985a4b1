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
