import ZipArchives

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads sources one after the other into the same buffer.
struct SourceReader: ~Copyable {
  /// How much is read to tell a document's kind.
  static let headSize = 4096
  /// A buffer that one large document needed is not kept beyond this size.
  private static let keptSize = 1 << 20

  private var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 128 << 10, alignment: 16)

  deinit { buffer.deallocate() }

  /// Why a source cannot be read.
  enum Failure: Error {
    /// It is a folder, a device, a pipe.
    case notAFile
    case tooLarge(size: Int)
    /// What the operating system says.
    case system(String)
    /// It cannot be unpacked.
    case archive(ZipProblem)
  }

  /// The beginning of a source; the bytes stay until the next call.
  ///
  /// - Parameter limit: the most bytes that are unpacked for it.
  mutating func head(of source: ImportSource, limit: Int) throws(Failure) -> UnsafeRawBufferPointer {
    if let bytes = try source.held(limit: limit) { return fill(with: bytes.prefix(Self.headSize)) }
    let file = try OpenFile(source.path)
    return try contents(of: file, upTo: min(file.size, Self.headSize))
  }

  /// All bytes of a source; they stay until the next call.
  mutating func all(of source: ImportSource, limit: Int) throws(Failure) -> UnsafeRawBufferPointer {
    if let bytes = try source.held(limit: limit) { return fill(with: bytes[...]) }
    let file = try OpenFile(source.path)
    guard file.size <= limit else { throw .tooLarge(size: file.size) }
    // One byte more than it says, to see a file that grows while it is read.
    let bytes = try contents(of: file, upTo: file.size + 1)
    guard bytes.count <= file.size else { throw .system("the file changed while it was read") }
    return bytes
  }

  private mutating func contents(of file: borrowing OpenFile, upTo size: Int) throws(Failure)
    -> UnsafeRawBufferPointer
  {
    reserve(size)
    var count = 0
    while count < size {
      let received = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[count..<size]))
      if received == 0 { break }
      count += received
    }
    return UnsafeRawBufferPointer(rebasing: buffer[..<count])
  }

  private mutating func fill(with bytes: ArraySlice<UInt8>) -> UnsafeRawBufferPointer {
    reserve(bytes.count)
    buffer.copyBytes(from: bytes)
    return UnsafeRawBufferPointer(rebasing: buffer[..<bytes.count])
  }

  private mutating func reserve(_ size: Int) {
    guard buffer.count < size || buffer.count > Self.keptSize && size <= Self.keptSize else { return }
    buffer.deallocate()
    buffer = .allocate(byteCount: max(size, 128 << 10), alignment: 16)
  }
}

extension ImportSource {
  /// Its bytes where they are not in a file of their own; nil where they are.
  fileprivate func held(limit: Int) throws(SourceReader.Failure) -> [UInt8]? {
    switch contents {
    case .file: return nil
    case .memory(let bytes):
      guard bytes.count <= limit else { throw .tooLarge(size: bytes.count) }
      return bytes
    case .archived(let entry, let archive):
      guard entry.size <= limit else { throw .tooLarge(size: entry.size) }
      do {
        return try archive.read(entry)
      } catch {
        throw .archive(error)
      }
    }
  }
}

/// A regular file that is open for reading.
private struct OpenFile: ~Copyable {
  private let descriptor: Int32
  let size: Int

  init(_ path: String) throws(SourceReader.Failure) {
    // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .system(String(cString: strerror(errno))) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let failure = SourceReader.Failure.system(String(cString: strerror(errno)))
      close(descriptor)
      throw failure
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .notAFile
    }
    self.descriptor = descriptor
    size = Int(status.st_size)
  }

  deinit { close(descriptor) }

  func read(into target: UnsafeMutableRawBufferPointer) throws(SourceReader.Failure) -> Int {
    while true {
      #if canImport(Glibc)
        let count = Glibc.read(descriptor, target.baseAddress, target.count)
      #else
        let count = Darwin.read(descriptor, target.baseAddress, target.count)
      #endif
      if count >= 0 { return count }
      if errno != EINTR { throw .system(String(cString: strerror(errno))) }
    }
  }
}
