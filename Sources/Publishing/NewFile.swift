import Registry

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Files that were not there before, written in one go and not yet durable: whoever writes many makes all of them durable
/// at once afterwards, which Foundation would do for each.
enum NewFile {
  /// Writes a file; one that is there already is left alone.
  ///
  /// - Returns: why that failed; nil where it did not.
  static func store(_ bytes: [UInt8], at path: String) -> String? {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else { return SystemReason.of(errno) }
    let failure = bytes.withUnsafeBytes { bytes -> Int32? in
      var rest = bytes
      while !rest.isEmpty {
        let count = write(file, rest.baseAddress, rest.count)
        if count >= 0 {
          rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        } else if errno != EINTR {
          return errno
        }
      }
      return nil
    }
    // What a file system across a network could not write, it says at the end.
    let isClosed = close(file) == 0
    if let failure { return SystemReason.of(failure) }
    return isClosed ? nil : SystemReason.of(errno)
  }
}
