import Evidence
import Quantities

/// Reads one quantity off observations, in one unit.
///
/// A class for the reason of ``Sighting``: it is shared by all observations of a series and never changes.
final class Gauge {
  let quantity: String
  let unit: Unit
  private let scales: [Scale]

  /// How one report states the quantity.
  private enum Scale {
    case absent
    case unreadable(String)
    /// Same unit as the limit: the value is compared exactly as written.
    case direct(measure: Int)
    case converted(measure: Int, from: Unit)
  }

  enum Reading {
    case value(ExactDecimal)
    /// There is no value to be had, and why.
    case missing(String)
  }

  init(_ quantity: String, in unit: Unit, reports: [Report]) {
    self.quantity = quantity
    self.unit = unit
    scales = reports.map { report in
      guard let index = report.measures.firstIndex(where: { $0.quantity == quantity }) else { return .absent }
      let measure = report.measures[index]
      guard let stated = measure.unit else {
        return .unreadable("the unit \(measure.unitCode) of \(quantity) is unknown (line \(measure.line))")
      }
      if stated == unit { return .direct(measure: index) }
      guard stated.isConvertible(to: unit) else {
        return .unreadable(
          "\(quantity) is reported in \(stated.symbol), which is not a unit of \(unit.dimension.name) "
            + "(line \(measure.line))")
      }
      return .converted(measure: index, from: stated)
    }
  }

  func read(_ sighting: Sighting) -> Reading { read(sighting.observation, report: sighting.place.report) }

  func read(_ observation: Observation, report: Int) -> Reading {
    switch scales[report] {
    case .absent:
      return .missing("\(quantity) is not reported")
    case .unreadable(let reason):
      return .missing(reason)
    case .direct(let measure):
      guard let value = observation.value(of: measure) else { return .missing("\(quantity) is not reported") }
      return .value(value)
    case .converted(let measure, let stated):
      guard let value = observation.value(of: measure) else { return .missing("\(quantity) is not reported") }
      guard let amount = try? Amount(value, stated).converted(to: unit) else {
        return .missing("\(quantity) of \(value) \(stated.symbol) cannot be converted to \(unit.symbol)")
      }
      return .value(amount.value)
    }
  }
}
