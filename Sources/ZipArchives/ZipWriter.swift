import CZip

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Makes ZIP archives: the same files in the same order give the same bytes.
///
/// Every file has the first moment that the format knows, 1 January 1980, and the mode 644. The bytes of files that are
/// compressed depend on zlib's version; where they must be the same for ever, store them.
public enum ZipWriter {
  /// A file to put into an archive.
  public struct File: Sendable {
    /// The path within the archive, relative, with `/` between its parts.
    public var name: String
    public var bytes: [UInt8]
    /// Whether it is deflated, or stored as it is.
    public var isCompressed: Bool
    /// How hard deflate looks, from 1, the quickest, to 9; 0: as hard as zlib does by itself.
    public var effort: Int

    public init(name: String, bytes: [UInt8], isCompressed: Bool = true, effort: Int = 0) {
      self.name = name
      self.bytes = bytes
      self.isCompressed = isCompressed
      self.effort = effort
    }
  }

  /// - Returns: the archive.
  /// - Throws: ``ZipProblem/duplicate(entry:)`` where two files have one name; ``ZipProblem/unreadable(reason:)`` where
  ///   memory is short.
  public static func write(_ files: [File]) throws(ZipProblem) -> [UInt8] {
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    guard let target = zip_source_buffer_create(nil, 0, 0, &error) else {
      throw .unreadable(reason: String(cString: zip_error_strerror(&error)))
    }
    // Closing the archive gives up its share of the target, whose bytes are read afterwards.
    zip_source_keep(target)
    defer { zip_source_free(target) }
    guard let archive = zip_open_from_source(target, ZIP_TRUNCATE, &error) else {
      zip_source_free(target)
      throw .unreadable(reason: String(cString: zip_error_strerror(&error)))
    }
    do throws(ZipProblem) {
      for file in files { try add(file, to: archive) }
    } catch {
      zip_discard(archive)
      throw error
    }
    guard zip_close(archive) == 0 else {
      let reason = String(cString: zip_strerror(archive))
      zip_discard(archive)
      throw .unreadable(reason: reason)
    }
    return try bytes(of: target)
  }

  private static func add(_ file: File, to archive: OpaquePointer) throws(ZipProblem) {
    // libzip reads the bytes when the archive is closed, and frees them then.
    guard let copy = malloc(max(1, file.bytes.count)) else { throw .unreadable(reason: "memory is short") }
    file.bytes.withUnsafeBytes { if let base = $0.baseAddress { memcpy(copy, base, $0.count) } }
    guard let source = zip_source_buffer(archive, copy, UInt64(file.bytes.count), 1) else {
      free(copy)
      throw .unreadable(reason: String(cString: zip_strerror(archive)))
    }
    let index = zip_file_add(archive, file.name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
    guard index >= 0 else {
      zip_source_free(source)
      throw .duplicate(entry: file.name)
    }
    let method = file.isCompressed ? ZIP_CM_DEFLATE : ZIP_CM_STORE
    let firstDay: UInt16 = 1 << 5 | 1
    guard zip_set_file_compression(archive, UInt64(index), method, UInt32(clamping: file.effort)) == 0,
      zip_file_set_dostime(archive, UInt64(index), 0, firstDay, 0) == 0,
      zip_file_set_external_attributes(
        archive, UInt64(index), 0, UInt8(ZIP_OPSYS_UNIX), UInt32(0o100644) << 16) == 0
    else { throw .unreadable(reason: String(cString: zip_strerror(archive))) }
  }

  private static func bytes(of source: OpaquePointer) throws(ZipProblem) -> [UInt8] {
    var status = zip_stat_t()
    guard zip_source_stat(source, &status) == 0, zip_source_open(source) == 0 else {
      throw .unreadable(reason: "the archive cannot be read back")
    }
    defer { zip_source_close(source) }
    var bytes = [UInt8](repeating: 0, count: Int(clamping: status.size))
    let read = bytes.withUnsafeMutableBytes { zip_source_read(source, $0.baseAddress, UInt64($0.count)) }
    guard Int(read) == bytes.count else { throw .unreadable(reason: "the archive cannot be read back") }
    return bytes
  }
}
