import Evidence
import Quantities

/// Writes what ``ReportUnpacker`` reads.
///
/// Each report is packed when it is imported, which must cost little. What there is much of is looked at in its place, since a
/// copy would take as long as packing it; and the bytes are in memory of this value alone, since an array would check with
/// each whether it is shared.
struct ReportPacker: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity = 16 << 10
  private var length = 0

  /// The text that stood last in each kind of place.
  private var last = Array(repeating: Known(""), count: PackedReport.Slot.count)
  private var lastLine = 0

  // What observations have had so far, and what the one before had.
  private var outcomes: [Known] = []
  private var lastOutcome = -1
  private var shapes: [PackedReport.Shape] = []
  private var lastShape = -1
  private var lastNumber = 0
  private var lastAdvance = 0

  init() { start = .allocate(capacity: capacity) }

  deinit { start.deallocate() }

  /// Shows what was packed; it stays until `body` returns.
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try body(UnsafeRawBufferPointer(start: start, count: length))
  }

  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if length + more > capacity { grow(to: (length + more) * 2) }
  }

  private mutating func grow(to capacity: Int) {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: start, count: length)
    start.deallocate()
    (start, self.capacity) = (larger, capacity)
  }

  // MARK: - Parts

  @inline(__always)
  mutating func number(_ value: Int) { digits(UInt64(bitPattern: Int64(value))) }

  @inline(__always)
  private mutating func digits(_ value: UInt64) {
    reserve(10)
    var rest = value
    while rest >= 0x80 {
      start[length] = UInt8(truncatingIfNeeded: rest) | 0x80
      length += 1
      rest >>= 7
    }
    start[length] = UInt8(truncatingIfNeeded: rest)
    length += 1
  }

  /// A number that can be negative: small ones of both signs have few digits.
  @inline(__always)
  private mutating func signed(_ value: Int64) { digits(UInt64(bitPattern: (value << 1) ^ (value >> 63))) }

  private mutating func line(_ line: Int) {
    signed(Int64(line &- lastLine))
    lastLine = line
  }

  /// Nothing, or a text.
  private mutating func text(_ text: String?) {
    guard var text else { return number(0) }
    text.withUTF8 { utf8 in
      number(utf8.count + 2)
      reserve(utf8.count)
      if let bytes = utf8.baseAddress { (start + length).update(from: bytes, count: utf8.count) }
      length += utf8.count
    }
  }

  /// Nothing, the text that was last in such a place, or another one.
  private mutating func text(_ text: String?, _ slot: PackedReport.Slot) {
    guard let text else { return number(0) }
    if last[slot.rawValue].is(text) { return number(1) }
    last[slot.rawValue] = Known(text)
    self.text(text)
  }

  private mutating func flag(_ flag: Bool) { number(flag ? 1 : 0) }
  private mutating func day(_ day: Day) { number((day.year * 16 + day.month) * 32 + day.day) }

  private mutating func day(_ day: Day?) {
    flag(day != nil)
    if let day { self.day(day) }
  }

  private mutating func decimal(_ value: ExactDecimal) {
    signed(value.coefficient)
    number(value.scale)
  }

  private mutating func amount(_ amount: Amount) {
    decimal(amount.value)
    text(amount.unit.code)
  }

  private mutating func list<Element>(_ list: [Element], _ pack: (inout ReportPacker, Element) -> Void) {
    number(list.count)
    for element in list { pack(&self, element) }
  }

  // MARK: - The report

  mutating func report(_ report: Report) {
    text(report.id)
    flag(report.isExample)
    day(report.issued)
    occasion(report.occasion)
    text(report.laboratory.id)
    text(report.laboratory.accreditation)
    text(report.standard)
    let model = report.model
    for part in [model.designation, model.supplier, model.level, model.kind] { text(part) }
    line(model.line)
    day(report.testedFrom)
    day(report.testedTo)
    list(report.declaredThreats) { $0.threat($1) }
    list(report.measures) { $0.measure($1) }
    specimens(report.specimens)
    series(report.series)
    list(report.certificates) { packer, certificate in
      for part in [certificate.method, certificate.body, certificate.number] { packer.text(part) }
      packer.day(certificate.from)
      packer.day(certificate.until)
      packer.text(certificate.component)
      packer.line(certificate.line)
    }
    list(report.attachments) { packer, attachment in
      for part in [attachment.title, attachment.mediaType, attachment.sha256] { packer.text(part) }
    }
    list(report.signOffs) { packer, signOff in
      for part in [signOff.name, signOff.role] { packer.text(part) }
      packer.day(signOff.day)
    }
    list(report.remarks) { $0.text($1) }
    flag(report.signatureLine != nil)
    if let line = report.signatureLine { self.line(line) }
  }

  private mutating func occasion(_ occasion: Occasion) {
    switch occasion {
    case .initial: number(0)
    case .retest(let retest):
      number(1)
      text(retest.report)
      text(retest.laboratory)
      text(retest.reason)
      list(retest.tests) { packer, test in
        packer.text(test.method)
        packer.text(test.threat)
      }
      line(retest.line)
    case .followUp(let reason):
      number(2)
      text(reason)
    }
  }

  private mutating func threat(_ threat: DeclaredThreat) {
    for part in [threat.id, threat.title, threat.role] { text(part) }
    amount(threat.mass)
    list(threat.references) { packer, reference in
      packer.text(reference.condition)
      packer.amount(reference.velocity)
      packer.line(reference.line)
    }
    line(threat.line)
  }

  private mutating func measure(_ measure: Measure) {
    text(measure.quantity)
    text(measure.unitCode)
    flag(measure.unit != nil)
    flag(measure.uncertainty != nil)
    if let uncertainty = measure.uncertainty { decimal(uncertainty) }
    line(measure.line)
  }

  private mutating func specimens(_ specimens: [Specimen]) {
    number(specimens.count)
    specimens.withUnsafeBufferPointer { specimens in
      for at in specimens.indices {
        text(specimens[at].id)
        text(specimens[at].serial)
        text(specimens[at].size, .size)
        text(specimens[at].condition, .condition)
        text(specimens[at].part, .part)
        text(specimens[at].component, .component)
        list(specimens[at].conditioning) { $0.text($1, .conditioning) }
        flag(specimens[at].outline != nil)
        if let outline = specimens[at].outline {
          decimal(outline.width)
          decimal(outline.height)
          text(outline.unitCode)
          line(outline.line)
        }
        line(specimens[at].line)
      }
    }
  }

  // MARK: - Series

  private mutating func series(_ series: [Series]) {
    number(series.count)
    series.withUnsafeBufferPointer { series in
      for at in series.indices {
        switch series[at].role {
        case .calibration: number(0)
        case .conditioning: number(1)
        case .test: number(2)
        }
        text(series[at].id)
        text(series[at].method, .method)
        text(series[at].specimen, .specimen)
        text(series[at].threat, .threat)
        text(series[at].place.component, .component)
        text(series[at].place.region, .region)
        text(series[at].place.subject, .subject)
        list(series[at].calibrations) { $0.text($1, .calibration) }
        day(series[at].day)
        text(series[at].remark)
        line(series[at].line)
        observations(series[at].observations)
      }
    }
  }

  private mutating func observations(_ observations: [Observation]) {
    observations.withUnsafeBufferPointer { observations in
      var count = 0
      for at in observations.indices { count += observations[at].measurements.count }
      number(count)
      number(observations.count)
      for at in observations.indices {
        observations[at].measurements.withUnsafeBufferPointer { observation(observations, at, $0) }
      }
    }
  }

  @inline(__always)
  private mutating func observation(
    _ all: UnsafeBufferPointer<Observation>, _ at: Int, _ measurements: UnsafeBufferPointer<Measurement>
  ) {
    let present = presence(all, at)
    let isSameShape = lastShape >= 0 && shapes[lastShape].fits(present, measurements)
    let (step, advance) = (all[at].number &- lastNumber, all[at].line &- lastLine)
    let outcome = all[at].outcome
    let isSameOutcome =
      if let outcome { lastOutcome >= 0 && outcomes[lastOutcome].is(outcome) } else { true }
    var news = 0
    if !isSameShape { news |= PackedReport.News.shape }
    if step != 1 { news |= PackedReport.News.step }
    if advance != lastAdvance { news |= PackedReport.News.advance }
    if !isSameOutcome { news |= PackedReport.News.outcome }
    number(news)
    if !isSameShape { shape(present, measurements) }
    if step != 1 { signed(Int64(step)) }
    if advance != lastAdvance { signed(Int64(advance)) }
    (lastNumber, lastAdvance, lastLine) = (all[at].number, advance, all[at].line)
    if let outcome, !isSameOutcome { self.outcome(outcome) }
    if let item = all[at].item { text(item, .item) }
    if let remark = all[at].remark { text(remark) }
    for measurement in measurements { signed(measurement.value.coefficient) }
  }

  /// A shape by its place among those so far, the next place for one that follows.
  private mutating func shape(_ present: Int, _ measurements: UnsafeBufferPointer<Measurement>) {
    if let known = shapes.firstIndex(where: { $0.fits(present, measurements) }) {
      lastShape = known
      return number(known)
    }
    number(shapes.count)
    lastShape = shapes.count
    shapes.append(
      PackedReport.Shape(present: present, measures: measurements.map { ($0.measure, $0.value.scale) }))
    number(present)
    number(measurements.count)
    for measurement in measurements {
      number(measurement.measure)
      number(measurement.value.scale)
    }
  }

  /// An outcome in the same way.
  private mutating func outcome(_ outcome: String) {
    if let known = outcomes.firstIndex(where: { $0.is(outcome) }) {
      lastOutcome = known
      return number(known)
    }
    number(outcomes.count)
    lastOutcome = outcomes.count
    outcomes.append(Known(outcome))
    text(outcome)
  }

  @inline(__always)
  private func presence(_ all: UnsafeBufferPointer<Observation>, _ at: Int) -> Int {
    var present = 0
    if all[at].outcome != nil { present |= PackedReport.Present.outcome }
    if all[at].item != nil { present |= PackedReport.Present.item }
    if all[at].remark != nil { present |= PackedReport.Present.remark }
    if let isFair = all[at].claimedFair {
      present |= isFair ? PackedReport.Present.fair : PackedReport.Present.unfair
    }
    return present
  }
}

/// A text that can come again.
private struct Known {
  private let text: String
  private let count: Int
  private let isASCII: Bool

  init(_ text: String) {
    self.text = text
    count = text.utf8.count
    isASCII = text.utf8.allSatisfy { $0 < 0x80 }
  }

  /// Whether another one is the same bytes. Texts that are equal for readers can be written in several ways; of those the one
  /// in ASCII is the shortest (Unicode, canonical equivalence), and others are never told to be the same here.
  @inline(__always)
  func `is`(_ other: String) -> Bool { text == other && isASCII && count == other.utf8.count }
}
