import Quantities
import XMLDocuments

/// How a construction variation was resolved.
public struct VariationResolution: Sendable, Hashable {
  /// The number of the variation.
  public var variation: String
  /// Whether the document says that it is an invented example.
  public var isExample: Bool
  public var day: Day
  public var outcome: Outcome
  /// At least one, each a sentence or more.
  public var reasons: [String]
  public var signatories: Signatories

  public enum Outcome: String, Sendable, Hashable, Codable, CaseIterable {
    /// It does not matter for the protection: the construction is accepted.
    case accepted
    /// The supplier builds again what was applied for.
    case corrected
    /// The other construction is applied for under a designation of its own.
    case newDesignation = "new-designation"
  }
}

/// Reads documents with the root element `variation-resolution`.
public enum VariationResolutionReader {
  /// Reads a resolution: well-formedness, schema and meaning, all problems in one list.
  ///
  /// - Returns: the resolution, or nil where there is an error; and every problem, in document order.
  public static func read(
    _ bytes: [UInt8], file: String
  ) -> (resolution: VariationResolution?, diagnostics: [Diagnostic]) {
    RegistryVocabulary.read(bytes, file: file, root: "variation-resolution") { root, reading in
      let outcome: VariationResolution.Outcome? = reading.word("outcome", of: root)
      let day = reading.day("day", of: root)
      let signatories = reading.signatories(of: root)
      guard let outcome, let day, let signatories else { return nil }
      return VariationResolution(
        variation: reading.text("variation", of: root), isExample: reading.isYes("example", of: root),
        day: day,
        outcome: outcome, reasons: reading.reasons(of: root), signatories: signatories)
    }
  }
}
