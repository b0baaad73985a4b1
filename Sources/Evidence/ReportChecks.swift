import Quantities
import XMLDocuments

/// What a schema cannot say about a report: references, numbering, days.
struct ReportChecks {
  var issued: (day: Day, line: Int)?
  /// What specimens leave open, and the line of the first that does.
  var openSpecimens = OpenValues()
  var firstOpenSpecimen: Int?
  private var seen: Set<Name> = []

  private struct Name: Hashable {
    let kind: String
    let id: String
  }

  /// Names that an observation's own attributes have.
  private static let reserved: Set<String> = ["n", "outcome", "item", "fair", "remark"]

  /// An identifier may stand once for each kind of thing.
  mutating func unique(_ kind: String, _ id: String, line: Int, _ report: inout DiagnosticSink) {
    guard !seen.insert(Name(kind: kind, id: id)).inserted else { return }
    report.error(
      .reportDuplicate, line: line, "This \(kind) stands in the report twice.", found: id,
      expected: "each \(kind) once", cure: "Give the second one an identifier of its own, or delete it.")
  }

  func nameOfMeasure(_ quantity: String, line: Int, _ report: inout DiagnosticSink) {
    guard ReportChecks.reserved.contains(quantity) else { return }
    report.error(
      .reportMeasureReserved, line: line, "A measure cannot have the name of an observation's own attribute.",
      found: quantity, expected: "another name", cure: "Use the quantity's name in the standard.")
  }

  /// Observations are numbered from 1, in the order they were made, each number once.
  ///
  /// - Parameters:
  ///   - observations: those of the series so far; the last one is looked at.
  ///   - last: the number of the one before it.
  func numbering(of observations: [Observation], after last: Int, _ report: inout DiagnosticSink) {
    guard let observation = observations.last, observation.number > 0, observation.number != last + 1 else {
      return
    }
    let twice = observations.dropLast().contains { $0.number == observation.number }
    report.error(
      twice ? .reportObservationDuplicate : .reportObservationOrder, line: observation.line,
      twice
        ? "Two observations of the series have this number."
        : "The observations are not numbered one after another.",
      found: "\(observation.number)", expected: "\(last + 1)",
      cure: "Number the observations 1, 2, 3 … in the order they were made; leave none out.")
  }

  /// The schema lets numbers pass that are larger than any series is long.
  func countless(_ number: String, line: Int, _ report: inout DiagnosticSink) {
    report.error(
      .reportObservationOrder, line: line, "The observations are not numbered one after another.",
      found: number, expected: "a number of the series",
      cure: "Number the observations 1, 2, 3 … in the order they were made; leave none out.")
  }

  func validity(from: Day, until: Day?, line: Int, _ report: inout DiagnosticSink) {
    guard let until, until < from else { return }
    report.error(
      .reportCertificateOrder, line: line, "The certificate ends before it begins.",
      found: "\(from) to \(until)",
      expected: "the first day of validity, then the last", cure: "Correct the days.")
  }

  func order(from: Day, to: Day, line: Int, _ report: inout DiagnosticSink) {
    if to < from {
      report.error(
        .reportTestedOrder, line: line, "Testing ends before it begins.", found: "\(from) to \(to)",
        expected: "the first day, then the last", cure: "Correct the days.")
    }
    if let issued, issued.day < to {
      report.error(
        .reportIssuedEarly, line: issued.line, "The report was issued before testing ended.",
        found: "\(issued.day)", expected: "\(to) or later", cure: "Correct the day of issue or of testing.")
    }
  }

  /// References between the parts, once all of them are there.
  func finish(
    series: [Series], specimens: [Specimen], tested: (from: Day, to: Day)?, _ report: inout DiagnosticSink
  ) {
    var calibrations: Set<String> = []
    var conditioning: Set<String> = []
    // By index: a series is a large value, and little of it is looked at.
    for index in series.indices {
      guard let id = series[index].id else { continue }
      switch series[index].role {
      case .calibration: calibrations.insert(id)
      case .conditioning: conditioning.insert(id)
      case .test: break
      }
    }
    if let line = firstOpenSpecimen {
      openSpecimens.report(to: &report, line: line, what: "specimen", place: "")
    }
    let known = Set(specimens.lazy.map(\.id))
    for specimen in specimens {
      for record in specimen.conditioning where !conditioning.contains(record) {
        unknown("conditioning record", record, line: specimen.line, &report)
      }
    }
    for index in series.indices {
      let line = series[index].line
      if let specimen = series[index].specimen, !known.contains(specimen) {
        unknown("specimen", specimen, line: line, &report)
      }
      for record in series[index].calibrations where !calibrations.contains(record) {
        unknown("calibration", record, line: line, &report)
      }
      if let day = series[index].day, let tested, day < tested.from || day > tested.to {
        report.error(
          .reportSeriesDay, line: line, "The day lies outside the days of testing.", found: "\(day)",
          expected: "\(tested.from) to \(tested.to)", cure: "Correct the day, or the days of testing.")
      }
    }
  }

  private func unknown(_ kind: String, _ id: String, line: Int, _ report: inout DiagnosticSink) {
    report.error(
      .reportReference, line: line, "The report has no such \(kind).", found: id,
      expected: "the identifier of a \(kind) in this report",
      cure: "Correct the identifier, or add the \(kind).")
  }
}

extension DiagnosticSink {
  /// Says why text is no number, and how to write it.
  mutating func unreadableNumber(
    _ name: String, found: String, _ problem: ExactDecimal.Problem, line: Int
  ) {
    let (code, message): (Diagnostic.Code, String) =
      switch problem {
      case .empty: (.reportNumber, "The value of \(name) is empty.")
      case .notANumber: (.reportNumber, "The value of \(name) is not a number.")
      case .exponent: (.reportNumberExponent, "The value of \(name) has an exponent.")
      case .tooManyDigits: (.reportNumberDigits, "The value of \(name) has too many digits.")
      }
    error(
      code, line: line, message, found: found,
      expected: "a plain decimal number of at most \(ExactDecimal.maximumDigits) digits, such as 412.5",
      cure:
        "Write the reading with a decimal point and nothing else; leave the attribute out where there is none."
    )
  }
}
