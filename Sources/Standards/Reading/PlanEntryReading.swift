import Quantities
import XMLDocuments

extension PlanEntry {
  init(_ element: DocumentElement, methods: [TestMethod], _ reading: inout DefinitionReading) {
    let method = reading.reference(.method, "method", of: element) ?? ""
    let term = methods.first { $0.id == method }
    self.init(
      id: reading.text("id", of: element), clause: reading.text("clause", of: element), method: method,
      kinds: reading.references(.kind, "kinds", of: element),
      levels: reading.references(.level, "levels", of: element),
      perThreat: reading.isYes("per-threat", of: element),
      threats: reading.references(.threat, "threats", of: element),
      condition: reading.reference(.condition, "condition", of: element),
      size: reading.reference(.size, "size", of: element),
      component: reading.reference(.component, "component", of: element),
      region: reading.reference(.region, "region", of: element), inForce: InForce(element, &reading),
      areCountsKnown: element["counts-known"] != "no",
      subjects: element.child("subjects").flatMap { reading.figure($0, as: .count) },
      specimens: element.child("specimens").flatMap { reading.figure($0, as: .count) },
      observationsPerSpecimen: element.child("observations-per-specimen").flatMap {
        reading.figure($0, as: .count)
      },
      total: element.child("total").flatMap { reading.figure($0, as: .count) }, angles: [])
    for child in element.children("planned-angle") {
      if let term, term.quantity(PlannedAngle.quantity) == nil {
        reading.report.error(
          .standardQuantityUnknown, at: child.position,
          "The plan prescribes angles, and observations of the method \(term.id) do not carry any.",
          found: "no quantity \(PlannedAngle.quantity)", expected: "a quantity \(PlannedAngle.quantity)")
      }
      if let angle = PlannedAngle(child, &reading) { angles.append(angle) }
    }
    checkAngles(element, &reading)
  }

  /// The observations at prescribed angles must fit on a specimen.
  private func checkAngles(_ element: DocumentElement, _ reading: inout DefinitionReading) {
    guard let onEach = observationsPerSpecimen?.wholeNumber else { return }
    let counts = angles.map(\.count.amount.value)
    guard counts.reduce(0, { $0 + $1.doubleValue }) > Double(onEach) else { return }
    reading.report.error(
      .standardPlanAngles, at: element.position,
      "More observations are prescribed at certain angles than there are on a specimen.",
      found: counts.map(\.description).joined(separator: " + "), expected: "at most \(onEach)")
  }
}

extension PlannedAngle {
  fileprivate init?(_ element: DocumentElement, _ reading: inout DefinitionReading) {
    let angles = element.children("angle").compactMap { reading.figure($0, as: .angle) }
    guard let count = reading.figure(element.child("count"), as: .count) else { return nil }
    self.init(angles: angles, count: count)
  }
}
