import XMLDocuments

/// A person who answers for something, in the role in which they do.
public struct Person: Sendable, Hashable {
  public var name: String
  /// Such as `programme manager`.
  public var role: String

  public init(name: String, role: String) {
    self.name = name
    self.role = role
  }

  /// Whether two names mean the same person: case and spacing do not tell people apart.
  public func isSame(as other: Person) -> Bool { Person.folded(name) == Person.folded(other.name) }

  private static func folded(_ name: String) -> String { name.lowercased().filter { !$0.isWhitespace } }
}

/// Who decided, and who had looked at it before.
public struct Signatories: Sendable, Hashable {
  public var decidedBy: Person
  /// Nil where nobody else looked at it; a programme can demand that somebody does.
  public var reviewedBy: Person?

  public init(decidedBy: Person, reviewedBy: Person? = nil) {
    self.decidedBy = decidedBy
    self.reviewedBy = reviewedBy
  }

  /// Whether two persons stand behind it.
  public var areTwo: Bool { reviewedBy.map { !$0.isSame(as: decidedBy) } ?? false }
}

extension RegistryReading {
  /// The person in a child that may be missing.
  mutating func person(_ child: String, of element: DocumentElement) -> Person? {
    guard let person = element.child(child) else { return nil }
    return Person(name: text("name", of: person), role: text("role", of: person))
  }

  /// Who decided and who reviewed; nil where nobody decided, which the schema reports.
  mutating func signatories(of element: DocumentElement) -> Signatories? {
    let reviewedBy = person("reviewed-by", of: element)
    return person("decided-by", of: element).map { Signatories(decidedBy: $0, reviewedBy: reviewedBy) }
  }

  /// The reasons given, in order.
  func reasons(of element: DocumentElement) -> [String] { element.children("reason").map(\.text) }

  /// The model that an element names by its supplier and designation.
  mutating func model(_ element: DocumentElement) -> ModelKey {
    ModelKey(supplier: text("supplier", of: element), designation: text("designation", of: element))
  }

  /// A word of an enumeration in an attribute that must be there.
  mutating func word<Word: RawRepresentable<String>>(_ attribute: String, of element: DocumentElement)
    -> Word?
  {
    Word(rawValue: text(attribute, of: element))
  }
}
