/// A JSON value that is printed with its members in the order given, so that the same data gives the same bytes.
public indirect enum JSONText: Sendable, Equatable {
  case text(String)
  case number(Int)
  case flag(Bool)
  case null
  case array([JSONText])
  /// An array whose elements are made when they are written: of a list of thousands, one at a time is in memory.
  case list(count: Int, @Sendable (Int) -> JSONText)
  case object([(String, JSONText)])

  /// The value on lines of two spaces of indentation, ending in a line feed.
  public func printed() -> String {
    var text = ""
    write(to: &text, indentation: 0)
    text += "\n"
    return text
  }

  /// The value on one line, without a space.
  var compact: String {
    var text = ""
    write(to: &text, indentation: nil)
    return text
  }

  public static func == (left: JSONText, right: JSONText) -> Bool { left.printed() == right.printed() }

  private func write(to text: inout String, indentation: Int?) {
    switch self {
    case .text(let value): JSONText.quote(value, to: &text)
    case .number(let value): text += String(value)
    case .flag(let value): text += value ? "true" : "false"
    case .null: text += "null"
    case .array(let values):
      JSONText.write(values.count, to: &text, indentation: indentation) { values[$0] }
    case .list(let count, let element):
      JSONText.write(count, to: &text, indentation: indentation, element)
    case .object(let members):
      guard !members.isEmpty else {
        text += "{}"
        return
      }
      text += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { text += "," }
        JSONText.breakLine(indentation.map { $0 + 1 }, &text)
        JSONText.quote(member.0, to: &text)
        text += indentation == nil ? ":" : ": "
        member.1.write(to: &text, indentation: indentation.map { $0 + 1 })
      }
      JSONText.breakLine(indentation, &text)
      text += "}"
    }
  }

  private static func write(
    _ count: Int, to text: inout String, indentation: Int?, _ element: (Int) -> JSONText
  ) {
    guard count > 0 else {
      text += "[]"
      return
    }
    text += "["
    for index in 0..<count {
      if index > 0 { text += "," }
      JSONText.breakLine(indentation.map { $0 + 1 }, &text)
      element(index).write(to: &text, indentation: indentation.map { $0 + 1 })
    }
    JSONText.breakLine(indentation, &text)
    text += "]"
  }

  /// Begins a line, if the value is printed on several.
  private static func breakLine(_ indentation: Int?, _ text: inout String) {
    guard let indentation else { return }
    text += "\n" + String(repeating: "  ", count: indentation)
  }

  /// RFC 8259, section 7; line separators are escaped as well, for readers that are JavaScript.
  private static func quote(_ value: String, to text: inout String) {
    text += "\""
    // Nearly every text is what it is; the separators begin with this byte, as few other characters do.
    if !value.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C || $0 == 0x7F || $0 == 0xE2 }) {
      text += value
      text += "\""
      return
    }
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{2028}", "\u{2029}": text += "\\u" + String(scalar.value, radix: 16)
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F {
          let digits = String(scalar.value, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
    }
    text += "\""
  }
}
