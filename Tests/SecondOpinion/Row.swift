import Evidence
import Foundation
import Standards

/// An observation with everything that is known of it, whatever document part says it.
struct Row {
  var report: Int
  var isTest: Bool
  var method: String
  /// How many observations of the method its specimen had before, and this one; more where it is numbered higher.
  var ordinal: Int
  /// The specimen's label and the observation's number, by which another report tells of the same one.
  var shot: String?
  /// Whether another report told of its specimen before.
  var isOnKnownSpecimen: Bool
  /// The calibration or conditioning record, or the series where it is none.
  var record: String
  var specimen: String?
  var subject: String?
  var condition: String?
  var size: String?
  var component: String?
  var region: String?
  var threat: String?
  /// The records that the series and the specimen name.
  var calibrations: [String]
  var conditioning: [String]
  var outcome: String?
  var item: String?
  var isSetAside: Bool
  var readings: [String: Reading]

  /// The specimen, or the record that stands in its place.
  var tested: String? { specimen ?? (isTest ? nil : record) }

  struct Reading {
    var value: Decimal
    var unit: String
    var uncertainty: Decimal?
  }

  /// The value of a quantity in a unit; nil where it is not reported or cannot be read.
  func value(_ quantity: String, _ unit: String) -> Decimal? {
    readings[quantity].flatMap { Numbers.convert($0.value, from: $0.unit, to: unit) }
  }

  func uncertainty(_ quantity: String, _ unit: String) -> Decimal? {
    guard let reading = readings[quantity], let uncertainty = reading.uncertainty else { return nil }
    return Numbers.convert(uncertainty, from: reading.unit, to: unit, asDifference: true)
  }

  /// Every observation of the reports, one after the other.
  static func rows(_ reports: [Report]) -> [Row] {
    var rows: [Row] = []
    var ordinals: [String: Int] = [:]
    // A specimen is known by its label, whichever report tells of it.
    var homes: [[String?]: (report: Int, id: String)] = [:]
    for (index, report) in reports.enumerated() {
      for (place, series) in report.series.enumerated() {
        let specimen = series.specimen.flatMap { id in report.specimens.first { $0.id == id } }
        var home = series.specimen.map { (report: index, id: $0) }
        if let specimen {
          let label = [specimen.serial, specimen.part, specimen.component]
          let first = homes[label] ?? (index, specimen.id)
          homes[label] = first
          if first.report != index { home = first }
        }
        for observation in series.observations {
          var ordinal = observation.number
          if let id = series.specimen {
            ordinal = (ordinals["\(index) \(series.method) \(id)"] ?? 0) + 1
            ordinals["\(index) \(series.method) \(id)"] = ordinal
            ordinal = max(ordinal, observation.number)
          }
          var readings: [String: Reading] = [:]
          for measurement in observation.measurements {
            let measure = report.measures[measurement.measure]
            readings[measure.quantity] = Reading(
              value: Numbers.decimal(measurement.value), unit: measure.unitCode,
              uncertainty: measure.uncertainty.map(Numbers.decimal))
          }
          rows.append(
            Row(
              report: index, isTest: series.role == .test, method: series.method, ordinal: ordinal,
              shot: specimen.map { "\(series.method) \($0.serial) \($0.part) \(observation.number)" },
              isOnKnownSpecimen: home.map { $0.report != index } ?? false,
              record: "\(index) \(series.id ?? "#\(place)")",
              specimen: home.map { "\($0.report) \($0.id)" },
              subject: series.place.subject.map { "\(index) \($0)" }, condition: specimen?.condition,
              size: specimen?.size, component: specimen?.component ?? series.place.component,
              region: series.place.region, threat: series.threat,
              calibrations: series.calibrations.map { "\(index) \($0)" },
              conditioning: (specimen?.conditioning ?? []).map { "\(index) \($0)" },
              outcome: observation.outcome, item: observation.item,
              isSetAside: observation.claimedFair == false, readings: readings))
        }
      }
    }
    return rows
  }
}
