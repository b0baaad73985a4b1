import XMLDocuments

/// The listed company that answers for a model; not always its maker.
public struct Supplier: Sendable, Hashable {
  /// The identifier that models and reports name.
  public var id: String
  /// Whether the document says that it is an invented example.
  public var isExample: Bool
  public var name: String
  /// Where buyers ask, such as a mail address.
  public var contact: String
  /// An http or https address; empty where there is none.
  public var website: String
  /// The supplier that answers for its models since the two merged, or since this one gave up; nil: itself.
  public var successor: String?

  public init(
    id: String, isExample: Bool, name: String, contact: String, website: String, successor: String? = nil
  ) {
    self.id = id
    self.isExample = isExample
    self.name = name
    self.contact = contact
    self.website = website
    self.successor = successor
  }
}

/// Reads documents with the root element `supplier`.
public enum SupplierReader {
  /// Reads a supplier: well-formedness, schema and meaning, all problems in one list.
  ///
  /// - Returns: the supplier, or nil where there is an error; and every problem, in document order.
  public static func read(_ bytes: [UInt8], file: String) -> (supplier: Supplier?, diagnostics: [Diagnostic])
  {
    RegistryVocabulary.read(bytes, file: file, root: "supplier") { root, reading in
      Supplier(
        id: reading.text("id", of: root), isExample: reading.isYes("example", of: root),
        name: reading.text("name", of: root), contact: reading.content("contact", of: root),
        website: root.child("website")?.text ?? "",
        successor: root["successor"])
    }
  }
}
