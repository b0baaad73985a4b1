import Quantities
import XMLDocuments

/// Builds a report from the elements of a document as they stream by.
///
/// The schema has spoken before each element arrives: what it can say is not said again here. Checks of meaning
/// stand in ``ReportChecks``.
struct ReportHandler: ElementHandler {
  private var head: Head?
  private var laboratory: LaboratoryReference?
  private var model: ModelReference?
  private var tested: (from: Day, to: Day)?
  private var declaredThreats: [DeclaredThreat] = []
  private var measures: [Measure] = []
  private var specimens: [Specimen] = []
  private var series: [Series] = []
  private var certificates: [Certificate] = []
  private var attachments: [Attachment] = []
  private var signOffs: [SignOff] = []
  private var remarks: [String] = []
  private var signatureLine: Int?
  private var occasion = Occasion.initial
  private var checks = ReportChecks()
  private var observations = ObservationReader()
  /// The number of the observation before, within its series.
  private var lastNumber = 0
  private var observationName: NameIdentity?
  private var specimenName: NameIdentity?
  private var seriesName: NameIdentity?
  private var calibrationName: NameIdentity?
  private var conditioningName: NameIdentity?

  /// The attributes of the root element.
  private struct Head {
    let id: String
    let standard: String
    let issued: Day
    let isExample: Bool
  }

  /// The report; nil where a part that must be there could not be read.
  var report: Report? {
    guard let head, let laboratory, let model, let tested else { return nil }
    return Report(
      id: head.id, isExample: head.isExample, issued: head.issued, laboratory: laboratory,
      standard: head.standard,
      model: model, testedFrom: tested.from, testedTo: tested.to, declaredThreats: declaredThreats,
      measures: measures, specimens: specimens, series: series, certificates: certificates,
      attachments: attachments, signOffs: signOffs, remarks: remarks, signatureLine: signatureLine,
      occasion: occasion)
  }

  mutating func begin(_ names: borrowing NameTable) {
    observationName = names.identity(of: "observation")
    specimenName = names.identity(of: "specimen")
    seriesName = names.identity(of: "series")
    calibrationName = names.identity(of: "calibration")
    conditioningName = names.identity(of: "conditioning")
  }

  mutating func vouches(for element: borrowing ElementEvent) -> Bool {
    if element.identity == observationName {
      return !series.isEmpty && observations.vouches(for: element, measures: measures)
    }
    return element.identity == specimenName && vouchesForSpecimen(element)
  }

  /// Series and records consist of observations, of which each has at least one.
  mutating func vouchesForTag(of element: borrowing ElementEvent) -> NameIdentity? {
    if element.identity == seriesName { return vouchesForSeries(element) ? observationName : nil }
    guard element.identity == calibrationName || element.identity == conditioningName else { return nil }
    return vouchesForRecord(element) ? observationName : nil
  }

  // Whether every attribute is surely as the schema has it, of which these know the plain cases.

  private func vouchesForSpecimen(_ element: borrowing ElementEvent) -> Bool {
    guard element.bytes("id")?.isPlainIdentifier == true, element.bytes("serial")?.isPlainLine == true,
      element.bytes("size")?.isPlainIdentifier == true, element.bytes("condition")?.isPlainIdentifier == true
    else { return false }
    var known = 4
    // A single conditioning run is an identifier as well.
    for name: StaticString in ["part", "component", "conditioning"] {
      guard let value = element.bytes(name) else { continue }
      guard value.isPlainIdentifier else { return false }
      known += 1
    }
    return element.attributeCount == known
  }

  private func vouchesForSeries(_ element: borrowing ElementEvent) -> Bool {
    guard element.bytes("method")?.isPlainIdentifier == true else { return false }
    var known = 1
    for name: StaticString in ["specimen", "threat", "component", "region", "subject"] {
      guard let value = element.bytes(name) else { continue }
      guard value.isPlainIdentifier else { return false }
      known += 1
    }
    if let calibrations = element.bytes("calibrations") {
      guard calibrations.arePlainIdentifiers else { return false }
      known += 1
    }
    return vouchesForRest(element, known: known)
  }

  private func vouchesForRecord(_ element: borrowing ElementEvent) -> Bool {
    element.bytes("id")?.isPlainIdentifier == true && element.bytes("method")?.isPlainIdentifier == true
      && vouchesForRest(element, known: 2)
  }

