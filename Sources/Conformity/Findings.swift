import Evidence
import Quantities
import Standards

extension EvidenceBody {
  /// What the evidence says about one requirement.
  mutating func finding(for prepared: PreparedRequirement) -> Finding {
    findingByGroup(for: prepared).finding
  }

  /// What the evidence says about one requirement, and what each of its groups would come to by the other way of
  /// acceptance; of records, which no test repeats, only the former.
  mutating func findingByGroup(for prepared: PreparedRequirement) -> (finding: Finding, otherwise: [Outcome])
  {
    let requirement = prepared.requirement
    if let known = recordFindings[requirement.id] { return (known, []) }
    var finding = Finding(
      requirement: requirement.id, clause: requirement.clause, title: requirement.title,
      summary: requirement.summary, method: prepared.methodTitle, outcome: .notApplicable,
      acceptance: acceptance, otherwise: .notApplicable, unverified: [], groups: [])
    guard requirement.applies(kind: subject.kind, level: subject.level) else { return (finding, []) }
    finding.unverified = definition.reliance.indexes(for: requirement.id, subject: subject)
    let table = table(requirement.selection.method)
    // What a series does not say of itself leaves open to which of the groups it belongs.
    var selected: [Int] = []
    var unplaced: [Int] = []
    for index in table.series.indices {
      let series = table.series[index]
      switch selects(requirement.selection, series) {
      case true? where prepared.grouping.places(series, hasThreats: !threats.isEmpty, in: standard):
        selected.append(index)
      case true?, nil: unplaced.append(index)
      case false?: break
      }
    }
    let demands = plan.demands(of: requirement)
    let groups = prepared.grouping.groups(
      of: selected, in: table,
      demands: demands.map { plan.demands[$0] }.filter { $0.entry.method == requirement.selection.method })
    var others: [Outcome] = []
    others.reserveCapacity(groups.count)
    finding.groups.reserveCapacity(groups.count)
    for members in groups {
      let (group, otherwise) = judge(
        prepared, members, unplaced: unplaced.filter { members.key.mayHold(table.series[$0]) }, in: table,
        demands: demands)
      finding.groups.append(group)
      others.append(otherwise)
    }
    // A requirement without anything to judge is not met by that.
    finding.outcome = Outcome.all(finding.groups.map(\.outcome)).orNotDetermined
    finding.otherwise = Outcome.all(others).orNotDetermined
    return (finding, others)
  }

  /// Whether a requirement looks at a series; nil where the series does not say enough of itself.
  private func selects(_ selection: Selection, _ series: SightedSeries) -> Bool? {
    var isKnown = true
    /// False where the series says otherwise.
    func agrees(_ wanted: String?, _ own: @autoclosure () -> String?) -> Bool {
      guard let wanted else { return true }
      guard let own = own() else {
        isKnown = false
        return true
      }
      return own == wanted
    }
    guard agrees(selection.condition, series.condition), agrees(selection.size, series.size),
      agrees(selection.component, series.component), agrees(selection.region, series.region),
      agrees(selection.threat, series.threat),
      agrees(selection.role, series.threat.flatMap(threat)?.role)
    else { return false }
    return isKnown ? true : nil
  }

  // MARK: - One group

  /// What the rule comes to for a group, and what it would come to by the other way of acceptance.
  private mutating func judge(
    _ prepared: PreparedRequirement, _ members: Grouping.Members, unplaced: [Int], in table: ObservationTable,
    demands: [Int]
  ) -> (GroupResult, otherwise: Outcome) {
    let key = members.key
    let rows = SortedRows(
      members.series, unplaced: unplaced, of: table, fairOnly: prepared.requirement.selection.fairOnly)
    let gaps = gaps(for: key, demands: demands, in: table)
    let watch = GuardedAcceptance(acceptance)
    let group = group(prepared, key, rows, in: table, isComplete: gaps.isEmpty, watch)
    let result = judge(prepared.rule, group, rows)
    var otherwise = result.outcome
    // A tighter limit never makes good what is bad: there is nothing to try where it does not matter.
    if acceptance == .guarded ? result.outcome != .met : watch.matters && result.outcome != .notMet {
      var other = group
      other.acceptance = GuardedAcceptance(acceptance == .simple ? .guarded : .simple)
      otherwise = judge(prepared.rule, other, rows).outcome
    }
    let place = key.place == nil ? nil : members.series.first.map { table.series[$0] }
    return (
      GroupResult(
        keys: keys(of: key, place: place, grouping: prepared.requirement.grouping),
        report: place?.report ?? key.subject?.report,
        outcome: prepared.requirement.subject.outcome(result.outcome),
        counted: rows.counted.count, gaps: gaps, leftOut: rows.leftOut, result: result),
      prepared.requirement.subject.outcome(otherwise)
    )
  }

