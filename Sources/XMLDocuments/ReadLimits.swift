/// How large a document and its parts may be before reading stops with a diagnostic.
///
/// Memory does not grow with a document's size, only with the largest tag, comment or text in it, so these
/// limits are also the bound on memory. All lengths are in bytes of UTF-8; a value exactly at a limit passes.
/// Lengths above 8 MiB count as 8 MiB, since libxml2 itself refuses 10 million bytes in one piece.
public struct ReadLimits: Sendable, Hashable {
  /// The most bytes that a document may have, as stored. Standard: 256 MiB, some three seconds of reading.
  public var maximumBytes = 256 << 20
  /// The most elements that may be open at once. Standard: 64; more than 250 count as 250.
  public var maximumDepth = 64
  /// The most bytes in one attribute's value. Standard: 64 KiB.
  public var maximumAttributeLength = 64 << 10
  /// The most attributes on one element, namespace declarations included, and the most namespace
  /// declarations in scope at once. Standard: 64.
  public var maximumAttributeCount = 64
  /// The most bytes of text in one element, pieces joined. Standard: 1 MiB.
  public var maximumTextLength = 1 << 20
  /// The most bytes that one tag, comment, CDATA section or processing instruction may take as written; one
  /// that is a few thousand bytes longer may pass too, none that is 16 KiB longer does. Standard: 1 MiB.
  public var maximumMarkupLength = 1 << 20
  /// The most diagnostics that are listed for one document. Standard: 100.
  public var maximumDiagnostics = 100

  /// The limits as stated at each property.
  public init() {}

  /// The limits as stated at each property.
  public static let standard = ReadLimits()

  /// The limits within those that libxml2 has of its own: 256 levels, ten million bytes in one piece.
  var effective: ReadLimits {
    var limits = self
    limits.maximumDepth = min(maximumDepth, 250)
    limits.maximumAttributeLength = min(maximumAttributeLength, 8 << 20)
    limits.maximumTextLength = min(maximumTextLength, 8 << 20)
    limits.maximumMarkupLength = min(maximumMarkupLength, 8 << 20)
    return limits
  }
}
