import Registry

/// An inventory's check as one page that needs nothing else: to read, to print, to file.
public struct InventoryReport {
  private let check: InventoryCheck
  private let name: String
  private let keeper: String

  /// - Parameters:
  ///   - name: what the inventory is called, such as its file's name.
  ///   - keeper: the title of the programme that keeps the registry.
  public init(_ check: InventoryCheck, name: String, keeper: String?) {
    self.check = check
    self.name = name
    self.keeper = keeper ?? Texts.untitled
  }

  /// The page about the lines that changed, as HTML.
  public static func page(
    of changes: InventoryChanges, name: String, keeper: String?
  ) throws -> String {
    let report = InventoryReport(changes.check, name: name, keeper: keeper)
    let (count, since) = (changes.check.entries.count, changes.since.description)
    return try Templates().render(
      .inventory,
      report.context(
        title: Texts.InventoryChanges.title(since),
        lead: count == 0
          ? Texts.InventoryChanges.none(since)
          : "\(name): "
            + Texts.InventoryChanges.summary(count, since: since, on: changes.check.day.description),
        [
          "changed": count == 0 ? nil : ["table": report.table(changes)] as Context,
          "isPart": true,
        ]))
  }

  private func table(_ changes: InventoryChanges) -> MarkupBytes {
    var table = HTMLTable(
      caption: Texts.count(changes.changes.count, "line", "lines"),
      columns: Texts.InventoryChanges.columns.map { .init($0) })
    for (index, change) in changes.changes.enumerated() {
      let (line, entry) = (check.inventory.lines[index], check.entries[index])
      table.begin()
      for text in [String(line.line), label(line), line.label.serial ?? "", match(entry)] { table.cell(text) }
      cell(change.statusBefore, &table)
      cell(entry.match?.status, &table)
      table.cell(change.sentences.joined(separator: " "))
      table.end()
    }
    return table.finished()
  }

  private func context(title: String, lead: String, _ parts: KeyValuePairs<String, Any?>) -> Context {
    Publishing.context([
      "title": title,
      "site": ["sprite": Icon.sprite] as Context,
      "style": String(decoding: PackageResources.style_css, as: UTF8.self),
      "example": check.entries.contains { $0.match?.record.isExample == true },
      "keeper": keeper,
      "lead": lead,
      "counts": InventoryCheck.Result.allCases.compactMap { result -> Context? in
        check.counts[result].map { ["number": Texts.grouped($0), "words": InventoryText.words(result)] }
      },
    ]).merging(Publishing.context(parts))
  }

  /// The page as HTML.
  public func page() throws -> String {
    let attention = check.entries.indices.filter(check.needsAttention)
    let rest = check.entries.indices.filter { !check.needsAttention($0) }
    return try Templates().render(
      .inventory,
      context(
        title: "Inventory check of \(check.day)",
        lead:
          "\(name): \(Texts.count(check.entries.count, "line", "lines")), held against the registry as of \(check.day).",
        [
          "attention": attention.isEmpty
            ? nil : ["table": table(attention, caption: "To look at", withReasons: true)] as Context,
          "rest": rest.isEmpty
            ? nil
            : ["table": table(rest, caption: "On the list with certainty", withReasons: false)] as Context,
        ]))
  }

  /// Written directly: an inventory has thousands of cells.
  private func table(_ indices: [Int], caption: String, withReasons: Bool) -> MarkupBytes {
    var columns = ["Line", "Label", "Serial", "Best match", "Status", "When bought", "Warranty end"]
    if withReasons { columns += ["Certainty", "Why"] }
    var table = HTMLTable(
      caption: "\(caption): \(Texts.count(indices.count, "line", "lines"))",
      columns: columns.map { .init($0) })
    for index in indices {
      let (line, entry) = (check.inventory.lines[index], check.entries[index])
      table.begin()
      for text in [String(line.line), label(line), line.label.serial ?? "", match(entry)] { table.cell(text) }
      cell(entry.match?.status, &table)
      cell(entry.statusWhenBought, &table)
      table.cell(entry.warranty?.end.description ?? Texts.none)
      if withReasons {
        table.cell(entry.match?.certainty.rawValue ?? entry.result.rawValue)
        table.cell(InventoryText.reasons(index, in: check).joined(separator: " "))
      }
      table.end()
    }
    return table.finished()
  }

  /// A status as it looks on the site, told by its shape as well.
  private func cell(_ status: ListingStatus?, _ table: inout HTMLTable) {
    guard let status else { return table.cell(Texts.none) }
    table.cell { $0.raw(StatusMark.markup(status)) }
  }

  private func label(_ line: Inventory.Line) -> String {
    guard !line.isUnreadable else { return shortened(line.cells.joined(separator: Texts.separator), to: 200) }
    let label = line.label
    return [
      label.company, label.designation, label.level.map { "level \($0)" }, label.size.map { "size \($0)" },
      label.made.map { "made \($0)" },
    ].compactMap { $0 }.joined(separator: Texts.separator)
  }

  private func match(_ entry: InventoryCheck.Entry) -> String {
    guard let record = entry.match?.record else { return Texts.none }
    return [record.supplierName, record.key.designation, "level \(record.level)"].joined(
      separator: Texts.separator)
  }
}
