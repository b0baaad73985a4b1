import Evidence
import Quantities
import Standards

/// Holds the counted observations against the lines of the test plan and says what is missing.
struct PlanCheck {
  /// What the plan asks for the subject, line by line and threat by threat.
  let demands: [Demand]
  private let standard: Standard
  /// What each demand lacks, as far as it was looked at: many requirements rest on the same lines.
  private var known: [[String]?]

  /// A plan line, for one threat where it is due for each of them.
  ///
  /// A class for the reason of ``SightedSeries``.
  final class Demand {
    let entry: PlanEntry
    let threat: LevelThreat?
    /// What people call the threat.
    let threatTitle: String?

    init(_ entry: PlanEntry, threat: LevelThreat? = nil, title threatTitle: String? = nil) {
      self.entry = entry
      self.threat = threat
      self.threatTitle = threatTitle
    }

    /// Whether it asks for something that was tested with a threat.
    func concerns(threat wanted: String) -> Bool {
      if let threat { return threat.threat == wanted }
      return entry.threats.isEmpty || entry.threats.contains(wanted)
    }
  }

  init(of standard: Standard, subject: Subject, threats: [LevelThreat], title: (_ threat: String) -> String) {
    let demands = standard.demands(kind: subject.kind, level: subject.level, threats: threats).map { demand in
      Demand(demand.entry, threat: demand.threat, title: demand.threat.map { title($0.threat) })
    }
    self.standard = standard
    self.demands = demands
    known = Array(repeating: nil, count: demands.count)
  }

  /// The demands, by index, that the evidence for a requirement must fulfil; what it is compared with is evidence too.
  func demands(of requirement: Requirement) -> [Int] {
    let selection = requirement.selection
    let controls = requirement.rule.controls
    return demands.indices.filter { index in
      let demand = demands[index]
      if controls.contains(demand.entry.method) { return true }
      guard demand.entry.method == selection.method else { return false }
      if let wanted = selection.condition, let planned = demand.entry.condition, wanted != planned {
        return false
      }
      if let wanted = selection.size, let planned = demand.entry.size, wanted != planned { return false }
      if let wanted = selection.component, let planned = demand.entry.component, wanted != planned {
        return false
      }
      if let wanted = selection.region, let planned = demand.entry.region, wanted != planned { return false }
      if let wanted = selection.threat, !demand.concerns(threat: wanted) { return false }
      if let wanted = selection.role, let threat = demand.threat, wanted != threat.role { return false }
      return true
    }
  }

  /// What a demand lacks, a sentence each; empty where it is fulfilled.
  ///
  /// More specimens or shots than planned are welcome: every fair shot counts, and the plan asks for a least number.
  mutating func gaps(_ index: Int, in table: ObservationTable) -> [String] {
    if let gaps = known[index] { return gaps }
    let gaps = gaps(demands[index], in: table)
    known[index] = gaps
    return gaps
  }

  /// Forgets what it knows, because there is more evidence now.
  mutating func forget() { known = Array(repeating: nil, count: demands.count) }

  // MARK: - One line

  private func gaps(_ demand: Demand, in table: ObservationTable) -> [String] {
    let entry = demand.entry
    let noun = table.noun
    // Most plans are fulfilled: the words are for those that are not.
    lazy var place = words(demand)
    var sentences: [String] = []
    if !entry.areCountsKnown {
      sentences.append(
        "The definition does not know how many specimens and \(noun)s the plan asks for: \(place).")
    }
    if entry.perThreat, demand.threat == nil {
      sentences.append("The threats are not known: \(place).")
    }
    var total = 0
    var fulfilled = 0
    var short: [String] = []
    let seen = tally(demand, in: table)
    for specimen in seen.specimens {
      total += specimen.counted
      guard specimen.isNamed else { continue }
      let lacks = shortfall(specimen, entry: entry, noun: noun)
      if lacks.isEmpty {
        fulfilled += 1
      } else {
        short.append("Specimen \(specimen.label), \(place): \(lacks.joined(separator: "; ")).")
      }
    }
    if let wanted = entry.specimens?.wholeNumber, fulfilled < wanted {
      sentences += short
      sentences.append("\(fulfilled) of \(wanted) specimens complete: \(place).")
    } else if entry.specimens == nil {
      sentences += short
      if entry.asksOfEachSpecimen, !seen.specimens.contains(where: \.isNamed) {
        sentences.append("No specimen: \(place).")
      }
    }
    if let wanted = entry.subjects?.wholeNumber, seen.subjects < wanted {
      sentences.append("\(seen.subjects) of \(wanted) subjects: \(place).")
    }
    if let wanted = entry.total?.wholeNumber, total < wanted {
      sentences.append("\(total) of \(wanted) counted \(noun)s: \(place).")
    }
    // Every line asks for something, whether it says how much or not.
    if total == 0, sentences.isEmpty { sentences.append("No counted \(noun): \(place).") }
    return sentences
  }

