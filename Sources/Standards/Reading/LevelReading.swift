import XMLDocuments

extension Threat {
  init(_ element: DocumentElement, _ reading: inout DefinitionReading) {
    let mass = element.child("mass").flatMap { reading.figure($0, as: .mass) }
    self.init(id: reading.text("id", of: element), title: reading.text("title", of: element), mass: mass)
  }
}

extension Level {
  init(_ element: DocumentElement, _ reading: inout DefinitionReading) {
    let used = element.children("level-threat")
    _ = DeclaredWords.unique(used, by: "threat", "threat of the level", &reading.report)
    let threats: Threats =
      element.child("declared-in-report") == nil
      ? .listed(used.map { LevelThreat($0, &reading) }) : .declaredInReport
    self.init(
      id: reading.text("id", of: element), title: reading.text("title", of: element),
      summary: reading.summary(of: element), kinds: reading.references(.kind, "kinds", of: element),
      includes: reading.references(.level, "includes", of: element), threats: threats)
  }
}

extension LevelThreat {
  fileprivate init(_ element: DocumentElement, _ reading: inout DefinitionReading) {
    let references = element.children("reference")
    reading.uniqueReferences(references)
    let threat = reading.reference(.threat, "threat", of: element) ?? ""
    self.init(
      threat: threat, role: reading.text("role", of: element),
      kinds: reading.references(.kind, "kinds", of: element),
      references: references.compactMap { Reference($0, &reading) })
  }
}

extension Reference {
  fileprivate init?(_ element: DocumentElement, _ reading: inout DefinitionReading) {
    let condition = reading.reference(.condition, "condition", of: element)
    let method = reading.reference(.method, "method", of: element)
    guard let value = reading.figure(element, as: .any) else { return nil }
    let tolerance = element.child("tolerance").flatMap {
      reading.tolerance($0, as: .like(value.amount.unit))
    }
    self.init(condition: condition, method: method, value: value, tolerance: tolerance)
  }
}

extension DefinitionReading {
  /// Two references for the same condition and method would leave open which of them is meant.
  fileprivate mutating func uniqueReferences(_ elements: [DocumentElement]) {
    for (index, element) in elements.enumerated() {
      guard
        let first = elements[..<index].first(where: { other in
          overlap(other["condition"], element["condition"]) && overlap(other["method"], element["method"])
        })
      else { continue }
      report.error(
        .standardIdentifierDuplicate, at: element.position,
        "The threat has a second reference for the same specimens and method.", found: element["condition"],
        expected: "one reference for each condition and method",
        cure: "The first one is on line \(first.line); remove one of the two.")
    }
  }

  /// Whether two attributes can mean the same; an absent one means everything.
  private func overlap(_ left: String?, _ right: String?) -> Bool {
    left == nil || right == nil || left == right
  }
}
