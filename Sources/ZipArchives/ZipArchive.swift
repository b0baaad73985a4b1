import CZip

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A ZIP archive that is read in memory: nothing is ever unpacked to a disk.
///
///     let archive = try ZipArchive(path: "delivery.zip")
///     for entry in archive.entries where !entry.isFolder { let bytes = try archive.read(entry) … }
///
/// An archive that could do harm is refused as a whole before anything is unpacked: one that is encrypted, whose names
/// lead elsewhere, whose entries share their bytes, or that is beyond the limits. One thread at a time may use an
/// archive; several can each open it.
public final class ZipArchive {
  /// What it holds, in the order of its directory.
  public let entries: [ZipEntry]
  private let archive: OpaquePointer
  /// The archive's bytes, where they are in memory; libzip reads them as long as it is open.
  private let memory: UnsafeMutableRawBufferPointer?
  private let limits: ZipLimits

  /// Opens an archive in memory.
  public convenience init(bytes: [UInt8], limits: ZipLimits = .standard) throws(ZipProblem) {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, bytes.count), alignment: 16)
    memory.copyBytes(from: bytes)
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    guard let source = zip_source_buffer_create(memory.baseAddress, UInt64(bytes.count), 0, &error) else {
      defer { memory.deallocate() }
      throw .unreadable(reason: String(cString: zip_error_strerror(&error)))
    }
    guard let archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error) else {
      defer {
        zip_source_free(source)
        memory.deallocate()
      }
      throw .format(reason: String(cString: zip_error_strerror(&error)))
    }
    try self.init(archive, packedBytes: bytes.count, memory: memory, limits: limits)
  }

  /// Opens an archive in a file, which must stay as it is while it is read.
  public convenience init(path: String, limits: ZipLimits = .standard) throws(ZipProblem) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw .unreadable(reason: String(cString: strerror(errno))) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable(reason: "It is not a file") }
    var code: Int32 = 0
    guard let archive = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, &code) else {
      var error = zip_error_t()
      zip_error_init_with_code(&error, code)
      defer { zip_error_fini(&error) }
      let reason = String(cString: zip_error_strerror(&error))
      let isUnreadable = [ZIP_ER_OPEN, ZIP_ER_READ, ZIP_ER_SEEK, ZIP_ER_MEMORY].contains(code)
      throw isUnreadable ? .unreadable(reason: reason) : .format(reason: reason)
    }
    try self.init(archive, packedBytes: Int(status.st_size), memory: nil, limits: limits)
  }

  private init(
    _ archive: OpaquePointer, packedBytes: Int, memory: UnsafeMutableRawBufferPointer?, limits: ZipLimits
  ) throws(ZipProblem) {
    do throws(ZipProblem) {
      entries = try ZipDirectory.read(archive, packedBytes: packedBytes, limits: limits)
    } catch {
      // What is not made yet is not unmade.
      zip_discard(archive)
      memory?.deallocate()
      throw error
    }
    self.archive = archive
    self.memory = memory
    self.limits = limits
  }

  deinit {
    zip_discard(archive)
    memory?.deallocate()
  }

  /// The file of this name.
  public func entry(named name: String) -> ZipEntry? { entries.first { $0.name == name } }

  /// The bytes of a file; none of a folder.
  ///
  /// What comes out is held against the size and the check sum that the archive states.
  public func read(_ entry: ZipEntry) throws(ZipProblem) -> [UInt8] {
    if entry.isFolder { return [] }
    guard let file = zip_fopen_index(archive, UInt64(entry.index), 0) else {
      throw .damaged(entry: entry.name, reason: String(cString: zip_strerror(archive)))
    }
    defer { zip_fclose(file) }
    var bytes = [UInt8](repeating: 0, count: entry.size)
    var count = 0
    while count < entry.size {
      let read = bytes.withUnsafeMutableBytes { buffer in
        zip_fread(file, buffer.baseAddress.map { $0 + count }, UInt64(entry.size - count))
      }
      if read < 0 { throw .damaged(entry: entry.name, reason: String(cString: zip_file_strerror(file))) }
      if read == 0 {
        throw .damaged(entry: entry.name, reason: "it ends after \(count) of \(entry.size) bytes")
      }
      count += Int(read)
    }
    // The check sum is looked at where the file ends, and it has to end here.
    var beyond: UInt8 = 0
    let more = zip_fread(file, &beyond, 1)
    if more < 0 { throw .damaged(entry: entry.name, reason: String(cString: zip_file_strerror(file))) }
    if more > 0 {
      throw .damaged(entry: entry.name, reason: "it is longer than the \(entry.size) bytes stated")
    }
    return bytes
  }
}
