import Quantities
import XMLDocuments

/// What an agency tells of armor in use: a hit that it stopped, a near miss, or a failure.
public struct FieldReport: Sendable, Hashable {
  /// The programme's number of it, unique for the registry.
  public var id: String
  /// Whether the document says that it is an invented example.
  public var isExample: Bool
  /// The day on which it happened.
  public var day: Day
  public var event: Event
  /// Whether the armor did as it should.
  public var performed: Performance
  /// The model, as far as its label could be read.
  public var armor: Armor
  /// What happened, in plain words.
  public var description: String
  /// Who tells it; nil: they wish to stay unnamed.
  public var agency: String?

  public enum Event: String, Sendable, Hashable, Codable, CaseIterable {
    /// A hit, and the wearer was protected.
    case stop
    /// Harm that might have been.
    case nearMiss = "near-miss"
    /// It did not protect.
    case failure
  }

  public enum Performance: String, Sendable, Hashable, Codable, CaseIterable {
    case asItShould = "yes"
    case notAsItShould = "no"
    case unknown
  }

  /// What the label says.
  public struct Armor: Sendable, Hashable {
    public var model: ModelKey
    public var size: String?
    public var serial: String?
    /// The day of manufacture.
    public var made: Day?
  }
}

/// Reads documents with the root element `field-report`.
public enum FieldReportReader {
  /// Reads a field report: well-formedness, schema and meaning, all problems in one list.
  ///
  /// - Returns: the report, or nil where there is an error; and every problem, in document order.
  public static func read(
    _ bytes: [UInt8], file: String
  ) -> (report: FieldReport?, diagnostics: [Diagnostic]) {
    RegistryVocabulary.read(bytes, file: file, root: "field-report") { root, reading in
      let event: FieldReport.Event? = reading.word("event", of: root)
      let performed: FieldReport.Performance? = reading.word("performed", of: root)
      let day = reading.day("day", of: root)
      guard let event, let performed, let day, let label = root.child("armor") else { return nil }
      let made = label["made"] == nil ? nil : reading.day("made", of: label)
      return FieldReport(
        id: reading.text("id", of: root), isExample: reading.isYes("example", of: root), day: day,
        event: event,
        performed: performed,
        armor: .init(model: reading.model(label), size: label["size"], serial: label["serial"], made: made),
        description: reading.content("description", of: root), agency: root["agency"])
    }
  }
}
