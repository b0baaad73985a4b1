import Evidence
import Quantities
import Spreadsheets
import XMLDocuments

/// Puts a report together from its tables.
struct TableReader {
  let input: InputTables
  var reading = CellReading()
  private var measures: [MeasureColumn] = []
  private var methods: [String: AskedOf] = [:]
  /// The definition that the tables were made with, where they say so.
  private(set) var definition: (sha256: String, place: TablePlace)?

  /// A declared measure, as columns refer to it.
  fileprivate struct MeasureColumn {
    let quantity: String
    /// The code and the symbol of its unit.
    let units: [String]
  }

  /// What the observations of a method are asked for.
  private struct AskedOf {
    var outcome: Bool
    /// In the order in which a report writes them.
    var quantities: [String]
  }

  var diagnostics: [Diagnostic] { input.diagnostics + reading.diagnostics }

  init(_ input: InputTables) { self.input = input }

  /// The report, complete or not; what is wrong is in ``diagnostics``.
  mutating func read() -> ReportDraft {
    var root = ReportDraft.Element(name: "report")
    let head = readHead(&root)
    let measures = rows(of: .measures)
    self.measures = measures.compactMap(MeasureColumn.init)
    readMethods()
    root.children = head
    root.children += readThreats()
    root.children.append(ReportDraft.Element(name: "measures", children: measures))
    root.children.append(ReportDraft.Element(name: "specimens", children: rows(of: .specimens)))
    let series = readObservations()
    for name in ReportDraft.seriesNames { root.children += series.filter { $0.name == name } }
    for table in [ReportTable.certificates, .attachments, .signOffs] { root.children += rows(of: table) }
    return ReportDraft(root: root)
  }

  // MARK: - Headings

  /// Where the columns of a table stand.
  private struct Columns {
    /// By the headings that they should have.
    var places: [String: Int] = [:]
    /// Those of measures, by index.
    var measures: [(column: Int, measure: Int)] = []
    /// Those that are for reading only.
    var unread: Set<Int> = []
    var all: [Int: String] = [:]

    func column(_ field: Field) -> Int? { places[field.heading] }
  }

  /// Reads the headings of a table; nil where it has none.
  private mutating func columns(of table: InputTable, _ known: [Field], measured: Bool = false) -> Columns? {
    guard let headings = table.rows.first else { return nil }
    var columns = Columns()
    let names = Dictionary(
      known.map { ($0.heading.folded, $0.heading) }, uniquingKeysWith: { first, _ in first })
    for (column, value) in headings.cells.sorted(by: { $0.key < $1.key }) {
      let place = headings.place.at(column: column)
      let text = value.shown.collapsed
      columns.all[column] = text
      if text.contains(Field.unread) {
        columns.unread.insert(column)
      } else if let name = names[text.folded] {
        if columns.places.updateValue(column, forKey: name) != nil { duplicate(text, place) }
      } else if measured, let measure = measure(text, place) {
        if columns.measures.contains(where: { $0.measure == measure }) { duplicate(text, place) }
        columns.measures.append((column, measure))
      } else if reading.diagnostics.last?.code != .sheetUnit || reading.diagnostics.last?.cell != place.cell {
        reading.report(
          place.diagnostic(
            .sheetColumnUnknown, "The heading means nothing here.", found: text,
            expected: (known.map(\.heading) + (measured ? measures.map(\.quantity) : [])).joined(
              separator: ", "),
            cure: measured
              ? "Correct it, declare the quantity in Measures, or delete the column."
              : "Correct it, or delete the column."))
      }
    }
    for field in known where field.presence == .required && columns.column(field) == nil {
      reading.report(
        headings.place.diagnostic(
          .sheetColumnMissing, "A column is missing in \(table.name).",
          found: headings.cells.sorted { $0.key < $1.key }.map(\.value.shown).joined(separator: ", "),
          expected: field.heading, cure: "Add the column with this heading."))
    }
    return columns
  }

  private mutating func duplicate(_ heading: String, _ place: TablePlace) {
    reading.report(
      place.diagnostic(
        .sheetColumnDuplicate, "Two columns have this heading.", found: heading,
        expected: "each heading once",
        cure: "Delete the one that does not count."))
  }

  /// The measure of a heading such as `velocity (m/s)`; nil where there is none, or with another unit.
  private mutating func measure(_ heading: String, _ place: TablePlace) -> Int? {
    let (name, unit) = TableReader.split(heading)
    guard let index = index(ofMeasure: name) else { return nil }
    let units = measures[index].units
    guard let unit, !units.contains(where: { unit.contains($0) }) else { return index }
    reading.report(
      place.diagnostic(
        .sheetUnit, "The heading has another unit than Measures declares.", found: heading,
        expected: "\(measures[index].quantity) (\(units.last(where: { !$0.isEmpty }) ?? "1"))",
        cure: "Give the values in the declared unit, or declare the unit that they have."))
    return nil
  }

