import Foundation

/// The files of a key: the secret one for its owner alone, and the public one beside it.
public enum KeyFiles {
  /// A key's file is two short lines.
  private static let limit = 64 << 10

  /// Where the public half of a key is written.
  public static func publicPath(of path: String) -> String { path + ".pub" }

  /// Writes a new key, durably: the secret half readable by its owner only, the public half beside it.
  ///
  /// - Throws: ``SignatureProblem/Code/keyExists`` where either file is there already; nothing is overwritten, and
  ///   where the second cannot be written the first is taken away again.
  public static func write(_ key: SecretKey, to path: String) throws(SignatureProblem) {
    try create(publicPath(of: path), Array(key.publicKey.text.utf8), permissions: 0o644)
    do {
      try create(path, key.file, permissions: 0o600)
    } catch {
      unlink(publicPath(of: path))
      throw error
    }
    flushFolder(of: path)
  }

  /// Reads a secret key, from a file that only its owner may read.
  public static func secretKey(at path: String) throws(SignatureProblem) -> SecretKey {
    let (bytes, permissions) = try contents(of: path)
    let key = try SecretKey(file: bytes)
    try demandOwnerOnly(permissions)
    return key
  }

  private static func demandOwnerOnly(_ permissions: mode_t) throws(SignatureProblem) {
    guard permissions & 0o077 == 0 else {
      throw SignatureProblem(
        .keyExposed, "Others than its owner may use this secret key.",
        cure: "Run chmod 600 on it, and consider whether somebody has read it.")
    }
  }

  /// The bytes of a secret key of any format, from a file that only its owner may read.
  public static func secretBytes(at path: String) throws(SignatureProblem) -> [UInt8] {
    let (bytes, permissions) = try contents(of: path)
    try demandOwnerOnly(permissions)
    return bytes
  }

  /// Reads a public key.
  public static func publicKey(at path: String) throws(SignatureProblem) -> PublicKey {
    try PublicKey(file: contents(of: path).bytes)
  }

  private static func contents(
    of path: String
  ) throws(SignatureProblem) -> (bytes: [UInt8], permissions: mode_t) {
    // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw unreadable(reason(errno)) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw unreadable(reason(errno)) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw unreadable("It is not a file") }
    guard status.st_size <= limit else { throw unreadable("It is too large for a key") }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var count = 0
    while count < bytes.count {
      let received = bytes.withUnsafeMutableBytes { buffer in
        read(descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count)
      }
      if received < 0, errno == EINTR { continue }
      guard received >= 0 else { throw unreadable(reason(errno)) }
      if received == 0 { break }
      count += received
    }
    return (Array(bytes[..<count]), status.st_mode)
  }

  private static func create(
    _ path: String, _ bytes: [UInt8], permissions: mode_t
  ) throws(SignatureProblem) {
    // O_EXCL refuses whatever is there, a symbolic link as well, in the same step as it makes the file.
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, permissions)
    guard descriptor >= 0 else {
      if errno == EEXIST {
        throw SignatureProblem(
          .keyExists, "\(path) exists already, and a key is never overwritten.", cure: "Name another file.")
      }
      throw unwritten(path, reason(errno))
    }
    var count = 0
    var failure: Int32 = 0
    while count < bytes.count, failure == 0 {
      let written = bytes.withUnsafeBytes { buffer in
        Foundation.write(descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count)
      }
      if written >= 0 { count += written } else if errno != EINTR { failure = errno }
    }
    if failure == 0, fsync(descriptor) != 0 { failure = errno }
    if close(descriptor) != 0, failure == 0 { failure = errno }
    if failure != 0 {
      unlink(path)
      throw unwritten(path, reason(failure))
    }
  }

  /// Makes the names durable as well.
  private static func flushFolder(of path: String) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    close(descriptor)
  }

  private static func reason(_ number: Int32) -> String { String(cString: strerror(number)) }

  private static func unreadable(_ reason: String) -> SignatureProblem {
    SignatureProblem(
      .keyUnreadable, "The key cannot be read: \(reason).", cure: "Check its name and its permissions.")
  }

  private static func unwritten(_ path: String, _ reason: String) -> SignatureProblem {
    SignatureProblem(
      .keyUnwritten, "\(path) cannot be written: \(reason).",
      cure: "Check that its folder exists, may be written and has room.")
  }
}
