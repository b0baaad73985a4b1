import Quantities
import XMLDocuments

extension Requirement {
  init?(_ element: DocumentElement, methods: [TestMethod], _ reading: inout DefinitionReading) {
    let id = reading.text("id", of: element)
    let clause = reading.text("clause", of: element)
    let title = reading.text("title", of: element)
    let summary = reading.summary(of: element)
    let subject = element["subject"].flatMap(Subject.init(rawValue:))
    let kinds = reading.references(.kind, "kinds", of: element)
    let levels = reading.references(.level, "levels", of: element)
    guard let select = element.child("select") else {
      reading.unreadable()
      return nil
    }
    let selection = Selection(select, &reading)
    let grouping = select.words("group-by").compactMap(GroupingKey.init(rawValue:))
    let method = methods.first { $0.id == selection.method }
    guard let root = element.child("rule")?.children.first, let subject else {
      reading.unreadable()
      return nil
    }
    // What a fair hit is held near says best what references are; without such a rule, the levels do.
    reading.referenceUnits = method?.referenceUnit.map { [$0] } ?? reading.words.referenceUnits
    guard let rule = Rule(root, method: method, &reading) else { return nil }
    self.init(
      id: id, clause: clause, title: title, summary: summary, subject: subject, kinds: kinds, levels: levels,
      selection: selection, grouping: grouping, rule: rule,
      standing: Standing(element, &reading),
      retest: element.child("retest").map { RetestRule($0, &reading) }, inForce: InForce(element, &reading),
      line: element.line)
  }
}

extension Requirement.Standing {
  fileprivate init(_ element: DocumentElement, _ reading: inout DefinitionReading) {
    let source = reading.reference(.source, "source", of: element)
    self.init(isVerified: reading.isVerified(element, source: source ?? ""), source: source)
  }
}

extension Requirement.RetestRule {
  fileprivate init(_ element: DocumentElement, _ reading: inout DefinitionReading) {
    let source = reading.reference(.source, "source", of: element) ?? ""
    self.init(
      clause: reading.text("clause", of: element), isVerified: reading.isVerified(element, source: source),
      source: source)
  }
}

extension InForce {
  init(_ element: DocumentElement, _ reading: inout DefinitionReading) {
    self.init(
      since: reading.reference(.amendment, "since", of: element),
      until: reading.reference(.amendment, "until", of: element))
  }
}

extension TestMethod {
  /// The unit of the quantity that is held near the threat's reference.
  fileprivate var referenceUnit: Unit? {
    for rule in fairHit {
      if case .nearReference(let quantity, _, _) = rule.test { return self.quantity(quantity)?.unit }
    }
    return nil
  }
}

extension Selection {
  fileprivate init(_ element: DocumentElement, _ reading: inout DefinitionReading) {
    self.init(
      method: reading.reference(.method, "method", of: element) ?? "",
      condition: reading.reference(.condition, "condition", of: element),
      size: reading.reference(.size, "size", of: element),
      component: reading.reference(.component, "component", of: element),
      region: reading.reference(.region, "region", of: element),
      threat: reading.reference(.threat, "threat", of: element),
      role: reading.reference(.role, "role", of: element),
      fairOnly: reading.isYes("fair-only", of: element))
  }
}
