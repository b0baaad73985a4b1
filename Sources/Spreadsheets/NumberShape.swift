/// What a cell's number format makes of its number.
struct NumberShape: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case number
    case percent
    /// A date without a time.
    case date
    /// A date with a time.
    case moment
    /// A time without a date.
    case time
    /// Shown a thousand times smaller, or as a fraction.
    case scaled
  }

  var kind: Kind
  /// The digits after the point that are always shown.
  var places = 0
  /// Text that stands around the number.
  var unit = ""

  static let general = NumberShape(kind: .number)

  /// The shape of a format that every program knows by its number (ECMA-376 Part 1, 18.8.30); nil: none of these.
  init?(builtIn id: Int) {
    switch id {
    case 0, 1, 3, 37, 38, 49: self = .general
    case 2, 4, 39, 40: self.init(kind: .number, places: 2)
    case 9: self.init(kind: .percent)
    case 10: self.init(kind: .percent, places: 2)
    case 11, 48: self = .general
    case 12, 13: self.init(kind: .scaled)
    case 14...17, 27...31, 34...36, 50...54, 57, 58: self.init(kind: .date)
    case 22: self.init(kind: .moment)
    case 18...21, 32, 33, 45...47, 55, 56: self.init(kind: .time)
    default: return nil
    }
  }

  private init(kind: Kind, places: Int = 0) {
    self.kind = kind
    self.places = places
  }

  /// The shape of a format as it is written, such as `#,##0.00" m/s"`; the first of its sections counts.
  init(code: String) {
    var pattern = ""
    var literal = ""
    var rest = Substring(code)
    scan: while let character = rest.popFirst() {
      switch character {
      case ";": break scan
      case "\"":
        literal += rest.prefix { $0 != "\"" }
        rest = rest.drop { $0 != "\"" }.dropFirst()
      case "\\":
        if let next = rest.popFirst() { literal.append(next) }
      case "_": _ = rest.popFirst()
      case "*": _ = rest.popFirst()
      case "[":
        let inside = rest.prefix { $0 != "]" }.lowercased()
        rest = rest.drop { $0 != "]" }.dropFirst()
        // A span of time; what else stands in brackets is a colour, a condition or a language.
        if !inside.isEmpty, inside.allSatisfy({ "hms".contains($0) }) { pattern += inside }
      default: pattern.append(character)
      }
    }
    self.init(pattern: pattern.lowercased(), literal: literal)
  }

  private init(pattern: String, literal: String) {
    unit = literal.trimmed
    if pattern == "general" || pattern == "@" || pattern.isEmpty {
      kind = .number
      return
    }
    if pattern.contains(where: { "ymdhs".contains($0) }) {
      let hasTime = pattern.contains { "hs".contains($0) }
      kind = !hasTime ? .date : pattern.contains { "yd".contains($0) } ? .moment : .time
      unit = ""
      return
    }
    let digits = pattern.drop { !"0#?.".contains($0) }
    if pattern.contains("/")
      || digits.drop(while: { "0#?.,".contains($0) }) != digits.drop(while: { "0#?.".contains($0) })
        && digits.prefix(while: { "0#?.,".contains($0) }).last == ","
    {
      kind = .scaled
      return
    }
    kind = pattern.contains("%") ? .percent : .number
    if pattern.contains("e") { return }
    if let point = pattern.firstIndex(of: ".") {
      places = pattern[point...].dropFirst().prefix { "0#?".contains($0) }.count { $0 == "0" }
    }
  }
}

extension StringProtocol {
  /// The text without white space at its ends.
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
