import Evidence

/// One series of observations as the judge sees it.
struct SightedSeries {
  let place: SeriesPlace
  let sightings: [Sighting]
}

/// Where a series of observations stands, shared by its sightings.
///
/// A class, and ``Sighting`` too, because groups and plan lines pass the same hundreds of observations around again
/// and again: a reference is one count to keep where the values are a dozen. Neither ever changes.
final class SeriesPlace {
  /// Index into the reports.
  let report: Int
  /// The specimen's or the record's identifier.
  let label: String
  let specimen: Specimen?
  let condition: String?
  let size: String?
  let threat: String?
  /// Whether the series is a calibration or a conditioning record.
  let isRecord: Bool

  init(report: Int, label: String, specimen: Specimen?, threat: String?, isRecord: Bool) {
    self.report = report
    self.label = label
    self.specimen = specimen
    condition = specimen?.condition
    size = specimen?.size
    self.threat = threat
    self.isRecord = isRecord
  }
}

/// One observation as the judge sees it.
final class Sighting {
  let place: SeriesPlace
  let observation: Observation
  let standing: Standing

  init(place: SeriesPlace, observation: Observation, standing: Standing) {
    self.place = place
    self.observation = observation
    self.standing = standing
  }

  /// Whether an observation counts.
  enum Standing {
    case fair
    /// A rule of the standard leaves it out.
    case unfair(rule: String, clause: String, reason: String)
    /// The laboratory set it aside although no rule of the standard does.
    case setAside

    var isFair: Bool {
      if case .fair = self { true } else { false }
    }
  }

  func reference(_ value: String) -> ObservationReference {
    ObservationReference(
      report: place.report, specimen: place.label, number: observation.number, line: observation.line, value: value)
  }
}
