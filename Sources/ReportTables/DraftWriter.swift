import Evidence
import XMLDocuments

/// Prints a draft as ``ReportWriter`` prints a report, and says in which cell a problem lies that the reader of reports
/// finds in a line.
struct DraftWriter {
  private var out = XMLText()
  /// The line that the next tag will stand on.
  private var line = 1
  /// The elements by the line on which they begin.
  private var elements: [Int: ReportDraft.Element] = [:]

  /// The report, or nil where anything is wrong with it; and every problem, by its cell.
  static func write(
    _ draft: ReportDraft, file: String
  ) -> (xml: [UInt8]?, report: Report?, diagnostics: [Diagnostic]) {
    var writer = DraftWriter()
    writer.out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    writer.line = 2
    writer.write(draft.root, isRoot: true)
    let (report, found) = ReportReader.read(.bytes(writer.out.bytes), file: file, limits: ReportDraft.limits)
    return (report == nil ? nil : writer.out.bytes, report, found.map(writer.located))
  }

  /// The elements that have children, even where there are none.
  private static let parents: Set<String> = [
    "report", "retest", "measures", "specimens", "declared-threat", "calibration", "conditioning", "series",
  ]

  private mutating func write(_ element: ReportDraft.Element, isRoot: Bool = false) {
    if element.place != nil || element.attributes.contains(where: { $0.place != nil }) {
      var known = element
      known.children = []
      elements[line] = known
    }
    if let text = element.text {
      out.element(element.name, text: text)
      line += 1
      return
    }
    out.open(element.name)
    if isRoot { out.attribute("xmlns", ReportReader.namespace) }
    for attribute in element.attributes { out.attribute(attribute.name, attribute.value) }
    line += 1
    guard DraftWriter.parents.contains(element.name) || !element.children.isEmpty else {
      out.close()
      return
    }
    out.children()
    for child in element.children { write(child) }
    out.end(element.name)
    line += 1
  }

  /// A problem in the printed document, where it stands in the tables.
  private func located(_ diagnostic: Diagnostic) -> Diagnostic {
    guard let element = elements[diagnostic.line] else {
      var moved = diagnostic
      moved.line = 0
      moved.column = nil
      return moved
    }
    let place = DraftWriter.place(of: diagnostic, in: element)
    var moved = diagnostic
    moved.file = place?.file ?? diagnostic.file
    moved.line = place?.line ?? 0
    moved.column = nil
    moved.cell = place?.cell
    return moved
  }

  /// The cell whose value a problem shows or names, or else the row.
  private static func place(of diagnostic: Diagnostic, in element: ReportDraft.Element) -> TablePlace? {
    let found = diagnostic.found ?? ""
    let same = element.attributes.filter { attribute in
      !attribute.value.isEmpty
        && (found == attribute.value || found == "'\(attribute.value)'"
          || attribute.value.split(separator: " ").contains { $0 == found })
    }
    if same.count == 1, let place = same[0].place { return place }
    let words = Set(
      diagnostic.message.split { !($0.isLetter || $0.isNumber || "-_.".contains($0)) }.map(String.init))
    let named = element.attributes.filter { words.contains($0.name) }
    if named.count == 1, let place = named[0].place { return place }
    return element.place ?? element.attributes.lazy.compactMap(\.place).first
  }
}
