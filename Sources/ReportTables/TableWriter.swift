import Evidence
import Planning
import Quantities
import Spreadsheets
import Standards

/// Lays a report out in tables.
struct TableWriter {
  let draft: ReportDraft
  let definition: ReportDefinition?

  var tables: [OutputTable] {
    [head, rows(.specimens), observations, measures, methods, threats]
      + [.certificates, .attachments, .signOffs].map(rows)
  }

  // MARK: - Head

  private var head: OutputTable {
    var table = OutputTable(table: .head, headings: ["field", "value", "what it is \(Field.unread)"])
    for (name, field) in ReportTable.headFields {
      let element = name == "report" ? draft.root : draft.root.children(name).first
      table.rows.append([
        .text(field.heading), Cell(element?[field.attribute], field), .text(field.hint, .muted),
      ])
    }
    let occasion = OccasionLines(of: draft.root).values
    for field in OccasionLines.all {
      table.rows.append([
        .text(field.heading), .text(occasion[field.heading] ?? ""), .text(field.hint, .muted),
      ])
    }
    let remarks = draft.root.children("remark").map { $0.text ?? "" }
    for remark in remarks.isEmpty ? [""] : remarks {
      table.rows.append([
        .text(ReportTable.remark), .text(remark), .text("what readers should know; a line for each", .muted),
      ])
    }
    if let definition {
      table.rows.append([
        .text(ReportTable.definitionName), .text(definition.name, .muted), .text(definition.standing, .muted),
      ])
      table.rows.append([
        .text(ReportTable.definitionHash), .text(definition.sha256, .muted),
        .text("of the definition that the tables were made with; leave it as it is", .muted),
      ])
    }
    return table
  }

  // MARK: - Tables of elements

  private func rows(_ table: ReportTable) -> OutputTable {
    let elements = table.element.map(elements) ?? []
    // A component and an outline are columns where there are any; the rest always is.
    let fields = table.fields.filter { field in
      field.child == nil && field.attribute != "component"
        || field.attribute == "component" && definition?.standard.components.isEmpty == false
        || elements.contains { field.value(of: $0) != nil }
    }
    return OutputTable(
      table: table, headings: fields.map(\.heading),
      rows: elements.map { element in fields.map { Cell($0.value(of: element), $0) } })
  }

  private func elements(_ name: String) -> [ReportDraft.Element] {
    switch name {
    case "specimen": draft.root.children("specimens").flatMap(\.children)
    case "measure": draft.root.children("measures").flatMap(\.children)
    default: draft.root.children(name)
    }
  }

  private var measures: OutputTable {
    var table = rows(.measures)
    table.headings.append("what it is \(Field.unread)")
    let titles = Dictionary(
      (definition?.standard.methods ?? []).flatMap(\.quantities).map { ($0.id, $0.title) },
      uniquingKeysWith: { first, _ in first })
    for index in table.rows.indices {
      table.rows[index].append(.text(titles[table.rows[index][0].written] ?? "", .muted))
    }
    return table
  }

  private var threats: OutputTable {
    let fields = ReportTable.threatFields
    var table = OutputTable(table: .threats, headings: fields.map(\.heading))
    for threat in draft.root.children("declared-threat") {
      let mass = threat.children("mass").first
      for reference in threat.children("reference") {
        let values =
          fields[0..<3].map { threat[$0.attribute] } + fields[3..<5].map { mass?[$0.attribute] }
          + fields[5...].map { reference[$0.attribute] }
        table.rows.append(zip(values, fields).map(Cell.init))
      }
    }
    return table
  }

  // MARK: - Methods

  /// What the observations of a method carry.
  struct Carried {
    var method: String
    /// In the order in which they are written.
    var quantities: [String]
    var outcomes: [String]
  }

  /// The methods that the report has observations of, in their order.
  var carried: [Carried] {
    var methods: [String] = []
    var orders: [String: [[String]]] = [:]
    var outcomes: [String: [String]] = [:]
    for series in draft.series {
      let method = series["method"] ?? ""
      if orders[method] == nil { methods.append(method) }
      var seen = orders[method] ?? []
      for observation in series.children {
        let names = observation.attributes.map(\.name).filter { !ReportDraft.ownNames.contains($0) }
        // Most observations of a method carry the same quantities.
        if seen.last != names, !seen.contains(names) { seen.append(names) }
        if let outcome = observation["outcome"], outcomes[method]?.contains(outcome) != true {
          outcomes[method, default: []].append(outcome)
        }
      }
      orders[method] = seen
    }
    return methods.map { method in
      let known = definition?.standard.method(method)?.outcomes.map(\.id) ?? []
      let seen = (outcomes[method] ?? []).filter { !$0.isEmpty && !known.contains($0) }
      let words = known + seen
      return Carried(
        method: method, quantities: TableWriter.merged(orders[method] ?? []),
        // A method without words for its outcomes, whose observations have an open one all the same.
        outcomes: words.isEmpty && outcomes[method] != nil ? ["outcome"] : words)
    }
  }

