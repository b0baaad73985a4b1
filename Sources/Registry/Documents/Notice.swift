import Quantities
import XMLDocuments

/// A public notice about models; what it does to their status is the programme's policy.
public struct Notice: Sendable, Hashable {
  /// The programme's number of it, unique for the registry.
  public var id: String
  /// Whether the document says that it is an invented example.
  public var isExample: Bool
  public var kind: Kind
  public var day: Day
  public var title: String
  /// What users should know and do, in plain words.
  public var text: String
  /// The models concerned; at least one, none twice.
  public var models: [ModelKey]
  public var signatories: Signatories

  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// The programme has a concern.
    case advisory
    /// A safety concern was found.
    case safety
  }
}

/// Reads documents with the root element `notice`.
public enum NoticeReader {
  /// Reads a notice: well-formedness, schema and meaning, all problems in one list.
  ///
  /// - Returns: the notice, or nil where there is an error; and every problem, in document order.
  public static func read(_ bytes: [UInt8], file: String) -> (notice: Notice?, diagnostics: [Diagnostic]) {
    RegistryVocabulary.read(bytes, file: file, root: "notice") { root, reading in
      let kind: Notice.Kind? = reading.word("kind", of: root)
      let day = reading.day("day", of: root)
      let signatories = reading.signatories(of: root)
      let models = reading.concerned(root)
      guard let kind, let day, let signatories else { return nil }
      return Notice(
        id: reading.text("id", of: root), isExample: reading.isYes("example", of: root), kind: kind, day: day,
        title: reading.text("title", of: root), text: reading.content("text", of: root), models: models,
        signatories: signatories)
    }
  }
}

extension RegistryReading {
  fileprivate mutating func concerned(_ root: DocumentElement) -> [ModelKey] {
    var models: [ModelKey] = []
    for element in root.children("model") {
      let key = model(element)
      if models.contains(key) {
        report.error(
          .registryEventDuplicate, at: element.position, "The model is named twice.", found: key.description,
          expected: "each model once", cure: "Delete one of the two.")
      }
      models.append(key)
    }
    return models
  }
}
