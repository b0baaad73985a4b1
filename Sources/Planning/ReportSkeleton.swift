import Evidence
import Quantities
import Standards
import XMLDocuments

/// Prints the report that fulfils a plan, with every specimen and observation in its place and what is measured and seen
/// left open: an empty attribute for each value.
///
/// A report with an open value is refused by its reader, which says where. The same plan gives the same bytes.
public enum ReportSkeleton {
  /// - Parameter sha256: of the definition's bytes.
  public static func write(_ plan: TestPlan, sha256: String) -> [UInt8] {
    var writer = SkeletonWriter(plan: plan)
    writer.write(sha256: sha256)
    return writer.out.bytes
  }
}

private struct SkeletonWriter {
  let plan: TestPlan
  let words: PlanWords
  let quantities: [DeclaredQuantity]
  var out = XMLText()

  init(plan: TestPlan) {
    self.plan = plan
    words = PlanWords(plan)
    let methods =
      plan.conditionings.map(\.method) + plan.calibrations.map(\.method) + plan.lines.map(\.method)
      + plan.checks.map(\.method)
    quantities = methods.declaredQuantities
  }

  mutating func write(sha256: String) {
    out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    out.comment(
      "Skeleton of a report to \(plan.standard.id), level \(plan.level.id), \(words.kind(plan.kind)). "
        + "Definition SHA-256 \(sha256).")
    out.comment(
      "Fill in every attribute that stands empty; delete those of quantities where there is nothing to measure. "
        + "proofmark check says what is still open. \(PlanWords.legend).")
    for size in plan.lackingSizes {
      out.comment("The plan demands size \(size), which the specimens were not said to come in.")
    }
    element(
      "report",
      [("xmlns", ReportReader.namespace), ("id", ""), ("standard", plan.standard.id), ("issued", "")])
    out.children()
    leaf("laboratory", [("ref", ""), ("accreditation", "")])
    leaf(
      "model",
      [("designation", ""), ("supplier", ""), ("level", plan.level.id), ("kind", plan.kind)])
    leaf("tested", [("from", ""), ("to", "")])
    if plan.areThreatsOpen { undeclaredThreat() }
    for threat in plan.declaredThreats { write(threat) }
    element("measures", [])
    out.children()
    for quantity in quantities {
      leaf("measure", [("quantity", quantity.id), ("unit", quantity.unit.code)])
    }
    out.end("measures")
    specimens()
    for line in plan.lines where !line.calibrations.isEmpty {
      out.comment(words.title(of: line))
      for record in line.calibrations { write(record, "calibration") }
    }
    for record in plan.conditionings { write(record, "conditioning") }
    for line in plan.lines { write(line) }
    for check in plan.checks { write(check) }
    for certificate in plan.certificates { write(certificate) }
    leaf("sign-off", [("name", ""), ("role", ""), ("day", "")])
    out.end("report")
  }

  // MARK: - Parts

  private mutating func write(_ threat: DeclaredThreat) {
    element("declared-threat", [("id", threat.id), ("title", threat.title), ("role", threat.role)])
    out.children()
    leaf("mass", [("value", threat.mass.value.description), ("unit", threat.mass.unit.code)])
    for reference in threat.references {
      leaf(
        "reference",
        [
          ("condition", reference.condition), ("value", reference.velocity.value.description),
          ("unit", reference.velocity.unit.code),
        ])
    }
    out.end("declared-threat")
  }

  private mutating func undeclaredThreat() {
    out.comment("The purchaser declares the threats: copy this element, and the series, for each of them.")
    element("declared-threat", [("id", TestPlan.undeclaredThreat), ("title", ""), ("role", "")])
    out.children()
    leaf("mass", [("value", ""), ("unit", "g")])
    let conditions = plan.standard.conditions.map(\.id)
    for condition in conditions.isEmpty ? [SkeletonWriter.onlyCondition] : conditions {
      leaf("reference", [("condition", condition), ("value", ""), ("unit", "m/s")])
    }
    out.end("declared-threat")
  }

  /// What specimens are called whose standard distinguishes no conditions or sizes.
  private static let onlyCondition = "new"
  private static let onlySize = "only"

  private mutating func specimens() {
    element("specimens", [])
    out.children()
    for line in plan.lines where line.series.contains(where: { $0.specimen != nil }) {
      out.comment("\(words.title(of: line)): \(words.counts(of: line)).")
      for specimen in line.series.compactMap(\.specimen) {
        let condition =
          specimen.condition ?? (line.conditions.isEmpty ? SkeletonWriter.onlyCondition : "")
        var attributes = [
          ("id", specimen.id), ("serial", ""),
          ("size", specimen.size ?? (plan.standard.sizes.isEmpty ? SkeletonWriter.onlySize : "")),
          ("condition", condition),
        ]
        if let component = specimen.component { attributes.append(("component", component)) }
        let records = plan.conditionings(of: specimen.condition).map(\.id)
        if !records.isEmpty { attributes.append(("conditioning", records.joined(separator: " "))) }
        leaf("specimen", attributes)
      }
    }
    out.end("specimens")
  }

