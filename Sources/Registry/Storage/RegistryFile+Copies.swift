import Foundation

extension RegistryFile {
  /// Whether anything stands at a path.
  static func isThere(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0
  }

  /// Whether two paths lead to the same file.
  static func isSame(_ first: String, _ second: String) -> Bool {
    var (one, other) = (stat(), stat())
    return stat(first, &one) == 0 && stat(second, &other) == 0 && one.st_ino == other.st_ino
      && one.st_dev == other.st_dev
  }

  /// Whether a log that holds something stands beside a registry: somebody has it open, or was killed.
  static func hasLog(_ path: String) -> Bool {
    var status = stat()
    return stat(target(of: path) + "-wal", &status) == 0 && status.st_size > 0
  }
}
