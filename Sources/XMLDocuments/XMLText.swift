/// Indented XML, built up in memory, for the documents that this package writes itself.
public struct XMLText {
  public private(set) var bytes: [UInt8] = []
  /// What stands before each tag: two spaces for each element that it is in.
  private var indentation: [UInt8] = []

  public init() {}

  /// Hands over all that was written, and goes on from there: of a large document no more need be in memory than a piece.
  public mutating func hand<Failure>(
    to take: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    try bytes.withUnsafeBufferPointer { piece throws(Failure) in try take(piece) }
    bytes.removeAll(keepingCapacity: true)
  }

  /// Adds text as it is: the declaration, a comment.
  public mutating func raw(_ text: String) {
    var text = text
    text.withUTF8 { bytes.append(contentsOf: $0) }
  }

  private mutating func raw(_ first: String, _ second: String, _ third: String) {
    raw(first)
    raw(second)
    raw(third)
  }

  /// Begins an element; attributes may follow.
  public mutating func open(_ name: String) {
    indent()
    raw("<", name, "")
  }

  /// Adds an attribute to the tag just opened.
  public mutating func attribute(_ name: String, _ value: String) {
    raw(" ", name, "=\"")
    escape(value)
    raw("\"")
  }

  /// Ends the tag of an element without content.
  public mutating func close() { raw("/>\n") }

  /// Ends the tag of an element whose children follow.
  public mutating func children() {
    raw(">\n")
    indentation += [UInt8(ascii: " "), UInt8(ascii: " ")]
  }

  /// Ends an element with children.
  public mutating func end(_ name: String) {
    indentation.removeLast(2)
    indent()
    raw("</", name, ">\n")
  }

  /// An element with nothing but text.
  public mutating func element(_ name: String, text: String) {
    indent()
    raw("<", name, ">")
    escape(text)
    raw("</", name, ">\n")
  }

  /// A comment on a line of its own.
  public mutating func comment(_ text: String) {
    indent()
    // Two hyphens would end it.
    raw("<!-- \(text.replacing("--", with: "- -")) -->\n")
  }

  private mutating func indent() { bytes += indentation }

  private mutating func escape(_ text: String) {
    // Nearly every text is what it is.
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x26 || $0 == 0x3C || $0 == 0x3E })
    else {
      return raw(text)
    }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): raw("&amp;")
      case UInt8(ascii: "<"): raw("&lt;")
      case UInt8(ascii: ">"): raw("&gt;")
      case UInt8(ascii: "\""): raw("&quot;")
      case 0x09: raw("&#9;")
      case 0x0A: raw("&#10;")
      case 0x0D: raw("&#13;")
      default: bytes.append(byte)
      }
    }
  }
}
