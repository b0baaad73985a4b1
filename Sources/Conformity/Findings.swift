import Evidence
import Quantities
import Standards

extension EvidenceBody {
  /// What the evidence says about one requirement.
  mutating func finding(for prepared: PreparedRequirement) -> Finding {
    let requirement = prepared.requirement
    if let known = recordFindings[requirement.id] { return known }
    var finding = Finding(
      requirement: requirement.id, clause: requirement.clause, title: requirement.title,
      summary: requirement.summary, method: prepared.methodTitle,
      outcome: .notApplicable, unverified: [], groups: [])
    guard requirement.applies(kind: subject.kind, level: subject.level) else { return finding }
    finding.unverified = definition.reliance.indexes(for: requirement.id, subject: subject)
    let table = table(requirement.selection.method)
    let selected = table.series.indices.filter { selects(requirement.selection, table.series[$0]) }
    let demands = plan.demands(of: requirement.selection)
    finding.groups = groups(of: requirement, selected, in: table, demands: demands).map { group in
      judge(prepared, group, in: table, demands: demands)
    }
    finding.outcome = Outcome.all(finding.groups.map(\.outcome))
    // A requirement without anything to judge is not met by that.
    if finding.outcome == .notApplicable { finding.outcome = .notDetermined }
    return finding
  }

  /// What a group is; nil where the requirement does not divide by it.
  private struct GroupKey: Hashable {
    var threat: String?
    var condition: String?
    var size: String?
    var record: Record?

    /// A specimen or record; labels are unique within a report only.
    struct Record: Hashable {
      let report: Int
      let label: String
    }
  }

  /// The groups to judge, each with its series: those the plan demands, whether there is evidence or not, then those
  /// only seen in the evidence; at least one, so that missing evidence is seen to be missing.
  private func groups(
    of requirement: Requirement, _ selected: [Int], in table: ObservationTable, demands: [Int]
  ) -> [(key: GroupKey, series: [Int])] {
    let grouping = requirement.grouping
    if grouping.isEmpty { return [(GroupKey(), selected)] }
    let divides = { (key: GroupingKey) in grouping.contains(key) }
    let byRecord = divides(.specimen) || divides(.record)
    var keys: [GroupKey] = []
    var seen: Set<GroupKey> = []
    func add(_ key: GroupKey) {
      // Series of one group mostly follow each other.
      if keys.last != key, seen.insert(key).inserted { keys.append(key) }
    }
    if !byRecord {
      for demand in demands.lazy.map({ plan.demands[$0] }) {
        add(
          GroupKey(
            threat: divides(.threat) ? demand.threat?.threat : nil,
            condition: divides(.condition) ? demand.entry.condition : nil,
            size: divides(.size) ? demand.entry.size : nil))
      }
    }
    var seriesOfRecord: [GroupKey.Record: [Int]] = [:]
    for index in selected {
      let series = table.series[index]
      let record = byRecord ? GroupKey.Record(report: series.report, label: series.label) : nil
      if let record { seriesOfRecord[record, default: []].append(index) }
      add(
        GroupKey(
          threat: divides(.threat) ? series.threat : nil,
          condition: divides(.condition) ? series.condition : nil,
          size: divides(.size) ? series.size : nil, record: record))
    }
    if keys.isEmpty { keys.append(GroupKey()) }
    return keys.map { key in
      let candidates = key.record.map { seriesOfRecord[$0, default: []] } ?? selected
      return (key, candidates.filter { belongs(table.series[$0], to: key) })
    }
  }

  private func selects(_ selection: Selection, _ series: SightedSeries) -> Bool {
    if let condition = selection.condition, series.condition != condition { return false }
    if let size = selection.size, series.size != size { return false }
    if let role = selection.role, series.threat.flatMap(threat)?.role != role { return false }
    return true
  }

  private func belongs(_ series: SightedSeries, to key: GroupKey) -> Bool {
    if let threat = key.threat, series.threat != threat { return false }
    if let condition = key.condition, series.condition != condition { return false }
    if let size = key.size, series.size != size { return false }
    return true
  }

