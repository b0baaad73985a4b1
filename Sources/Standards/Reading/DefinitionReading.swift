import Quantities
import XMLDocuments

/// What the parts of a definition are read with: the words it declares, and where problems are reported.
///
/// The schema has spoken before: what it demands and does not find is not reported again. Reading goes on
/// after a problem, so that all of them are found; what was built is of use only where there was none.
struct DefinitionReading {
  var words: DeclaredWords
  var report: DiagnosticSink
  /// Whether something could not be read that the schema should not have let pass.
  private(set) var isIncomplete = false
  /// Method and quantity where the quantity's declaration could not be read; references to it are no problem.
  var unreadableQuantities: Set<[String]> = []
  /// What the references of the requirement at hand are measured in.
  var referenceUnits: [Unit] = []

  init(words: DeclaredWords, report: DiagnosticSink) {
    self.words = words
    self.report = report
  }

  /// Notes that something is missing, and stands for it.
  mutating func unreadable<Value>(_ type: Value.Type = Value.self) -> Value? {
    isIncomplete = true
    return nil
  }

  /// Notes that something is missing.
  mutating func unreadable() { isIncomplete = true }
}

// MARK: - Words

extension DefinitionReading {
  /// The text of an attribute that must be there.
  mutating func text(_ attribute: String, of element: DocumentElement) -> String {
    guard let text = element[attribute] else {
      unreadable()
      return ""
    }
    return text
  }

  /// The text of the element `summary`, which must be there.
  mutating func summary(of element: DocumentElement) -> String {
    guard let summary = element.child("summary") else {
      unreadable()
      return ""
    }
    return summary.text
  }

  /// The value of an attribute that says `yes` or `no`.
  func isYes(_ attribute: String, of element: DocumentElement) -> Bool { element[attribute] == "yes" }

  /// A day in an attribute that must be there; nil where the calendar has no such day, which is reported.
  mutating func day(_ attribute: String, of element: DocumentElement) -> Day? {
    guard let text = element[attribute] else { return unreadable() }
    guard let day = Day(text) else {
      if element.isValid {
        report.error(
          .standardDay, at: element.position, "The calendar has no such day.", found: text,
          expected: "a day written YYYY-MM-DD")
      }
      return unreadable()
    }
    return day
  }

  /// The identifier in an attribute; one that the definition does not declare is reported.
  mutating func reference(
    _ category: DeclaredWords.Category, _ attribute: String, of element: DocumentElement
  ) -> String? {
    guard let id = element[attribute] else { return nil }
    check(category, id, at: element)
    return id
  }

  /// The identifiers in an attribute that is a list; each that the definition does not declare is reported.
  mutating func references(
    _ category: DeclaredWords.Category, _ attribute: String, of element: DocumentElement
  ) -> [String] {
    let ids = element.words(attribute)
    for id in ids { check(category, id, at: element) }
    return ids
  }

  private mutating func check(_ category: DeclaredWords.Category, _ id: String, at element: DocumentElement) {
    guard !words.contains(category, id) else { return }
    unknown(
      category.unknown, "The definition declares no \(category.rawValue) \(id).", id,
      known: words.all(category), at: element)
  }

  private mutating func unknown(
    _ code: Diagnostic.Code, _ message: String, _ id: String, known: [String], at element: DocumentElement
  ) {
    report.error(
      code, at: element.position, message, found: id,
      expected: known.isEmpty ? nil : known.prefix(12).joined(separator: ", "),
      cure: "Spell it as it is declared, or declare it.")
  }
}

// MARK: - Words of a test method

/// A quantity as an element refers to it.
struct QuantityReference {
  let id: String
  /// What it is measured in, as far as that is known.
  let measure: Measure
}

extension DefinitionReading {
  /// The quantity that an element names; one that the method does not carry is reported.
  mutating func quantity(
    _ attribute: String = "quantity", of element: DocumentElement, method: TestMethod?
  ) -> QuantityReference {
    let id = text(attribute, of: element)
    guard let method else { return QuantityReference(id: id, measure: .any) }
    if let term = method.quantity(id) { return QuantityReference(id: id, measure: .like(term.unit)) }
    if !unreadableQuantities.contains([method.id, id]) {
      unknown(
        .standardQuantityUnknown, "The method \(method.id) has no quantity \(id).", id,
        known: method.quantities.map(\.id), at: element)
    }
    return QuantityReference(id: id, measure: .any)
  }

  /// The outcome that an element names; one that the method does not have is reported.
  mutating func outcome(
    _ attribute: String = "outcome", of element: DocumentElement, method: TestMethod?
  ) -> String? {
    guard let id = element[attribute] else { return unreadable() }
    if let method, !method.outcomes.contains(where: { $0.id == id }) {
      unknown(
        .standardOutcomeUnknown, "The method \(method.id) has no outcome \(id).", id,
        known: method.outcomes.map(\.id), at: element)
    }
    return id
  }
}
