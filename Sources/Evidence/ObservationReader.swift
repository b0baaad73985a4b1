import Quantities
import XMLDocuments

/// Reads the observations of one series after the other.
///
/// Reports consist of little else. A document's attributes are told apart by the parser's own pointers to their names,
/// and the measurements of a series stand in one array.
struct ObservationReader {
  /// The observations of the series at hand, without their measurements.
  private(set) var observations: [Observation] = []
  private var measurements: [Measurement] = []
  /// Where the measurements of each observation end.
  private var ends: [Int] = []
  /// What attributes mean, as far as they were met.
  private var meanings: [(name: NameIdentity, meaning: Meaning)] = []
  /// Where the next attribute is looked for first: most observations name the same ones in the same order.
  private var next = 0
  /// What the series at hand leaves open.
  private var open = OpenValues()
  /// The number of an observation that was read when it was vouched for; 0 where the next one is still to be read.
  private var numberAhead = 0
  /// The outcome that was read last, and its characters.
  private var lastOutcome = ""
  private var lastOutcomeBytes: [UInt8] = []

  fileprivate enum Meaning {
    case number, outcome, item, fair, remark
    /// Index into the report's measures.
    case measure(Int)
  }

  /// Whether every attribute of an observation is surely as the schema has it: the type `observation` there, of which this
  /// knows the plain cases.
  ///
  /// To tell costs as much as to read it, so that it is read here, and `read` has nothing left to do. What is not plain,
  /// unknown attributes and measures without a number among it, leaves no trace.
  mutating func vouches(for element: borrowing ElementEvent, measures: [Measure]) -> Bool {
    let measured = measurements.count
    var isPlain = true
    // In its place from the start, which saves a copy.
    let place = observations.count
    observations.append(
      Observation(
        number: 0, outcome: nil, item: nil, claimedFair: nil, measurements: [], remark: nil,
        line: element.line))
    next = 0
    element.forEachAttribute { name, value in
      switch meaning(of: name, measures) {
      case .measure(let index):
        if let value = try? ExactDecimal(parsing: value) {
          measurements.append(Measurement(measure: index, value: value))
        } else {
          isPlain = false
        }
      case .number: observations[place].number = Int(digits: value) ?? 0
      case .outcome:
        if isLastOutcome(value) || value.isPlainIdentifier {
          observations[place].outcome = outcome(value)
        } else {
          isPlain = false
        }
      case .item:
        if value.isPlainIdentifier {
          observations[place].item = String(decoding: value, as: UTF8.self)
        } else {
          isPlain = false
        }
      case .fair:
        let claimedFair = value.elementsEqual("yes".utf8)
        observations[place].claimedFair = claimedFair
        if !claimedFair, !value.elementsEqual("no".utf8) { isPlain = false }
      case .remark:
        if value.isPlainLine {
          observations[place].remark = ReportHandler.token(value)
        } else {
          isPlain = false
        }
      case nil: isPlain = false
      }
    }
    guard isPlain, observations[place].number > 0 else {
      observations.removeLast()
      measurements.removeLast(measurements.count - measured)
      return false
    }
    ends.append(measurements.count)
    numberAhead = observations[place].number
    return true
  }

  /// Most outcomes are the same as the one before.
  private mutating func outcome(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    if !isLastOutcome(bytes) {
      lastOutcome = ReportHandler.token(bytes)
      // Only what is plain: white space around another one would make it another text.
      lastOutcomeBytes = bytes.isPlainIdentifier ? Array(bytes) : []
    }
    return lastOutcome
  }

  @inline(__always)
  private func isLastOutcome(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count == lastOutcomeBytes.count, !bytes.isEmpty else { return false }
    return lastOutcomeBytes.withUnsafeBufferPointer { last in
      for index in last.indices where last[index] != bytes[index] { return false }
      return true
    }
  }

  /// Reads the next observation of the series at hand, and returns its number; 0 where it has none that can be read.
  mutating func read(_ element: borrowing ElementEvent, measures: [Measure], _ report: inout DiagnosticSink)
    -> Int
  {
    if numberAhead > 0 {
      defer { numberAhead = 0 }
      return numberAhead
    }
    let line = element.line
    var number = 0
    var outcome: String?
    var item: String?
    var claimedFair: Bool?
    var remark: String?
    next = 0
    element.forEachAttribute { name, value in
      switch meaning(of: name, measures) {
      case .measure where ReportHandler.isBlank(value), .outcome where ReportHandler.isBlank(value):
        open.note(name.text, number: observations.count)
      case .measure(let index):
        do throws(ExactDecimal.Problem) {
          measurements.append(Measurement(measure: index, value: try ExactDecimal(parsing: value)))
        } catch {
          report.unreadableNumber(name.text, found: String(decoding: value, as: UTF8.self), error, line: line)
        }
      case .number: number = Int(digits: value) ?? Int(ReportHandler.token(value)) ?? 0
      case .outcome: outcome = self.outcome(value)
      case .item: item = ReportHandler.token(value)
      case .fair: claimedFair = ReportHandler.token(value) == "yes"
      case .remark: remark = ReportHandler.token(value)
      case nil:
        report.error(
          .reportMeasureUndeclared, line: line, "The report declares no such measure.", found: name.text,
          expected: measures.isEmpty
            ? "a declared measure" : measures.map(\.quantity).joined(separator: ", "),
          cure: "Declare the quantity with its unit under measures, or correct the attribute's name.")
      }
    }
    observations.append(
      Observation(
        number: number, outcome: outcome, item: item, claimedFair: claimedFair, measurements: [],
        remark: remark,
        line: line))
    ends.append(measurements.count)
    return number
  }

  /// The observations of the series at hand, which is complete; the next one is another series'.
  mutating func take() -> [Observation] {
    var taken: [Observation] = []
    swap(&taken, &observations)
    var start = 0
    for index in ends.indices {
      taken[index].measurements = measurements[start..<ends[index]]
      start = ends[index]
    }
    // Most series are as long as the one before.
    observations.reserveCapacity(taken.count)
    let count = measurements.count
    measurements = []
    measurements.reserveCapacity(count)
    ends.removeAll(keepingCapacity: true)
    return taken
  }

  /// What the series at hand leaves open; the next one is another series'.
  mutating func takeOpen() -> OpenValues {
    defer { if !open.isEmpty { open = OpenValues() } }
    return open
  }

  private mutating func meaning(of name: NameIdentity, _ measures: [Measure]) -> Meaning? {
    if next >= meanings.count || meanings[next].name != name {
      if let known = meanings.firstIndex(where: { $0.name == name }) {
        next = known
      } else {
        guard let meaning = Meaning(name.text, measures) else { return nil }
        next = meanings.count
        meanings.append((name, meaning))
      }
    }
    defer { next += 1 }
    return meanings[next].meaning
  }
}

extension ObservationReader.Meaning {
  fileprivate init?(_ name: String, _ measures: [Measure]) {
    // A measure that bears the name of an attribute has been reported, and hides nothing.
    switch name {
    case "n": self = .number
    case "outcome": self = .outcome
    case "item": self = .item
    case "fair": self = .fair
    case "remark": self = .remark
    default:
      guard let index = measures.firstIndex(where: { $0.quantity == name }) else { return nil }
      self = .measure(index)
    }
  }
}

extension NameIdentity {
  fileprivate var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension Int {
  /// A number of decimal digits and nothing else; nil where it is none, or too large.
  fileprivate init?(digits: UnsafeBufferPointer<UInt8>) {
    guard (1...18).contains(digits.count) else { return nil }
    self = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      self = self * 10 + Int(digit - UInt8(ascii: "0"))
    }
  }
}