  /// - Parameter known: how many other attributes are valid.
  private func vouchesForRest(_ element: borrowing ElementEvent, known: Int) -> Bool {
    var known = known
    if let day = element.bytes("day") {
      guard day.isPlainDay else { return false }
      known += 1
    }
    if let remark = element.bytes("remark") {
      guard remark.isPlainLine else { return false }
      known += 1
    }
    return element.attributeCount == known
  }

  mutating func start(_ element: borrowing ElementEvent, _ report: inout DiagnosticSink) {
    if element.identity == observationName {
      observe(element, &report)
    } else if element.named("series") {
      open(.test, element, &report)
    } else if element.named("calibration") {
      open(.calibration, element, &report)
    } else if element.named("conditioning") {
      open(.conditioning, element, &report)
    } else if element.named("specimen") {
      addSpecimen(element, &report)
    } else if element.named("measure") {
      addMeasure(element, &report)
    } else if element.named("outline") {
      addOutline(element, &report)
    } else {
      startRest(element, &report)
    }
  }

  /// The schema lets nothing of other vocabularies pass but signatures.
  mutating func passOver(_ element: borrowing ElementEvent, _ report: inout DiagnosticSink) {
    if signatureLine == nil { signatureLine = element.line }
  }

  mutating func end(_ element: borrowing EndEvent, _ report: inout DiagnosticSink) {
    if element.named("remark") {
      remarks.append(ReportHandler.token(element.textBytes))
    } else if element.named("report") {
      completeSeries(&report)
      checks.finish(series: series, specimens: specimens, tested: tested, &report)
      PositionChecks(measures, specimens)?.check(
        series: series, specimens: specimens, measures: measures, &report)
    }
  }

  // MARK: - The head

  private mutating func startRest(_ element: borrowing ElementEvent, _ report: inout DiagnosticSink) {
    if element.named("report") {
      guard let id = element.token("id"), let standard = element.token("standard"),
        let issued = day("issued", element, &report)
      else { return }
      head = Head(id: id, standard: standard, issued: issued, isExample: element.flag("example") ?? false)
      checks.issued = (issued, element.line)
    } else if element.named("laboratory") {
      guard let id = element.token("ref"), let accreditation = element.token("accreditation") else {
        return
      }
      laboratory = LaboratoryReference(id: id, accreditation: accreditation)
    } else if element.named("model") {
      guard let designation = element.token("designation"), let supplier = element.token("supplier"),
        let level = element.token("level"), let kind = element.token("kind")
      else { return }
      model = ModelReference(
        designation: designation, supplier: supplier, level: level, kind: kind,
        line: element.line)
    } else if element.named("retest") {
      guard let of = element.token("of"), let reason = element.token("reason") else { return }
      occasion = .retest(
        Retest(
          report: of, laboratory: element.token("laboratory"), reason: reason, tests: [], line: element.line))
    } else if element.named("test") {
      guard case .retest(var retest) = occasion, let method = element.token("method") else { return }
      retest.tests.append(.init(method: method, threat: element.token("threat")))
      occasion = .retest(retest)
    } else if element.named("follow-up") {
      guard let reason = element.token("reason") else { return }
      occasion = .followUp(reason: reason)
    } else if element.named("tested") {
      guard let from = day("from", element, &report), let to = day("to", element, &report) else { return }
      tested = (from, to)
      checks.order(from: from, to: to, line: element.line, &report)
    } else if element.named("declared-threat") {
      guard let id = element.token("id"), let title = element.token("title"),
        let role = element.token("role")
      else { return }
      checks.unique("declared threat", id, line: element.line, &report)
      declaredThreats.append(
        DeclaredThreat(
          id: id, title: title, role: role, mass: Amount(ExactDecimal(0), .gram), references: [],
          line: element.line))
    } else if element.named("mass") {
      guard let mass = amount(element, &report), !declaredThreats.isEmpty else { return }
      declaredThreats[declaredThreats.count - 1].mass = mass
    } else if element.named("reference") {
      guard let condition = element.token("condition"), let velocity = amount(element, &report),
        !declaredThreats.isEmpty
      else { return }
      declaredThreats[declaredThreats.count - 1].references.append(
        .init(condition: condition, velocity: velocity, line: element.line))
    } else if element.named("certificate") {
      guard let method = element.token("method"), let body = element.token("body"),
        let number = element.token("number"), let from = day("from", element, &report)
      else { return }
      let until = element.bytes("until") == nil ? nil : day("until", element, &report)
      checks.validity(from: from, until: until, line: element.line, &report)
      certificates.append(
        Certificate(
          method: method, body: body, number: number, from: from, until: until,
          component: element.token("component"), line: element.line))
    } else if element.named("attachment") {
      guard let title = element.token("title"), let type = element.token("media-type"),
        let sha256 = element.token("sha256")
      else { return }
      attachments.append(Attachment(title: title, mediaType: type, sha256: sha256))
    } else if element.named("sign-off") {
      guard let name = element.token("name"), let role = element.token("role"),
        let day = day("day", element, &report)
      else { return }
      signOffs.append(SignOff(name: name, role: role, day: day))
    }
  }

