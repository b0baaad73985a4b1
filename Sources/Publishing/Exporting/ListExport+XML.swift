import XMLDocuments

extension ListExport {
  static let namespace = "https://proofmark.example/ns/list/1"

  /// A document by `list.xsd`, in pieces; a day that is not known has no element.
  static func xml<Failure>(
    _ rows: [ListRow], from origin: ExportOrigin,
    to take: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    var out = XMLText()
    out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    out.open("list")
    out.attribute("xmlns", namespace)
    for (name, value) in origin.facts(of: rows) where !value.words.isEmpty {
      out.attribute(name.replacing(" ", with: "-"), printable(value.words))
    }
    out.children()
    out.open("filter")
    out.children()
    for condition in origin.filter {
      out.open("condition")
      out.attribute("name", condition.name)
      out.attribute("value", printable(condition.value))
      out.close()
    }
    out.end("filter")
    out.open("definitions")
    out.children()
    for definition in ExportOrigin.definitions(of: rows) {
      out.open("definition")
      out.attribute("standard", printable(definition.standard))
      out.attribute("sha256", definition.sha256)
      out.attribute("adopted", definition.isAdopted ? "yes" : "no")
      out.close()
    }
    out.end("definitions")
    out.open("models")
    out.children()
    // What each column is called is asked for once, and not for each model.
    let columns = ListColumn.allCases.map { ($0, $0.element, $0.item ?? "item") }
    for row in rows {
      write(row, columns, to: &out)
      if out.bytes.count >= piece { try out.hand(to: take) }
    }
    out.end("models")
    out.end("list")
    try out.hand(to: take)
  }

  private static func write(
    _ row: ListRow, _ columns: [(column: ListColumn, element: String, item: String)], to out: inout XMLText
  ) {
    out.open("model")
    out.children()
    for (column, element, item) in columns {
      switch column.value(of: row) {
      case .texts(let texts):
        out.open(element)
        out.children()
        for text in texts { out.element(item, text: printable(text)) }
        out.end(element)
      case .day(nil): break
      case let value: out.element(element, text: printable(value.words))
      }
    }
    out.end("model")
  }

  /// With what no XML document can hold replaced (XML 1.0, production 2).
  static func printable(_ text: String) -> String {
    func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
      scalar.value < 0x20 && scalar != "\t" && scalar != "\n" && scalar != "\r"
        || scalar.value == 0xFFFE || scalar.value == 0xFFFF
    }
    // The two at the end of the plane begin with this byte in UTF-8, as few others do.
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0xEF }),
      text.unicodeScalars.contains(where: isForbidden)
    else { return text }
    var printable = ""
    for scalar in text.unicodeScalars {
      printable.unicodeScalars.append(isForbidden(scalar) ? "\u{FFFD}" : scalar)
    }
    return printable
  }
}
