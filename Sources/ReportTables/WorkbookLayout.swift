import Planning
import Quantities
import Spreadsheets
import Standards

/// Lays tables out as a workbook that a laboratory fills in: drop-downs, windows, headings in sight, and a guide.
///
/// Everything but the kinds of value is a warning: what was seen has to be reported, whatever a definition expects.
struct WorkbookLayout {
  let draft: ReportDraft
  let definition: ReportDefinition?
  private let tables: [OutputTable]
  private let carried: [TableWriter.Carried]

  /// Rows below the last one in which drop-downs are offered as well.
  private static let spareRows = 200

  init(draft: ReportDraft, definition: ReportDefinition?) {
    self.draft = draft
    self.definition = definition
    let writer = TableWriter(draft: draft, definition: definition)
    tables = writer.tables
    carried = writer.carried
  }

  var workbook: Workbook {
    let model = draft.root.children("model").first
    let report = draft.root["id"].flatMap { $0.isEmpty ? nil : $0 } ?? "to fill in"
    return Workbook(
      title: "Test report \(report)",
      subject: [draft.standard, model?["level"] ?? "", model?["designation"] ?? ""].filter { !$0.isEmpty }
        .joined(separator: " · "),
      worksheets: [guide] + tables.map(sheet))
  }

  // MARK: - Sheets

  private func sheet(_ table: OutputTable) -> Worksheet {
    let cells = table.headings.map { Cell.text($0, .header) }
    return Worksheet(
      name: table.table.rawValue, widths: widths(of: table), rows: SheetRows([cells] + table.rows),
      frozenRows: 1,
      frozenColumns: table.table == .observations ? 2 : 1, hasFilter: table.table != .head,
      validations: validations(of: table))
  }

  /// As wide as what stands in a column, within reason.
  private func widths(of table: OutputTable) -> [Double] {
    table.headings.enumerated().map { column, heading in
      let longest = table.rows.lazy.map { $0[column].written.count }.max() ?? 0
      // Headings break at their spaces.
      let word = heading.split(separator: " ").map(\.count).max() ?? 0
      return Double(min(max(longest, word, 6), table.table == .head ? 70 : 44) + 2)
    }
  }

  // MARK: - What is expected in cells

  private func validations(of table: OutputTable) -> [Validation] {
    switch table.table {
    case .head: return headValidations(table)
    case .specimens: return specimenValidations(table)
    case .observations: return observationValidations(table)
    case .measures, .methods, .threats, .certificates, .attachments, .signOffs: return []
    }
  }

  private var standard: Standard? { definition?.standard }

  private func headValidations(_ table: OutputTable) -> [Validation] {
    let level = standard?.level(draft.root.children("model").first?["level"] ?? "")
    let words: [String: [String]] = [
      "level": standard?.levels.map(\.id) ?? [], "kind": level?.kinds ?? standard?.kinds.map(\.id) ?? [],
      "example": ["yes", "no"],
      OccasionLines.occasion.heading: OccasionLines.Kind.allCases.map(\.rawValue),
    ]
    return table.rows.enumerated().compactMap { row, cells in
      list(
        words[cells[0].written] ?? [], CellRange(rows: row + 1...row + 1, columns: 1...1), cells[0].written)
    }
  }

  private func specimenValidations(_ table: OutputTable) -> [Validation] {
    let words = [
      "size": standard?.sizes.map(\.id) ?? [], "condition": standard?.conditions.map(\.id) ?? [],
      "component": standard?.components.map(\.id) ?? [],
    ]
    return words.sorted { $0.key < $1.key }.compactMap { heading, words in
      table.column(heading).flatMap { list(words, wholeColumn($0, of: table), heading) }
    }
  }

  private func observationValidations(_ table: OutputTable) -> [Validation] {
    var validations: [Validation] = []
    if let column = table.column(ReportTable.record) {
      validations += [
        list(["calibration", "conditioning", "test"], wholeColumn(column, of: table), ReportTable.record)
      ]
      .compactMap(\.self)
    }
    for field in [ReportTable.fair] {
      guard let column = table.column(field.heading) else { continue }
      validations += [list(["yes", "no"], wholeColumn(column, of: table), field.heading)].compactMap(\.self)
    }
    let specimens = tables.first { $0.table == .specimens }?.rows.count ?? 0
    if let column = table.column("specimen"), specimens > 0 {
      validations.append(
        Validation(
          range: wholeColumn(column, of: table),
          rule: .cells(
            sheet: ReportTable.specimens.rawValue, rows: 1...specimens + WorkbookLayout.spareRows, column: 0),
          title: "specimen", message: "Specimens has no such specimen."))
    }
    let methods = tables.first { $0.table == .methods }?.rows.count ?? 0
    if let column = table.column("method"), methods > 0 {
      validations.append(
        Validation(
          range: wholeColumn(column, of: table),
          rule: .cells(sheet: ReportTable.methods.rawValue, rows: 1...methods, column: 0), title: "method",
          message: "The report has no observations by this method yet."))
    }
    if let column = table.column("threat") {
      let model = draft.root.children("model").first
      let known =
        standard?.level(model?["level"] ?? "")?.threats(of: model?["kind"] ?? "")?.map(\.threat) ?? []
      let declared = draft.root.children("declared-threat").compactMap { $0["id"] }
      validations += [list(known + declared, wholeColumn(column, of: table), "threat")].compactMap(\.self)
    }
    return validations + rowValidations(table)
  }