  // MARK: - Measures and specimens

  private mutating func addMeasure(_ element: borrowing ElementEvent, _ report: inout DiagnosticSink) {
    guard let quantity = element.token("quantity"), let code = element.token("unit") else { return }
    checks.unique("measure", quantity, line: element.line, &report)
    checks.nameOfMeasure(quantity, line: element.line, &report)
    let unit = try? Unit(ucum: code)
    if unit == nil {
      report.warning(
        .reportUnitUnknown, line: element.line,
        "The unit of \(quantity) is unknown, so none of its values can be read.",
        found: code, expected: "a UCUM code, such as m/s, mm or [ft_i]/s",
        cure: "Write the unit as UCUM does; without it, what rests on \(quantity) is not determined.")
    }
    measures.append(
      Measure(
        quantity: quantity, unitCode: code, unit: unit, uncertainty: number("uncertainty", element, &report),
        line: element.line))
  }

  private mutating func addSpecimen(_ element: borrowing ElementEvent, _ report: inout DiagnosticSink) {
    guard let id = element.token("id"), let serial = element.token("serial"),
      let size = element.token("size"),
      let condition = element.token("condition")
    else { return }
    checks.unique("specimen", id, line: element.line, &report)
    for (name, value) in [("serial", serial), ("size", size), ("condition", condition)] where value.isEmpty {
      checks.openSpecimens.note(name, number: specimens.count)
      checks.firstOpenSpecimen = checks.firstOpenSpecimen ?? element.line
    }
    specimens.append(
      Specimen(
        id: id, serial: serial, size: size, condition: condition, part: element.token("part") ?? "",
        component: element.token("component"), conditioning: element.words("conditioning"), line: element.line
      ))
  }

  private mutating func addOutline(_ element: borrowing ElementEvent, _ report: inout DiagnosticSink) {
    guard let width = number("width", element, &report), let height = number("height", element, &report),
      let code = element.token("unit"), let last = specimens.indices.last
    else { return }
    specimens[last].outline = Outline(width: width, height: height, unitCode: code, line: element.line)
  }

  // MARK: - Series and observations

  private mutating func open(
    _ role: Series.Role, _ element: borrowing ElementEvent, _ report: inout DiagnosticSink
  ) {
    completeSeries(&report)
    let id = element.token("id")
    if let id { checks.unique("record", id, line: element.line, &report) }
    series.append(
      Series(
        role: role, id: id, method: element.token("method") ?? "", specimen: element.token("specimen"),
        threat: element.token("threat"),
        place: .init(
          component: element.token("component"), region: element.token("region"),
          subject: element.token("subject")),
        calibrations: element.words("calibrations"),
        day: element.bytes("day") == nil ? nil : day("day", element, &report),
        remark: element.token("remark"),
        observations: [], line: element.line))
  }

  private mutating func observe(_ element: borrowing ElementEvent, _ report: inout DiagnosticSink) {
    guard !series.isEmpty else { return }
    let number = observations.read(element, measures: measures, &report)
    if number == 0, element.isValid {
      checks.countless(element.token("n") ?? "", line: element.line, &report)
    }
    if number != lastNumber + 1 {
      checks.numbering(of: observations.observations, after: lastNumber, &report)
    }
    lastNumber = number
  }

