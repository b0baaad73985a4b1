/// The encodings that documents may have; everything is turned into UTF-8 before the parser sees it.
enum TextEncoding: String {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  case latin1 = "ISO-8859-1"
  case ascii = "US-ASCII"
  case windows1252 = "windows-1252"

  /// Whether a character takes two bytes or four.
  var isUTF16: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }

  /// What the first bytes of a document say about its encoding, and how long its byte order mark is.
  ///
  /// After XML 1.0, appendix F: the mark, then the declaration. Anything else than the encodings above is
  /// refused by name rather than guessed at.
  static func detect(_ head: UnsafeBufferPointer<UInt8>) -> Result<(encoding: TextEncoding, mark: Int), Fault>
  {
    let family: (encoding: TextEncoding, mark: Int)
    if head.starts(with: [0xEF, 0xBB, 0xBF]) {
      family = (.utf8, 3)
    } else if head.starts(with: [0xFF, 0xFE, 0, 0]) || head.starts(with: [0, 0, 0xFE, 0xFF])
      || head.starts(with: [0, 0, 0, 0x3C]) || head.starts(with: [0x3C, 0, 0, 0])
    {
      return .failure(Fault(kind: .unsupported, found: "UTF-32"))
    } else if head.starts(with: [0xFF, 0xFE]) {
      family = (.utf16LittleEndian, 2)
    } else if head.starts(with: [0xFE, 0xFF]) {
      family = (.utf16BigEndian, 2)
    } else if head.starts(with: [0x3C, 0]) || head.starts(with: [0, 0x3C]) {
      return .failure(Fault(kind: .unsupported, found: "UTF-16 without a byte order mark"))
    } else if head.starts(with: [0x4C, 0x6F, 0xA7, 0x94]) {
      return .failure(Fault(kind: .unsupported, found: "EBCDIC"))
    } else {
      family = (.utf8, 0)
    }
    switch declaration(head, family.encoding, family.mark) {
    case .none: return .success(family)
    case .unfinished: return .failure(Fault(kind: .unsupported, found: "an XML declaration without an end"))
    case .encoding(let name): return agree(name, family)
    }
  }

  /// Settles what is declared with what the first bytes show.
  private static func agree(
    _ name: String, _ family: (encoding: TextEncoding, mark: Int)
  ) -> Result<(encoding: TextEncoding, mark: Int), Fault> {
    let declared: TextEncoding
    switch name.uppercased() {
    case "UTF-8", "UTF8": declared = .utf8
    case "UTF-16": declared = family.encoding.isUTF16 ? family.encoding : .utf16LittleEndian
    case "UTF-16LE": declared = .utf16LittleEndian
    case "UTF-16BE": declared = .utf16BigEndian
    case "ISO-8859-1", "ISO_8859-1", "LATIN1", "LATIN-1", "L1": declared = .latin1
    case "US-ASCII", "ASCII": declared = .ascii
    case "WINDOWS-1252", "CP1252", "CP-1252": declared = .windows1252
    default: return .failure(Fault(kind: .unsupported, found: name))
    }
    // A mark is proof; without one only the encodings of one byte a character are open to a declaration.
    let contradicts = family.mark > 0 ? declared != family.encoding : declared.isUTF16
    if contradicts {
      let actual = family.mark > 0 ? family.encoding.rawValue : "not UTF-16"
      return .failure(Fault(kind: .contradiction, found: "\(name) declared, bytes are \(actual)"))
    }
    return .success((declared, family.mark))
  }

  private enum Declaration {
    case none
    case unfinished
    case encoding(String)
  }

  /// Reads `encoding="…"` out of the XML declaration at the beginning of a document.
  private static func declaration(
    _ head: UnsafeBufferPointer<UInt8>, _ encoding: TextEncoding, _ mark: Int
  ) -> Declaration {
    var text: [UInt8] = []
    switch encoding {
    case .utf16LittleEndian:
      for index in stride(from: mark, to: head.count - 1, by: 2) {
        text.append(head[index + 1] == 0 ? head[index] : 0)
      }
    case .utf16BigEndian:
      for index in stride(from: mark, to: head.count - 1, by: 2) {
        text.append(head[index] == 0 ? head[index + 1] : 0)
      }
    default:
      text.append(contentsOf: head[mark...])
    }
    let opening = Array("<?xml".utf8)
    guard text.starts(with: opening), text.count > 5, isBlank(text[5]) else { return .none }
    guard let end = text.firstIndex(of: UInt8(ascii: ">")) else {
      return text.count * (encoding.isUTF16 ? 2 : 1) + mark + 1 >= InputPump.headLength ? .unfinished : .none
    }
    let label = Array("encoding".utf8)
    var index = 5
    while index + label.count < end, !(isBlank(text[index - 1]) && text[index...].starts(with: label)) {
      index += 1
    }
    index += label.count
    while index < end, isBlank(text[index]) { index += 1 }
    guard index < end, text[index] == UInt8(ascii: "=") else { return .none }
    index += 1
    while index < end, isBlank(text[index]) { index += 1 }
    guard index < end, text[index] == UInt8(ascii: "\"") || text[index] == UInt8(ascii: "'") else {
      return .none
    }
    guard let close = text[(index + 1)..<end].firstIndex(of: text[index]) else { return .none }
    return .encoding(String(decoding: text[(index + 1)..<close], as: UTF8.self))
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }
}
