import Quantities

// What maps of hits say.

extension Texts {
  enum Map {
    static var oblique: String { say("map.oblique") }
    static var leftOut: String { say("map.left-out") }
    static var outside: String { say("map.outside") }
    static var obliqueKey: String { say("map.oblique-key") }
    static var leftOutKey: String { say("map.left-out-key") }
    static var counted: String { say("map.counted") }
    static var yes: String { say("map.yes") }
    static var line: String { say("map.line") }

    /// Such as `Shots on specimen S3 (front, large, new)`.
    static func title(_ noun: String, specimen: String, particulars: [String]) -> String {
      let what = particulars.isEmpty ? "" : " (\(particulars.joined(separator: ", ")))"
      return say("map.title", ["noun": noun.capitalizedFirst, "specimen": specimen, "what": what])
    }

    static var table: String { say("map.table") }

    static func hits(_ count: Int, _ noun: String, outline: String) -> String {
      say("map.hits", ["hits": Texts.count(count, noun, noun + "s"), "outline": outline])
    }

    /// Such as `Perforation: 3 and 5.`
    static func numbers(_ words: String, _ numbers: [Int]) -> String {
      "\(words.capitalizedFirst): \(Texts.list(numbers.map(String.init)))."
    }

    static func all(_ outcome: String) -> String { say("map.all", ["outcome": outcome]) }

    static func edge(_ distance: String) -> String {
      say("map.edge", ["distance": distance])
    }

    static func edgeKey(_ distance: String) -> String { say("map.edge-key", ["distance": distance]) }

    static func columns(_ noun: String, hasOutcome: Bool, units: (x: String, y: String)) -> [String] {
      [noun.capitalizedFirst] + (hasOutcome ? [say("heading.outcome")] : [])
        + [
          say("map.columns.x", ["x": units.x]), say("map.columns.y", ["y": units.y]),
          heading(say("heading.to-the-nearest-side"), unit: "mm"),
          heading(say("map.columns.to-the-nearest", ["noun": noun]), unit: "mm"),
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
      clause.isEmpty
        ? say("map.not-counted.no") : say("map.not-counted.by-clause", ["clause": Texts.clause(clause)])
    }

    /// What stands over the maps that are folded away.
    static func more(_ count: Int) -> String { Texts.count(count, "counted.further-specimens") }
  }
}
