import Quantities
import XMLDocuments

/// A surveillance inspection (follow-up inspection and testing) of one manufacturing location.
public struct Inspection: Sendable, Hashable {
  /// The programme's number of it.
  public var id: String
  /// Whether the document says that it is an invented example.
  public var isExample: Bool
  /// The identifier of the supplier whose models were inspected.
  public var supplier: String
  /// The manufacturing location that was visited.
  public var location: String
  /// The day of the visit.
  public var day: Day
  public var occasion: Occasion
  public var inspector: Person
  /// What was found of each model; at least one, no model twice.
  public var results: [Result]

  public enum Occasion: String, Sendable, Hashable, Codable, CaseIterable {
    /// The first one, when production begins.
    case start = "start-of-production"
    /// By the programme's interval.
    case followUp = "follow-up"
    /// Because something was reported.
    case cause = "for-cause"
  }

  /// What was found of one model.
  public struct Result: Sendable, Hashable {
    public var designation: String
    public var outcome: Outcome
    /// What was seen, in plain words; may be empty.
    public var remark: String
    /// The tests of samples that were pulled.
    public var tests: [Test]
  }

  public enum Outcome: String, Sendable, Hashable, Codable, CaseIterable {
    /// Built as it was applied for.
    case conforming
    /// Built otherwise in some way; a construction variation says how.
    case varied
    /// It could not be inspected, such as where none was being made.
    case notSeen = "not-seen"
  }

  /// A test of samples pulled in an inspection.
  public struct Test: Sendable, Hashable {
    /// The laboratory's identifier.
    public var laboratory: String
    /// The laboratory's number of the report.
    public var report: String
    public var outcome: TestOutcome
  }

  public enum TestOutcome: String, Sendable, Hashable, Codable, CaseIterable {
    case passed
    case failed
    /// The report is awaited.
    case pending
  }
}

/// Reads documents with the root element `inspection`.
public enum InspectionReader {
  /// Reads an inspection: well-formedness, schema and meaning, all problems in one list.
  ///
  /// - Returns: the inspection, or nil where there is an error; and every problem, in document order.
  public static func read(
    _ bytes: [UInt8], file: String
  ) -> (inspection: Inspection?, diagnostics: [Diagnostic]) {
    RegistryVocabulary.read(bytes, file: file, root: "inspection") { root, reading in
      let occasion: Inspection.Occasion? = reading.word("occasion", of: root)
      let day = reading.day("day", of: root)
      let inspector = reading.person("inspected-by", of: root)
      let results = reading.inspected(root)
      guard let occasion, let day, let inspector else { return nil }
      return Inspection(
        id: reading.text("id", of: root), isExample: reading.isYes("example", of: root),
        supplier: reading.text("supplier", of: root), location: reading.text("location", of: root), day: day,
        occasion: occasion, inspector: inspector, results: results)
    }
  }
}

extension RegistryReading {
  fileprivate mutating func inspected(_ root: DocumentElement) -> [Inspection.Result] {
    var results: [Inspection.Result] = []
    for element in root.children("model") {
      let designation = text("designation", of: element)
      if results.contains(where: { $0.designation == designation }) {
        report.error(
          .registryEventDuplicate, at: element.position, "The model is named twice.", found: designation,
          expected: "each model once", cure: "Delete one of the two, or put both remarks into one.")
      }
      let tests = element.children("test").compactMap { test -> Inspection.Test? in
        guard let outcome: Inspection.TestOutcome = word("outcome", of: test) else { return nil }
        return Inspection.Test(
          laboratory: text("laboratory", of: test), report: text("report", of: test), outcome: outcome)
      }
      guard let outcome: Inspection.Outcome = word("outcome", of: element) else { continue }
      results.append(
        Inspection.Result(
          designation: designation, outcome: outcome, remark: element.child("remark")?.text ?? "",
          tests: tests))
    }
    return results
  }
}
