import Quantities
import XMLDocuments

/// Reads the cells of one sheet as its part streams by.
struct SheetPart: ElementHandler {
  private(set) var rows: [ReadSheet.Row] = []
  private(set) var hiddenColumns: [ClosedRange<Int>] = []
  private(set) var merged: [String] = []
  /// Whether a row or cell lies where no sheet has one, or in no order.
  private(set) var isDisordered = false

  private let strings: [String]
  private let shapes: [NumberShape]
  private let since1904: Bool

  private var row = ReadSheet.Row(number: 0, isHidden: false, cells: [])
  private var column = -1
  private var kind = ""
  private var shape = NumberShape.general
  private var isInCell = false
  private var hasFormula = false
  private var value: String?
  private var inline: String?
  private var isPhonetic = false

  init(strings: [String], shapes: [NumberShape], since1904: Bool) {
    self.strings = strings
    self.shapes = shapes
    self.since1904 = since1904
  }

  mutating func start(_ element: borrowing ElementEvent, _ report: inout DiagnosticSink) {
    if element.named("c") {
      isInCell = true
      if let name = element.bytes("r") {
        guard let place = CellName.read(name), place.row == row.number, place.column > column else {
          isDisordered = true
          return
        }
        column = place.column
      } else {
        column += 1
        if column >= Worksheet.maximumColumns { isDisordered = true }
      }
      kind = element.string("t") ?? "n"
      let style = element.string("s").flatMap { Int($0) } ?? 0
      shape = shapes.indices.contains(style) ? shapes[style] : .general
      (hasFormula, value, inline, isPhonetic) = (false, nil, nil, false)
    } else if element.named("row") {
      let number = element.string("r").flatMap { Int($0) } ?? row.number + 1
      if number <= row.number || number > Worksheet.maximumRows { isDisordered = true }
      row = ReadSheet.Row(
        number: number, isHidden: ["1", "true"].contains(element.string("hidden")), cells: [])
      column = -1
    } else if isInCell {
      if element.named("f") { hasFormula = true }
      if element.named("rPh") { isPhonetic = true }
    } else if element.named("col"), ["1", "true"].contains(element.string("hidden")) {
      guard let first = element.string("min").flatMap({ Int($0) }),
        let last = element.string("max").flatMap({ Int($0) }), 1 <= first, first <= last
      else { return }
      hiddenColumns.append(first - 1...last - 1)
    } else if element.named("mergeCell"), let range = element.string("ref") {
      merged.append(range)
    }
  }

  mutating func end(_ element: borrowing EndEvent, _ report: inout DiagnosticSink) {
    if element.named("row") {
      if !row.cells.isEmpty { rows.append(row) }
    } else if element.named("c") {
      isInCell = false
      if let value = read() { row.cells.append(ReadCell(column: column, value: value)) }
    } else if isInCell {
      if element.named("v") { value = element.text }
      if element.named("t"), !isPhonetic { inline = (inline ?? "") + element.text }
      if element.named("rPh") { isPhonetic = false }
    }
  }

  /// What the cell at hand holds; nil: nothing.
  private func read() -> ReadCell.Value? {
    if hasFormula { return .formula }
    switch kind {
    case "s":
      guard let value else { return nil }
      guard let index = Int(value.trimmed), strings.indices.contains(index) else { return .unreadable(value) }
      return text(strings[index])
    case "inlineStr": return inline.flatMap { text(EscapedText.unescaped($0)) }
    case "str": return value.flatMap { text(EscapedText.unescaped($0)) }
    case "b": return value.map { ["1", "true"].contains($0.trimmed) ? .boolean(true) : .boolean(false) }
    case "e": return value.map { .error($0) }
    case "d": return value.map { Day($0.trimmed).map { .day($0) } ?? .moment($0) }
    default: return value.flatMap { $0.trimmed.isEmpty ? nil : number($0.trimmed) }
    }
  }

  private func text(_ text: String) -> ReadCell.Value? { text.isEmpty ? nil : .text(text) }

  private func number(_ text: String) -> ReadCell.Value {
    switch shape.kind {
    case .date, .moment, .time:
      // A day with a time of day that is none is a day: programs write midnight where only a day was meant.
      guard shape.kind != .time, let serial = SheetNumber.decimal(text, places: 0),
        let whole = Int(serial.description), let day = SheetDate.day(whole, since1904: since1904)
      else { return .moment(text) }
      return .day(day)
    case .scaled: return .unreadable(text)
    case .number, .percent:
      let isPercent = shape.kind == .percent
      guard var value = SheetNumber.decimal(text, places: shape.places + (isPercent ? 2 : 0)) else {
        return .unreadable(text)
      }
      if isPercent {
        guard let shown = value.multiplied(by: ExactDecimal(100)) else { return .unreadable(text) }
        // 0.055 shown as 5.5 %: 5.500 has digits that nobody sees.
        value = shown.droppingZeros(toPlaces: shape.places)
      }
      return .number(
        ReadCell.Number(
          value: value, unit: isPercent ? "%" : shape.unit,
          isExact: value.coefficient.magnitude < 1_000_000_000_000_000))
    }
  }
}

extension ExactDecimal {
  /// The same number without zeros at its end, but for so many digits after the point.
  fileprivate func droppingZeros(toPlaces places: Int) -> ExactDecimal {
    var (coefficient, scale) = (coefficient, scale)
    while scale > places, coefficient % 10 == 0 {
      coefficient /= 10
      scale -= 1
    }
    return ExactDecimal(coefficient: coefficient, scale: scale)
  }
}