  private func index(ofMeasure name: String) -> Int? {
    if let exact = measures.firstIndex(where: { $0.quantity == name }) { return exact }
    let alike = measures.indices.filter { measures[$0].quantity.folded == name.folded }
    return alike.count == 1 ? alike[0] : nil
  }

  /// The quantity's name and what stands in brackets behind it, with and without the brackets.
  private static func split(_ heading: String) -> (name: String, units: [String]?) {
    guard let bracket = heading.firstIndex(where: { $0 == "(" || $0 == "[" }) else { return (heading, nil) }
    let name = String(heading[..<bracket]).collapsed
    let rest = String(heading[bracket...])
    // `velocity [ft_i]/s` has a unit that begins with a bracket; in `velocity [m/s]` it stands around the unit.
    return (name, [rest, String(rest.dropFirst().dropLast())])
  }

  /// Whatever stands in columns without a meaning would be lost.
  private mutating func refuseStrays(_ row: InputTable.Row, _ columns: Columns) {
    for (column, value) in row.cells.sorted(by: { $0.key < $1.key }) where columns.all[column] == nil {
      reading.report(
        row.place.at(column: column).diagnostic(
          .sheetColumnUnknown, "The cell stands in a column without a heading.", found: value.shown,
          cure: "Give the column its heading, or empty the cell."))
    }
  }

  // MARK: - Tables of elements

  /// The elements of a table in which each row is one.
  private mutating func rows(of table: ReportTable) -> [ReportDraft.Element] {
    guard let element = table.element, let input = input.tables[table],
      let columns = columns(of: input, table.fields)
    else { return [] }
    var rows = Array(input.rows.dropFirst())
    if rows.isEmpty, table == .signOffs, let headings = input.rows.first {
      // Somebody has to sign: the row that is empty is one to fill in.
      var place = headings.place
      place.row += 1
      if place.line > 0 { place.line += 1 }
      rows = [InputTable.Row(place: place, cells: [:])]
    }
    let elements = rows.map { row in
      refuseStrays(row, columns)
      func read(_ fields: [Field]) -> [ReportDraft.Attribute] {
        attributes(fields, row, columns) { "\($0.heading) of the \(element)" }
      }
      // An outline is there where any of its cells is filled in; what it lacks is missed when the report is read.
      let ofChild = read(table.fields.filter { $0.child != nil })
      let child = ofChild.isEmpty ? nil : table.fields.lazy.compactMap(\.child).first
      return ReportDraft.Element(
        name: element, attributes: read(table.fields.filter { $0.child == nil }),
        children: child.map { [ReportDraft.Element(name: $0, attributes: ofChild, place: row.place)] } ?? [],
        place: row.place)
    }
    reading.endTable()
    return elements
  }

  private mutating func attributes(
    _ fields: [Field], _ row: InputTable.Row, _ columns: Columns, name: (Field) -> String
  ) -> [ReportDraft.Attribute] {
    fields.compactMap { field in attribute(field, row, columns, name: name(field)) }
  }

  private mutating func attribute(
    _ field: Field, _ row: InputTable.Row, _ columns: Columns, name: @autoclosure () -> String
  ) -> ReportDraft.Attribute? {
    // That a column is missing has been said.
    guard let column = columns.column(field) else { return nil }
    let place = row.place.at(column: column)
    guard case .value(let text) = reading.read(row.cells[column], field, at: place, name: name()) else {
      return nil
    }
    return ReportDraft.Attribute(name: field.attribute, value: text, place: place)
  }

  // MARK: - The head

  private static let name = Field(heading: "field", attribute: "", presence: .required)
  private static let value = Field(heading: "value", attribute: "", presence: .required)

