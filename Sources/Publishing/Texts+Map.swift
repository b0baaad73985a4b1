import Quantities

// What maps of hits say.

extension Texts {
  enum Map {
    static let oblique = "Oblique, as squares"
    static let leftOut = "Left out by the judge, with dashed lines"
    static let outside = "Outside the outline, drawn beside its border"
    static let obliqueKey = "oblique"
    static let leftOutKey = "left out"
    static let counted = "Counted"
    static let yes = "yes"
    static let line = "Line of report"

    /// Such as `Shots on specimen S3 (front, large, new)`.
    static func title(_ noun: String, specimen: String, particulars: [String]) -> String {
      let what = particulars.isEmpty ? "" : " (\(particulars.joined(separator: ", ")))"
      return "\(noun.capitalizedFirst)s on specimen \(specimen)\(what)"
    }

    static let table = "x to the right and y upward from the left lower corner"

    static func hits(_ count: Int, _ noun: String, outline: String) -> String {
      "\(Texts.count(count, noun, noun + "s")) on a specimen of \(outline)."
    }

    /// Such as `Perforation: 3 and 5.`
    static func numbers(_ words: String, _ numbers: [Int]) -> String {
      "\(words.capitalizedFirst): \(Texts.list(numbers.map(String.init)))."
    }

    static func all(_ outcome: String) -> String { "Outcome of all: \(outcome)." }

    static func edge(_ distance: String) -> String {
      "The dashed rectangle is \(distance) inside the outline."
    }

    static func edgeKey(_ distance: String) -> String { "\(distance) inside the outline" }

    static func columns(_ noun: String, hasOutcome: Bool, units: (x: String, y: String)) -> [String] {
      [noun.capitalizedFirst] + (hasOutcome ? ["Outcome"] : [])
        + [
          "x (\(units.x))", "y (\(units.y))",
          heading("To the nearest side", unit: "mm"), heading("To the nearest \(noun)", unit: "mm"),
        ]
    }

    /// The heading of a column of numbers.
    static func heading(_ title: String, unit: String) -> String {
      title.capitalizedFirst + (unit.isEmpty ? "" : " (\(unit))")
    }

    static func millimetres(_ value: Double) -> String {
      NumberFormat.fixed(value, decimals: 1).replacing("-", with: "−")
    }

    static func notCounted(_ clause: String) -> String {
      clause.isEmpty ? "no" : "no, \(Texts.clause(clause))"
    }

    /// What stands over the maps that are folded away.
    static func more(_ count: Int) -> String { Texts.count(count, "further specimen", "further specimens") }
  }
}
