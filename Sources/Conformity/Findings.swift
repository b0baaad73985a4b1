import Evidence
import Quantities
import Standards

extension EvidenceBody {
  /// What the evidence says about one requirement.
  func finding(for requirement: Requirement, relying unverified: [Int]) -> Finding {
    if let known = recordFindings[requirement.id] { return known }
    let method = standard.method(requirement.selection.method)
    var finding = Finding(
      requirement: requirement.id, clause: requirement.clause, title: requirement.title,
      summary: requirement.summary, method: method?.title ?? requirement.selection.method,
      outcome: .notApplicable, unverified: [], groups: [])
    guard requirement.applies(kind: subject.kind, level: subject.level) else { return finding }
    finding.unverified = unverified
    let demands = self.demands(of: requirement)
    var groups: [GroupResult] = []
    for key in groupKeys(of: requirement, demands: demands) {
      groups.append(judge(requirement, key: key, demands: demands, method: method))
    }
    finding.groups = groups
    finding.outcome = Outcome.all(groups.map(\.outcome))
    // A requirement without anything to judge is not met by that.
    if finding.outcome == .notApplicable { finding.outcome = .notDetermined }
    return finding
  }

  /// A plan line for one threat.
  private struct Demand {
    let entry: PlanEntry
    let threat: String?
  }

  /// What a group is; nil where the requirement does not divide by it.
  private struct GroupKey: Hashable {
    var threat: String?
    var condition: String?
    var size: String?
    var label: String?
    /// Labels are unique within a report only.
    var report: Int?
  }

  /// The plan lines that a requirement's evidence must fulfil.
  private func demands(of requirement: Requirement) -> [Demand] {
    let selection = requirement.selection
    var demands: [Demand] = []
    for entry in standard.plan
    where entry.method == selection.method && entry.applies(kind: subject.kind, level: subject.level) {
      if let wanted = selection.condition, let planned = entry.condition, wanted != planned { continue }
      if let wanted = selection.size, let planned = entry.size, wanted != planned { continue }
      guard entry.perThreat else {
        demands.append(Demand(entry: entry, threat: nil))
        continue
      }
      for threat in threats where selection.role == nil || threat.role == selection.role {
        // A threat without a reference velocity in a condition is not fired at specimens in it.
        if let condition = entry.condition, threat.reference(in: condition) == nil { continue }
        demands.append(Demand(entry: entry, threat: threat.threat))
      }
    }
    return demands
  }

  /// The groups to judge: those the plan demands, whether there is evidence or not, then those only seen in the
  /// evidence; at least one, so that missing evidence is seen to be missing.
  private func groupKeys(of requirement: Requirement, demands: [Demand]) -> [GroupKey] {
    let grouping = requirement.grouping
    let divides = { (key: GroupingKey) in grouping.contains(key) }
    let byLabel = divides(.specimen) || divides(.record)
    var keys: [GroupKey] = []
    var seen: Set<GroupKey> = []
    func add(_ key: GroupKey) {
      if seen.insert(key).inserted { keys.append(key) }
    }
    if !byLabel {
      for demand in demands {
        add(
          GroupKey(
            threat: divides(.threat) ? demand.threat : nil,
            condition: divides(.condition) ? demand.entry.condition : nil,
            size: divides(.size) ? demand.entry.size : nil))
      }
    }
    for observed in series[requirement.selection.method] ?? []
    where selects(requirement.selection, observed.place) {
      let place = observed.place
      add(
        GroupKey(
          threat: divides(.threat) ? place.threat : nil, condition: divides(.condition) ? place.condition : nil,
          size: divides(.size) ? place.size : nil, label: byLabel ? place.label : nil,
          report: byLabel ? place.report : nil))
    }
    if keys.isEmpty { keys.append(GroupKey()) }
    return keys
  }

  private func selects(_ selection: Selection, _ place: SeriesPlace) -> Bool {
    if let condition = selection.condition, place.condition != condition { return false }
    if let size = selection.size, place.size != size { return false }
    if let role = selection.role, place.threat.flatMap(threat)?.role != role { return false }
    return true
  }

  private func belongs(_ place: SeriesPlace, to key: GroupKey) -> Bool {
    if let threat = key.threat, place.threat != threat { return false }
    if let condition = key.condition, place.condition != condition { return false }
    if let size = key.size, place.size != size { return false }
    if let label = key.label, place.label != label { return false }
    if let report = key.report, place.report != report { return false }
    return true
  }

  private func judge(
    _ requirement: Requirement, key: GroupKey, demands: [Demand], method: TestMethod?
  ) -> GroupResult {
    let selected = (series[requirement.selection.method] ?? [])
      .filter { selects(requirement.selection, $0.place) && belongs($0.place, to: key) }
    var counted: [Sighting] = []
    var setAside: [Sighting] = []
    var leftOut: [GroupResult.LeftOut] = []
    for sighting in selected.lazy.flatMap(\.sightings) {
      switch sighting.standing {
      case .fair:
        counted.append(sighting)
      case .unfair(let rule, let clause, let reason):
        if requirement.selection.fairOnly {
          let claim = sighting.observation.claimedFair == true ? " The laboratory counted it." : ""
          leftOut.append(
            .init(observation: sighting.reference(""), rule: rule, clause: clause, reason: reason + claim))
        } else {
          counted.append(sighting)
        }
      case .setAside:
        setAside.append(sighting)
        leftOut.append(
          .init(
            observation: sighting.reference(""), rule: "", clause: "",
            reason: "The laboratory set it aside"
              + (sighting.observation.remark.map { ": \($0)." } ?? " without a reason.")))
      }
    }
    let gaps = gaps(for: key, demands: demands, method: method)
    let reference = key.threat.flatMap(threat).flatMap { threat in
      key.condition.flatMap(threat.reference(in:))
    }
    let group = Group(
      method: method, reports: reports, reference: reference, counted: counted, isComplete: gaps.isEmpty)
    var result = group.judge(requirement.rule)
    // A shot that only the laboratory's word leaves out may not be what makes the difference.
    if result.outcome == .met, !setAside.isEmpty {
      let whole = Group(
        method: method, reports: reports, reference: reference, counted: counted + setAside, isComplete: true)
      if whole.judge(requirement.rule).outcome != .met {
        result.outcome = .notDetermined
        result.reason =
          "The laboratory set aside \(group.name(setAside[0])), which no rule of the standard leaves out; "
          + "with it the requirement would not be met."
      }
    }
    return GroupResult(
      keys: keys(of: key, requirement: requirement), report: key.report,
      outcome: requirement.subject == .evidence && result.outcome == .notMet
        ? .notDetermined : result.outcome,
      counted: counted.count, gaps: gaps, leftOut: leftOut, result: result)
  }

  private func gaps(for key: GroupKey, demands: [Demand], method: TestMethod?) -> [String] {
    guard let method else { return ["The definition lacks the test method."] }
    let check = PlanCheck(body: self)
    var gaps: [String] = []
    for demand in demands {
      if let threat = key.threat, let demanded = demand.threat, threat != demanded { continue }
      if let condition = key.condition, let demanded = demand.entry.condition, condition != demanded {
        continue
      }
      if let size = key.size, let demanded = demand.entry.size, size != demanded { continue }
      gaps += check.gaps(demand.entry, threat: demand.threat, method: method)
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
    if let label = key.label {
      let name = requirement.grouping.contains(.record) ? "record" : "specimen"
      keys.append(.init(key: name, id: label, title: label))
    }
    return keys
  }
}
