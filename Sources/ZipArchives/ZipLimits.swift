/// How much an archive may hold before it is refused.
///
/// The sizes are those that the archive states, and reading never unpacks more than was stated: what a small file could
/// blow up to is known before its first byte is unpacked.
public struct ZipLimits: Sendable, Hashable {
  /// The most entries, folders among them. Standard: 20,000.
  public var entries = 20_000
  /// The most bytes of one file, unpacked. Standard: 256 MiB.
  public var fileBytes = 256 << 20
  /// The most bytes of all files, unpacked. Standard: 4 GiB.
  public var totalBytes = 4 << 30
  /// How many times as large as packed a file may be, unpacked; files of up to 1 MiB may be more. Standard: 300, where
  /// reports come to some 30 and deflate ends at 1,032.
  public var ratio = 300

  /// The limits as stated at each property.
  public init() {}

  /// The limits as stated at each property.
  public static let standard = ZipLimits()

  /// The size from which the ratio counts.
  static let ratioFloor = 1 << 20
}
