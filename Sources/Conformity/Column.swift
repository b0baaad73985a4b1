import Evidence
import Quantities

/// The values of one quantity in one unit, for each row of a table.
final class Column {
  let quantity: String
  let unit: Unit
  private let values: [ExactDecimal?]
  /// How each report states the quantity.
  private let scales: [Scale]

  /// The expanded uncertainty that each report states for a value, in the column's unit.
  private let uncertainties: [ExactDecimal?]

  private enum Scale {
    case absent
    case unreadable(String)
    /// Same unit as the limit: the value is compared exactly as written.
    case direct(measure: Int)
    case converted(measure: Int, from: Unit)
  }

  init(_ quantity: String, in unit: Unit, of series: [SightedSeries], reports: [Report]) {
    let scales = reports.map { Column.scale(of: quantity, in: $0, unit: unit) }
    var values: [ExactDecimal?] = Array(repeating: nil, count: series.last?.rows.upperBound ?? 0)
    for one in series {
      let start = one.rows.lowerBound
      // In their place: the values of a table are looked through for each of its columns.
      one.series.observations.withUnsafeBufferPointer { observations in
        switch scales[one.report] {
        case .absent, .unreadable: return
        case .direct(let measure):
          for index in observations.indices { values[start + index] = observations[index].value(of: measure) }
        case .converted(let measure, let stated):
          for index in observations.indices {
            let value = observations[index].value(of: measure)
            values[start + index] = value.flatMap { try? Amount($0, stated).converted(to: unit).value }
          }
        }
      }
    }
    self.quantity = quantity
    self.unit = unit
    self.values = values
    self.scales = scales
    uncertainties = reports.map { report in
      guard let measure = report.measures.first(where: { $0.quantity == quantity }),
        let stated = measure.unit,
        let uncertainty = measure.uncertainty
      else { return nil }
      return try? Amount(uncertainty, stated).convertedAsDifference(to: unit).value
    }
  }

  /// The expanded uncertainty of a report's values; nil where it states none.
  func uncertainty(of report: Int) -> ExactDecimal? { uncertainties[report] }

  /// The value on a row; nil where there is none to be had.
  subscript(row: Int) -> ExactDecimal? { values[row] }

  /// A value of the column with its unit, for readers.
  func text(_ value: ExactDecimal) -> String { value.description(in: unit) }

  /// Why an observation of a report has no value in the column.
  func reason(lacking observation: Observation, report: Int) -> String {
    switch scales[report] {
    case .unreadable(let reason):
      return reason
    case .converted(let measure, let stated):
      guard let value = observation.value(of: measure) else { break }
      return "\(quantity) of \(value) \(stated.symbol) cannot be converted to \(unit.symbol)"
    case .absent, .direct:
      break
    }
    return "\(quantity) is not reported"
  }

  private static func scale(of quantity: String, in report: Report, unit: Unit) -> Scale {
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
