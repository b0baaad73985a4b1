import Evidence
import Quantities
import XMLDocuments

/// Whether a laboratory was accredited for the tests of a report, for each method on its day (ISO/IEC 17025).
///
/// The report names the accreditation that it claims. Tests and conditionings count by their own day where they bear
/// one, otherwise by all days of testing; calibrations are the laboratory's own.
struct AccreditationCheck {
  let laboratory: Laboratory
  let report: Report

  /// Which part of a laboratory's accreditation is missing, in the words of a diagnostic.
  struct Objection: Hashable {
    var code: Diagnostic.Code
    /// nil: where the report names its laboratory.
    var line: Int?
    var message: String
    var found: String
    var expected: String
    var cure: String
  }

  /// What speaks against the report; nothing where every test is covered.
  func objections() -> [Objection] {
    let cure = "Import the laboratory's document with the accreditation that was in force."
    guard !laboratory.accreditations.isEmpty else {
      return [
        Objection(
          code: .registryLaboratoryAccreditation, message: "\(laboratory.name) has no accreditation.",
          found: "none", expected: "an accreditation for \(report.standard)", cure: cure)
      ]
    }
    let claimed = laboratory.accreditations.filter { $0.certificate == report.laboratory.accreditation }
    guard !claimed.isEmpty else {
      return [
        Objection(
          code: .registryAccreditationNumber,
          message: "\(laboratory.name) has no accreditation of the number that the report claims.",
          found: report.laboratory.accreditation,
          expected: listed(laboratory.accreditations.map(\.certificate)),
          cure: "Correct the number in the report. \(cure)")
      ]
    }
    let scoped = claimed.filter { $0.standards.contains(report.standard) }
    guard !scoped.isEmpty else {
      return [
        Objection(
          code: .registryAccreditationStandard,
          message: "The accreditation of \(laboratory.name) is for other standards.", found: report.standard,
          expected: listed(claimed.flatMap(\.standards)), cure: cure)
      ]
    }
    var found: [Objection] = []
    for test in tests {
      // The same fault is told once, where it is met first.
      if let objection = objection(to: test, scoped, cure: cure),
        !found.contains(where: { $0.code == objection.code && $0.found == objection.found })
      {
        found.append(objection)
      }
    }
    return found
  }

  /// A test as far as accreditation goes.
  private struct Test: Equatable {
    /// nil: the tests as a whole, of a report that has none of its own.
    var method: String?
    var from: Day
    var to: Day
    /// Tests by the same method on the same days are one, whichever line says so first.
    var line: Int?

    static func == (a: Test, b: Test) -> Bool { a.method == b.method && a.from == b.from && a.to == b.to }

    var words: String {
      "\(method.map { $0 + " " } ?? "")\(from == to ? "on \(from)" : "from \(from) to \(to)")"
    }
  }

  private var tests: [Test] {
    var tests: [Test] = []
    // By index: a series is a large value, which need not be copied to be looked at.
    for index in report.series.indices where report.series[index].role != .calibration {
      let day = report.series[index].day
      let test = Test(
        method: report.series[index].method, from: day ?? report.testedFrom, to: day ?? report.testedTo,
        line: report.series[index].line)
      // Most tests stand beside others by the same method on the same day, and there are few kinds.
      if !tests.contains(test) { tests.append(test) }
    }
    return tests.isEmpty ? [Test(from: report.testedFrom, to: report.testedTo)] : tests
  }

  private func objection(
    to test: Test, _ accreditations: [Laboratory.Accreditation], cure: String
  ) -> Objection? {
    let including = accreditations.filter { accreditation in
      test.method.map { accreditation.includes(method: $0) } ?? true
    }
    if including.isEmpty {
      return Objection(
        code: .registryAccreditationMethod, line: test.line,
        message: "The accreditation of \(laboratory.name) does not include this method.",
        found: test.method ?? "", expected: listed(accreditations.flatMap(\.methods)), cure: cure)
    }
    let valid = including.filter { $0.from <= test.from && test.to <= $0.until }
    if valid.isEmpty {
      let isBefore = including.allSatisfy { test.to < $0.from }
      let isAfter = including.allSatisfy { $0.until < test.from }
      return Objection(
        code: .registryAccreditationValidity, line: test.line,
        message:
          "\(laboratory.name) was not accredited for this \(isBefore ? "yet" : isAfter ? "any more" : "on all of the days").",
        found: test.words, expected: listed(including.map { "from \($0.from) to \($0.until)" }), cure: cure)
    }
    if valid.contains(where: { !$0.suspensions.contains { $0.touches(test.from, test.to) } }) { return nil }
    return Objection(
      code: .registryAccreditationSuspended, line: test.line,
      message: "The accreditation of \(laboratory.name) was suspended.", found: test.words,
      expected: "a day on which it was not: \(listed(valid.flatMap(\.suspensions).map(\.description)))",
      cure: "Have the tests made by a laboratory that was accredited on the day.")
  }

  private func listed(_ words: [String]) -> String {
    var kept: [String] = []
    for word in words where !kept.contains(word) { kept.append(word) }
    return kept.joined(separator: ", ")
  }
}