  /// The elements that the head's lines make up; the attributes of the report itself are put into the root.
  private mutating func readHead(_ root: inout ReportDraft.Element) -> [ReportDraft.Element] {
    guard let table = input.tables[.head],
      let columns = columns(of: table, [TableReader.name, TableReader.value])
    else { return [] }
    guard let names = columns.column(TableReader.name), let values = columns.column(TableReader.value) else {
      return []
    }
    var lines: [String: InputTable.Row] = [:]
    var remarks: [ReportDraft.Element] = []
    let known = (ReportTable.headFields.map(\.field) + OccasionLines.all).map(\.heading)
    let others = [ReportTable.definitionName, ReportTable.definitionHash]
    for row in table.rows.dropFirst() {
      refuseStrays(row, columns)
      let name = row.cells[names]?.shown.collapsed ?? ""
      if name.folded == ReportTable.remark {
        // An empty line for a remark is no remark.
        let field = Field(heading: name, attribute: "")
        let place = row.place.at(column: values)
        if case .value(let text) = reading.read(row.cells[values], field, at: place, name: name) {
          remarks.append(ReportDraft.Element(name: "remark", text: text, place: place))
        }
      } else if (known + others).contains(where: { $0.folded == name.folded }) {
        if lines.updateValue(row, forKey: name.folded) != nil {
          duplicate(name, row.place.at(column: names))
        }
      } else {
        reading.report(
          row.place.at(column: names).diagnostic(
            .sheetFieldUnknown, "The line's name means nothing here.", found: name,
            expected: (known + [ReportTable.remark]).joined(separator: ", "),
            cure: "Correct it, or delete the line."))
      }
    }
    if let row = lines[ReportTable.definitionHash.folded], let value = row.cells[values] {
      definition = (value.shown.collapsed.lowercased(), row.place.at(column: values))
    }
    var elements: [ReportDraft.Element] = []
    for (element, field) in ReportTable.headFields {
      if element != "report", elements.last?.name != element {
        elements.append(ReportDraft.Element(name: element))
      }
      guard let row = lines[field.heading.folded] else {
        if field.presence == .required {
          reading.report(
            table.place.diagnostic(
              .sheetColumnMissing, "A line of the head is missing.", expected: field.heading,
              cure: "Add the line with this name."))
        }
        continue
      }
      let place = row.place.at(column: values)
      guard case .value(let text) = reading.read(row.cells[values], field, at: place, name: field.heading)
      else {
        continue
      }
      let attribute = ReportDraft.Attribute(name: field.attribute, value: text, place: place)
      if element == "report" {
        root.attributes.append(attribute)
      } else {
        elements[elements.count - 1].attributes.append(attribute)
      }
    }
    let occasion = readOccasion(lines, values, table.place)
    reading.endTable()
    return remarks + [occasion].compactMap(\.self) + elements
  }

  // MARK: - Methods and threats

  private mutating func readMethods() {
    let fields = [
      Field(heading: "method", attribute: "", presence: .required), Field(heading: "outcomes", attribute: ""),
      Field(heading: "quantities", attribute: ""),
    ]
    guard let table = input.tables[.methods], let columns = columns(of: table, fields) else { return }
    for row in table.rows.dropFirst() {
      refuseStrays(row, columns)
      func text(_ field: Field) -> String {
        columns.column(field).flatMap { row.cells[$0]?.shown.collapsed } ?? ""
      }
      methods[text(fields[0])] = AskedOf(
        outcome: !text(fields[1]).isEmpty, quantities: text(fields[2]).split(separator: " ").map(String.init))
    }
  }

  private mutating func readThreats() -> [ReportDraft.Element] {
    let fields = ReportTable.threatFields
    guard let table = input.tables[.threats], let columns = columns(of: table, fields) else { return [] }
    var threats: [ReportDraft.Element] = []
    for row in table.rows.dropFirst() {
      refuseStrays(row, columns)
      let values = fields.map { attribute($0, row, columns, name: "\($0.heading) of the declared threat") }
      if threats.last?["id"] != values[0]?.value || values[0] == nil {
        threats.append(
          ReportDraft.Element(
            name: "declared-threat", attributes: values[0..<3].compactMap(\.self),
            children: [
              ReportDraft.Element(
                name: "mass", attributes: values[3..<5].compactMap(\.self), place: row.place)
            ],
            place: row.place))
      } else if let first = threats.last {
        // The rows of one threat repeat what holds for all of them.
        let known = first.attributes + first.children[0].attributes
        for value in values[0..<5].compactMap(\.self)
        where !known.contains(where: { $0.name == value.name && $0.value == value.value }) {
          contradict(value, "the threat \(first["id"] ?? "")", known.first { $0.name == value.name }?.value)
        }
      }
      threats[threats.count - 1].children.append(
        ReportDraft.Element(name: "reference", attributes: values[5...].compactMap(\.self), place: row.place))
    }
    reading.endTable()
    return threats
  }

  private mutating func contradict(_ value: ReportDraft.Attribute, _ what: String, _ first: String?) {
    guard let place = value.place else { return }
    reading.report(
      place.diagnostic(
        .sheetSeries, "The rows of \(what) contradict each other.", found: value.value,
        expected: first ?? "nothing", cure: "Give both the same value, or give one of them another name."))
  }

  // MARK: - Observations

  private static let label = Field(heading: ReportTable.seriesLabel, attribute: "", presence: .required)
  private static let record = Field(heading: ReportTable.record, attribute: "")
  private static let ofOne = [
    ReportTable.item, ReportTable.outcome, ReportTable.fair, ReportTable.observationRemark,
  ]

