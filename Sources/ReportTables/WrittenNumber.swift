import Quantities

/// Reads numbers as people and spreadsheet programs write them into tables; what could be two numbers is never guessed.
enum WrittenNumber {
  enum Problem: Error, Sendable, Hashable {
    /// A comma that could separate decimals or thousands, as in `1,234`.
    case eitherComma
    /// Thousands are separated, by commas, points, spaces or apostrophes.
    case thousands
    /// The number has another unit than its column.
    case otherUnit(String)
    /// It is no plain number.
    case plain(ExactDecimal.Problem)
  }

  /// A number, and whether it was written with a decimal comma or a decimal point.
  struct Reading: Sendable, Hashable {
    var value: ExactDecimal
    var hasComma: Bool
    var hasPoint: Bool
  }

  /// - Parameter units: what the number may be followed by: the code and the symbol of its column's unit.
  static func read(_ text: String, units: [String]) throws(Problem) -> Reading {
    var body = text.map {
      $0 == "\u{A0}" || $0 == "\u{202F}" || $0 == "\u{2009}" ? " " : $0 == "\u{2212}" ? "-" : $0
    }[...]
    trim(&body)
    guard !body.isEmpty else { throw .plain(.empty) }
    let digits = body.prefix { $0.isASCII && ($0.isNumber || "+-., '".contains($0)) }
    // An exponent is no unit.
    if let next = body.dropFirst(digits.count).first,
      !(next.lowercased() == "e" && isExponent(body.dropFirst(digits.count + 1)))
    {
      var unit = body.dropFirst(digits.count)
      trim(&unit)
      guard digits.contains(where: \.isNumber) else { throw .plain(.notANumber) }
      guard units.contains(String(unit)) else { throw .otherUnit(String(unit)) }
      body = digits
      trim(&body)
    }
    let commas = body.count { $0 == "," }
    let points = body.count { $0 == "." }
    if body.contains(" ") || body.contains("'") || commas > 1 || points > 1 || commas == 1 && points == 1 {
      throw body.allSatisfy({ $0.isASCII && ($0.isNumber || "+-., '".contains($0)) })
        ? .thousands : .plain(.notANumber)
    }
    if commas == 1, let comma = body.firstIndex(of: ",") {
      let before = body[..<comma].drop { $0 == "-" || $0 == "+" }
      let after = body[body.index(after: comma)...]
      if after.count == 3, (1...3).contains(before.count), before.first != "0" { throw .eitherComma }
      guard !before.isEmpty, !after.isEmpty else { throw .plain(.notANumber) }
      body[comma] = "."
    }
    do throws(ExactDecimal.Problem) {
      return Reading(value: try ExactDecimal(String(body)), hasComma: commas == 1, hasPoint: points == 1)
    } catch {
      throw .plain(error)
    }
  }

  private static func isExponent(_ rest: ArraySlice<Character>) -> Bool {
    let digits = rest.drop { $0 == "-" || $0 == "+" }
    return !digits.isEmpty && digits.allSatisfy { $0.isASCII && $0.isNumber }
  }

  private static func trim(_ text: inout ArraySlice<Character>) {
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
  }
}
