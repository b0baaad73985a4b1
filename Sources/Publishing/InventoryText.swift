import Conformity
import Registry

/// An inventory's check as lines of text for a terminal: how many came to what, and those that somebody should look at.
public struct InventoryText: Sendable {
  private let style: TextStyle

  public init(style: TextStyle) { self.style = style }

  /// - Parameter limit: how many of the lines to look at are printed at most.
  public func printed(_ check: InventoryCheck, limit: Int) -> String {
    let lines = check.entries.indices.filter(check.needsAttention)
    var text = "\(Texts.count(check.entries.count, "line", "lines")) on \(check.day): "
    text += InventoryText.summary(check).joined(separator: ", ") + ".\n"
    if lines.isEmpty { return text + "Nothing on any line needs attention.\n" }
    for index in lines.prefix(limit) {
      let (line, entry) = (check.inventory.lines[index], check.entries[index])
      var headline = line.label.designation ?? line.label.company ?? Texts.none
      if let match = entry.match { headline += " → \(match.record.key), \(match.certainty.rawValue)" }
      text +=
        "\nline \(line.line)  \(style.coloured(entry.result.rawValue, InventoryText.colour(entry.result)))  "
      text += DisplayWidth.printable(headline) + "\n"
      for reason in InventoryText.reasons(index, in: check) {
        text += "  \(DisplayWidth.printable(reason))\n"
      }
    }
    if lines.count > limit {
      text +=
        "\nand \(Texts.count(lines.count - limit, "more line", "more lines")) to look at; --format csv, json or html has "
        + "all.\n"
    }
    return text
  }

  /// The lines that changed; none is left out.
  public func printed(_ changes: InventoryChanges) -> String {
    let check = changes.check
    guard !check.entries.isEmpty else { return Texts.InventoryChanges.none(changes.since.description) + "\n" }
    var text =
      Texts.InventoryChanges.summary(
        check.entries.count, since: changes.since.description, on: check.day.description) + "\n"
    for index in check.entries.indices {
      let (line, entry, change) = (check.inventory.lines[index], check.entries[index], changes.changes[index])
      var headline = line.label.designation ?? line.label.company ?? Texts.none
      if let serial = line.label.serial { headline += ", serial \(serial)" }
      if let match = entry.match { headline += " → \(match.record.key), \(match.certainty.rawValue)" }
      text += "\nline \(line.line)  \(DisplayWidth.printable(headline))\n"
      let now = entry.match?.status.rawValue ?? Texts.none
      let status = change.statusBefore.rawValue == now ? now : "\(change.statusBefore.rawValue) → \(now)"
      text += "  \(style.coloured(status, InventoryText.colour(entry.result)))\n"
      for sentence in change.sentences { text += "  \(DisplayWidth.printable(sentence))\n" }
    }
    return text
  }

  private static func colour(_ result: InventoryCheck.Result) -> Outcome {
    switch result {
    case .listed: .met
    case .notListed, .contradicted, .unknown: .notMet
    case .uncertain, .unreadable: .notDetermined
    }
  }

  /// How many lines came to each result, those without any left out.
  static func summary(_ check: InventoryCheck) -> [String] {
    let counts = check.counts
    return InventoryCheck.Result.allCases.compactMap { result in
      counts[result].map { "\(Texts.grouped($0)) \(words(result))" }
    }
  }

  static func words(_ result: InventoryCheck.Result) -> String {
    switch result {
    case .listed: "on the list"
    case .notListed: "not on the list"
    case .contradicted: "contradicted by their labels"
    case .uncertain: "uncertain"
    case .unknown: "not found"
    case .unreadable: "not readable"
    }
  }

  /// Why somebody should look at a line, in sentences; what weighs most comes first.
  static func reasons(_ index: Int, in check: InventoryCheck) -> [String] {
    let (line, entry) = (check.inventory.lines[index], check.entries[index])
    var reasons: [String] = []
    guard entry.result != .unreadable else { return line.problems.map(\.sentence) }
    guard let match = entry.match else { return ["No model is like it."] + line.problems.map(\.sentence) }
    reasons += match.contradictions.map(\.sentence)
    if !match.status.isOnList { reasons.append("Status: \(match.status.rawValue).") }
    if let bought = entry.statusWhenBought, !bought.isOnList {
      reasons.append("Status when it was bought: \(bought.rawValue).")
    }
    reasons += match.record.notices.map { "\($0.kind.capitalizedFirst) notice of \($0.day): \($0.summary)" }
    if let since = entry.inspectionOverdueSince { reasons.append("Inspection overdue since \(since).") }
    if let warranty = entry.warranty, warranty.isPast { reasons.append("Warranty ended \(warranty.end).") }
    if entry.result == .uncertain { reasons.append(match.reason) }
    return reasons + line.problems.map(\.sentence)
  }
}
