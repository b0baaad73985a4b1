import Standards

/// What a group of observations is; nil where the requirement does not divide by it.
struct GroupKey: Hashable {
  var threat: String?
  var condition: String?
  var size: String?
  var component: String?
  var region: String?
  var subject: TestSubject?
  /// A specimen or record: its place in the table.
  var place: Int?

  /// Whether a series belongs to the group.
  func holds(_ series: SightedSeries) -> Bool {
    func agrees(_ wanted: String?, _ own: String?) -> Bool { wanted == nil || wanted == own }
    if let place, series.place != place { return false }
    if let subject, subject != series.testSubject { return false }
    return agrees(threat, series.threat) && agrees(condition, series.condition) && agrees(size, series.size)
      && agrees(component, series.component) && agrees(region, series.region)
  }

  /// Whether a series of which not everything is known may belong to the group.
  func mayHold(_ series: SightedSeries) -> Bool {
    func agrees(_ wanted: String?, _ own: String?) -> Bool { wanted == nil || own == nil || wanted == own }
    if let place, series.place != place { return false }
    if let subject, subject != series.testSubject { return false }
    return agrees(threat, series.threat) && agrees(condition, series.condition) && agrees(size, series.size)
      && agrees(component, series.component) && agrees(region, series.region)
  }

  /// Whether the group is one of those that a planned one divides into.
  func isPart(of planned: GroupKey) -> Bool {
    func agrees(_ wanted: String?, _ own: String?) -> Bool { wanted == nil || wanted == own }
    return agrees(planned.threat, threat) && agrees(planned.condition, condition)
      && agrees(planned.size, size)
      && agrees(planned.component, component) && agrees(planned.region, region)
  }

  /// Whether a plan line asks for something that the group lacks if the line is not fulfilled.
  func concerns(_ demand: PlanCheck.Demand) -> Bool {
    func agrees(_ own: String?, _ planned: String?) -> Bool { own == nil || planned == nil || own == planned }
    let entry = demand.entry
    return (threat.map(demand.concerns) ?? true) && agrees(condition, entry.condition)
      && agrees(size, entry.size)
      && agrees(component, entry.component) && agrees(region, entry.region)
  }
}

/// Divides the series that a requirement looks at into the groups that are judged on their own.
struct Grouping {
  private let byThreat: Bool
  private let byCondition: Bool
  private let bySize: Bool
  private let byComponent: Bool
  private let byRegion: Bool
  private let bySubject: Bool
  /// By specimen or record.
  private let byPlace: Bool
  /// Whether there is a single group.
  private let isUndivided: Bool

  init(_ keys: [GroupingKey]) {
    byThreat = keys.contains(.threat)
    byCondition = keys.contains(.condition)
    bySize = keys.contains(.size)
    byComponent = keys.contains(.component)
    byRegion = keys.contains(.region)
    bySubject = keys.contains(.subject)
    byPlace = keys.contains(.specimen) || keys.contains(.record)
    isUndivided = keys.isEmpty
  }

  /// A group to judge, with its series.
  struct Members {
    let key: GroupKey
    let series: [Int]
  }

  /// The groups: those the plan demands, whether there is evidence or not, then those only seen in the evidence; at
  /// least one, so that missing evidence is seen to be missing.
  func groups(of selected: [Int], in table: ObservationTable, demands: [PlanCheck.Demand]) -> [Members] {
    if isUndivided { return [Members(key: GroupKey(), series: selected)] }
    var found = DistinctKeys()
    let planned = demands.map(key(of:))
    for key in planned where isWhole(key) { found.add(key) }
    var seriesOfPlace: [[Int]] = byPlace ? Array(repeating: [], count: table.placeCount) : []
    for index in selected {
      let series = table.series[index]
      if byPlace { seriesOfPlace[series.place].append(index) }
      found.add(key(of: series))
    }
    // What the plan asks for and nobody tested has a group of its own, so that it is seen to be missing; no plan names
    // specimens, records or subjects.
    for key in planned where !isWhole(key) && !found.all.contains(where: { $0.isPart(of: key) }) {
      found.add(key)
    }
    if found.all.isEmpty { found.add(GroupKey()) }
    return found.all.map { key in
      let candidates = key.place.map { seriesOfPlace[$0] } ?? selected
      return Members(key: key, series: candidates.filter { key.holds(table.series[$0]) })
    }
  }

  /// Whether a series says everything that the requirement divides by, as far as the standard has words for it.
  func places(_ series: SightedSeries, hasThreats: Bool, in standard: Standard) -> Bool {
    if byThreat, hasThreats, series.threat == nil { return false }
    if byCondition, !standard.conditions.isEmpty, series.condition == nil { return false }
    if bySize, !standard.sizes.isEmpty, series.size == nil { return false }
    if byComponent, !standard.components.isEmpty, series.component == nil { return false }
    return !byRegion || standard.regions.isEmpty || series.region != nil
  }

  /// Whether a key names everything that the requirement divides by.
  private func isWhole(_ key: GroupKey) -> Bool {
    !(byThreat && key.threat == nil || byCondition && key.condition == nil || bySize && key.size == nil
      || byComponent && key.component == nil || byRegion && key.region == nil
      || bySubject && key.subject == nil
      || byPlace && key.place == nil)
  }

  private func key(of demand: PlanCheck.Demand) -> GroupKey {
    GroupKey(
      threat: byThreat ? demand.threat?.threat : nil,
      condition: byCondition ? demand.entry.condition : nil,
      size: bySize ? demand.entry.size : nil,
      component: byComponent ? demand.entry.component : nil,
      region: byRegion ? demand.entry.region : nil)
  }

  private func key(of series: SightedSeries) -> GroupKey {
    GroupKey(
      threat: byThreat ? series.threat : nil,
      condition: byCondition ? series.condition : nil,
      size: bySize ? series.size : nil,
      component: byComponent ? series.component : nil,
      region: byRegion ? series.region : nil,
      subject: bySubject ? series.testSubject : nil,
      place: byPlace ? series.place : nil)
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
}
