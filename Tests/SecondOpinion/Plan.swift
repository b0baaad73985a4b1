import Foundation
import Standards

/// One thing that the plan demands: a line of it, for one threat where it is due for each.
struct Demand {
  var entry: PlanEntry
  var threat: String?
  /// Nobody can say which threats it is due for.
  var isOpen = false

  /// What it says of the groups it speaks of.
  func key(_ key: GroupingKey) -> String? {
    switch key {
    case .threat: threat
    case .condition: entry.condition
    case .size: entry.size
    case .component: entry.component
    case .region: entry.region
    case .subject, .specimen, .record: nil
    }
  }

  /// Whether it may ask for something of the groups with this key: a line for some threats asks nothing of the others.
  func mayConcern(_ name: GroupingKey, _ value: String?) -> Bool {
    if name == .threat, threat == nil, !entry.threats.isEmpty, let value {
      return entry.threats.contains(value)
    }
    return key(name) == nil || key(name) == value
  }
}

extension SecondOpinion {
  /// What the plan demands for a selection.
  func demands(_ selection: Selection, method: String) -> [Demand] {
    func clash(_ left: String?, _ right: String?) -> Bool { left != nil && right != nil && left != right }
    var result: [Demand] = []
    for entry in standard.plan
    where entry.method == method && isInForce(entry.inForce)
      && entry.applies(kind: subject.kind, level: subject.level)
      && !clash(entry.condition, selection.condition) && !clash(entry.size, selection.size)
      && !clash(entry.component, selection.component) && !clash(entry.region, selection.region)
    {
      let due = threats.filter { threat in
        (entry.threats.isEmpty || entry.threats.contains(threat.id))
          && (selection.threat == nil || selection.threat == threat.id)
          && (selection.role == nil || selection.role == threat.role)
      }
      if entry.perThreat {
        if threats.isEmpty, hasThreats { result.append(Demand(entry: entry, threat: nil, isOpen: true)) }
        for threat in due { result.append(Demand(entry: entry, threat: threat.id)) }
      } else if entry.threats.isEmpty || !due.isEmpty {
        result.append(Demand(entry: entry, threat: nil))
      }
    }
    return result
  }

  func isFulfilled(_ demand: Demand) -> Bool {
    let entry = demand.entry
    guard entry.areCountsKnown, !demand.isOpen else { return false }
    let indexes = rows.indices.filter { index in
      let row = rows[index]
      return row.method == entry.method
        && (demand.threat == nil
          ? entry.threats.isEmpty || row.threat.map(entry.threats.contains) == true
          : row.threat == demand.threat)
        && (entry.condition == nil || entry.condition == row.condition)
        && (entry.size == nil || entry.size == row.size)
        && (entry.component == nil || entry.component == row.component)
        && (entry.region == nil || entry.region == row.region) && !isForeign(row)
    }
    let spoken = indexes.map { rows[$0] }
    let counting = indexes.filter { fairness[$0] == .yes }.map { rows[$0] }
    if let subjects = entry.subjects {
      guard let wanted = subjects.count, Set(counting.compactMap(\.subject)).count >= wanted else {
        return false
      }
    }
    if entry.specimens != nil || entry.observationsPerSpecimen != nil || !entry.angles.isEmpty {
      let seen = Set(spoken.compactMap(\.tested))
      let complete = seen.filter { tested in
        isComplete(counting.filter { $0.tested == tested }, entry)
      }
      if let specimens = entry.specimens {
        guard let wanted = specimens.count, complete.count >= wanted else { return false }
      } else if complete.isEmpty || complete != seen {
        // Without a number of specimens, it is said of each.
        return false
      }
    }
    if let total = entry.total {
      guard let wanted = total.count, counting.count >= wanted else { return false }
    }
    return !counting.isEmpty
  }

  private func isComplete(_ rows: [Row], _ entry: PlanEntry) -> Bool {
    if rows.isEmpty { return false }
    if let each = entry.observationsPerSpecimen {
      guard let wanted = each.count, rows.count >= wanted else { return false }
    }
    return entry.angles.allSatisfy { planned in
      guard let wanted = planned.count.count else { return false }
      return rows.count { row in
        planned.angles.contains { row.value(PlannedAngle.quantity, $0.code) == $0.decimal }
      } >= wanted
    }
  }

  /// Whether it was made with a threat that the level does not have, so that it says nothing here.
  func isForeign(_ row: Row) -> Bool {
    row.isTest && row.threat != nil && !threats.contains { $0.id == row.threat }
  }
}
