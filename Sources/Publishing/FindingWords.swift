import Conformity

/// The words of findings, in the language of what is being made: looked up once for a page that says them hundreds of times.
/// They never change, and are shared: twenty texts would be copied with whatever uses them.
final class FindingWords: Sendable {
  let limit = Texts.limit
  private let measured = Texts.measured
  private let toleranceBound = Texts.toleranceBound
  private let fittedProbability = Texts.fittedProbability
  let margin = Texts.margin
  private let met = Texts.outcome(.met)
  private let notMet = Texts.outcome(.notMet)
  private let notDetermined = Texts.outcome(.notDetermined)
  private let notApplicable = Texts.outcome(.notApplicable)
  private let allOf = Texts.combination("all of")
  private let anyOf = Texts.combination("any of")
  private let statistics = ["s", "mean", "intercept", "slope", "probability", "k", "v50", "v05"].map {
    (name: $0, words: Texts.statistic($0))
  }
  private let counted = RepeatedText("determination.counted", ["observations"])
  private let clause = RepeatedText("determination.clause", ["clause"])
  private let observed = RepeatedText("determination.observed.alone", values)
  private let observedInReport = RepeatedText("determination.observed.in-report", values)

  private static let values = ["noun", "number", "specimen", "value", "line", "report"]

  func outcome(_ outcome: Outcome) -> String {
    switch outcome {
    case .met: met
    case .notMet: notMet
    case .notDetermined: notDetermined
    case .notApplicable: notApplicable
    }
  }

  /// What a rule compares with its limit: a measured value, or one that was computed from all of them.
  func measured(by rule: String) -> String {
    switch rule {
    case "tolerance bound": toleranceBound
    case "fitted probability": fittedProbability
    default: measured
    }
  }

  /// How the parts of a combined rule are introduced.
  func combination(_ rule: String) -> String? {
    switch rule {
    case "all of": allOf
    case "any of": anyOf
    default: nil
    }
  }

  func statistic(_ name: String) -> String {
    statistics.first { $0.name == name }?.words ?? Texts.statistic(name)
  }

  /// How many observations of a group count, and how many were left out.
  func counted(_ count: Int, _ noun: String, leftOut: Int) -> String {
    let text = counted.text { _, out in
      out.raw(Texts.grouped(count))
      out.raw(UInt8(ascii: " "))
      out.raw(noun)
      if count != 1 { out.raw(UInt8(ascii: "s")) }
    }
    return leftOut > 0 ? "\(text), \(Texts.grouped(leftOut)) \(Texts.leftOut)" : text
  }

  /// As ``Texts/clause(_:)`` says it.
  func clause(_ clause: String) -> String {
    Texts.needsWord(clause) ? self.clause.text { _, out in out.raw(clause) } : clause
  }

  /// A figure that nobody verified: what it is of, its value, and the clause.
  func cited(_ figure: CitedFigure) -> String {
    var out = MarkupWriter(capacity: 128)
    out.raw(figure.name)
    out.raw(": ")
    out.raw(figure.value)
    out.raw(" (")
    if Texts.needsWord(figure.clause) {
      clause.write(to: &out) { _, out in out.raw(figure.clause) }
    } else {
      out.raw(figure.clause)
    }
    out.raw(")")
    return out.text
  }

  /// A line about one observation: which, what it is, and where it stands.
  ///
  /// - Parameters:
  ///   - noun: begins the line.
  ///   - report: the identifier of the report; nil where there is one alone, which needs no name.
  func line(_ noun: String, _ observation: ObservationReference, report: String?) -> String {
    (report == nil ? observed : observedInReport).text { value, out in
      switch value {
      case 0: out.raw(noun)
      case 1: out.number(observation.number)
      case 2: out.raw(observation.specimen)
      case 3: out.raw(observation.value)
      case 4: out.number(observation.line)
      default: out.raw(report?.isolated ?? "")
      }
    }
  }
}
