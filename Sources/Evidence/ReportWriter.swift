import Quantities
import XMLDocuments

/// Prints a report as a document: reading it again gives an equal report, but for the lines.
///
/// The same report always gives the same bytes.
public enum ReportWriter {
  /// The report as UTF-8, with a line for each observation.
  public static func write(_ report: Report) -> [UInt8] {
    var out = XMLText()
    out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    out.open("report")
    out.attribute("xmlns", ReportReader.namespace)
    out.attribute("id", report.id)
    out.attribute("standard", report.standard)
    out.attribute("issued", report.issued.description)
    if report.isExample { out.attribute("example", "yes") }
    out.children()
    for remark in report.remarks { out.element("remark", text: remark) }
    write(report.occasion, &out)
    out.open("laboratory")
    out.attribute("ref", report.laboratory.id)
    out.attribute("accreditation", report.laboratory.accreditation)
    out.close()
    out.open("model")
    out.attribute("designation", report.model.designation)
    out.attribute("supplier", report.model.supplier)
    out.attribute("level", report.model.level)
    out.attribute("kind", report.model.kind)
    out.close()
    out.open("tested")
    out.attribute("from", report.testedFrom.description)
    out.attribute("to", report.testedTo.description)
    out.close()
    for threat in report.declaredThreats { write(threat, &out) }
    out.open("measures")
    out.children()
    for measure in report.measures { write(measure, &out) }
    out.end("measures")
    out.open("specimens")
    out.children()
    for specimen in report.specimens { write(specimen, &out) }
    out.end("specimens")
    // The vocabulary has calibrations first, then conditioning, then tests, each in the report's order.
    for role in [Series.Role.calibration, .conditioning, .test] {
      for series in report.series where series.role == role { write(series, measures: report.measures, &out) }
    }
    for certificate in report.certificates {
      out.open("certificate")
      out.attribute("method", certificate.method)
      out.attribute("body", certificate.body)
      out.attribute("number", certificate.number)
      out.attribute("from", certificate.from.description)
      if let until = certificate.until { out.attribute("until", until.description) }
      if let component = certificate.component { out.attribute("component", component) }
      out.close()
    }
    for attachment in report.attachments {
      out.open("attachment")
      out.attribute("title", attachment.title)
      out.attribute("media-type", attachment.mediaType)
      out.attribute("sha256", attachment.sha256)
      out.close()
    }
    for signOff in report.signOffs {
      out.open("sign-off")
      out.attribute("name", signOff.name)
      out.attribute("role", signOff.role)
      out.attribute("day", signOff.day.description)
      out.close()
    }
    out.end("report")
    return out.bytes
  }

  private static func write(_ occasion: Occasion, _ out: inout XMLText) {
    switch occasion {
    case .initial: return
    case .retest(let retest):
      out.open("retest")
      out.attribute("of", retest.report)
      if let laboratory = retest.laboratory { out.attribute("laboratory", laboratory) }
      out.attribute("reason", retest.reason)
      out.children()
      for test in retest.tests {
        out.open("test")
        out.attribute("method", test.method)
        if let threat = test.threat { out.attribute("threat", threat) }
        out.close()
      }
      out.end("retest")
    case .followUp(let reason):
      out.open("follow-up")
      out.attribute("reason", reason)
      out.close()
    }
  }

  private static func write(_ threat: DeclaredThreat, _ out: inout XMLText) {
    out.open("declared-threat")
    out.attribute("id", threat.id)
    out.attribute("title", threat.title)
    out.attribute("role", threat.role)
    out.children()
    out.open("mass")
    out.attribute("value", threat.mass.value.description)
    out.attribute("unit", threat.mass.unit.code)
    out.close()
    for reference in threat.references {
      out.open("reference")
      out.attribute("condition", reference.condition)
      out.attribute("value", reference.velocity.value.description)
      out.attribute("unit", reference.velocity.unit.code)
      out.close()
    }
    out.end("declared-threat")
  }

  private static func write(_ measure: Measure, _ out: inout XMLText) {
    out.open("measure")
    out.attribute("quantity", measure.quantity)
    out.attribute("unit", measure.unitCode)
    if let uncertainty = measure.uncertainty { out.attribute("uncertainty", uncertainty.description) }
    out.close()
  }

  private static func write(_ specimen: Specimen, _ out: inout XMLText) {
    out.open("specimen")
    out.attribute("id", specimen.id)
    out.attribute("serial", specimen.serial)
    out.attribute("size", specimen.size)
    out.attribute("condition", specimen.condition)
    if !specimen.part.isEmpty { out.attribute("part", specimen.part) }
    if let component = specimen.component { out.attribute("component", component) }
    if !specimen.conditioning.isEmpty {
      out.attribute("conditioning", specimen.conditioning.joined(separator: " "))
    }
    guard let outline = specimen.outline else { return out.close() }
    out.children()
    out.open("outline")
    out.attribute("width", outline.width.description)
    out.attribute("height", outline.height.description)
    out.attribute("unit", outline.unitCode)
    out.close()
    out.end("specimen")
  }

  private static func write(_ series: Series, measures: [Measure], _ out: inout XMLText) {
    let name =
      switch series.role {
      case .calibration: "calibration"
      case .conditioning: "conditioning"
      case .test: "series"
      }
    out.open(name)
    if let id = series.id { out.attribute("id", id) }
    out.attribute("method", series.method)
    if let specimen = series.specimen { out.attribute("specimen", specimen) }
    if let threat = series.threat { out.attribute("threat", threat) }
    if let component = series.place.component { out.attribute("component", component) }
    if let region = series.place.region { out.attribute("region", region) }
    if let subject = series.place.subject { out.attribute("subject", subject) }
    if !series.calibrations.isEmpty {
      out.attribute("calibrations", series.calibrations.joined(separator: " "))
    }
    if let day = series.day { out.attribute("day", day.description) }
    if let remark = series.remark { out.attribute("remark", remark) }
    out.children()
    for observation in series.observations {
      out.open("observation")
      out.attribute("n", String(observation.number))
      if let outcome = observation.outcome { out.attribute("outcome", outcome) }
      if let item = observation.item { out.attribute("item", item) }
      for measurement in observation.measurements where measures.indices.contains(measurement.measure) {
        out.attribute(measures[measurement.measure].quantity, measurement.value.description)
      }
      if let fair = observation.claimedFair { out.attribute("fair", fair ? "yes" : "no") }
      if let remark = observation.remark { out.attribute("remark", remark) }
      out.close()
    }
    out.end(name)
  }
}