  private mutating func readObservations() -> [ReportDraft.Element] {
    let shared = ReportTable.seriesFields
    let known = [TableReader.label, ReportTable.number, TableReader.record] + shared + TableReader.ofOne
    guard let table = input.tables[.observations], let columns = columns(of: table, known, measured: true)
    else {
      return []
    }
    var series: [ReportDraft.Element] = []
    var places: [String: Int] = [:]
    for row in table.rows.dropFirst() {
      refuseStrays(row, columns)
      guard
        let label = attribute(TableReader.label, row, columns, name: "the series of the observation")?.value
      else { continue }
      let index: Int
      if let known = places[label] {
        index = known
        compare(row, with: series[index], label, columns)
      } else {
        index = series.count
        places[label] = index
        series.append(begin(label, row, columns))
      }
      series[index].children.append(observation(row, columns, of: series[index], label))
    }
    reading.endTable()
    return series
  }

  /// The series that a row is the first of.
  private mutating func begin(_ label: String, _ row: InputTable.Row, _ columns: Columns)
    -> ReportDraft.Element
  {
    let record = attribute(TableReader.record, row, columns, name: ReportTable.record)
    var element = ReportDraft.Element(name: "series", place: row.place)
    if let record {
      if let name = ReportTable.recordNames[record.value.lowercased()] {
        element.name = name
      } else {
        reading.report(
          (record.place ?? row.place).diagnostic(
            .sheetText, "This is no kind of record.", found: record.value,
            expected: ReportTable.recordNames.keys.sorted().joined(separator: ", "), cure: "Correct it."))
      }
    }
    if element.name != "series" {
      element.attributes.append(
        .init(name: "id", value: label, place: columns.column(TableReader.label).map(row.place.at)))
    }
    element.attributes += attributes(ReportTable.seriesFields, row, columns) {
      "\($0.heading) of the series \(label)"
    }
    return element
  }

  /// Further rows of a series repeat what holds for all of it, or leave it empty.
  private mutating func compare(
    _ row: InputTable.Row, with series: ReportDraft.Element, _ label: String, _ columns: Columns
  ) {
    for var field in [TableReader.record] + ReportTable.seriesFields {
      field.presence = .optional
      guard let value = attribute(field, row, columns, name: "\(field.heading) of the series \(label)") else {
        continue
      }
      let first =
        field.heading == ReportTable.record
        ? ReportTable.recordNames.first { $0.value == series.name }?.key : series[field.attribute]
      if value.value != first { contradict(value, "the series \(label)", first) }
    }
  }

  private mutating func observation(
    _ row: InputTable.Row, _ columns: Columns, of series: ReportDraft.Element, _ label: String
  ) -> ReportDraft.Element {
    let number = attribute(
      ReportTable.number, row, columns, name: "the number of the observation in \(label)")
    let asked = series["method"].flatMap { methods[$0] }
    let what =
      "observation \(number?.value ?? "") of \(label)"
      + (series["specimen"].map { " on specimen \($0)" } ?? "")
    var outcome = ReportTable.outcome
    if asked?.outcome != true { outcome.presence = .optional }
    var element = ReportDraft.Element(
      name: "observation", attributes: [number].compactMap(\.self), place: row.place)
    element.attributes += [outcome, ReportTable.item].compactMap {
      attribute($0, row, columns, name: "\($0.heading) of \(what)")
    }
    var measured: [ReportDraft.Attribute] = []
    for (column, measure) in columns.measures {
      let measure = measures[measure]
      let isAsked = asked?.quantities.contains(measure.quantity) == true
      let field = Field(
        heading: measure.quantity, attribute: measure.quantity, kind: .number,
        presence: isAsked ? .orDash : .optional)
      // A dash says that there is none wherever there could be one.
      if !isAsked, case .text(let text) = row.cells[column], Field.dashes.contains(text.collapsed) {
        continue
      }
      let place = row.place.at(column: column)
      let result = reading.read(
        row.cells[column], field, at: place, name: "\(columns.all[column] ?? measure.quantity) of \(what)",
        units: measure.units)
      if case .value(let text) = result {
        measured.append(.init(name: measure.quantity, value: text, place: place))
      }
    }
    if let order = asked?.quantities {
      // As the report had them; what it did not ask for stands behind, in the order of the columns.
      let ranks = Dictionary(order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
      measured = measured.enumerated().sorted { left, right in
        (ranks[left.element.name] ?? .max, left.offset) < (ranks[right.element.name] ?? .max, right.offset)
      }.map(\.element)
    }
    element.attributes += measured
    element.attributes += [ReportTable.fair, ReportTable.observationRemark].compactMap {
      attribute($0, row, columns, name: "\($0.heading) of \(what)")
    }
    return element
  }
}

extension TableReader.MeasureColumn {
  fileprivate init?(_ element: ReportDraft.Element) {
    guard let quantity = element["quantity"], let code = element["unit"] else { return nil }
    let symbol = (try? Unit(ucum: code))?.symbol ?? code
    self.init(quantity: quantity, units: code == symbol ? [code] : [code, symbol])
  }
}