  /// One order that has all the orders in it, where there is one.
  static func merged(_ orders: [[String]]) -> [String] {
    var before: [String: Set<String>] = [:]
    var names: [String] = []
    for order in orders {
      for (index, name) in order.enumerated() {
        if before[name] == nil { names.append(name) }
        before[name, default: []].formUnion(order[..<index])
      }
    }
    var merged: [String] = []
    while merged.count < names.count {
      let rest = names.filter { !merged.contains($0) }
      // Where the orders contradict each other, the one that was seen first counts.
      let next = rest.first { before[$0]?.isSubset(of: merged) ?? true } ?? rest[0]
      merged.append(next)
    }
    return merged
  }

  private var methods: OutputTable {
    var table = OutputTable(
      table: .methods, headings: ["method", "what it is \(Field.unread)", "outcomes", "quantities"])
    for carried in carried {
      let known = definition?.standard.method(carried.method)
      table.rows.append([
        .text(carried.method), .text(known.map { "\($0.title), clause \($0.clause)" } ?? "", .muted),
        .text(carried.outcomes.joined(separator: " ")), .text(carried.quantities.joined(separator: " ")),
      ])
    }
    return table
  }

  // MARK: - Observations

  /// A column for measured values by the quantity and its unit: `velocity (m/s)`.
  static func heading(quantity: String, code: String) -> String {
    let unit = try? Unit(ucum: code)
    return "\(quantity) (\(unit.map { $0.symbol.isEmpty ? "1" : $0.symbol } ?? code))"
  }

  static let aim = "aim \(Field.unread)"

  private var observations: OutputTable {
    let series = draft.series
    let shared = ReportTable.seriesFields.filter { field in
      ["method", "day", "remark"].contains(field.attribute) || series.contains { $0[field.attribute] != nil }
    }
    let hasItems = series.contains { $0.children.contains { $0["item"] != nil } }
    let aims = AimWords(draft: draft, definition: definition)
    let hasAims = definition != nil
    let measures = elements("measure").compactMap { measure -> (quantity: String, code: String)? in
      guard let quantity = measure["quantity"], let code = measure["unit"] else { return nil }
      return (quantity, code)
    }
    var headings = [ReportTable.seriesLabel, ReportTable.number.heading, ReportTable.record]
    headings += shared.map(\.heading)
    if hasItems { headings.append(ReportTable.item.heading) }
    if hasAims { headings.append(TableWriter.aim) }
    headings.append(ReportTable.outcome.heading)
    headings += measures.map { TableWriter.heading(quantity: $0.quantity, code: $0.code) }
    headings += [ReportTable.fair.heading, ReportTable.observationRemark.heading]
    var table = OutputTable(table: .observations, headings: headings)
    let asked = Dictionary(carried.map { ($0.method, $0) }, uniquingKeysWith: { first, _ in first })
    for (label, series) in zip(labels, series) {
      let record = ReportTable.recordNames.first { $0.value == series.name }?.key ?? ""
      let common = shared.map { Cell(series[$0.attribute], $0) }
      let aim = hasAims ? [Cell.text(aims.words(for: series), .muted)] : []
      let method = asked[series["method"] ?? ""]
      for observation in series.children {
        var row = [Cell.text(label), Cell(observation["n"], ReportTable.number), .text(record)] + common
        if hasItems { row.append(Cell(observation["item"], ReportTable.item)) }
        row += aim
        var outcome = ReportTable.outcome
        if method?.outcomes.isEmpty != false { outcome.presence = .optional }
        row.append(Cell(observation["outcome"], outcome))
        for measure in measures {
          let isAsked = method?.quantities.contains(measure.quantity) == true
          row.append(
            Cell(
              observation[measure.quantity],
              Field(
                heading: "", attribute: measure.quantity, kind: .number,
                presence: isAsked ? .orDash : .optional)))
        }
        row += [
          Cell(observation["fair"], ReportTable.fair),
          Cell(observation["remark"], ReportTable.observationRemark),
        ]
        table.rows.append(row)
      }
    }
    return table
  }

  /// What the series are called: records by their identifiers, tests by a number.
  private var labels: [String] {
    let series = draft.series
    let taken = Set(series.compactMap { $0["id"] })
    var number = 0
    return series.map { one in
      if let id = one["id"], !id.isEmpty { return id }
      repeat { number += 1 } while taken.contains("T\(number)")
      return "T\(number)"
    }
  }
}
