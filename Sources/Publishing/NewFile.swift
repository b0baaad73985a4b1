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
    store(at: path) { write throws(Failure) in
      try bytes.withUnsafeBufferPointer { bytes throws(Failure) in try write(bytes) }
    }
  }

  /// Takes a piece of a file.
  typealias Write = (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void

  /// A piece cannot be written.
  struct Failure: Error {
    fileprivate let number: Int32
  }

  /// The same of a file that is handed over piece by piece, and never whole in memory.
  static func store(at path: String, _ pieces: (_ write: Write) throws(Failure) -> Void) -> String? {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else { return SystemReason.of(errno) }
    var failure: Int32?
    do throws(Failure) {
      try pieces { piece throws(Failure) in try append(piece, to: file) }
    } catch {
      failure = error.number
    }
    // What a file system across a network could not write, it says at the end.
    let isClosed = close(file) == 0
    if let failure { return SystemReason.of(failure) }
    return isClosed ? nil : SystemReason.of(errno)
  }

  private static func append(_ piece: UnsafeBufferPointer<UInt8>, to file: Int32) throws(Failure) {
    var rest = UnsafeRawBufferPointer(piece)
    while !rest.isEmpty {
      let count = write(file, rest.baseAddress, rest.count)
      if count >= 0 {
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      } else if errno != EINTR {
        throw Failure(number: errno)
      }
    }
  }
}