  private func group(
    _ prepared: PreparedRequirement, _ key: GroupKey, _ rows: SortedRows, in table: ObservationTable,
    isComplete: Bool, _ acceptance: GuardedAcceptance
  ) -> Group {
    let selection = prepared.requirement.selection
    let component = selection.component ?? key.component
    return Group(
      table: table,
      reference: key.threat.flatMap(threat)?.reference(in: key.condition, method: selection.method)?.value,
      counted: rows.counted, isComplete: isComplete, acceptance: acceptance,
      certificates: certificates.filter {
        $0.certificate.method == selection.method
          && (component == nil || $0.certificate.component == component)
      }, otherTable: self.table)
  }

  /// Judges a group; observations that nobody knows to be unfair may not be what makes the difference.
  private func judge(_ rule: any PreparedRule, _ group: Group, _ rows: SortedRows) -> RuleResult {
    var result = rule.judge(group)
    if result.outcome == .notMet { return result }
    var undecided: SortedRows.Doubt?
    for (counted, doubt) in rows.retold {
      var other = group
      other.counted = counted
      let retold = rule.judge(other)
      if retold.outcome == .notMet { return retold }
      if retold.outcome != .met { undecided = undecided ?? doubt }
    }
    guard result.outcome == .met else { return result }
    for doubt in rows.doubts where undecided == nil {
      var whole = group
      whole.counted = group.counted + doubt.rows
      whole.isComplete = true
      if rule.judge(whole).outcome != .met { undecided = doubt }
    }
    if let undecided {
      result.outcome = .notDetermined
      result.reason = undecided.reason(group.table)
      return result
    }
    if let lack = group.table.lackOfRequired(among: group.counted) {
      result.outcome = .notDetermined
      result.reason = "\(group.lack(lack.column, on: lack.row))."
    }
    return result
  }

  private mutating func gaps(for key: GroupKey, demands: [Int], in table: ObservationTable) -> [String] {
    if table.method == nil { return ["The definition lacks the test method."] }
    var gaps: [String] = []
    for index in demands where key.concerns(plan.demands[index]) {
      gaps += plan.gaps(index, in: self.table(plan.demands[index].entry.method))
    }
    return gaps
  }

  private func keys(
    of key: GroupKey, place: SightedSeries?, grouping: [GroupingKey]
  ) -> [GroupResult.Key] {
    var keys: [GroupResult.Key] = []
    func add(_ name: String, _ id: String?, _ title: (String) -> String?) {
      if let id { keys.append(.init(key: name, id: id, title: title(id) ?? id)) }
    }
    add("threat", key.threat, title(ofThreat:))
    add("condition", key.condition) { standard.condition($0)?.title }
    add("size", key.size) { id in standard.sizes.first { $0.id == id }?.title }
    add("component", key.component) { standard.component($0)?.title }
    add("region", key.region) { standard.region($0)?.title }
    add("subject", key.subject?.name) { $0 }
    add(grouping.contains(.record) ? "record" : "specimen", place?.label) { $0 }
    return keys
  }
}

extension Requirement.Subject {
  /// What an outcome says about the equipment: a fault of the evidence decides nothing.
  fileprivate func outcome(_ outcome: Outcome) -> Outcome {
    self == .evidence && outcome == .notMet ? .notDetermined : outcome
  }
}
