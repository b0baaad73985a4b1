import Evidence
import Foundation
import Quantities
import Standards

/// A report at a limit, a step inside it or a step outside, with what must be found.
struct Vector {
  /// Such as `at, in [in_i]`.
  let name: String
  let scene: Scene
  let requirement: String
  let make: @Sendable () -> Report
  /// The finding on the requirement.
  let finding: Expected
  /// What shows that it was this limit, and no other, that decided.
  let witness: Witness

  enum Witness {
    /// What the rule at a place of the requirement's rule came to.
    case rule([Int], Expected)
    /// Whether a fair-hit rule left an observation out.
    case leftOut(String, Bool)
    /// Whether the plan has gaps that the complete report does not have.
    case gap(Bool)
  }
}

/// A limit of a definition, with its vectors, or the reason why it has none.
struct Limit {
  let place: String
  var vectors: [Vector] = []
  var untested: String?
}

/// A level and kind of a definition, with the part of its complete report that concerns one test method.
struct Scene: Sendable {
  let level: String
  let kind: String
  let method: String
  let report: Report

  var key: String { "\(level) \(kind) \(method)" }
}

extension Report {
  /// The place of a quantity among the measures, and its unit.
  func measure(of quantity: String) -> (index: Int, unit: String)? {
    measures.firstIndex { $0.quantity == quantity }.map { ($0, measures[$0].unitCode) }
  }

  /// The values of a quantity in some series, in a unit.
  func values(of quantity: String, in series: [Int], unit: String) -> [Decimal] {
    guard let measure = measure(of: quantity) else { return [] }
    return series.flatMap { self.series[$0].observations }.compactMap { observation in
      observation.value(of: measure.index).flatMap {
        Units.convert(Decimal($0), from: measure.unit, to: unit)
      }
    }
  }

  /// Writes a value, given in a unit, into an observation.
  mutating func set(_ quantity: String, _ value: Decimal, unit: String, series: Int, observation: Int) {
    guard let measure = measure(of: quantity),
      let exact = Units.convert(value, from: unit, to: measure.unit)?.exact
    else { return }
    self.series[series].observations[observation].measurements.removeAll { $0.measure == measure.index }
    self.series[series].observations[observation].measurements.append(
      Measurement(measure: measure.index, value: exact))
  }

  /// States every value of a quantity in another unit.
  mutating func restate(_ quantity: String, in code: String) {
    guard let measure = measure(of: quantity), let unit = try? Unit(ucum: code) else { return }
    measures[measure.index].unitCode = code
    measures[measure.index].unit = unit
    for one in series.indices {
      for observation in series[one].observations.indices {
        let old = series[one].observations[observation].measurements
        series[one].observations[observation].measurements = ArraySlice(
          old.map { reading in
            guard reading.measure == measure.index,
              let exact = Units.convert(Decimal(reading.value), from: measure.unit, to: code)?.exact
            else { return reading }
            return Measurement(measure: reading.measure, value: exact)
          })
      }
    }
  }

  /// Repeats the last observation of a series.
  mutating func addObservation(to index: Int) {
    guard var last = series[index].observations.last else { return }
    last.number += 1
    series[index].observations.append(last)
  }

  /// Takes the last observation of a series away; of a single one, by setting it aside.
  mutating func removeObservation(from index: Int) {
    if series[index].observations.count > 1 {
      series[index].observations.removeLast()
    } else {
      series[index].observations[0].claimedFair = false
    }
  }
}
