import Quantities
import XMLDocuments

/// The compliance programme that keeps a registry, and what it makes public.
public struct Programme: Sendable, Hashable {
  public var title: String
  /// Whether the document says that it is an invented example.
  public var isExample: Bool
  /// Who runs the programme.
  public var operatorName: String
  /// Where questions go, such as a mail address.
  public var operatorContact: String
  /// How much of the evidence is public.
  public var evidence: EvidenceSetting
  /// Whether models that are not compliant have a page; they are never on the list.
  public var publishesNotCompliant: Bool
  /// The day from which this is in force; nil: from the beginning.
  public var from: Day?
  public var policy: ProgrammePolicy

  public init(
    title: String, isExample: Bool, operatorName: String, operatorContact: String,
    evidence: EvidenceSetting = .verdict, publishesNotCompliant: Bool = false, from: Day? = nil,
    policy: ProgrammePolicy = ProgrammePolicy()
  ) {
    self.title = title
    self.isExample = isExample
    self.operatorName = operatorName
    self.operatorContact = operatorContact
    self.evidence = evidence
    self.publishesNotCompliant = publishesNotCompliant
    self.from = from
    self.policy = policy
  }

  /// How much of the evidence a programme makes public.
  public enum EvidenceSetting: String, Sendable, Hashable, Codable, CaseIterable {
    /// Outcomes, methods, laboratories and days; nothing measured.
    case verdict
    /// Limits, measured extremes, margins and what statistics computed; no single observation.
    case summary
    /// Everything, observation by observation, with pictures.
    case full
  }
}

/// Reads documents with the root element `programme`.
public enum ProgrammeReader {
  /// Reads a programme: well-formedness, schema and meaning, all problems in one list.
  ///
  /// - Returns: the programme, or nil where there is an error; and every problem, in document order.
  public static func read(_ bytes: [UInt8], file: String) -> (
    programme: Programme?, diagnostics: [Diagnostic]
  ) {
    RegistryVocabulary.read(bytes, file: file, root: "programme") { root, reading in
      // What is not said, or not understood, never makes more public than the least.
      Programme(
        title: reading.text("title", of: root), isExample: reading.isYes("example", of: root),
        operatorName: reading.content("operator", of: root),
        operatorContact: reading.content("contact", of: root),
        evidence: root["evidence"].flatMap(Programme.EvidenceSetting.init(rawValue:)) ?? .verdict,
        publishesNotCompliant: reading.isYes("publishes-not-compliant", of: root),
        from: root["from"] == nil ? nil : reading.day("from", of: root),
        policy: ProgrammePolicy(root, &reading))
    }
  }
}
