import CZip

/// The directory of an archive, judged before anything is unpacked.
enum ZipDirectory {
  static func read(
    _ archive: OpaquePointer, packedBytes: Int, limits: ZipLimits
  ) throws(ZipProblem) -> [ZipEntry] {
    // libzip takes a file without a single byte for an archive without a single file.
    guard packedBytes > 0 else { throw .format(reason: "it is empty") }
    let count = Int(zip_get_num_entries(archive, 0))
    guard count <= limits.entries else { throw .tooManyEntries(count: count, limit: limits.entries) }
    var entries: [ZipEntry] = []
    entries.reserveCapacity(max(0, count))
    var names: Set<String> = []
    var total = 0
    var packed = 0
    for index in 0..<max(0, count) {
      let entry = try entry(archive, index, limits)
      guard names.insert(entry.name).inserted else { throw .duplicate(entry: entry.name) }
      // Each size is at most that of a file, so that neither sum overflows.
      total += entry.size
      packed += entry.packedSize
      guard total <= limits.totalBytes else { throw .totalTooLarge(limit: limits.totalBytes) }
      guard packed <= packedBytes else { throw .overlap }
      entries.append(entry)
    }
    return entries
  }

  private static func entry(
    _ archive: OpaquePointer, _ index: Int, _ limits: ZipLimits
  ) throws(ZipProblem) -> ZipEntry {
    var status = zip_stat_t()
    guard zip_stat_index(archive, UInt64(index), 0, &status) == 0, let raw = status.name else {
      throw .format(reason: String(cString: zip_strerror(archive)))
    }
    let name = String(cString: raw)
    guard isSafe(name), !hasControls(archive, index) else { throw .name(entry: name) }
    guard status.encryption_method == UInt16(ZIP_EM_NONE) else { throw .encrypted(entry: name) }
    guard [ZIP_CM_STORE, ZIP_CM_DEFLATE].contains(Int32(status.comp_method)) else {
      throw .method(entry: name, number: Int(status.comp_method))
    }
    guard isFileOrFolder(archive, index) else { throw .kind(entry: name) }
    let size = Int(clamping: status.size)
    let packed = Int(clamping: status.comp_size)
    guard size <= limits.fileBytes else {
      throw .tooLarge(entry: name, size: size, limit: limits.fileBytes)
    }
    // What is packed is never much larger than what it was packed from.
    guard packed <= limits.fileBytes + ZipLimits.ratioFloor else { throw .overlap }
    guard size <= ZipLimits.ratioFloor || size / max(1, packed) <= limits.ratio else {
      throw .ratio(entry: name, limit: limits.ratio)
    }
    return ZipEntry(name: name, size: size, packedSize: packed, index: index)
  }

  /// Whether a name stays within the folder that the archive would be unpacked to, on any system.
  private static func isSafe(_ name: String) -> Bool {
    guard !name.isEmpty, name.utf8.count <= 1024, !name.hasPrefix("/"), !name.contains("\\"),
      !name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F || $0 == "\u{FFFD}" })
    else { return false }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    // A folder's name ends with a slash.
    let named = parts.last?.isEmpty == true ? parts.dropLast() : parts[...]
    return !named.isEmpty && named.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
      && parts.first?.dropFirst().first != ":"
  }

  /// Whether control characters stand in a name; text in the format's old encoding has pictures in their place.
  private static func hasControls(_ archive: OpaquePointer, _ index: Int) -> Bool {
    guard let raw = zip_get_name(archive, UInt64(index), ZIP_FL_ENC_RAW) else { return true }
    return String(cString: raw).utf8.contains { $0 < 0x20 || $0 == 0x7F }
  }

  /// Whether it is one by the mode that Unix programs note; other systems note none.
  private static func isFileOrFolder(_ archive: OpaquePointer, _ index: Int) -> Bool {
    var system: UInt8 = 0
    var attributes: UInt32 = 0
    guard zip_file_get_external_attributes(archive, UInt64(index), 0, &system, &attributes) == 0 else {
      return false
    }
    guard system == UInt8(ZIP_OPSYS_UNIX) else { return true }
    let kind = (attributes >> 16) & 0o170000
    return kind == 0 || kind == 0o100000 || kind == 0o040000
  }
}
