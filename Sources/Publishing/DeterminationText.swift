import Conformity

/// A determination as lines of plain text: a summary for people who want the verdict, an explanation for people who
/// ask why.
///
/// It shows everything that the determination holds. What a programme publishes is ``EvidenceSetting``'s matter and
/// no concern of somebody who has the reports.
///
/// `files` name the reports in `file:line`, in the determination's order; where one is missing, the report's own
/// number stands in.
public struct DeterminationText: Sendable {
  private let style: TextStyle

  public init(style: TextStyle = .plain) { self.style = style }

  /// The verdict, a line for each requirement, and the reasons of those that are not met or not determined.
  public func summary(of determination: Determination, files: [String] = []) -> String {
    DeterminationOutline(determination: determination, files: files, style: style).summary()
  }

  /// The tree of findings down to the observations, with the lines of the reports they stand on.
  public func explanation(of determination: Determination, files: [String] = []) -> String {
    DeterminationOutline(determination: determination, files: files, style: style).explanation()
  }
}

private struct DeterminationOutline {
  let determination: Determination
  let files: [String]
  let style: TextStyle

  func summary() -> String {
    var lines = Lines(style: style)
    head(&lines)
    let clauseWidth = determination.findings.map { DisplayWidth.of($0.clause) }.max() ?? 0
    for finding in determination.findings {
      let clause = padded(finding.clause, to: min(clauseWidth, 16))
      lines.add(
        1, finding.outcome, "\(padded(Texts.outcome(finding.outcome), to: 14))  \(clause)  \(finding.title)")
      if finding.outcome == .notMet || finding.outcome == .notDetermined {
        for group in finding.groups where group.outcome == finding.outcome { reasons(of: group, &lines) }
      }
      for occasion in finding.occasions ?? [] where occasion.decides || occasion.outcome == .notMet {
        lines.note(3, Texts.occasion(occasion, of: determination))
      }
    }
    foot(&lines, isFull: false)
    return lines.text
  }

  func explanation() -> String {
    var lines = Lines(style: style)
    head(&lines)
    for finding in determination.findings {
      lines.add(
        0, finding.outcome,
        "\(finding.clause)  \(finding.title): \(Texts.outcome(finding.outcome).lowercased())")
      lines.note(1, finding.summary)
      if let otherwise = Texts.otherwise(finding) { lines.note(1, otherwise) }
      for group in finding.groups { explain(group, &lines) }
      for occasion in finding.occasions ?? [] {
        lines.add(1, occasion.outcome, Texts.occasion(occasion, of: determination))
        for group in occasion.groups { explain(group, &lines) }
      }
      lines.blank()
    }
    foot(&lines, isFull: true)
    return lines.text
  }
}

// MARK: - Head and foot

extension DeterminationOutline {
  private func head(_ lines: inout Lines) {
    let subject = determination.subject
    let outcome: Outcome =
      switch determination.verdict {
      case .compliant: .met
      case .notCompliant: .notMet
      case .notDetermined: .notDetermined
      }
    lines.add(
      0, outcome,
      Texts.Terminal.subject(
        designation: subject.designation, supplier: subject.supplier, standard: determination.standard.id,
        level: subject.level, kind: subject.kind),
      heading: Texts.verdict(determination.verdict).uppercased())
    let standard = determination.standard
    lines.field(Texts.Terminal.definition, "\(standard.id), SHA-256 \(standard.sha256)")
    lines.field("", Texts.standing(of: standard.adoption))
    for (index, report) in determination.reports.enumerated() {
      lines.field(
        Texts.Terminal.report,
        Texts.Terminal.report(report, file: files.indices.contains(index) ? files[index] : nil))
      lines.field("", "SHA-256 \(report.sha256)")
    }
    lines.field(Texts.Terminal.acceptance, Texts.acceptance(determination.acceptance))
    for amendment in determination.amendments {
      lines.field(Texts.Terminal.amendment, Texts.amendment(amendment))
    }
    for remark in determination.remarks { lines.field(Texts.Terminal.remark, remark) }
    lines.blank()
  }

  private func foot(_ lines: inout Lines, isFull: Bool) {
    let figures = determination.unverifiedFigures
    let otherwise = isFull ? nil : Texts.otherwise(determination)
    if !isFull, otherwise != nil || !figures.isEmpty { lines.blank() }
    if let otherwise { lines.add(0, nil, otherwise) }
    guard !figures.isEmpty else { return }
    lines.add(0, nil, Texts.restsOn(unverified: figures.count))
    guard isFull else { return }
    for figure in figures {
      lines.note(1, "\(figure.name): \(figure.value) (\(figure.clause); \(figure.source))")
    }
  }
}

// MARK: - Groups and rules

