import Evidence
import Quantities
import Standards

/// Holds the counted observations against the lines of the test plan and says what is missing.
struct PlanCheck {
  let body: EvidenceBody

  /// What one plan line lacks for one threat, a sentence each; empty where it is fulfilled.
  ///
  /// More specimens or shots than planned are welcome: every fair shot counts, and the plan asks for a least number.
  func gaps(_ entry: PlanEntry, threat: String?, method: TestMethod) -> [String] {
    let specimens = tally(entry, threat: threat)
    let noun = method.observation
    // Most plans are fulfilled: the words are for those that are not.
    lazy var place = words(entry, threat: threat)
    var sentences: [String] = []
    var total = 0
    var fulfilled = 0
    var short: [String] = []
    for specimen in specimens {
      total += specimen.counted
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
    } else if entry.specimens == nil, !short.isEmpty {
      sentences += short
    }
    if let wanted = entry.total?.wholeNumber, total < wanted {
      sentences.append("\(total) of \(wanted) counted \(noun)s: \(place).")
    }
    return sentences
  }

  /// Which of a specimen's or record's demands are short.
  private func shortfall(_ tally: Tally, entry: PlanEntry, noun: String) -> [String] {
    var lacks: [String] = []
    if let wanted = entry.observationsPerSpecimen?.wholeNumber, tally.counted < wanted {
      lacks.append("\(tally.counted) of \(wanted) counted \(noun)s")
    }
    for planned in entry.angles {
      guard let wanted = planned.count.wholeNumber else { continue }
      let unit = planned.angles.first?.amount.unit ?? .degree
      let gauge = Gauge(PlannedAngle.quantity, in: unit, reports: body.reports)
      let allowed = planned.angles.map(\.amount.value)
      var found = 0
      for sighting in tally.sightings {
        if case .value(let value) = gauge.read(sighting), allowed.contains(value) { found += 1 }
      }
      if found < wanted {
        let names = planned.angles.map(\.amount.description).joined(separator: " or ")
        lacks.append("\(found) of \(wanted) counted \(noun)s at \(names)")
      }
    }
    return lacks
  }

  /// The counted observations of one specimen.
  private struct Tally {
    let label: String
    var sightings: [Sighting] = []
    var counted: Int { sightings.count }
  }

  /// Specimens that the plan line speaks of, in document order, with what counts on each.
  private func tally(_ entry: PlanEntry, threat: String?) -> [Tally] {
    var tallies: [Tally] = []
    var indexes: [Place: Int] = [:]
    for observed in body.series[entry.method] ?? [] {
      let place = observed.place
      if entry.perThreat, place.threat != threat { continue }
      if let condition = entry.condition, place.condition != condition { continue }
      if let size = entry.size, place.size != size { continue }
      let key = Place(report: place.report, label: place.label)
      let index: Int
      if let known = indexes[key] {
        index = known
      } else {
        index = tallies.count
        indexes[key] = index
        tallies.append(Tally(label: place.label))
      }
      for sighting in observed.sightings where sighting.standing.isFair { tallies[index].sightings.append(sighting) }
    }
    return tallies
  }

  private struct Place: Hashable {
    let report: Int
    let label: String
  }

  private func words(_ entry: PlanEntry, threat: String?) -> String {
    let condition = entry.condition.map { id in body.standard.condition(id)?.title ?? id }
    let size = entry.size.map { id in body.standard.sizes.first { $0.id == id }?.title ?? id }
    let parts = [size, condition, threat.map(body.title(ofThreat:))].compactMap(\.self)
    let method = body.standard.method(entry.method)?.title ?? entry.method
    return parts.isEmpty ? method : "\(parts.joined(separator: ", ")) (\(method))"
  }
}
