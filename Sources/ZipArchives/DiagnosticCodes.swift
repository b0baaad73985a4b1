import XMLDocuments

// The kinds of problem that this room reports. The reference page of diagnostics is made from these comments: the
// first paragraph says what it means and why it happens, the second what to do.

extension Diagnostic.Code {
  // MARK: - ZIP archives

  /// The archive's file cannot be opened or read.
  ///
  /// Check its name and its permissions.
  public static let zipUnreadable: Self = "zip.unreadable"

  /// The file is not a ZIP archive, it was cut short, or its directory contradicts itself.
  ///
  /// Make the archive again with a usual program.
  public static let zipFormat: Self = "zip.format"

  /// A file in the archive is encrypted; it is not asked for a password.
  ///
  /// Save it again without a password.
  public static let zipEncrypted: Self = "zip.encrypted"

  /// A file in the archive is packed by a method other than *stored* and *deflate*.
  ///
  /// Make the archive again with a usual program.
  public static let zipMethod: Self = "zip.method"

  /// The name of a file in the archive is absolute, has `..` or a backslash in it, or is no text: unpacked, it would lie
  /// elsewhere than in its folder.
  ///
  /// Do not unpack it; ask who made the archive.
  public static let zipName: Self = "zip.name"

  /// Two files in the archive have the same name, so that programs differ in which of them they see.
  ///
  /// Make the archive again.
  public static let zipDuplicate: Self = "zip.duplicate"

  /// An entry of the archive is a symbolic link or a device.
  ///
  /// Make the archive again from the files themselves.
  public static let zipKind: Self = "zip.kind"

  /// Files of the archive share their bytes, which makes a small archive unpack to an enormous one.
  ///
  /// Do not unpack it; ask who made the archive.
  public static let zipOverlap: Self = "zip.overlap"

  /// The archive has more files than are read.
  ///
  /// Split it.
  public static let zipLimitEntries: Self = "zip.limit.entries"

  /// A file in the archive, or all of them together, would be too large when unpacked.
  ///
  /// Split it.
  public static let zipLimitSize: Self = "zip.limit.size"

  /// A file in the archive is packed so tightly as only a trap would be.
  ///
  /// Store the file without compression, if it is what it seems.
  public static let zipLimitRatio: Self = "zip.limit.ratio"

  /// A file in the archive does not unpack, or not to what was packed.
  ///
  /// Make the archive again; if it was sent, send it again.
  public static let zipDamaged: Self = "zip.damaged"
}
