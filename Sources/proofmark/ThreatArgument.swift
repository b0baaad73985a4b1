import ArgumentParser
import Evidence
import Quantities

/// A threat that a purchaser declares, as it is written on the command line.
///
///     --threat 'ap-1, 9 mm armor-piercing, only, 8.0 g, new 430 m/s, conditioned 415 m/s'
enum ThreatArgument {
  static let form = "'ID, TITLE, ROLE, MASS, CONDITION VELOCITY, …'"
  static let example = "'ap-1, 9 mm armor-piercing, only, 8.0 g, new 430 m/s, conditioned 415 m/s'"

  /// What a report declares with it.
  static func parse(_ text: String) throws -> DeclaredThreat {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { $0.split(separator: " ") }
    guard parts.count >= 5, parts.allSatisfy({ !$0.isEmpty }), parts[0].count == 1, parts[2].count == 1 else {
      throw ValidationError("--threat \(text): this is not \(form), such as \(example).")
    }
    let references = try parts[4...].map { words in
      guard words.count == 3 else {
        throw ValidationError(
          "--threat \(text): \"\(words.joined(separator: " "))\" is not a condition with a velocity, such as new 430 m/s."
        )
      }
      return DeclaredThreat.Reference(
        condition: String(words[0]), velocity: try amount(words[1...], in: text, like: .metrePerSecond),
        line: 0)
    }
    let conditions = references.map(\.condition)
    if let twice = conditions.first(where: { one in conditions.count(where: { $0 == one }) > 1 }) {
      throw ValidationError("--threat \(text): the condition \(twice) has two velocities.")
    }
    return DeclaredThreat(
      id: String(parts[0][0]), title: parts[1].joined(separator: " "), role: String(parts[2][0]),
      mass: try amount(parts[3][...], in: text, like: .gram), references: references, line: 0)
  }

  private static func amount(_ words: ArraySlice<Substring>, in text: String, like unit: Unit) throws
    -> Amount
  {
    guard words.count == 2, let number = words.first, let code = words.last,
      let value = try? ExactDecimal(String(number)), value > ExactDecimal(0),
      let stated = try? Unit(ucum: String(code)),
      stated.isConvertible(to: unit)
    else {
      throw ValidationError(
        "--threat \(text): \"\(words.joined(separator: " "))\" is not a number above 0 with a unit of "
          + "\(unit.dimension.name) as UCUM writes it, such as \(unit.code).")
    }
    return Amount(value, stated)
  }
}
