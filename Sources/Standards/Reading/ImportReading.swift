import XMLDocuments

extension DefinitionReading {
  /// Reads the imports and finds the definitions they name; what they bring in counts as declared from here on.
  mutating func imports(
    _ elements: [DocumentElement], _ library: StandardReader.Library
  ) -> [(part: Import, other: Standard)] {
    var found: [(Import, Standard)] = []
    for element in elements {
      let part = Import(element, &self)
      guard let other = library(part.standard, part.sha256) else {
        report.error(
          .standardImportMissing, at: element.position,
          "The definition of \(part.standard) with these bytes is not at hand.", found: part.sha256,
          expected: "the SHA-256 of a definition of \(part.standard)",
          cure:
            "Put that definition beside this one, or import it first; if it has changed, name its new hash.")
        unreadable()
        continue
      }
      for wanted in part.levels where other.level(wanted.id) == nil {
        report.error(
          .standardLevelUnknown, line: wanted.line, "\(part.standard) has no level \(wanted.id).",
          found: wanted.id, expected: other.levels.map(\.id).joined(separator: ", "),
          cure: "Spell it as that definition does.")
      }
      words.add(part, from: other)
      found.append((part, other))
    }
    return found
  }
}

extension Import {
  fileprivate init(_ element: DocumentElement, _ reading: inout DefinitionReading) {
    self.init(
      standard: reading.text("standard", of: element), sha256: reading.text("sha256", of: element),
      levels: element.children("level").map { level in
        ImportedLevel(
          id: reading.text("id", of: level), kinds: reading.references(.kind, "kinds", of: level),
          line: level.line)
      }, line: element.line)
  }
}
