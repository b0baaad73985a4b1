import XMLDocuments

extension Standard {
  /// Reads a definition from its root element.
  ///
  /// - Parameter library: finds the definitions that imports name.
  init?(_ root: DocumentElement, library: StandardReader.Library, _ reading: inout DefinitionReading) {
    let imports = reading.imports(root.children("import"), library)
    _ = DeclaredWords.unique(root.parts("amendments"), "amendment", &reading.report)
    _ = DeclaredWords.unique(root.parts("plan"), "plan entry", &reading.report)
    let published = reading.day("published", of: root)
    let supersededBy = root.child("superseded-by").flatMap { Supersession($0, &reading) }
    let encoding = root.child("encoding").flatMap { Encoding($0, &reading) }
    let sources = root.parts("sources").compactMap { Source($0, &reading) }
    let amendments = root.parts("amendments").compactMap { Amendment($0, &reading) }
    let threats = root.parts("threats").map { Threat($0, &reading) }
    let levels = root.parts("levels").map { Level($0, &reading) }
    let methods = root.parts("methods").map { TestMethod($0, &reading) }
    let plan = root.parts("plan").map { PlanEntry($0, methods: methods, &reading) }
    let requirements = root.parts("requirements").compactMap { Requirement($0, methods: methods, &reading) }
    let kinds = root.parts("kinds").map { Term($0, &reading) }
    let sizes = root.parts("sizes").map { Term($0, &reading) }
    let conditions = root.parts("conditions").map { Term($0, &reading) }
    let components = root.parts("components").map { Term($0, &reading) }
    let regions = root.parts("regions").map { Term($0, &reading) }
    let decisionRule = root.child("decision-rule").flatMap { DecisionRule($0, &reading) }
    let id = reading.text("id", of: root)
    let title = reading.text("title", of: root)
    let edition = reading.text("edition", of: root)
    let publisher = reading.text("publisher", of: root)
    guard let published, let encoding else { return nil }
    self.init(
      id: id, title: title, edition: edition, publisher: publisher, published: published,
      supersedes: root["supersedes"], supersededBy: supersededBy, encoding: encoding, sources: sources,
      imports: imports.map(\.part), decisionRule: decisionRule, amendments: amendments, kinds: kinds,
      sizes: sizes,
      components: components, regions: regions, conditions: conditions, threats: threats, levels: levels,
      methods: methods, plan: plan, requirements: requirements)
    for (part, other) in imports { take(part, from: other) }
    spreadIncludedLevels()
    checkConsistency(root, &reading)
    checkSatisfiability(&reading)
  }
}

extension DocumentElement {
  /// The elements within a collecting child; none where it is absent.
  fileprivate func parts(_ collection: String) -> [DocumentElement] { child(collection)?.children ?? [] }
}

extension Standard {
  /// What holds for a level holds for those that include it: requirements and plan entries come to name them all.
  fileprivate mutating func spreadIncludedLevels() {
    func spread(_ named: [String]) -> [String] {
      guard !named.isEmpty else { return named }
      var all = named
      var grows = true
      while grows {
        grows = false
        for level in levels where !all.contains(level.id) && level.includes.contains(where: all.contains) {
          all.append(level.id)
          grows = true
        }
      }
      return all
    }
    for index in requirements.indices { requirements[index].levels = spread(requirements[index].levels) }
    for index in plan.indices { plan[index].levels = spread(plan[index].levels) }
  }
}

extension DecisionRule {
  fileprivate init?(_ element: DocumentElement, _ reading: inout DefinitionReading) {
    let source = reading.reference(.source, "source", of: element) ?? ""
    guard let acceptance = element["acceptance"].flatMap(Acceptance.init(rawValue:)) else {
      reading.unreadable()
      return nil
    }
    self.init(
      acceptance: acceptance, clause: reading.text("clause", of: element),
      isVerified: reading.isVerified(element, source: source), source: source)
  }
}

extension Standard.Supersession {
  fileprivate init?(_ element: DocumentElement, _ reading: inout DefinitionReading) {
    let id = reading.text("standard", of: element)
    guard let since = reading.day("since", of: element) else { return nil }
    self.init(id: id, since: since)
  }
}

extension Standard.Encoding {
  fileprivate init?(_ element: DocumentElement, _ reading: inout DefinitionReading) {
    let by = reading.text("by", of: element)
    guard let day = reading.day("on", of: element) else { return nil }
    self.init(by: by, on: day, note: element.children("note").map(\.text).joined(separator: "\n\n"))
  }
}

extension Source {
  fileprivate init?(_ element: DocumentElement, _ reading: inout DefinitionReading) {
    let id = reading.text("id", of: element)
    let title = reading.text("title", of: element)
    guard let kind = element["kind"].flatMap(Kind.init(rawValue:)) else {
      reading.unreadable()
      return nil
    }
    self.init(id: id, title: title, address: element["address"] ?? "", kind: kind)
  }
}

extension Amendment {
  fileprivate init?(_ element: DocumentElement, _ reading: inout DefinitionReading) {
    let id = reading.text("id", of: element)
    let title = reading.text("title", of: element)
    let source = reading.reference(.source, "source", of: element) ?? ""
    let isVerified = reading.isVerified(element, source: source)
    let changes = element.children("change").map { change in
      Change(clause: reading.text("clause", of: change), text: change.text)
    }
    guard let effective = reading.day("effective", of: element) else { return nil }
    self.init(
      id: id, title: title, effective: effective, source: source, isVerified: isVerified, changes: changes)
  }
}

extension Term {
  init(_ element: DocumentElement, _ reading: inout DefinitionReading) {
    self.init(
      id: reading.text("id", of: element), title: reading.text("title", of: element), summary: element.text)
  }
}
