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
      threats: threats)
  }
}

extension LevelThreat {
  fileprivate init(_ element: DocumentElement, _ reading: inout DefinitionReading) {
    let references = element.children("reference")
    _ = DeclaredWords.unique(references, by: "condition", "reference velocity for", &reading.report)
    let threat = reading.reference(.threat, "threat", of: element) ?? ""
    self.init(
      threat: threat, role: reading.text("role", of: element),
      references: references.compactMap { ReferenceVelocity($0, &reading) })
  }
}

extension ReferenceVelocity {
  fileprivate init?(_ element: DocumentElement, _ reading: inout DefinitionReading) {
    let condition = reading.reference(.condition, "condition", of: element) ?? ""
    guard let velocity = reading.figure(element, as: .velocity) else { return nil }
    self.init(condition: condition, velocity: velocity)
  }
}