  /// Which of a specimen's or record's demands are short.
  private func shortfall(_ tally: Tally, entry: PlanEntry, noun: String) -> [String] {
    var lacks: [String] = []
    // A specimen on which nothing counts is none of those that the line asks for.
    let wanted = entry.observationsPerSpecimen?.wholeNumber ?? (entry.specimens == nil ? 0 : 1)
    if tally.counted < wanted {
      lacks.append("\(tally.counted) of \(wanted) counted \(noun)s")
    }
    for position in entry.angles.indices {
      let found = tally.atAngles[position]
      guard let wanted = entry.angles[position].count.wholeNumber, found < wanted else { continue }
      let names = entry.angles[position].angles.map(\.amount.description).joined(separator: " or ")
      lacks.append("\(found) of \(wanted) counted \(noun)s at \(names)")
    }
    return lacks
  }

  /// What counts on one specimen.
  private struct Tally {
    let label: String
    /// Whether it is a specimen or record; otherwise these are the observations that name none.
    let isNamed: Bool
    var counted = 0
    /// How many at each of the entry's planned angles.
    var atAngles: [Int]
  }

  /// Specimens that the plan line speaks of, in document order, with what counts on each; and how many test subjects
  /// have something that counts.
  private func tally(_ demand: Demand, in table: ObservationTable) -> (specimens: [Tally], subjects: Int) {
    let entry = demand.entry
    let (condition, size, threat) = (entry.condition, entry.size, demand.threat?.threat)
    var subjects: Set<TestSubject> = []
    let angles = entry.angles.map { Angles($0, in: table) }
    let standings = table.standings
    var tallies: [Tally] = []
    var tallyOfPlace: [Int?] = Array(repeating: nil, count: table.placeCount)
    for series in table.series {
      if entry.perThreat, series.threat != threat { continue }
      if !entry.threats.isEmpty, !(series.threat.map(entry.threats.contains) ?? false) { continue }
      if let condition, series.condition != condition { continue }
      if let size, series.size != size { continue }
      if let component = entry.component, series.component != component { continue }
      if let region = entry.region, series.region != region { continue }
      let index = tallyOfPlace[series.place] ?? tallies.count
      if index == tallies.count {
        tallyOfPlace[series.place] = index
        tallies.append(
          Tally(
            label: series.label, isNamed: series.specimen != nil || series.series.role != .test,
            atAngles: Array(repeating: 0, count: angles.count)))
      }
      let counted = series.rows.count { standings[$0].isFair }
      if let subject = series.subject, counted > 0 {
        subjects.insert(TestSubject(report: series.report, name: subject))
      }
      tallies[index].counted += counted
      for position in angles.indices {
        tallies[index].atAngles[position] += angles[position].count(series.rows, standings)
      }
    }
    return (tallies, subjects.count)
  }

  /// Planned angles that satisfy one demand, and the column that states them.
  private struct Angles {
    private let column: Column
    private let allowed: [ExactDecimal]

    init(_ planned: PlannedAngle, in table: ObservationTable) {
      column = table.column(PlannedAngle.quantity, in: planned.angles.first?.amount.unit ?? .degree)
      allowed = planned.angles.map(\.amount.value)
    }

    /// How many of the rows count and are at one of the angles.
    func count(_ rows: Range<Int>, _ standings: [Standing]) -> Int {
      rows.count { row in
        guard standings[row].isFair, let value = column[row] else { return false }
        return allowed.contains(value)
      }
    }
  }

  private func words(_ demand: Demand) -> String {
    let entry = demand.entry
    let condition = entry.condition.map { id in standard.condition(id)?.title ?? id }
    let size = entry.size.map { id in standard.sizes.first { $0.id == id }?.title ?? id }
    let component = entry.component.map { id in standard.component(id)?.title ?? id }
    let region = entry.region.map { id in standard.region(id)?.title ?? id }
    let parts = [component, region, size, condition, demand.threatTitle].compactMap(\.self)
    let method = standard.method(entry.method)?.title ?? entry.method
    return parts.isEmpty ? method : "\(parts.joined(separator: ", ")) (\(method))"
  }
}

extension PlanEntry {
  /// Whether it says what must be done with each specimen.
  fileprivate var asksOfEachSpecimen: Bool { observationsPerSpecimen != nil || !angles.isEmpty }
}
