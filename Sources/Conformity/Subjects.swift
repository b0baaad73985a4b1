import Quantities

/// Who wore the equipment, or another thing that is named in a report: identifiers are unique within one only.
struct TestSubject: Hashable {
  /// Index into the reports.
  let report: Int
  let name: String
}

/// The values of a quantity by test subject or by specimen: what counts once in a mean over them.
struct Subjects {
  struct Subject {
    let id: TestSubject
    let firstRow: Int
    var sum: ExactSum
  }

  private(set) var all: [Subject] = []
  /// Why the values cannot be used; nil where they can.
  private(set) var reason: String?

  /// - Parameter key: whom or what an observation counts for; subjects if absent.
  init(
    of quantity: String, in unit: Unit, _ table: ObservationTable, rows: [Int],
    by key: (SightedSeries) -> TestSubject? = { $0.subject == nil ? nil : $0.testSubject }
  ) {
    let column = table.column(quantity, in: unit)
    var indexes: [TestSubject: Int] = [:]
    for row in rows {
      let series = table.series(of: row)
      guard let id = key(series) else {
        reason = "\(table.name(row)) names no one that it counts for."
        return
      }
      guard let value = column[row] else {
        reason = "\(table.reason(column, lacks: row)) for \(table.name(row))."
        return
      }
      var sum: ExactSum
      let index: Int
      if let known = indexes[id] {
        index = known
        sum = all[known].sum
      } else {
        index = all.count
        indexes[id] = index
        sum = ExactSum()
        all.append(Subject(id: id, firstRow: row, sum: sum))
      }
      guard sum.add(value) else {
        reason = "The sum of the values has too many digits."
        return
      }
      all[index].sum = sum
    }
  }
}
