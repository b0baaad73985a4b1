/// The text as HTML content or as a quoted attribute value. Control characters, which HTML forbids, become U+FFFD.
func escapedHTML(_ text: String) -> String {
  var text = text
  return text.withUTF8 { bytes in
    // Most texts are what they are.
    guard MarkupWriter.needsEscaping(bytes) else { return String(decoding: bytes, as: UTF8.self) }
    var writer = MarkupWriter(capacity: bytes.count + 32)
    writer.escaped(bytes, isTight: false)
    return writer.text
  }
}

/// Whether HTML forbids a character: C0 and C1 controls and noncharacters ("HTML Standard", 13.2.3.5, preprocessing the input
/// stream).
func isForbiddenInHTML(_ scalar: UInt32) -> Bool {
  scalar < 0x20 && scalar != 0x09 && scalar != 0x0A || (0x7F...0x9F).contains(scalar)
    || scalar & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(scalar)
}
