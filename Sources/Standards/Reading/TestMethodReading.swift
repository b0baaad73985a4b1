import XMLDocuments

extension TestMethod {
  init(_ element: DocumentElement, _ reading: inout DefinitionReading) {
    let quantities = element.child("quantities")?.children ?? []
    let outcomes = element.child("outcomes")?.children ?? []
    let rules = element.child("fair-hit")?.children ?? []
    _ = DeclaredWords.unique(quantities, "quantity of the method", &reading.report)
    _ = DeclaredWords.unique(outcomes, "outcome of the method", &reading.report)
    _ = DeclaredWords.unique(rules, "fair-hit rule of the method", &reading.report)
    let id = reading.text("id", of: element)
    var terms: [QuantityTerm] = []
    for quantity in quantities {
      if let term = QuantityTerm(quantity, &reading) {
        terms.append(term)
      } else if let quantity = quantity["id"] {
        reading.unreadableQuantities.insert([id, quantity])
      }
    }
    self.init(
      id: id, title: reading.text("title", of: element), clause: reading.text("clause", of: element),
      observation: reading.text("observation", of: element), quantities: terms,
      outcomes: outcomes.map { Term($0, &reading) },
      isScale: element.child("outcomes").map { reading.isYes("scale", of: $0) } ?? false, fairHit: [])
    for rule in rules {
      if let rule = FairHitRule(rule, method: self, &reading) { fairHit.append(rule) }
    }
  }
}

extension QuantityTerm {
  fileprivate init?(_ element: DocumentElement, _ reading: inout DefinitionReading) {
    let id = reading.text("id", of: element)
    let title = reading.text("title", of: element)
    guard let unit = reading.unit(of: element) else { return nil }
    self.init(id: id, title: title, unit: unit, isRequired: reading.isYes("required", of: element))
  }
}

extension FairHitRule {
  fileprivate init?(_ element: DocumentElement, method: TestMethod, _ reading: inout DefinitionReading) {
    let id = reading.text("id", of: element)
    let clause = reading.text("clause", of: element)
    let summary = reading.summary(of: element)
    guard let test = Test(element, method: method, &reading) else { return nil }
    self.init(
      id: id, clause: clause, summary: summary, test: test,
      isDeclarable: reading.isYes("declarable", of: element))
  }
}

extension FairHitRule.Test {
  fileprivate init?(_ element: DocumentElement, method: TestMethod, _ reading: inout DefinitionReading) {
    switch element.name {
    case "near-reference":
      let quantity = reading.quantity(of: element, method: method)
      let exceptions = element.children("exception").compactMap {
        FairHitRule.Exception($0, method: method, &reading)
      }
      let tolerance = element.child("tolerance").flatMap { reading.tolerance($0, as: quantity.measure) }
      self = .nearReference(quantity: quantity.id, tolerance: tolerance, exceptions: exceptions)
    case "near-planned":
      let quantity = reading.quantity(of: element, method: method)
      let planned = reading.quantity("planned", of: element, method: method)
      reading.expect(quantity.measure, of: planned.measure, at: element)
      guard let tolerance = reading.tolerance(element.child("tolerance"), as: quantity.measure) else {
        return nil
      }
      self = .nearPlanned(quantity: quantity.id, planned: planned.id, tolerance: tolerance)
    case "at-least":
      let quantity = reading.quantity(of: element, method: method)
      let roles = reading.references(.role, "roles", of: element)
      let first = element["from-observation"].map { Int($0) } ?? 1
      guard let limit = reading.figure(element.child("limit"), as: quantity.measure) else { return nil }
      guard let first else {
        reading.unreadable()
        return nil
      }
      self = .atLeast(quantity: quantity.id, limit: limit, roles: roles, fromObservation: first)
    case "calibrated":
      let requirement = reading.reference(.requirement, "requirement", of: element) ?? ""
      guard let count = reading.figure(element.child("count"), as: .count) else { return nil }
      self = .calibrated(requirement: requirement, count: count)
    case "conditioned":
      self = .conditioned(
        requirement: reading.reference(.requirement, "requirement", of: element) ?? "",
        condition: reading.reference(.condition, "condition", of: element) ?? "",
        kind: reading.reference(.kind, "kind", of: element) ?? "")
    default:
      reading.unreadable()
      return nil
    }
  }
}

extension FairHitRule.Exception {
  fileprivate init?(_ element: DocumentElement, method: TestMethod, _ reading: inout DefinitionReading) {
    let outcome = reading.outcome(of: element, method: method)
    guard let outcome, let side = element["side"].flatMap(Side.init(rawValue:)) else {
      reading.unreadable()
      return nil
    }
    self.init(outcome: outcome, side: side)
  }
}
