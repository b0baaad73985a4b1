import XMLDocuments

/// What one part of a workbook says to others: where they are.
struct Relationships: ElementHandler {
  /// The targets by identifier, and the kind of each by the end of its type's address.
  private(set) var all: [(id: String, kind: String, target: String)] = []

  mutating func start(_ element: borrowing ElementEvent, _ report: inout DiagnosticSink) {
    guard element.named("Relationship"), let id = element.string("Id"), let type = element.string("Type"),
      let target = element.string("Target"), element.string("TargetMode") != "External"
    else { return }
    all.append((id, type.split(separator: "/").last.map(String.init) ?? "", target))
  }
}

/// The workbook's own part: the sheets in their order, and its calendar.
struct WorkbookPart: ElementHandler {
  private(set) var sheets: [(name: String, id: String, isHidden: Bool)] = []
  private(set) var since1904 = false

  mutating func start(_ element: borrowing ElementEvent, _ report: inout DiagnosticSink) {
    if element.named("sheet") {
      // The identifier is in the namespace of relationships, of which there are two editions.
      let id =
        element.bytes("id", namespace: "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
        ?? element.bytes("id", namespace: "http://purl.oclc.org/ooxml/officeDocument/relationships")
      guard let name = element.string("name"), let id else { return }
      let state = element.string("state")
      sheets.append((name, String(decoding: id, as: UTF8.self), state != nil && state != "visible"))
    } else if element.named("workbookPr") {
      since1904 = ["1", "true"].contains(element.string("date1904"))
    }
  }
}

/// The texts that cells refer to by their number.
struct SharedStrings: ElementHandler {
  private(set) var all: [String] = []
  private var text = ""
  private var isPhonetic = false

  mutating func start(_ element: borrowing ElementEvent, _ report: inout DiagnosticSink) {
    if element.named("si") { text = "" }
    if element.named("rPh") { isPhonetic = true }
  }

  mutating func end(_ element: borrowing EndEvent, _ report: inout DiagnosticSink) {
    if element.named("t"), !isPhonetic { text += element.text }
    if element.named("rPh") { isPhonetic = false }
    if element.named("si") { all.append(EscapedText.unescaped(text)) }
  }
}

/// The number formats that cells refer to by their number.
struct NumberStyles: ElementHandler {
  private(set) var shapes: [NumberShape] = []
  private var codes: [Int: NumberShape] = [:]
  private var isInCellFormats = false

  mutating func start(_ element: borrowing ElementEvent, _ report: inout DiagnosticSink) {
    if element.named("numFmt"), let id = element.string("numFmtId").flatMap({ Int($0) }),
      let code = element.string("formatCode")
    {
      codes[id] = NumberShape(code: code)
    } else if element.named("cellXfs") {
      isInCellFormats = true
    } else if isInCellFormats, element.named("xf") {
      let id = element.string("numFmtId").flatMap { Int($0) } ?? 0
      shapes.append(codes[id] ?? NumberShape(builtIn: id) ?? .general)
    }
  }

  mutating func end(_ element: borrowing EndEvent, _ report: inout DiagnosticSink) {
    if element.named("cellXfs") { isInCellFormats = false }
  }
}
