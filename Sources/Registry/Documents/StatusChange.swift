import Quantities
import XMLDocuments

/// A change in the status of a listed model.
public struct StatusChange: Sendable, Hashable {
  /// Whether the document says that it is an invented example.
  public var isExample: Bool
  public var model: ModelKey
  public var change: Change
  /// The day from which it holds.
  public var day: Day
  /// At least one, each a sentence or more.
  public var reasons: [String]
  public var signatories: Signatories

  public enum Change: String, Sendable, Hashable, Codable, CaseIterable {
    /// No longer made, still supported, still on the list.
    case inactive
    /// Off the list until a concern is resolved.
    case suspended
    /// Off the list.
    case removed
    /// Active again after it was inactive or suspended.
    case reinstated
  }

  public init(
    isExample: Bool, model: ModelKey, change: Change, day: Day, reasons: [String], signatories: Signatories
  ) {
    self.isExample = isExample
    self.model = model
    self.change = change
    self.day = day
    self.reasons = reasons
    self.signatories = signatories
  }
}

/// Reads documents with the root element `status-change`.
public enum StatusChangeReader {
  /// Reads a change of status: well-formedness, schema and meaning, all problems in one list.
  ///
  /// - Returns: the change, or nil where there is an error; and every problem, in document order.
  public static func read(
    _ bytes: [UInt8], file: String
  ) -> (change: StatusChange?, diagnostics: [Diagnostic]) {
    RegistryVocabulary.read(bytes, file: file, root: "status-change") { root, reading in
      let model = reading.model(root)
      let change: StatusChange.Change? = reading.word("status", of: root)
      let day = reading.day("day", of: root)
      let signatories = reading.signatories(of: root)
      guard let change, let day, let signatories else { return nil }
      return StatusChange(
        isExample: reading.isYes("example", of: root), model: model, change: change, day: day,
        reasons: reading.reasons(of: root), signatories: signatories)
    }
  }
}
