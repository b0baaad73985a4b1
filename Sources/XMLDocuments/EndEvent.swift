/// An element that ends, with its text.
///
/// It can be neither copied nor kept; `textBytes` is valid only until the callback returns.
public struct EndEvent: ~Copyable {
  /// The line on which the element's first tag begins, counted from 1.
  public let line: Int
  /// The line on which the element's last tag ends, counted from 1.
  public let endLine: Int
  /// All text directly inside the element, its pieces joined across comments, CDATA sections, processing
  /// instructions and child elements; valid until the callback returns. White space that stands alone beside a
  /// child element is layout and left out. It is UTF-8, bounded by ``ReadLimits/maximumTextLength``.
  public let textBytes: UnsafeBufferPointer<UInt8>

  @usableFromInline let name: UnsafePointer<UInt8>

  init(line: Int, endLine: Int, textBytes: UnsafeBufferPointer<UInt8>, name: UnsafePointer<UInt8>) {
    self.line = line
    self.endLine = endLine
    self.textBytes = textBytes
    self.name = name
  }

  /// The text as a string, as it stands in the document.
  public var text: String { String(decoding: textBytes, as: UTF8.self) }

  /// Whether the element has this local name; its namespace is the handler's already.
  @inlinable
  public func named(_ name: StaticString) -> Bool { equal(self.name, name) }

  /// The name without its prefix.
  public var localName: String { String(cString: name) }

  /// The name's identity, to compare with one from ``NameTable``.
  @inlinable
  public var identity: NameIdentity { NameIdentity(name) }
}