extension DeterminationOutline {
  /// Why a group is not met or not determined, as briefly as it can be said.
  private func reasons(of group: GroupResult, _ lines: inout Lines) {
    let title = title(of: group)
    if !title.isEmpty { lines.note(3, title + ":") }
    let depth = title.isEmpty ? 3 : 4
    for gap in group.gaps.prefix(DeterminationOutline.brief) { lines.note(depth, gap) }
    if group.gaps.count > DeterminationOutline.brief {
      lines.note(depth, Texts.Terminal.moreGaps(group.gaps.count - DeterminationOutline.brief))
    }
    if let first = group.leftOut.first {
      lines.note(
        depth,
        Texts.Terminal.leftOut(
          group.leftOut.count, first: "\(name(first.observation)): \(first.reason)",
          place: place(of: first.observation)))
    }
    for leaf in group.result.deciding(group.outcome) {
      // What is missing was said; that the rule is therefore not decided needs no saying.
      if group.outcome == .notDetermined, !group.gaps.isEmpty, leaf.observations.isEmpty { continue }
      var text = leaf.statement
      if let reason = leaf.reason {
        text += ": \(reason)"
      } else if let measured = leaf.measured {
        text += ": \(measured)"
      }
      if let first = leaf.observations.first { text += " (\(place(of: first)))" }
      lines.note(depth, text)
    }
  }

  /// So many gaps of a group are named in a summary; the explanation names all.
  private static let brief = 3

  private func explain(_ group: GroupResult, _ lines: inout Lines) {
    let title = title(of: group)
    lines.add(
      1, group.outcome,
      Texts.Terminal.group(
        title, outcome: group.outcome, counted: group.counted, leftOut: group.leftOut.count))
    for gap in group.gaps { lines.note(2, Texts.Terminal.gap(gap)) }
    explain(group.result, depth: 2, &lines)
    for leftOut in group.leftOut {
      lines.note(
        2,
        "\(Texts.leftOut): \(name(leftOut.observation)): \(leftOut.reason)"
          + (leftOut.clause.isEmpty ? "" : " [\(Texts.clause(leftOut.clause))]")
          + "  \(place(of: leftOut.observation))")
    }
  }

  private func explain(_ result: RuleResult, depth: Int, _ lines: inout Lines) {
    let outcome = Texts.outcome(result.outcome).lowercased()
    if let combination = Texts.combination(result.rule) {
      lines.add(depth, result.outcome, "\(combination) \(outcome)")
    } else {
      lines.add(depth, result.outcome, "\(result.statement): \(outcome)")
      let facts = [
        result.limit.map {
          "\(Texts.limit) \($0)" + Texts.cited(result.clause, isVerified: result.isVerified)
        },
        result.measured.map { "\(Texts.measured) \($0)" }, result.margin.map { "\(Texts.margin) \($0)" },
      ].compactMap { $0 }
      if !facts.isEmpty { lines.note(depth + 1, facts.joined(separator: "; ")) }
      if !result.statistics.isEmpty {
        lines.note(
          depth + 1,
          result.statistics.map { "\($0.name) = \($0.value)" + ($0.unit.isEmpty ? "" : " \($0.unit)") }
            .joined(separator: ", "))
      }
    }
    if let reason = result.reason { lines.note(depth + 1, reason) }
    for observation in result.observations {
      lines.note(depth + 1, "\(name(observation)): \(observation.value)  \(place(of: observation))")
    }
    if result.decisiveCount > result.observations.count, !result.observations.isEmpty {
      lines.note(depth + 1, Texts.andMore(result.decisiveCount - result.observations.count))
    }
    for child in result.children { explain(child, depth: depth + 1, &lines) }
  }

  private func title(of group: GroupResult) -> String { group.keys.map(\.title).joined(separator: ", ") }

  private func name(_ observation: ObservationReference) -> String {
    "\(observation.specimen) \(Texts.number) \(observation.number)"
  }

  /// `file:line`, as compilers write it, so that editors can follow it.
  private func place(of observation: ObservationReference) -> String {
    let file =
      files.indices.contains(observation.report)
      ? files[observation.report]
      : determination.reports.indices.contains(observation.report)
        ? determination.reports[observation.report].id : "?"
    return "\(file):\(observation.line)"
  }

  private func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(width - DisplayWidth.of(text), 0))
  }
}

/// Lines of text as they are gathered, indented by two spaces a level.
private struct Lines {
  let style: TextStyle
  private(set) var text = ""

  init(style: TextStyle) { self.style = style }

  /// Everything but the heading may come from documents and is made printable.
  mutating func add(_ depth: Int, _ outcome: Outcome?, _ line: String, heading: String? = nil) {
    text += String(repeating: "  ", count: depth)
    if let outcome { text += style.coloured(Texts.mark(outcome), outcome) + " " }
    if let heading { text += style.bold(heading) + "  " }
    text += DisplayWidth.printable(line) + "\n"
  }

  mutating func note(_ depth: Int, _ line: String) {
    guard !line.isEmpty else { return }
    text += String(repeating: "  ", count: depth) + "  " + DisplayWidth.printable(line) + "\n"
  }

  mutating func field(_ name: String, _ value: String) {
    let padding = String(repeating: " ", count: max(12 - name.count, 0))
    text += "  " + style.dim(name) + padding + DisplayWidth.printable(value) + "\n"
  }

  mutating func blank() { text += "\n" }
}
