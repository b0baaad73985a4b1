import Quantities
import XMLDocuments

/// A construction variation: production units were built otherwise than the model was applied for.
public struct Variation: Sendable, Hashable {
  /// The programme's number of it, unique for the registry.
  public var id: String
  /// Whether the document says that it is an invented example.
  public var isExample: Bool
  public var model: ModelKey
  /// The day on which it was found.
  public var day: Day
  public var foundBy: Finder
  /// What differs, in plain words.
  public var description: String

  public enum Finder: String, Sendable, Hashable, Codable, CaseIterable {
    case inspection
    case supplier
    case laboratory
    case agency
  }
}

/// Reads documents with the root element `variation`.
public enum VariationReader {
  /// Reads a variation: well-formedness, schema and meaning, all problems in one list.
  ///
  /// - Returns: the variation, or nil where there is an error; and every problem, in document order.
  public static func read(
    _ bytes: [UInt8], file: String
  ) -> (variation: Variation?, diagnostics: [Diagnostic]) {
    RegistryVocabulary.read(bytes, file: file, root: "variation") { root, reading in
      let model = reading.model(root)
      let finder: Variation.Finder? = reading.word("found-by", of: root)
      guard let day = reading.day("day", of: root), let finder else { return nil }
      return Variation(
        id: reading.text("id", of: root), isExample: reading.isYes("example", of: root), model: model,
        day: day,
        foundBy: finder, description: reading.content("description", of: root))
    }
  }
}
