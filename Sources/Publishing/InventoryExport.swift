import Registry
import Tables

/// An inventory's check for spreadsheets and programs: each line as it was, and what the registry says of it.
public enum InventoryExport {
  /// The columns that stand behind those of the inventory; in JSON the members of each line.
  public static let columns = [
    "line", "result", "certainty", "listed designation", "listed company", "listed level", "standard",
    "status on the day", "status when bought", "warranty end", "warranty past", "notices",
    "inspection overdue since", "matched by", "contradictions", "not read", "example",
  ]

  /// The columns that stand behind those where only what changed is told.
  public static let changeColumns = ["status before", "what changed"]

  /// RFC 4180: the inventory's own columns, then ``columns``. No line is left out, and those that could not be read are
  /// there as they stand.
  public static func csv(_ check: InventoryCheck) -> String { csv(check, columns: columns) { _ in [] } }

  /// The same for the lines that changed, with ``changeColumns`` behind.
  public static func csv(_ changes: InventoryChanges) -> String {
    csv(changes.check, columns: columns + changeColumns) { values(of: changes.changes[$0]) }
  }

  private static func csv(
    _ check: InventoryCheck, columns: [String], more: (Int) -> [JSONText]
  ) -> String {
    let names = check.inventory.names
    var text = CSVText.row(names + columns)
    for index in check.entries.indices {
      let line = check.inventory.lines[index]
      var own = Array(line.cells.prefix(names.count))
      // Cells beyond the heading are kept in the last one; where some are missing, they are empty.
      if line.cells.count > names.count, let last = own.popLast() {
        own.append(([last] + line.cells[names.count...]).joined(separator: ","))
      }
      own += Array(repeating: "", count: max(0, names.count - own.count))
      text += CSVText.row(own + (values(of: index, in: check) + more(index)).map(cell))
    }
    return text
  }

  /// The day, a count of lines for each result, and an object for each line.
  public static func json(_ check: InventoryCheck) -> String { json(check, since: nil) { _ in [] } }

  /// The same for the lines that changed, with the first day of what is told, and ``changeColumns`` behind.
  public static func json(_ changes: InventoryChanges) -> String {
    json(changes.check, since: changes.since.description) { index in
      Array(zip(changeColumns, values(of: changes.changes[index])))
    }
  }

  private static func json(
    _ check: InventoryCheck, since: String?, more: (Int) -> [(String, JSONText)]
  ) -> String {
    JSONText.object(
      [("day", .text(check.day.description))] + (since.map { [("changed since", .text($0))] } ?? []) + [
        ("lines", .number(check.entries.count)),
        (
          "results",
          .object(
            InventoryCheck.Result.allCases.map { ($0.rawValue, .number(check.counts[$0] ?? 0)) })
        ),
        (
          "entries",
          .array(
            check.entries.indices.map { index in
              let line = check.inventory.lines[index]
              return .object(
                [("cells", .array(line.cells.map { .text($0) }))]
                  + Array(zip(columns, values(of: index, in: check))) + more(index))
            })
        ),
      ]
    ).printed()
  }

  private static func values(of change: InventoryChanges.Change) -> [JSONText] {
    [.text(change.statusBefore.rawValue), .array(change.sentences.map { .text($0) })]
  }

  private static func values(of index: Int, in check: InventoryCheck) -> [JSONText] {
    let (line, entry) = (check.inventory.lines[index], check.entries[index])
    let record = entry.match?.record
    return [
      .number(line.line), .text(entry.result.rawValue), .optional(entry.match?.certainty.rawValue),
      .optional(record?.key.designation), .optional(record?.supplierName), .optional(record?.level),
      .optional(record?.standard), .optional(entry.match?.status.rawValue),
      .optional(entry.statusWhenBought?.rawValue), .optional(entry.warranty?.end.description),
      entry.warranty.map { .flag($0.isPast) } ?? .null,
      .array((record?.notices ?? []).map { .text("\($0.kind) of \($0.day): \($0.summary)") }),
      .optional(entry.inspectionOverdueSince?.description), .optional(entry.match?.reason),
      .array((entry.match?.contradictions ?? []).map { .text($0.sentence) }),
      .array(line.problems.map { .text($0.sentence) }), record.map { .flag($0.isExample) } ?? .null,
    ]
  }

  private static func cell(_ value: JSONText) -> String {
    switch value {
    case .text(let text): text
    case .number(let number): String(number)
    case .flag(let flag): flag ? "yes" : "no"
    case .array(let values): values.map(cell).joined(separator: " ")
    case .list(let count, let element): (0..<count).map { cell(element($0)) }.joined(separator: " ")
    case .null, .object: ""
    }
  }
}