  private mutating func judge(
    _ prepared: PreparedRequirement, _ members: (key: GroupKey, series: [Int]), in table: ObservationTable,
    demands: [Int]
  ) -> GroupResult {
    let (key, requirement) = (members.key, prepared.requirement)
    let rows = sort(members.series, of: table, fairOnly: requirement.selection.fairOnly)
    let gaps = gaps(for: key, demands: demands, in: table)
    let reference = key.threat.flatMap(threat).flatMap { threat in
      key.condition.flatMap(threat.reference(in:))
    }
    let group = Group(table: table, reference: reference, counted: rows.counted, isComplete: gaps.isEmpty)
    var result = prepared.rule.judge(group)
    // A shot that only the laboratory's word leaves out may not be what makes the difference.
    if result.outcome == .met, let first = rows.setAside.first {
      let whole = Group(
        table: table, reference: reference, counted: rows.counted + rows.setAside, isComplete: true)
      if prepared.rule.judge(whole).outcome != .met {
        result.outcome = .notDetermined
        result.reason =
          "The laboratory set aside \(table.name(first)), which no rule of the standard leaves out; "
          + "with it the requirement would not be met."
      }
    }
    return GroupResult(
      keys: keys(of: key, requirement: requirement), report: key.record?.report,
      outcome: requirement.subject == .evidence && result.outcome == .notMet
        ? .notDetermined : result.outcome,
      counted: rows.counted.count, gaps: gaps, leftOut: rows.leftOut, result: result)
  }

  /// The rows of a group by what becomes of them.
  private func sort(
    _ series: [Int], of table: ObservationTable, fairOnly: Bool
  ) -> (counted: [Int], setAside: [Int], leftOut: [GroupResult.LeftOut]) {
    var counted: [Int] = []
    counted.reserveCapacity(series.reduce(0) { $0 + table.series[$1].rows.count })
    var setAside: [Int] = []
    var leftOut: [GroupResult.LeftOut] = []
    for row in series.lazy.flatMap({ table.series[$0].rows }) {
      switch table.standing(row) {
      case .fair:
        counted.append(row)
      case .unfair where !fairOnly:
        counted.append(row)
      case .unfair(let index):
        let exclusion = table.exclusions[index]
        let claim = table.observation(row).claimedFair == true ? " The laboratory counted it." : ""
        leftOut.append(
          .init(
            observation: table.reference(row, ""), rule: exclusion.rule, clause: exclusion.clause,
            reason: exclusion.reason + claim))
      case .setAside:
        setAside.append(row)
        leftOut.append(
          .init(
            observation: table.reference(row, ""), rule: "", clause: "",
            reason: "The laboratory set it aside"
              + (table.observation(row).remark.map { ": \($0)." } ?? " without a reason.")))
      }
    }
    return (counted, setAside, leftOut)
  }

  private mutating func gaps(for key: GroupKey, demands: [Int], in table: ObservationTable) -> [String] {
    if table.method == nil { return ["The definition lacks the test method."] }
    var gaps: [String] = []
    for index in demands {
      let demand = plan.demands[index]
      if let threat = key.threat, let demanded = demand.threat, threat != demanded.threat { continue }
      if let condition = key.condition, let demanded = demand.entry.condition, condition != demanded {
        continue
      }
      if let size = key.size, let demanded = demand.entry.size, size != demanded { continue }
      gaps += plan.gaps(index, in: table)
    }
    return gaps
  }

  private func keys(of key: GroupKey, requirement: Requirement) -> [GroupResult.Key] {
    var keys: [GroupResult.Key] = []
    if let threat = key.threat {
      keys.append(.init(key: "threat", id: threat, title: title(ofThreat: threat)))
    }
    if let condition = key.condition {
      keys.append(
        .init(key: "condition", id: condition, title: standard.condition(condition)?.title ?? condition))
    }
    if let size = key.size {
      keys.append(.init(key: "size", id: size, title: standard.sizes.first { $0.id == size }?.title ?? size))
    }
    if let label = key.record?.label {
      let name = requirement.grouping.contains(.record) ? "record" : "specimen"
      keys.append(.init(key: name, id: label, title: label))
    }
    return keys
  }
}
