import Foundation
import Standards

/// One requirement at hand: its groups, and what is open about them.
struct Hand {
  let opinion: SecondOpinion
  let selection: Selection
  /// The reference of the threat and condition of the group at hand.
  var reference: SecondOpinion.DueReference?
  /// Whether a statistic came within rounding of its limit.
  var isClose = false

  init(opinion: SecondOpinion, selection: Selection) {
    self.opinion = opinion
    self.selection = selection
  }

  /// Whether a requirement holds for a single record.
  mutating func truth(of requirement: Requirement, record rows: [Row]) -> Truth {
    // The record's own observations lean on no other record, so that only what the laboratory sets aside is open.
    let sure = rows.filter { !$0.isSetAside }
    var truth = truth(of: requirement.rule, sure, isFulfilled: true)
    if truth == .yes { truth = self.truth(of: requirement.rule, sure, rows.filter(\.isSetAside)) }
    return truth == .yes && sure.contains(where: isIncomplete) ? .open : truth
  }

  /// What its groups come to.
  mutating func sight(of requirement: Requirement) -> SecondOpinion.Sight {
    let mine = opinion.demands(selection, method: selection.method)
    var demands = mine
    // What it is compared with is evidence as well.
    for control in controls(of: requirement.rule) {
      var bare = selection
      (bare.condition, bare.size, bare.component, bare.region) = (nil, nil, nil, nil)
      (bare.threat, bare.role) = (nil, nil)
      demands += opinion.demands(bare, method: control)
    }
    let fairness = opinion.fairness
    let all = opinion.rows
    let looked = all.indices.filter { all[$0].method == selection.method }
    let keyed = requirement.grouping

    // Which groups there are: those seen and those demanded.
    var groups: [[String?]] = []
    func add(_ group: [String?]) { if !groups.contains(group) { groups.append(group) } }
    for index in looked where selects(all[index]) == .yes {
      if keyed.allSatisfy({ isKnown($0, all[index]) }) { add(keyed.map { key($0, all[index]) }) }
    }
    for demand in mine where keyed.contains(where: { demand.key($0) != nil }) {
      let wanted = keyed.map(demand.key)
      let isSeen = groups.contains { group in zip(group, wanted).allSatisfy { $1 == nil || $0 == $1 } }
      if !isSeen { add(wanted) }
    }
    if groups.isEmpty { groups.append(keyed.map { _ in nil }) }

    var sights: [(key: [String?], truth: Truth)] = []
    var speaks = false
    let unmet = demands.filter { !opinion.isFulfilled($0) }
    func concerns(_ demand: Demand, _ group: [String?]) -> Bool {
      zip(keyed, group).allSatisfy { demand.mayConcern($0, $1) }
    }
    for group in groups {
      reference = opinion.reference(
        threat: zip(keyed, group).first { $0.0 == .threat }?.1,
        condition: zip(keyed, group).first { $0.0 == .condition }?.1, method: selection.method)
      var sure: [Int] = []
      var open: [Row] = []
      var repeated: [(now: Int, before: Int)] = []
      for index in looked {
        let row = all[index]
        let membership = Truth.all(
          [selects(row)] + zip(keyed, group).map { belongs(row, $0, $1) })
        if membership != .no { speaks = true }
        if let before = opinion.repeats[index], membership == .yes {
          repeated.append((index, before))
          continue
        }
        let isDoubted = row.isSetAside && fairness[index] != .no
        let fair: Truth = selection.fairOnly ? fairness[index] : isDoubted ? .open : .yes
        switch Truth.all([membership, fair]) {
        case .yes: sure.append(index)
        case .open: open.append(row)
        case .no: break
        }
      }
      let lacking = unmet.contains { concerns($0, group) }
      // What a second report says of a shot that is counted already is evidence as well.
      var tellings = [sure] + repeated.map { now, before in sure.filter { $0 != before } + [now] }
      tellings.append(
        sure.filter { index in !repeated.contains { $0.before == index } } + repeated.map(\.now))
      var told: [Truth] = []
      for telling in tellings {
        told.append(self.truth(of: requirement.rule, telling.map { all[$0] }, isFulfilled: !lacking))
      }
      var truth = Truth.all(told)
      if truth == .yes { truth = self.truth(of: requirement.rule, sure.map { all[$0] }, open) }
      if truth == .yes, lacking || sure.contains(where: { isIncomplete(all[$0]) }) { truth = .open }
      sights.append((group, truth))
    }
    return SecondOpinion.Sight(
      groups: sights, isOpenOtherwise: unmet.contains { demand in !groups.contains { concerns(demand, $0) } },
      speaks: speaks, isClose: isClose)
  }

