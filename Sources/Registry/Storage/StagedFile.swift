import Foundation

/// A file that is made beside the one in whose place it is put once it is complete.
///
/// Only one program at a time makes it; where one is killed, the next begins anew.
final class StagedFile {
  /// Where it is being made.
  let path: String
  /// Where it is to be.
  private let target: String
  private let descriptor: Int32
  private var isInPlace = false

  /// - Parameter purpose: a word for its name, such as `backup`.
  init(for target: String, purpose: String) throws(RegistryError) {
    self.target = target
    let url = URL(fileURLWithPath: target)
    let folder = url.deletingLastPathComponent().path
    guard FileManager.default.fileExists(atPath: folder) else {
      throw .cannotOpen(path: target, detail: "There is no folder \(folder).")
    }
    path = (folder as NSString).appendingPathComponent(".\(url.lastPathComponent).\(purpose)")
    let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard opened >= 0 else { throw StagedFile.failure(target) }
    descriptor = opened
    // The lock goes with the descriptor, however the program ends. Who had it may have put the file into place since.
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, StagedFile.isSame(descriptor, path) else {
      isInPlace = true
      throw .locked(path: target)
    }
    guard ftruncate(descriptor, 0) == 0 else { throw StagedFile.failure(target) }
    removeLogs()
  }

  deinit {
    if !isInPlace {
      unlink(path)
      removeLogs()
    }
    close(descriptor)
  }

  /// Gives it the permissions of another file.
  func adoptPermissions(of other: String) {
    var status = stat()
    if stat(other, &status) == 0 { fchmod(descriptor, status.st_mode & 0o777) }
  }

  /// Waits until its bytes are on the disk.
  func flush() throws(RegistryError) {
    guard fsync(descriptor) == 0 else { throw StagedFile.failure(target) }
  }

  /// Puts it into its place, in one step and durably.
  func putInPlace() throws(RegistryError) {
    try flush()
    guard rename(path, target) == 0 else { throw StagedFile.failure(target) }
    isInPlace = true
    StagedFile.flushFolder(of: target)
  }

  private func removeLogs() {
    for suffix in ["-journal", "-wal", "-shm"] { unlink(path + suffix) }
  }

  /// Makes the names in a file's folder durable.
  static func flushFolder(of path: String) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    close(descriptor)
  }

  /// Whether what is open still stands at a path.
  static func isSame(_ descriptor: Int32, _ path: String) -> Bool {
    var (open, named) = (stat(), stat())
    return fstat(descriptor, &open) == 0 && stat(path, &named) == 0 && open.st_ino == named.st_ino
      && open.st_dev == named.st_dev
  }

  /// What the last error of the operating system means for a path.
  static func failure(_ path: String) -> RegistryError {
    switch errno {
    case EACCES, EROFS, EPERM: .readOnly(path: path)
    case ENOSPC, EDQUOT, EFBIG: .diskFull(path: path)
    default: .cannotOpen(path: path, detail: "\(SystemReason.of(errno)).")
    }
  }
}
