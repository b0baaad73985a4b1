import Evidence
import Quantities

/// Reads what ``ReportPacker`` wrote. Where something is amiss it reads zeros from there on, and says at the end that it was.
struct ReportUnpacker {
  private let bytes: UnsafeRawBufferPointer
  private var at = 0
  private var isBroken = false
  private var last = Array(repeating: "", count: PackedReport.Slot.count)
  private var lastLine = 0

  // What observations have had so far, and what the one before had.
  private var outcomes: [String] = []
  private var outcome = ""
  private var shapes: [PackedReport.Shape] = []
  private var shape = PackedReport.Shape(present: 0, measures: [])
  private var lastNumber = 0
  private var lastAdvance = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Whether all was read, and nothing was amiss.
  var isWhole: Bool { !isBroken && at == bytes.count }

  mutating func number() -> Int { Int(Int64(bitPattern: digits())) }

  private mutating func digits() -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while at < bytes.count, shift < 64 {
      let byte = bytes[at]
      at += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    return broken()
  }

  private mutating func broken() -> UInt64 {
    isBroken = true
    at = bytes.count
    return 0
  }

  private mutating func signed() -> Int64 {
    let value = digits()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  /// How many there are of something that has a byte at least each.
  private mutating func count() -> Int {
    let count = number()
    return (0...(bytes.count - at)).contains(count) ? count : Int(broken())
  }

  private mutating func line() -> Int {
    lastLine &+= Int(signed())
    return lastLine
  }

  private mutating func text(_ slot: PackedReport.Slot? = nil) -> String {
    guard let text = textIfAny(slot) else {
      _ = broken()
      return ""
    }
    return text
  }

  private mutating func textIfAny(_ slot: PackedReport.Slot? = nil) -> String? {
    let kind = number()
    if kind == 0 { return nil }
    if kind == 1, let slot { return last[slot.rawValue] }
    let length = kind &- 2
    guard (0...(bytes.count - at)).contains(length) else {
      _ = broken()
      return nil
    }
    let text = String(decoding: UnsafeRawBufferPointer(rebasing: bytes[at..<at + length]), as: UTF8.self)
    at += length
    if let slot { last[slot.rawValue] = text }
    return text
  }

  private mutating func flag() -> Bool {
    let value = number()
    if value > 1 || value < 0 { _ = broken() }
    return value == 1
  }

  private mutating func day() -> Day {
    let parts = number()
    guard let day = Day(year: parts / 512, month: parts / 32 % 16, day: parts % 32) else {
      _ = broken()
      return .last
    }
    return day
  }

  private mutating func dayIfAny() -> Day? { flag() ? day() : nil }

  private mutating func decimal() -> ExactDecimal {
    let coefficient = signed()
    return ExactDecimal(coefficient: coefficient, scale: number())
  }

  private mutating func amount() -> Amount {
    let value = decimal()
    let code = text()
    guard let unit = try? Unit(ucum: code) else {
      _ = broken()
      return Amount(value, .millimetre)
    }
    return Amount(value, unit)
  }

  private mutating func list<Element>(_ unpack: (inout ReportUnpacker) -> Element) -> [Element] {
    let count = count()
    var list: [Element] = []
    list.reserveCapacity(count)
    for _ in 0..<count where !isBroken { list.append(unpack(&self)) }
    return list
  }

  mutating func report() -> Report {
    let (id, isExample, issued, occasion) = (text(), flag(), day(), occasion())
    let laboratory = LaboratoryReference(id: text(), accreditation: text())
    let standard = text()
    let model = ModelReference(
      designation: text(), supplier: text(), level: text(), kind: text(), line: line())
    return Report(
      id: id, isExample: isExample, issued: issued, laboratory: laboratory, standard: standard, model: model,
      testedFrom: day(), testedTo: day(), declaredThreats: list { $0.threat() },
      measures: list { $0.measure() }, specimens: list { $0.specimen() }, series: list { $0.series() },
      certificates: list {
        Certificate(
          method: $0.text(), body: $0.text(), number: $0.text(), from: $0.day(), until: $0.dayIfAny(),
          component: $0.textIfAny(), line: $0.line())
      },
      attachments: list { Attachment(title: $0.text(), mediaType: $0.text(), sha256: $0.text()) },
      signOffs: list { SignOff(name: $0.text(), role: $0.text(), day: $0.day()) },
      remarks: list { $0.text() }, signatureLine: flag() ? line() : nil, occasion: occasion)
  }

  private mutating func occasion() -> Occasion {
    switch number() {
    case 0: return .initial
    case 1:
      return .retest(
        Retest(
          report: text(), laboratory: textIfAny(), reason: text(),
          tests: list { Retest.Test(method: $0.text(), threat: $0.textIfAny()) }, line: line()))
    case 2: return .followUp(reason: text())
    default:
      _ = broken()
      return .initial
    }
  }

  private mutating func threat() -> DeclaredThreat {
    DeclaredThreat(
      id: text(), title: text(), role: text(), mass: amount(),
      references: list {
        DeclaredThreat.Reference(condition: $0.text(), velocity: $0.amount(), line: $0.line())
      },
      line: line())
  }

  private mutating func measure() -> Measure {
    let (quantity, code, hasUnit) = (text(), text(), flag())
    let unit = hasUnit ? try? Unit(ucum: code) : nil
    if hasUnit, unit == nil { _ = broken() }
    return Measure(
      quantity: quantity, unitCode: code, unit: unit, uncertainty: flag() ? decimal() : nil, line: line())
  }

  private mutating func specimen() -> Specimen {
    Specimen(
      id: text(), serial: text(), size: text(.size), condition: text(.condition), part: text(.part),
      component: textIfAny(.component), conditioning: list { $0.text(.conditioning) },
      outline: flag()
        ? Outline(width: decimal(), height: decimal(), unitCode: text(), line: line()) : nil,
      line: line())
  }

  private mutating func series() -> Series {
    let role: Series.Role
    switch number() {
    case 0: role = .calibration
    case 1: role = .conditioning
    case 2: role = .test
    default:
      role = .test
      _ = broken()
    }
    let (id, method, specimen) = (textIfAny(), text(.method), textIfAny(.specimen))
    let threat = textIfAny(.threat)
    let place = Series.Place(
      component: textIfAny(.component), region: textIfAny(.region), subject: textIfAny(.subject))
    let calibrations = list { $0.text(.calibration) }
    let (day, remark, line) = (dayIfAny(), textIfAny(), line())
    return Series(
      role: role, id: id, method: method, specimen: specimen, threat: threat, place: place,
      calibrations: calibrations, day: day, remark: remark, observations: observations(), line: line)
  }

  /// The observations of a series, whose measurements share their storage as those of a document do.
  private mutating func observations() -> [Observation] {
    var measurements: [Measurement] = []
    measurements.reserveCapacity(count())
    var ends: [Int] = []
    var observations = list { unpacker in
      let observation = unpacker.observation(&measurements)
      ends.append(measurements.count)
      return observation
    }
    var start = 0
    for index in observations.indices {
      observations[index].measurements = measurements[start..<ends[index]]
      start = ends[index]
    }
    return observations
  }

  private mutating func observation(_ measurements: inout [Measurement]) -> Observation {
    let news = number()
    if !(0...PackedReport.News.all).contains(news) { _ = broken() }
    if news & PackedReport.News.shape != 0 { takeShape() }
    lastNumber &+= news & PackedReport.News.step == 0 ? 1 : Int(signed())
    if news & PackedReport.News.advance != 0 { lastAdvance = Int(signed()) }
    lastLine &+= lastAdvance
    let line = lastLine
    if news & PackedReport.News.outcome != 0 { takeOutcome() }
    let present = shape.present
    let item = present & PackedReport.Present.item == 0 ? nil : text(.item)
    let remark = present & PackedReport.Present.remark == 0 ? nil : text()
    let claimedFair: Bool? =
      present & PackedReport.Present.fair != 0
      ? true : present & PackedReport.Present.unfair != 0 ? false : nil
    for (place, scale) in shape.measures {
      measurements.append(
        Measurement(measure: place, value: ExactDecimal(coefficient: signed(), scale: scale)))
    }
    return Observation(
      number: lastNumber, outcome: present & PackedReport.Present.outcome == 0 ? nil : outcome, item: item,
      claimedFair: claimedFair, measurements: [], remark: remark, line: line)
  }

  private mutating func takeShape() {
    let known = number()
    if shapes.indices.contains(known) {
      shape = shapes[known]
      return
    }
    let present = number()
    if known != shapes.count || !(0...PackedReport.Present.all).contains(present) { _ = broken() }
    var measures: [(place: Int, scale: Int)] = []
    for _ in 0..<count() where !isBroken { measures.append((number(), number())) }
    shape = PackedReport.Shape(present: present, measures: measures)
    shapes.append(shape)
  }

  private mutating func takeOutcome() {
    let known = number()
    if outcomes.indices.contains(known) {
      outcome = outcomes[known]
      return
    }
    if known != outcomes.count { _ = broken() }
    outcome = text()
    outcomes.append(outcome)
  }
}