  /// A rule that holds without the open rows, also with all of them and with each: they are no evidence, and may not be
  /// what makes the difference.
  private mutating func truth(of rule: Rule, _ sure: [Row], _ open: [Row]) -> Truth {
    var variants = [sure + open]
    if open.count > 1 { variants += open.map { sure + [$0] } }
    return variants.allSatisfy { truth(of: rule, $0, isFulfilled: true) == .yes } ? .yes : .open
  }

  /// Whether it lacks a quantity that every observation of its method must carry.
  private func isIncomplete(_ row: Row) -> Bool {
    guard let method = opinion.standard.methods.first(where: { $0.id == row.method }) else { return true }
    return method.quantities.contains { $0.isRequired && row.value($0.id, $0.unit.code) == nil }
  }

  private func controls(of rule: Rule) -> [String] {
    switch rule {
    case .percentageOfControl(let rule): [rule.control]
    case .allOf(let rules), .anyOf(let rules): rules.flatMap(controls)
    default: []
    }
  }
}

// MARK: - Membership

extension Hand {
  private func match(_ expected: String?, _ actual: String?, _ known: [Term]) -> Truth {
    guard let expected else { return .yes }
    if actual == expected { return .yes }
    return known.contains { $0.id == actual } ? .no : .open
  }

  private func selects(_ row: Row) -> Truth {
    let standard = opinion.standard
    var truths = [
      match(selection.condition, row.condition, standard.conditions),
      match(selection.size, row.size, standard.sizes),
      match(selection.component, row.component, standard.components),
      match(selection.region, row.region, standard.regions),
    ]
    if opinion.isForeign(row) { return .no }
    if selection.threat != nil || selection.role != nil {
      if let due = opinion.threats.first(where: { $0.id == row.threat }) {
        if let threat = selection.threat { truths.append(due.id == threat ? .yes : .no) }
        if let role = selection.role { truths.append(due.role == role ? .yes : .no) }
      } else {
        truths.append(.open)
      }
    }
    return Truth.all(truths)
  }

  private func key(_ key: GroupingKey, _ row: Row) -> String? {
    func known(_ word: String?, _ terms: [Term]) -> String? { terms.first { $0.id == word }?.id }
    return switch key {
    case .threat: row.threat
    case .condition: known(row.condition, opinion.standard.conditions)
    case .size: known(row.size, opinion.standard.sizes)
    case .component: known(row.component, opinion.standard.components)
    case .region: known(row.region, opinion.standard.regions)
    // Names are a report's own, and so is the lack of one.
    case .subject: row.subject ?? "\(row.report), not named"
    case .specimen: row.specimen ?? "\(row.report), not named"
    case .record: row.record
    }
  }

  /// Whether it is known which group a row belongs to.
  private func isKnown(_ key: GroupingKey, _ row: Row) -> Bool {
    let isAsked =
      switch key {
      case .threat: !opinion.threats.isEmpty
      case .condition: !opinion.standard.conditions.isEmpty
      case .size: !opinion.standard.sizes.isEmpty
      case .component: !opinion.standard.components.isEmpty
      case .region: !opinion.standard.regions.isEmpty
      case .subject, .specimen, .record: false
      }
    return !isAsked || self.key(key, row) != nil
  }

  private func belongs(_ row: Row, _ key: GroupingKey, _ group: String?) -> Truth {
    isKnown(key, row) ? (self.key(key, row) == group ? .yes : .no) : .open
  }
}
