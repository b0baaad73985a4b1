import Conformity
import Standards

/// The contexts of the templates `finding`, `group` and `rule`.
///
/// Whatever is handed in is shown: what may be public is decided before, by ``Conformity/Determination/disclosed(_:)``.
struct FindingView {
  let standard: Standard
  let determination: Determination
  let setting: EvidenceSetting
  /// Where the pictures come from; nil where none may be shown.
  let evidence: PlotEvidence?

  func context(_ finding: Finding) -> Context {
    let anchor = StandardPage.anchor("requirement", finding.requirement)
    let groups = finding.groups.map { group($0) }
    let figures = pictures(finding, anchor: anchor)
    let isUniform = finding.groups.count > 6 && finding.groups.allSatisfy { $0.outcome == finding.outcome }
    return Publishing.context([
      "anchor": anchor,
      "class": finding.outcome.className,
      "icon": Icon.markup(finding.outcome),
      "word": Texts.outcome(finding.outcome),
      "title": finding.title,
      "clause": finding.clause,
      "clauseWords": Texts.clause(finding.clause).capitalizedFirst,
      "method": finding.method,
      "summary": finding.summary,
      "demand": finding.groups.isEmpty && finding.outcome != .notApplicable ? demand(of: finding) : nil,
      "unverified": unverified(finding),
      "folded": isUniform
        ? ["summary": Texts.groups(finding.groups.count, outcome: finding.outcome), "groups": groups]
          as Context : nil,
      "groups": isUniform ? [] : groups,
      "hasFigures": !figures.isEmpty,
      "figures": figures,
    ])
  }

  /// What the requirement's rule demands, where its groups are not shown.
  private func demand(of finding: Finding) -> Context? {
    standard.requirement(finding.requirement).map { requirement in
      Demand(requirement.rule, method: standard.method(requirement.selection.method))
        .context(in: standard, linked: false)
    }
  }

  /// The unconfirmed figures that a finding rests on.
  private func unverified(_ finding: Finding) -> Context? {
    let figures = finding.unverified.filter(determination.unverifiedFigures.indices.contains)
      .map { determination.unverifiedFigures[$0] }
    guard !figures.isEmpty, finding.outcome != .notApplicable else { return nil }
    return [
      "summary": Texts.restsOnUnverified(figures.count), "figures": figures.map { Texts.cited($0) },
    ]
  }

  private func group(_ group: GroupResult) -> Context {
    let withheld = setting == .full ? [] : Texts.withheld(group)
    return Publishing.context([
      "class": group.outcome.className,
      "icon": Icon.markup(group.outcome),
      "word": Texts.outcome(group.outcome),
      "title": title(of: group),
      "counted": Texts.counted(group.counted, leftOut: group.leftOut.count),
      "open": group.outcome != .met,
      "gaps": group.gaps,
      "withheld": withheld,
      "result": rule(group.result),
      "hasLeftOut": setting == .full && !group.leftOut.isEmpty,
      "leftOut": group.leftOut.map { leftOut in
        Texts.leftOut(
          name(leftOut.observation), reason: leftOut.reason, clause: leftOut.clause,
          place: place(leftOut.observation))
      },
    ])
  }

  /// Specimens and records of several reports can bear one identifier.
  private func title(of group: GroupResult) -> String {
    let title = group.title ?? Texts.allObservations
    guard determination.reports.count > 1, let report = group.report,
      determination.reports.indices.contains(report)
    else { return title }
    return Texts.ofReport(title, determination.reports[report].id)
  }

  private func rule(_ result: RuleResult) -> Context {
    var facts = [
      result.limit.map { fact(Texts.limit, $0, note: result.clause.map(Texts.clause)) },
      result.measured.map { fact(Texts.measured, $0) },
      result.margin.map { fact(Texts.margin, $0.replacing("-", with: "−", maxReplacements: 1)) },
    ].compactMap { $0 }
    facts += result.statistics.map { statistic in
      fact(
        Texts.statistic(statistic.name),
        statistic.unit.isEmpty ? statistic.value : "\(statistic.value) \(statistic.unit)")
    }
    var observations = result.observations.map { observation in
      Texts.observation(name(observation), value: observation.value, place: place(observation))
    }
    let more = result.decisiveCount - result.observations.count
    if more > 0, !observations.isEmpty { observations.append(Texts.andMore(more)) }
    return Publishing.context([
      "class": result.outcome.className,
      "icon": Icon.markup(result.outcome),
      "word": Texts.outcome(result.outcome),
      "statement": Texts.combination(result.rule) ?? result.statement.capitalizedFirst,
      "hasFacts": !facts.isEmpty,
      "facts": facts,
      "unverified": !result.isVerified && result.children.isEmpty,
      "reason": result.reason,
      "hasObservations": !observations.isEmpty,
      "observations": observations,
      "hasChildren": !result.children.isEmpty,
      "children": result.children.map(rule),
    ])
  }

  private func fact(_ name: String, _ value: String, note: String? = nil) -> Context {
    Publishing.context(["name": name, "value": value, "note": note])
  }

  private func name(_ observation: ObservationReference) -> String {
    "\(observation.specimen) \(Texts.number) \(observation.number)"
  }

  private func place(_ observation: ObservationReference) -> String {
    guard determination.reports.indices.contains(observation.report) else { return "" }
    return Texts.place(report: determination.reports[observation.report].id, line: observation.line)
  }

  private func pictures(_ finding: Finding, anchor: String) -> [Context] {
    guard let evidence else { return [] }
    return evidence.pictures(for: finding).enumerated().map { index, picture in
      let id = "\(anchor)-picture-\(index + 1)"
      switch picture {
      case .strips(let plot):
        return ["title": plot.title, "picture": plot.picture(id: id), "table": plot.table]
      case .curve(let plot):
        return ["title": plot.title, "picture": plot.picture(id: id), "table": plot.table]
      }
    }
  }
}

extension String {
  /// With a capital first letter, for statements that begin a line.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
