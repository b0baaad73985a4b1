extension TableReader {
  /// What the head says that the report was made for; nil for first evidence. A retest that came back as first evidence
  /// would make good what it only repeats, so that lines that do not fit together are refused.
  mutating func readOccasion(
    _ lines: [String: InputTable.Row], _ values: Int, _ head: TablePlace
  ) -> ReportDraft.Element? {
    func line(_ field: Field) -> (row: InputTable.Row, place: TablePlace, text: String)? {
      guard let row = lines[field.heading.folded] else { return nil }
      return (row, row.place.at(column: values), row.cells[values]?.shown.collapsed ?? "")
    }
    func refuse(_ place: TablePlace, _ message: String, _ found: String, _ expected: String, _ cure: String) {
      reading.report(
        place.diagnostic(.sheetOccasion, message, found: found, expected: expected, cure: cure))
    }
    let named = line(OccasionLines.occasion)
    let kind = OccasionLines.Kind.allCases.first { $0.rawValue.folded == named?.text.folded }
    let kinds = OccasionLines.Kind.allCases.map(\.rawValue).joined(separator: " or ")
    if let named, !named.text.isEmpty, kind == nil {
      refuse(
        named.place, "This is no occasion.", named.text, "nothing for first evidence, or \(kinds)",
        "Correct it, or empty the cell.")
      return nil
    }
    let own = (kind?.fields ?? []).map(\.heading)
    for field in OccasionLines.all.dropFirst() where !own.contains(field.heading) {
      guard let stray = line(field), !stray.text.isEmpty else { continue }
      refuse(
        stray.place, "The line \(field.heading) belongs to no \(kind?.rawValue ?? "first evidence").",
        stray.text,
        kind == nil ? "an occasion: \(kinds)" : "nothing", "Name the occasion, or empty the cell.")
    }
    guard let kind, let named else { return nil }
    var element = ReportDraft.Element(name: kind.rawValue, place: named.row.place)
    for field in kind.fields {
      let given = line(field)
      let place = given?.place ?? head
      guard
        case .value(let text) = reading.read(
          given?.row.cells[values], field, at: place, name: "\(field.heading) of the \(kind.rawValue)")
      else { continue }
      if field.attribute.isEmpty {
        if let tests = OccasionLines.tests(text, at: place) {
          element.children = tests
        } else {
          refuse(
            place, "The repeated tests cannot be read.", text, "methods, each with one threat or alone",
            "Write them as in: p-bfs 9mm; v50")
        }
      } else {
        element.attributes.append(.init(name: field.attribute, value: text, place: place))
      }
    }
    // As a report writes them.
    let order = ["of", "laboratory", "reason"]
    element.attributes.sort { (order.firstIndex(of: $0.name) ?? 3) < (order.firstIndex(of: $1.name) ?? 3) }
    return element
  }
}