  /// Outcomes by the method of each row, and windows by its aim: one for each stretch of rows that have the same.
  private func rowValidations(_ table: OutputTable) -> [Validation] {
    var validations: [Validation] = []
    let outcomes = Dictionary(
      carried.map { ($0.method, $0.outcomes) }, uniquingKeysWith: { first, _ in first })
    let aims = AimWords(draft: draft, definition: definition)
    let outcomeColumn = table.column(ReportTable.outcome.heading)
    var words = Stretch<[String]>()
    var windows = Stretch<AimedColumn>()
    var row = 1
    for series in draft.series where !series.children.isEmpty {
      let rows = row...row + series.children.count - 1
      row = rows.upperBound + 1
      words.add(outcomes[series["method"] ?? ""].flatMap { $0.isEmpty ? nil : $0 }, rows)
      windows.add(aims.aim(of: series).flatMap { aimedColumn($0, table) }, rows)
    }
    if let column = outcomeColumn {
      validations += words.all.compactMap {
        list($0.value, CellRange(rows: $0.rows, columns: column...column), "outcome")
      }
    }
    validations += windows.all.map { window, rows in
      Validation(
        range: CellRange(rows: rows, columns: window.column...window.column),
        rule: .between(window.low, window.high),
        title: "Outside the window",
        message:
          "The window is \(window.low) to \(window.high.description(in: window.unit)): \(window.words). "
          + "Keep the value if it was measured so.")
    }
    return validations
  }

  /// A window in the unit of its column.
  private struct AimedColumn: Hashable {
    let column: Int
    let low: ExactDecimal
    let high: ExactDecimal
    let unit: Unit
    let words: String
  }

  private func aimedColumn(_ aim: Aim, _ table: OutputTable) -> AimedColumn? {
    guard let quantity = aim.quantity?.id, let window = aim.window,
      let code = draft.root.children("measures").flatMap(\.children).first(where: {
        $0["quantity"] == quantity
      })?["unit"],
      let unit = try? Unit(ucum: code),
      let column = table.column(TableWriter.heading(quantity: quantity, code: code)),
      let low = try? Amount(window.low, aim.reference.amount.unit).converted(to: unit),
      let high = try? Amount(window.high, aim.reference.amount.unit).converted(to: unit)
    else { return nil }
    return AimedColumn(
      column: column, low: low.value, high: high.value, unit: unit, words: AimWords.words(aim))
  }

  private func wholeColumn(_ column: Int, of table: OutputTable) -> CellRange {
    CellRange(rows: 1...table.rows.count + WorkbookLayout.spareRows, columns: column...column)
  }

  /// A drop-down; nil where there are no words, or too many for one.
  private func list(_ words: [String], _ range: CellRange, _ name: String) -> Validation? {
    guard Validation.canOffer(words) else { return nil }
    return Validation(
      range: range, rule: .words(words), title: name,
      message: "Expected is one of: \(words.joined(separator: ", ")).")
  }

  // MARK: - The guide

  private var guide: Worksheet {
    var rows: [[Cell]] = [[.text("Test report as a workbook", .title)], []]
    // A row for each line: not every program makes a row as high as what is wrapped in it.
    func line(_ name: String, _ text: String) {
      for (index, part) in WorkbookLayout.lines(of: text).enumerated() {
        rows.append([.text(index == 0 ? name : ""), .text(part)])
      }
    }
    line("Standard", draft.standard)
    if let definition {
      line("Definition", definition.standard.title)
      line("Edition", definition.standard.edition)
      line("SHA-256", definition.sha256)
      line("Standing", definition.standing)
    } else {
      line("Definition", "none was at hand when the workbook was made")
    }
    rows.append([])
    for (name, text) in WorkbookLayout.advice { line(name, text) }
    return Worksheet(
      name: ReportTable.guide, widths: [16, Double(WorkbookLayout.guideWidth) + 4], rows: SheetRows(rows))
  }

  private static let guideWidth = 100

  /// A text in lines that fit into the guide.
  private static func lines(of text: String) -> [String] {
    text.split(separator: " ").reduce(into: [""]) { lines, word in
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[lines.count - 1] = String(word)
      } else if last.count + 1 + word.count <= guideWidth {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
  }

  private static let advice: [(String, String)] = [
    (
      "To fill in",
      "Yellow cells. A cell of a measured value, an outcome or an end that has none holds a dash: \(Field.dash). An empty "
        + "cell that stands for something is reported by its name, and no report is made."
    ),
    (
      "Numbers",
      "As they were read, in the unit of the heading: 412.5 or 44.0. The digits that a cell shows behind the point are "
        + "kept, and more are taken where they were typed. No formulas, no thousands separators, no percentages for others "
        + "than %."
    ),
    ("Days", "As dates without a time, or as text YYYY-MM-DD."),
    (
      "Observations",
      "A row for each shot, strike, drop, reading or check, numbered 1, 2, 3 … in the order they were made. Rows with the "
        + "same word under series belong together; what holds for the series need only stand in its first row."
    ),
    (
      "More rows",
      "Rows can be added everywhere. A new series needs a word of its own, the kind of its record and its method; a new "
        + "quantity needs a row in Measures and a column that bears its name and unit."
    ),
    (
      "Lists and limits",
      "They come from the definition and only warn: report what was seen, also where it lies outside a window."
    ),
    (
      "Other sheets",
      "Are not read, and neither are columns that say so. Formulas and merged cells are refused."
    ),
    (
      "When it is done", "proofmark convert report.xlsx --output report.xml, then proofmark check report.xml."
    ),
  ]
}

/// Values that hold for stretches of rows, as few stretches as will do.
private struct Stretch<Value: Hashable> {
  private(set) var all: [(value: Value, rows: ClosedRange<Int>)] = []

  mutating func add(_ value: Value?, _ rows: ClosedRange<Int>) {
    guard let value else { return }
    if let last = all.last, last.value == value, last.rows.upperBound + 1 == rows.lowerBound {
      all[all.count - 1].rows = last.rows.lowerBound...rows.upperBound
    } else {
      all.append((value, rows))
    }
  }
}
