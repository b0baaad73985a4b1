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
    /// A specimen or record: its place in the table.
    var place: Int?
  }

  /// A group to judge, with its series.
  private struct GroupMembers {
    let key: GroupKey
    let series: [Int]
  }

  /// The groups to judge: those the plan demands, whether there is evidence or not, then those only seen in the
  /// evidence; at least one, so that missing evidence is seen to be missing.
  private func groups(
    of requirement: Requirement, _ selected: [Int], in table: ObservationTable, demands: [Int]
  ) -> [GroupMembers] {
    if requirement.grouping.isEmpty { return [GroupMembers(key: GroupKey(), series: selected)] }
    let byThreat = requirement.grouping.contains(.threat)
    let byCondition = requirement.grouping.contains(.condition)
    let bySize = requirement.grouping.contains(.size)
    let byPlace = requirement.grouping.contains(.specimen) || requirement.grouping.contains(.record)
    var keys = DistinctKeys()
    if !byPlace {
      for index in demands {
        let demand = plan.demands[index]
        keys.add(
          GroupKey(
            threat: byThreat ? demand.threat?.threat : nil,
            condition: byCondition ? demand.entry.condition : nil,
            size: bySize ? demand.entry.size : nil))
      }
    }
    var seriesOfPlace: [[Int]] = byPlace ? Array(repeating: [], count: table.placeCount) : []
    for index in selected {
      let series = table.series[index]
      if byPlace { seriesOfPlace[series.place].append(index) }
      keys.add(
        GroupKey(
          threat: byThreat ? series.threat : nil, condition: byCondition ? series.condition : nil,
          size: bySize ? series.size : nil, place: byPlace ? series.place : nil))
    }
    if keys.all.isEmpty { keys.add(GroupKey()) }
    return keys.all.map { key in
      let candidates = key.place.map { seriesOfPlace[$0] } ?? selected
      return GroupMembers(key: key, series: candidates.filter { belongs(table.series[$0], to: key) })
    }
  }

  /// Keys in the order in which they came, each once.
  private struct DistinctKeys {
    private(set) var all: [GroupKey] = []
    private var known: Set<GroupKey> = []

    mutating func add(_ key: GroupKey) {
      // Most requirements have a handful of groups, which are found faster without hashing.
      if all.suffix(4).contains(key) { return }
      if known.insert(key).inserted { all.append(key) }
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
    _ prepared: PreparedRequirement, _ members: GroupMembers, in table: ObservationTable, demands: [Int]
  ) -> GroupResult {
    let key = members.key
    let rows = sort(members.series, of: table, fairOnly: prepared.requirement.selection.fairOnly)
    let gaps = gaps(for: key, demands: demands, in: table)
    let reference = key.threat.flatMap(threat).flatMap { threat in
      key.condition.flatMap(threat.reference(in:))
    }
    let group = Group(table: table, reference: reference, counted: rows.counted, isComplete: gaps.isEmpty)
    let result = judge(prepared.rule, group, setAside: rows.setAside)
    let outcome: Outcome =
      prepared.requirement.subject == .evidence && result.outcome == .notMet ? .notDetermined : result.outcome
    let place = key.place == nil ? nil : members.series.first.map { table.series[$0] }
    return GroupResult(
      keys: keys(of: key, place: place, grouping: prepared.requirement.grouping), report: place?.report,
      outcome: outcome, counted: rows.counted.count, gaps: gaps, leftOut: rows.leftOut, result: result)
  }

  /// Judges a group; a shot that only the laboratory's word leaves out may not be what makes the difference.
  private func judge(_ rule: any PreparedRule, _ group: Group, setAside: [Int]) -> RuleResult {
    var result = rule.judge(group)
    guard result.outcome == .met, let first = setAside.first else { return result }
    let whole = Group(
      table: group.table, reference: group.reference, counted: group.counted + setAside, isComplete: true)
    if rule.judge(whole).outcome != .met {
      result.outcome = .notDetermined
      result.reason =
        "The laboratory set aside \(group.table.name(first)), which no rule of the standard leaves out; "
        + "with it the requirement would not be met."
    }
    return result
  }

  /// The rows of a group by what becomes of them.
  private func sort(
    _ series: [Int], of table: ObservationTable, fairOnly: Bool
  ) -> (counted: [Int], setAside: [Int], leftOut: [GroupResult.LeftOut]) {
    var counted: [Int] = []
    counted.reserveCapacity(series.reduce(0) { $0 + table.series[$1].rows.count })
    var setAside: [Int] = []
    var leftOut: [GroupResult.LeftOut] = []
    let standings = table.standings
    for row in series.lazy.flatMap({ table.series[$0].rows }) {
      switch standings[row] {
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

  private func keys(
    of key: GroupKey, place: SightedSeries?, grouping: [GroupingKey]
  ) -> [GroupResult.Key] {
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
    if let label = place?.label {
      let name = grouping.contains(.record) ? "record" : "specimen"
      keys.append(.init(key: name, id: label, title: label))
    }
    return keys
  }
}
