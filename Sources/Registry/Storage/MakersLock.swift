import Foundation

/// Lets one program after the other make a registry, or bring one to the present form.
///
/// A lock on a file of its own beside the registry, since SQLite's locks are lost when anybody in the same program
/// closes the file that they are on (https://sqlite.org/howtocorrupt.html, 2.2). The file goes with the lock; where a
/// program is killed it stays, and hinders nobody.
enum MakersLock {
  /// Does something while no other program has the lock.
  ///
  /// - Parameters:
  ///   - registry: the registry's path.
  ///   - busySeconds: how long to wait for another program.
  static func holding(
    of registry: String, busySeconds: Double, _ body: () throws(RegistryError) -> Void
  ) throws(RegistryError) {
    let path = RegistryFile.target(of: registry) + ".lock"
    let descriptor = try take(path, of: registry, deadline: Deadline(seconds: busySeconds))
    defer {
      unlink(path)
      close(descriptor)
    }
    try body()
  }

  private static func take(
    _ path: String, of registry: String, deadline: Deadline
  ) throws(RegistryError) -> Int32 {
    while true {
      let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else {
        if errno == EACCES || errno == EROFS { throw .readOnly(path: registry) }
        if errno == ENOSPC { throw .diskFull(path: registry) }
        throw .cannotOpen(path: registry, detail: "\(SystemReason.of(errno)).")
      }
      // Who held the lock has removed the file, perhaps since it was opened here: then it locks nothing any more.
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0, isSame(descriptor, path) { return descriptor }
      close(descriptor)
      guard deadline.hasTimeLeft else { throw .locked(path: registry) }
      deadline.pause()
    }
  }

  /// Whether what is open still stands at the path.
  private static func isSame(_ descriptor: Int32, _ path: String) -> Bool {
    var (open, named) = (stat(), stat())
    return fstat(descriptor, &open) == 0 && stat(path, &named) == 0 && open.st_ino == named.st_ino
      && open.st_dev == named.st_dev
  }
}
