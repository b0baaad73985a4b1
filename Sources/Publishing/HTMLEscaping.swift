/// The text as HTML content or as a quoted attribute value. Control characters, which HTML forbids, become U+FFFD.
///
/// It goes byte by byte: compared as whole characters, a quotation mark followed by a combining accent would pass unescaped
/// and end the attribute that it stands in.
func escapedHTML(_ text: String) -> String {
  var bytes = text.utf8.makeIterator()
  var needsEscaping = false
  while let byte = bytes.next() {
    if needsAttention(byte) {
      needsEscaping = true
      break
    }
  }
  guard needsEscaping else { return text }
  var escaped = ""
  escaped.reserveCapacity(text.utf8.count + 32)
  for scalar in text.unicodeScalars {
    switch scalar {
    case "<": escaped += "&lt;"
    case ">": escaped += "&gt;"
    case "&": escaped += "&amp;"
    case "\"": escaped += "&quot;"
    case "'": escaped += "&#39;"
    case "\t", "\n": escaped.unicodeScalars.append(scalar)
    default:
      // C0 and C1 controls and noncharacters: "HTML Standard", 13.2.3.5, preprocessing the input stream.
      let isForbidden =
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value & 0xFFFE == 0xFFFE
        || (0xFDD0...0xFDEF).contains(scalar.value)
      escaped.unicodeScalars.append(isForbidden ? "\u{FFFD}" : scalar)
    }
  }
  return escaped
}

/// Whether a byte is, or may begin, something that is not copied as it stands.
func needsAttention(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
  case 0x09, 0x0A: false
  default: byte < 0x20 || byte >= 0x7F
  }
}