  /// The series at hand has all its observations.
  private mutating func completeSeries(_ report: inout DiagnosticSink) {
    if let last = series.indices.last {
      series[last].observations = observations.take()
      let open = observations.takeOpen()
      if !open.isEmpty {
        open.report(
          to: &report, line: series[last].line, what: "observation",
          place: ReportHandler.name(of: series[last]))
      }
    }
    lastNumber = 0
  }

  /// What a series is called in a sentence.
  private static func name(of series: Series) -> String {
    if let specimen = series.specimen { return "on specimen \(specimen) (\(series.method))" }
    return "of \(series.id.map { "\($0) (\(series.method))" } ?? series.method)"
  }

  // MARK: - Values

  private func number(
    _ attribute: StaticString, _ element: borrowing ElementEvent, _ report: inout DiagnosticSink
  ) -> ExactDecimal? {
    guard let bytes = element.bytes(attribute) else { return nil }
    do throws(ExactDecimal.Problem) {
      return try ExactDecimal(parsing: bytes)
    } catch {
      // The schema has already said what is no decimal number at all.
      if element.isValid {
        report.unreadableNumber(
          "\(attribute)", found: String(decoding: bytes, as: UTF8.self), error, line: element.line)
      }
      return nil
    }
  }

  private func amount(_ element: borrowing ElementEvent, _ report: inout DiagnosticSink) -> Amount? {
    guard let value = number("value", element, &report), let code = element.token("unit") else { return nil }
    guard let unit = try? Unit(ucum: code) else {
      report.error(
        .reportThreatUnit, line: element.line, "The unit of a declared threat is unknown.", found: code,
        expected: "a UCUM code, such as m/s or g", cure: "Write the unit as UCUM does.")
      return nil
    }
    return Amount(value, unit)
  }

  private func day(
    _ attribute: StaticString, _ element: borrowing ElementEvent, _ report: inout DiagnosticSink
  ) -> Day? {
    guard let bytes = element.bytes(attribute) else { return nil }
    if let day = Day(parsing: bytes) { return day }
    let text = ReportHandler.token(bytes)
    if let day = Day(text) { return day }
    if element.isValid {
      report.error(
        .reportDay, line: element.line, "This is not a day written as year, month and day.", found: text,
        expected: "YYYY-MM-DD, without a time zone", cure: "Write the calendar day at the laboratory.")
    }
    return nil
  }

  /// A value with white space as xs:token has it, from which all types of the vocabulary are derived: what the
  /// schema lets pass must not mean something else afterwards.
  static func token(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    // Most values are one word.
    bytes.contains(where: isSpace)
      ? words(bytes).joined(separator: " ") : String(decoding: bytes, as: UTF8.self)
  }

  /// Whether ``token(_:)`` of a value is empty.
  static func isBlank(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool { bytes.allSatisfy(isSpace) }

  /// The words of a value that is a list.
  fileprivate static func words(_ bytes: UnsafeBufferPointer<UInt8>) -> [String] {
    // Most lists have one word.
    if !bytes.isEmpty, !bytes.contains(where: isSpace) { return [String(decoding: bytes, as: UTF8.self)] }
    var words: [String] = []
    words.reserveCapacity(1 + bytes.count(where: isSpace))
    var start = 0
    for index in 0...bytes.count where index == bytes.count || isSpace(bytes[index]) {
      if start < index { words.append(String(decoding: bytes[start..<index], as: UTF8.self)) }
      start = index + 1
    }
    return words
  }

  /// Nothing below the space but white space is a character of XML.
  private static func isSpace(_ byte: UInt8) -> Bool { byte <= UInt8(ascii: " ") }
}

extension ElementEvent {
  /// An attribute as a token; nil where it is not there.
  fileprivate func token(_ attribute: StaticString) -> String? { bytes(attribute).map(ReportHandler.token) }

  /// `yes` or `no` as a flag; nil where the attribute is not there.
  fileprivate func flag(_ attribute: StaticString) -> Bool? { token(attribute).map { $0 == "yes" } }

  /// An attribute that lists identifiers.
  fileprivate func words(_ attribute: StaticString) -> [String] {
    bytes(attribute).map(ReportHandler.words) ?? []
  }
}
