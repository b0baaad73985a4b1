import ArgumentParser
import Publishing
import Quantities
import Registry

/// What happened to one model.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Tell what happened to a model: decisions, status, notices, inspections, corrections.",
    discussion: """
      Each event with the day on which it took effect, who decided, why, and the document that says so. With \
      --as-known, what the registry knew then.

      EXAMPLES
        proofmark history AL-IIA-100
        proofmark history AL-IIA-100 --as-known 2025-03-01 --format json
      """)

  @OptionGroup var model: ModelArgument

  @OptionGroup var time: VantageOptions
  @OptionGroup var registry: RegistryOption

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func run() throws {
    let snapshot = try RegistryAccess.snapshot(registry.resolved, at: time.vantage(today: nil))
    let listing = try model.listing(in: snapshot)
    guard let history = try RegistryAccess.reporting({ try snapshot.history(of: listing.key) }) else {
      return
    }
    let events = try HistoryText(history, until: snapshot.day, today: .today()).events
    switch format {
    case .json: try JSONOutput.print(HistoryReport(listing, events, HistoryText.voided(history)))
    case .text: show(listing, events, HistoryText.voided(history), on: snapshot.day)
    }
  }

  private func show(_ listing: Listing, _ events: [HistoryText.Event], _ voided: [String], on day: Day) {
    var lines = ["\(listing.designation), \(listing.supplierName)", ""]
    if events.isEmpty { lines.append("Nothing has happened: nobody has decided on it yet.") }
    for event in events {
      lines.append("\(event.day)  \(event.sentence)")
      for reason in event.reasons { lines.append("            \(reason)") }
      if let note = event.note { lines.append("            \(note)") }
      lines.append("            recorded \(event.recorded), document \(event.sha256.prefix(12))")
    }
    for sentence in voided { lines.append("            \(sentence)") }
    let since = listing.standing.since.map { " since \($0)" } ?? ""
    lines += ["", "Status: \(listing.standing.status.rawValue)\(since)"]
    if let due = listing.standing.inspectionDue {
      lines.append(due < day ? "Inspection overdue since \(due)" : "Next inspection due by \(due)")
    }
    Terminal.write(lines.joined(separator: "\n") + "\n")
  }
}

/// A model's history, in JSON as it stands.
private struct HistoryReport: Encodable {
  var designation: String
  var supplier: String
  var status: ListingStatus
  var since: String?
  var events: [Event]
  var voided: [String]

  struct Event: Encodable {
    var day: String
    var recorded: Moment
    var kind: DocumentKind
    var what: String
    var reasons: [String]
    var note: String?
    var status: ListingStatus
    var changed: Bool
    var document: String
  }

  init(_ listing: Listing, _ events: [HistoryText.Event], _ voided: [String]) {
    designation = listing.designation
    supplier = listing.supplier
    status = listing.standing.status
    since = listing.standing.since?.description
    self.events = events.map { event in
      Event(
        day: event.day.description, recorded: event.recorded, kind: event.kind, what: event.sentence,
        reasons: event.reasons, note: event.note, status: event.status, changed: event.isChange,
        document: event.sha256)
    }
    self.voided = voided
  }
}
