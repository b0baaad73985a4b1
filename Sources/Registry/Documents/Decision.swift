import Quantities
import XMLDocuments

/// What the programme decided about an application: a verdict is not a listing until somebody decides.
public struct Decision: Sendable, Hashable {
  /// Whether the document says that it is an invented example.
  public var isExample: Bool
  public var model: ModelKey
  public var outcome: Outcome
  /// The day from which it holds.
  public var day: Day
  /// Where the evidence is that it rests on.
  public var evidence: Evidence
  /// At least one, each a sentence or more.
  public var reasons: [String]
  public var signatories: Signatories

  public enum Outcome: String, Sendable, Hashable, Codable, CaseIterable {
    /// The model is on the list.
    case list
    /// It is not put on the list.
    case decline
  }

  public enum Evidence: String, Sendable, Hashable, Codable, CaseIterable {
    /// In this registry: the decision rests on the determination made from it.
    case held
    /// Elsewhere: the listing was taken over from a list that existed before.
    case notHeld = "not-held"
  }

  public init(
    isExample: Bool, model: ModelKey, outcome: Outcome, day: Day, evidence: Evidence = .held,
    reasons: [String], signatories: Signatories
  ) {
    self.isExample = isExample
    self.model = model
    self.outcome = outcome
    self.day = day
    self.evidence = evidence
    self.reasons = reasons
    self.signatories = signatories
  }
}

/// Reads documents with the root element `decision`.
public enum DecisionReader {
  /// Reads a decision: well-formedness, schema and meaning, all problems in one list.
  ///
  /// - Returns: the decision, or nil where there is an error; and every problem, in document order.
  public static func read(_ bytes: [UInt8], file: String) -> (decision: Decision?, diagnostics: [Diagnostic])
  {
    RegistryVocabulary.read(bytes, file: file, root: "decision") { root, reading in
      let model = reading.model(root)
      let outcome: Decision.Outcome? = reading.word("outcome", of: root)
      let day = reading.day("day", of: root)
      let signatories = reading.signatories(of: root)
      guard let outcome, let day, let signatories else { return nil }
      return Decision(
        isExample: reading.isYes("example", of: root), model: model, outcome: outcome, day: day,
        evidence: root["evidence"] == "not-held" ? .notHeld : .held, reasons: reading.reasons(of: root),
        signatories: signatories)
    }
  }
}