  private mutating func write(_ record: PlannedRecord, _ name: String) {
    for setting in words.settings(of: record) { out.comment(setting) }
    element(name, [("id", record.id), ("method", record.method.id)])
    out.children()
    for number in 1...record.observations {
      observation(number, record.method, angles: [], leavingOut: [])
    }
    out.end(name)
  }

  private mutating func write(_ line: PlannedLine) {
    out.comment("\(words.title(of: line)): \(words.counts(of: line)).")
    for sentence in words.aims(of: line) + words.locations(of: line) { out.comment(sentence) }
    out.comment(fillIn(line.method))
    for series in line.series {
      var attributes = [("method", line.method.id)]
      if let specimen = series.specimen { attributes.append(("specimen", specimen.id)) }
      if let threat = line.threat { attributes.append(("threat", threat.threat)) }
      if series.specimen == nil, let component = line.entry.component {
        attributes.append(("component", component))
      }
      if let region = line.entry.region { attributes.append(("region", region)) }
      if let subject = series.subject { attributes.append(("subject", subject)) }
      if !line.calibrations.isEmpty {
        attributes.append(("calibrations", line.calibrations.map(\.id).joined(separator: " ")))
      }
      element("series", attributes)
      out.children()
      for one in series.observations {
        let absent = line.locationRules.filter { one.number < $0.from }.map(\.quantity.id)
        observation(one.number, line.method, angles: one.angles, leavingOut: absent)
      }
      out.end("series")
    }
  }

  private mutating func write(_ check: PlannedCheck) {
    out.comment("\(check.method.title), clause \(check.method.clause). \(fillIn(check.method))")
    var attributes = [("method", check.method.id)]
    if let component = check.component { attributes.append(("component", component)) }
    element("series", attributes)
    out.children()
    for (index, item) in check.items.enumerated() {
      leaf("observation", [("n", String(index + 1)), ("outcome", ""), ("item", item.item)])
    }
    if check.items.isEmpty { observation(1, check.method, angles: [], leavingOut: []) }
    out.end("series")
  }

  private mutating func write(_ certificate: PlannedCertificate) {
    out.comment("\(certificate.rule.title); leave out until where the certificate has no end.")
    var attributes = [
      ("method", certificate.requirement.selection.method), ("body", certificate.rule.body), ("number", ""),
      ("from", ""), ("until", ""),
    ]
    if let component = certificate.requirement.selection.component {
      attributes.append(("component", component))
    }
    leaf("certificate", attributes)
  }

  /// An observation whose values are open but for the planned angle, where there is no choice.
  private mutating func observation(
    _ number: Int, _ method: TestMethod, angles: [Figure], leavingOut absent: [String]
  ) {
    var attributes = [("n", String(number))]
    if !method.outcomes.isEmpty { attributes.append(("outcome", "")) }
    for quantity in method.quantities where !absent.contains(quantity.id) {
      attributes.append((quantity.id, value(of: quantity, angles) ?? ""))
    }
    leaf("observation", attributes)
  }

  private func value(of quantity: QuantityTerm, _ angles: [Figure]) -> String? {
    guard quantity.id == PlannedAngle.quantity, angles.count == 1 else { return nil }
    let unit = quantities.first { $0.id == quantity.id }?.unit ?? quantity.unit
    return (try? angles[0].amount.converted(to: unit))?.value.description
  }

  /// What to write into the observations of a method, in the report's units.
  private func fillIn(_ method: TestMethod) -> String {
    let values = method.quantities.map { quantity in
      let unit = quantities.first { $0.id == quantity.id }?.unit ?? quantity.unit
      return unit == .one ? quantity.id : "\(quantity.id) in \(unit.symbol)"
    }
    let outcomes = method.outcomes.map(\.id).joined(separator: ", ")
    let parts = (outcomes.isEmpty ? [] : ["outcome, one of: \(outcomes)"]) + values
    return parts.isEmpty ? "" : "To fill in: \(parts.joined(separator: "; "))."
  }

  // MARK: - Elements

  private mutating func element(_ name: String, _ attributes: [(String, String)]) {
    out.open(name)
    for (name, value) in attributes { out.attribute(name, value) }
  }

  private mutating func leaf(_ name: String, _ attributes: [(String, String)]) {
    element(name, attributes)
    out.close()
  }
}
