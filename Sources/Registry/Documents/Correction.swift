import Quantities
import XMLDocuments

/// A mistake put right: it says what an earlier document should have said, and leaves that document as it is.
public struct Correction: Sendable, Hashable {
  /// Whether the document says that it is an invented example.
  public var isExample: Bool
  /// SHA-256 of the document that is corrected, lower-case hexadecimal.
  public var document: String
  /// The day on which the mistake was put right.
  public var day: Day
  public var remedy: Remedy
  /// At least one, each a sentence or more.
  public var reasons: [String]
  public var signatories: Signatories

  public enum Remedy: Sendable, Hashable {
    /// What the document says took effect on another day.
    case effective(Day)
    /// What the document says never was.
    case void
  }
}

/// Reads documents with the root element `correction`.
public enum CorrectionReader {
  /// Reads a correction: well-formedness, schema and meaning, all problems in one list.
  ///
  /// - Returns: the correction, or nil where there is an error; and every problem, in document order.
  public static func read(
    _ bytes: [UInt8], file: String
  ) -> (correction: Correction?, diagnostics: [Diagnostic]) {
    RegistryVocabulary.read(bytes, file: file, root: "correction") { root, reading in
      let day = reading.day("day", of: root)
      let signatories = reading.signatories(of: root)
      let remedy = reading.remedy(of: root)
      guard let day, let signatories, let remedy else { return nil }
      return Correction(
        isExample: reading.isYes("example", of: root), document: reading.text("document", of: root), day: day,
        remedy: remedy, reasons: reading.reasons(of: root), signatories: signatories)
    }
  }
}

extension RegistryReading {
  fileprivate mutating func remedy(of root: DocumentElement) -> Correction.Remedy? {
    switch (root["effective"], isYes("void", of: root)) {
    case (nil, true): return .void
    case (.some, false): return day("effective", of: root).map { .effective($0) }
    case (let effective, let void):
      report.error(
        .registryCorrectionRemedy, at: root.position,
        "A correction gives another day, or voids; one of the two.",
        found: effective == nil ? "neither" : void ? "both" : "neither",
        expected: #"effective="YYYY-MM-DD" or void="yes""#, cure: "State what the document should have said.")
      return nil
    }
  }
}
