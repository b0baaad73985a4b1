/// A file of an archive, as its directory states it.
public struct ZipEntry: Sendable, Hashable {
  /// The path within the archive, with `/` between its parts; relative, without `..`.
  public let name: String
  /// The bytes that it has when it is unpacked, as stated; reading holds it against what comes out.
  public let size: Int
  /// The bytes that it takes in the archive.
  public let packedSize: Int
  /// Its place in the archive's directory, from 0.
  public let index: Int

  /// Whether it is a folder, which has no bytes.
  public var isFolder: Bool { name.hasSuffix("/") }
}
