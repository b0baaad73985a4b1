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
  /// Unconfirmed figures in words: many findings rest on the same.
  private let unverified: [(figures: [Int], context: Context)]
  private let words: FindingWords

  init(
    standard: Standard, determination: Determination, setting: EvidenceSetting, evidence: PlotEvidence?
  ) {
    self.standard = standard
    self.determination = determination
    self.setting = setting
    self.evidence = evidence
    let words = FindingWords()
    self.words = words
    let cited = determination.unverifiedFigures.map(words.cited)
    var unverified: [(figures: [Int], context: Context)] = []
    for finding in determination.findings
    where !unverified.contains(where: { $0.figures == finding.unverified }) {
      let figures = finding.unverified.filter(cited.indices.contains).map { cited[$0] }
      if figures.isEmpty { continue }
      unverified.append(
        (
          finding.unverified,
          Context(Names.unverified, [.text(Texts.restsOnUnverified(figures.count)), .texts(figures)])
        ))
    }
    self.unverified = unverified
  }

  func context(_ finding: Finding) -> Context {
    let anchor = FindingView.anchor(of: finding)
    let noun = standard.noun(of: finding)
    let groups = finding.groups.map { group($0, noun: noun) }
    let (figures, maps) = pictures(finding)
    let open = maps.count - FoldedList.folded(of: maps.count)
    let moreMaps: Context? =
      open < maps.count
      ? ["summary": Texts.Map.more(maps.count - open), "maps": Array(maps.dropFirst(open))] : nil
    let isUniform = finding.groups.count > 6 && finding.groups.allSatisfy { $0.outcome == finding.outcome }
    let folded: Context? =
      isUniform
      ? ["summary": Texts.groups(finding.groups.count, outcome: finding.outcome), "groups": groups] : nil
    return Context(
      Names.finding,
      [
        .text(anchor), .text(finding.outcome.className), .text(Icon.markup(finding.outcome)),
        .text(words.outcome(finding.outcome)), .text(finding.title), .text(finding.clause),
        .text(Texts.clause(finding.clause).capitalizedFirst), .text(finding.method), .text(finding.summary),
        .text(Texts.otherwise(finding)),
        .texts((finding.occasions ?? []).map { Texts.occasion($0, of: determination) }),
        .context(
          finding.groups.isEmpty && finding.outcome != .notApplicable ? demand(of: finding) : nil),
        .context(unverified(finding)), .context(folded), .contexts(isUniform ? [] : groups),
        .flag(!figures.isEmpty), .contexts(figures), .flag(!maps.isEmpty),
        .contexts(Array(maps.prefix(open))), .context(moreMaps),
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
    guard finding.outcome != .notApplicable else { return nil }
    return unverified.first { $0.figures == finding.unverified }?.context
  }

  private func group(_ group: GroupResult, noun: String) -> Context {
    let withheld = setting == .full ? [] : Texts.withheld(group)
    return Context(Names.group) { values in
      values.add(.text(group.outcome.className))
      values.add(.text(Icon.markup(group.outcome)))
      values.add(.text(words.outcome(group.outcome)))
      values.add(.text(title(of: group, noun: noun)))
      values.add(.text(words.counted(group.counted, noun, leftOut: group.leftOut.count)))
      values.add(.flag(group.outcome != .met))
      values.add(.context(FoldedList(group.gaps).context))
      values.add(.texts(withheld))
      values.add(.context(rule(group.result, noun: noun)))
      values.add(.context(setting == .full ? leftOut(of: group, noun: noun).context : nil))
    }
  }

  private func leftOut(of group: GroupResult, noun: String) -> FoldedList {
    FoldedList(
      group.leftOut.map { leftOut in
        Texts.leftOut(
          leftOut.observation.name(noun), reason: leftOut.reason, clause: leftOut.clause,
          place: place(leftOut.observation))
      })
  }

  /// Specimens and records of several reports can bear one identifier.
  private func title(of group: GroupResult, noun: String) -> String {
    let title = group.title ?? Texts.all(noun)
    guard determination.reports.count > 1, let report = group.report,
      determination.reports.indices.contains(report)
    else { return title }
    return Texts.ofReport(title, determination.reports[report].id)
  }

  private func rule(_ result: RuleResult, noun: String) -> Context {
    var facts: [TemplateValue] = []
    if let limit = result.limit {
      facts.append(fact(words.limit, limit, note: result.clause.map(words.clause)))
    }
    if let measured = result.measured { facts.append(fact(words.measured(by: result.rule), measured)) }
    if let margin = result.margin { facts.append(fact(words.margin, FindingView.signed(margin))) }
    for statistic in result.statistics {
      let value = statistic.unit.isEmpty ? statistic.value : "\(statistic.value) \(statistic.unit)"
      // The bound is what the rule compares with its limit, and was just told.
      if statistic.name == "bound", value == result.measured { continue }
      facts.append(fact(words.statistic(statistic.name), value))
    }
    var observations = lines(result.observations, noun: noun)
    let more = result.decisiveCount - result.observations.count
    if more > 0, !observations.isEmpty { observations.append(.text(Texts.andMore(more))) }
    return Context(Names.rule) { values in
      values.add(.text(result.outcome.className))
      values.add(.text(Icon.markup(result.outcome)))
      values.add(.text(words.outcome(result.outcome)))
      values.add(.text(words.combination(result.rule) ?? result.statement.capitalizedFirst))
      values.add(.flag(!facts.isEmpty))
      values.add(.list(facts))
      values.add(.flag(!result.isVerified && result.children.isEmpty))
      values.add(.text(result.reason?.capitalizedFirst))
      values.add(.flag(!observations.isEmpty))
      values.add(.list(observations))
      values.add(.flag(!result.children.isEmpty))
      values.add(.list(result.children.map { .context(rule($0, noun: noun)) }))
    }
  }

  private func lines(_ observations: [ObservationReference], noun: String) -> [TemplateValue] {
    if observations.isEmpty { return [] }
    let named = noun.capitalizedFirst
    return observations.map { .text(words.line(named, $0, report: report(of: $0))) }
  }

  /// A margin with a minus sign in the place of its hyphen.
  private static func signed(_ margin: String) -> String {
    guard let hyphen = margin.utf8.firstIndex(of: UInt8(ascii: "-")) else { return margin }
    return margin[..<hyphen] + "−" + margin[margin.utf8.index(after: hyphen)...]
  }

  private func fact(_ name: String, _ value: String, note: String? = nil) -> TemplateValue {
    .context(
      Context(Names.fact) { values in
        values.add(.text(name))
        values.add(.text(value))
        values.add(.text(note))
      })
  }

  private func place(_ observation: ObservationReference) -> String {
    guard determination.reports.indices.contains(observation.report) else { return "" }
    return Texts.place(report: report(of: observation), line: observation.line)
  }

  /// The identifier of the report that an observation is in; nil where there is one alone.
  private func report(of observation: ObservationReference) -> String? {
    guard determination.reports.count > 1, determination.reports.indices.contains(observation.report) else {
      return nil
    }
    return determination.reports[observation.report].id
  }

  /// The name of a finding's section on a model's page.
  static func anchor(of finding: Finding) -> String {
    StandardPage.anchor("requirement", finding.requirement)
  }

  /// The pictures of a finding; a map for each of many specimens is told apart, because they fold.
  private func pictures(_ finding: Finding) -> (figures: [Context], maps: [Context]) {
    guard let evidence else { return ([], []) }
    var (figures, maps): ([Context], [Context]) = ([], [])
    let place = (determination.findings.firstIndex { $0.requirement == finding.requirement } ?? 0) + 1
    for (index, picture) in evidence.pictures(for: finding).enumerated() {
      // Short: each picture names it four times, and there are pages with a hundred of them.
      let id = "picture-\(place)-\(index + 1)"
      func context(
        _ title: String, _ drawn: (picture: MarkupBytes, table: MarkupBytes), isWide: Bool = true
      ) -> Context {
        Context(
          Names.picture, [.text(title), .flag(isWide), .markup(drawn.picture), .markup(drawn.table)])
      }
      switch picture {
      case .strips(let plot): figures.append(context(plot.title, plot.drawn(id: id)))
      case .curve(let plot): figures.append(context(plot.title, plot.drawn(id: id)))
      case .map(let map): maps.append(context(map.title, map.drawn(id: id), isWide: false))
      }
    }
    return (figures, maps)
  }

  /// The names of the contexts that a page has many of.
  private enum Names {
    static let finding: [TemplateName] = [
      "anchor", "class", "icon", "word", "title", "clause", "clauseWords", "method", "summary", "otherwise",
      "occasions", "demand", "unverified", "folded", "groups", "hasFigures", "figures",
      "hasMaps", "maps", "moreMaps",
    ]
    static let group: [TemplateName] = [
      "class", "icon", "word", "title", "counted", "open", "gaps", "withheld", "result", "leftOut",
    ]
    static let rule: [TemplateName] = [
      "class", "icon", "word", "statement", "hasFacts", "facts", "unverified", "reason", "hasObservations",
      "observations", "hasChildren", "children",
    ]
    static let fact: [TemplateName] = ["name", "value", "note"]
    static let unverified: [TemplateName] = ["summary", "figures"]
    static let picture: [TemplateName] = ["title", "isWide", "picture", "table"]
  }
}

extension String {
  /// With a capital first letter, for statements that begin a line.
  var capitalizedFirst: String {
    // Nearly every one begins with a letter of ASCII with nothing on it.
    let start = utf8.prefix(2)
    guard let letter = start.first, start.allSatisfy({ $0 < 0x80 }) else {
      return prefix(1).uppercased() + dropFirst()
    }
    guard (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter) else { return self }
    var text = self
    return text.withUTF8 { bytes in
      String(unsafeUninitializedCapacity: bytes.count) { capitalized in
        _ = capitalized.initialize(fromContentsOf: bytes)
        capitalized[0] = letter & 0xDF
        return bytes.count
      }
    }
  }

  /// With a small first letter, within a sentence.
  var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
