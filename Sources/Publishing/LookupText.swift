import Quantities
import Registry

/// What a look-up came to, for people and for programs.
public struct LookupText: Sendable {
  private let style: TextStyle

  public init(style: TextStyle) { self.style = style }

  /// The best match in full, what contradicts it loudly, and the others in a line each where one of them may be meant.
  public func printed(_ answer: LookupAnswer) -> String {
    guard let best = answer.matches.first else {
      return style.coloured("NOT FOUND", .notMet)
        + ". No model in this registry is like it; check the designation on the label (it is not the marketing "
        + "name).\n"
    }
    if answer.label.designation == nil { return byCompany(answer) }
    var lines = [headline(answer, best), ""]
    lines += facts(best, on: answer.day)
    for contradiction in best.contradictions {
      lines.append(style.coloured("  THE LABEL CONTRADICTS THE LISTING: ", .notMet) + contradiction.sentence)
    }
    if answer.label.serial != nil { lines.append("  " + LookupText.serialRemark) }
    if answer.outcome == .uncertain || best.company == .different {
      let others = answer.matches.dropFirst()
      if !others.isEmpty { lines += ["", "It may also be:"] + others.map { line($0) } }
      if answer.further > 0 { lines.append("  and \(Texts.count(answer.further, "other", "others"))") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Without a designation there are only models to choose from.
  private func byCompany(_ answer: LookupAnswer) -> String {
    let count = Texts.count(answer.matches.count + answer.further, "model", "models")
    var lines = [
      "\(style.coloured("UNCERTAIN", .notDetermined)): the label could be of \(count). Read the designation on it."
    ]
    lines += answer.matches.map { line($0) }
    if answer.further > 0 {
      lines.append("  and \(Texts.count(answer.further, "other", "others")); --limit tells more")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func headline(_ answer: LookupAnswer, _ best: LabelMatch) -> String {
    let name = style.bold(DisplayWidth.printable(best.record.key.designation))
    switch answer.outcome {
    case .listed: return "\(style.coloured("ON THE LIST", .met)): \(name)"
    case .notListed: return "\(style.coloured("NOT ON THE LIST", .notMet)): \(name)"
    case .contradicted:
      return "\(style.coloured("DO NOT TRUST THIS LABEL", .notMet)) before it is explained: \(name)"
    case .uncertain: return "\(style.coloured("UNCERTAIN", .notDetermined)), perhaps \(name)"
    case .unknown: return style.coloured("NOT FOUND", .notMet)
    }
  }

  private func facts(_ match: LabelMatch, on day: Day) -> [String] {
    let record = match.record
    var lines = [
      "  \(record.supplierName), level \(record.level), \(record.standard)",
      "  sizes \(record.sizes.joined(separator: ", ")); warranty \(Texts.months(record.warrantyMonths))",
      "  status on \(day): \(standing(match, on: day))",
      "  certainty: \(match.certainty.rawValue). \(match.reason)",
    ].map(DisplayWidth.printable)
    for notice in record.notices {
      lines.append("  " + DisplayWidth.printable("\(notice.kind) notice of \(notice.day): \(notice.summary)"))
    }
    if record.isExample { lines.append("  An invented example: it says nothing about any armor.") }
    return lines
  }

  private func standing(_ match: LabelMatch, on day: Day) -> String {
    let since = match.record.period(on: day).map { " since \($0.from)" } ?? ""
    return "\(match.status.rawValue)\(since)" + (match.status.isOnList ? "" : ", not on the list")
  }

  private func line(_ match: LabelMatch) -> String {
    var text = "  \(match.record.key), level \(match.record.level), \(match.status.rawValue): \(match.reason)"
    if !match.contradictions.isEmpty {
      text += " Against it: " + match.contradictions.map(\.sentence).joined(separator: " ")
    }
    return DisplayWidth.printable(text)
  }

  static let serialRemark = "The serial number was not checked: a registry of models holds none."
}

extension LookupText {
  /// The same for programs.
  public static func json(_ answer: LookupAnswer) -> String {
    let label = answer.label
    return JSONText.object([
      ("outcome", .text(answer.outcome.rawValue)),
      (
        "label",
        .object([
          ("company", .optional(label.company)), ("designation", .optional(label.designation)),
          ("level", .optional(label.level)), ("size", .optional(label.size)),
          ("made", .optional(label.made?.description)), ("serial", .optional(label.serial)),
        ])
      ),
      ("day", .text(answer.day.description)),
      ("matches", .array(answer.matches.map { json($0, on: answer.day) })),
      ("further", .number(answer.further)),
    ]).printed()
  }

  static func json(_ match: LabelMatch, on day: Day) -> JSONText {
    let record = match.record
    return .object([
      ("designation", .text(record.key.designation)),
      ("supplier", .text(record.supplierName)),
      ("supplier id", .text(record.key.supplier)),
      ("standard", .text(record.standard)),
      ("level", .text(record.level)),
      ("sizes", .array(record.sizes.map { .text($0) })),
      ("warranty months", .number(record.warrantyMonths)),
      ("status", .text(match.status.rawValue)),
      ("since", .optional(record.period(on: day)?.from.description)),
      ("on the list", .flag(match.status.isOnList)),
      ("certainty", .text(match.certainty.rawValue)),
      ("matched", .text(match.reason)),
      ("contradictions", .array(match.contradictions.map(json))),
      (
        "notices",
        .array(
          record.notices.map {
            .object([
              ("kind", .text($0.kind)), ("day", .text($0.day.description)), ("summary", .text($0.summary)),
            ])
          })
      ),
      ("example", .flag(record.isExample)),
    ])
  }

  static func json(_ contradiction: Contradiction) -> JSONText {
    .object([("code", .text(contradiction.code)), ("sentence", .text(contradiction.sentence))])
  }
}

extension JSONText {
  /// The text, or null where there is none.
  static func optional(_ text: String?) -> JSONText { text.map { .text($0) } ?? .null }
}
