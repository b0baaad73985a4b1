import ArgumentParser
import Publishing
import Registry

/// The list, filtered.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List models; only those on the list, unless asked otherwise.",
    discussion: """
      A model is on the list when the programme decided so and nothing took it off since. --as-of asks for another \
      day, --as-known for what the registry knew at another time.

      A filter may be given several times: a model passes that has any of its values. Of different filters it must pass \
      each.

      EXAMPLES
        proofmark list --level IIIA --size L
        proofmark list --level HG2 --level RF1 --size L
        proofmark list --as-of 2025-03-01
        proofmark list --status all --supplier aldermark
        proofmark list --verdict compliant --status undecided
        proofmark list --format csv > models.csv
      """)

  @OptionGroup var filter: FilterOptions
  @OptionGroup var time: VantageOptions
  @OptionGroup var registry: RegistryOption

  @Option(help: "table, csv or json.")
  var format: ListFormat = .table

  enum ListFormat: String, ExpressibleByArgument, CaseIterable {
    case table
    case csv
    case json
  }

  func run() throws {
    let vantage = try time.vantage(today: .today())
    let rows = try filter.rows(of: RegistryAccess.snapshot(registry.resolved, at: vantage))
    switch format {
    case .csv: Terminal.write(ListExport.csv(rows))
    case .json: Terminal.write(ListExport.json(rows))
    case .table: show(rows)
    }
  }

  private func show(_ rows: [ListRow]) {
    if rows.isEmpty { return }
    var table = TableText(columns: [
      .init("Designation"), .init("Supplier"), .init("Level"), .init("Kind"), .init("Gender"), .init("Sizes"),
      .init("Status"), .init("Since"), .init("Evidence"),
    ])
    for row in rows {
      table.append([
        row.designation, row.supplier, row.level, row.kind, row.gender, row.sizes.joined(separator: " "),
        row.standing.status.rawValue, row.standing.since?.description ?? "–", row.verdict.rawValue,
      ])
    }
    Terminal.write(table.printed(width: Terminal.width, style: Terminal.usesColor ? .color : .plain))
    if Terminal.isOutput { Terminal.write("\(rows.count) \(rows.count == 1 ? "model" : "models")\n") }
  }
}
