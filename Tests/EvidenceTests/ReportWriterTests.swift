import Evidence
import ExampleDocuments
import Foundation
import Quantities
import Standards
import Testing
import XMLDocuments

@Suite("A printed report reads back as the same report")
struct ReportWriterTests {
  /// The report as printing keeps it: without lines, and calibrations before conditioning before tests.
  private func asPrinted(_ report: Report) -> Report {
    var report = report
    report.series = [.calibration, .conditioning, .test].flatMap { role in
      report.series.filter { $0.role == role }
    }
    report.model.line = 0
    for index in report.declaredThreats.indices {
      report.declaredThreats[index].line = 0
      for reference in report.declaredThreats[index].references.indices {
        report.declaredThreats[index].references[reference].line = 0
      }
    }
    for index in report.measures.indices { report.measures[index].line = 0 }
    for index in report.specimens.indices {
      report.specimens[index].line = 0
      report.specimens[index].outline?.line = 0
    }
    for index in report.certificates.indices { report.certificates[index].line = 0 }
    for index in report.series.indices {
      report.series[index].line = 0
      for observation in report.series[index].observations.indices {
        report.series[index].observations[observation].line = 0
      }
    }
    return report
  }

  private func expectRoundTrip(_ report: Report, _ comment: Comment? = nil) throws {
    let bytes = ReportWriter.write(report)
    let (read, diagnostics) = ReportReader.read(.bytes(bytes), file: "printed.xml")
    #expect(!diagnostics.hasErrors, comment)
    let again = try #require(read, comment)
    let isSame = asPrinted(again) == asPrinted(report)
    #expect(isSame, comment)
    let isStable = ReportWriter.write(again) == bytes
    #expect(isStable, comment)
    // Equality of numbers is numeric; the digits must be those that were written.
    func digits(_ report: Report) -> [String] {
      asPrinted(report).series.flatMap(\.observations).flatMap(\.measurements).map(\.value.description)
    }
    let hasSameDigits = digits(again) == digits(report)
    #expect(hasSameDigits, comment)
  }

  @Test("the report that has everything in the vocabulary")
  func complete() throws {
    try expectRoundTrip(#require(try Document.fixture("complete").read().report))
  }

  @Test("every example, byte for byte")
  func examples() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Document.examples.path).filter {
      $0.hasSuffix(".xml")
    }
    #expect(names.count >= 24)
    for name in names {
      let document = try Document.example(name)
      let report = try #require(document.read().report)
      #expect(ReportWriter.write(report) == document.bytes, "\(name)")
    }
  }

  @Test("the reports that the examples' generator makes, one for each flaw")
  func generated() throws {
    let path = Document.examples.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
      .appendingPathComponent("Standards/NIJ-0101.06.xml")
    let standard = try #require(
      StandardReader.read([UInt8](try Data(contentsOf: path)), file: "NIJ-0101.06.xml").standard)
    for (index, model) in ExampleRegistry.models.enumerated() {
      let report = ReportBuilder.report(for: model, standard: standard, seed: UInt64(9000 + index))
      try expectRoundTrip(report, "\(model.designation)")
    }
  }

  @Test("any report: parse after print is the identity", arguments: 0..<60)
  func property(seed: Int) throws {
    var generator = ReportGenerator(seed: UInt64(seed))
    try expectRoundTrip(generator.report(), "seed \(seed)")
  }

  @Test("text with markup, quotes and line breaks is escaped, not lost")
  func escaping() throws {
    var report = try #require(try Document.fixture("complete").read().report)
    report.id = "a&b<c>\"d'é\u{1F4A5}"
    report.signOffs[0].name = "<script>&amp;]]>"
    try expectRoundTrip(report)
  }
}

/// Makes reports that the vocabulary allows: any of the optional parts, any text, any digits.
private struct ReportGenerator {
  private var random: Seeded

  init(seed: UInt64) { random = Seeded(seed) }

  private mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  private mutating func coin() -> Bool { Bool.random(using: &random) }

  private mutating func text() -> String {
    let pieces = [
      "a", "Ω", "&", "<", ">", "\"", "'", "x y", "é", "\u{1F4A5}", "]]>", "--", "0", "%", "\u{85}",
    ]
    return (0...int(0...6)).map { _ in pieces[int(0...(pieces.count - 1))] }.joined()
  }

  private mutating func decimal() -> ExactDecimal {
    let digits = [1, 9, 99, 1234, 44_0, 999_999_999_999_999_999][int(0...5)]
    return ExactDecimal(coefficient: Int64(coin() ? digits : -int(0...digits)), scale: int(0...18))
  }

  private mutating func day() -> Day {
    Day(year: int(1...9999), month: int(1...12), day: int(1...28)) ?? Day(year: 2024, month: 2, day: 29)!
  }

  mutating func report() -> Report {
    let names = ["velocity", "bfs", "edge", "drop-height", "x.y_z", "hit-x", "hit-y"]
    let codes = ["m/s", "[ft_i]/s", "mm", "Cel", "1", "no unit at all"]
    let measures = names.prefix(int(0...names.count)).map { name in
      let code = codes[int(0...(codes.count - 1))]
      return Measure(
        quantity: name, unitCode: code, unit: try? Unit(ucum: code), uncertainty: coin() ? decimal() : nil,
        line: 0)
    }
    let calibrations = (0..<int(0...3)).map { series(.calibration, id: "C\($0)", measures: measures.count) }
    let conditioning = (0..<int(0...3)).map { series(.conditioning, id: "W\($0)", measures: measures.count) }
    let specimens = (0..<int(0...4)).map { index in
      Specimen(
        id: "S\(index)", serial: text(), size: "large", condition: "new", part: coin() ? "back" : "",
        conditioning: coin() ? conditioning.compactMap(\.id) : [], outline: coin() ? outline() : nil, line: 0)
    }
    var tests = (0..<int(0...5)).map { _ in series(.test, id: nil, measures: measures.count) }
    for index in tests.indices {
      if let specimen = specimens.randomElement(using: &random), coin() {
        tests[index].specimen = specimen.id
      }
      if coin() { tests[index].calibrations = calibrations.compactMap(\.id) }
      if coin() { tests[index].threat = "pea" }
    }
    let from = day()
    let days = [from, day(), day()].sorted()
    for index in tests.indices where coin() { tests[index].day = days[int(0...1)] }
    return Report(
      id: text(), isExample: coin(), issued: days[2],
      laboratory: LaboratoryReference(id: "north", accreditation: text()),
      standard: "TOY-1",
      model: ModelReference(designation: text(), supplier: "harrow", level: "A", kind: "flexible", line: 0),
      testedFrom: days[0], testedTo: days[1], declaredThreats: coin() ? [threat()] : [],
      measures: Array(measures),
      specimens: specimens, series: calibrations + conditioning + tests,
      attachments: coin()
        ? [Attachment(title: text(), mediaType: "image/jpeg", sha256: String(repeating: "0f", count: 32))]
        : [],
      signOffs: [SignOff(name: text(), role: text(), day: day())],
      remarks: (0..<int(0...2)).map { _ in text() })
  }

  private mutating func outline() -> Outline {
    Outline(
      width: ExactDecimal(coefficient: Int64(int(1...9999)), scale: int(0...3)),
      height: ExactDecimal(coefficient: Int64(int(1...9999)), scale: int(0...3)),
      unitCode: ["mm", "[in_i]", "no unit at all"][int(0...2)], line: 0)
  }

  private mutating func threat() -> DeclaredThreat {
    DeclaredThreat(
      id: "pea", title: text(), role: "only", mass: Amount(decimal(), .gram),
      references: [.init(condition: "new", velocity: Amount(decimal(), .metrePerSecond), line: 0)], line: 0)
  }

  private mutating func series(_ role: Series.Role, id: String?, measures: Int) -> Series {
    let observations = (1...int(1...6)).map { number in
      Observation(
        number: number, outcome: coin() ? "stop" : nil, item: coin() ? "size" : nil,
        claimedFair: coin() ? coin() : nil,
        measurements: (0..<measures).filter { _ in coin() }.map {
          Measurement(measure: $0, value: decimal())
        },
        remark: coin() ? text() : nil, line: 0)
    }
    return Series(
      role: role, id: id, method: "shooting", specimen: nil, threat: nil, calibrations: [], day: nil,
      remark: coin() ? text() : nil, observations: observations, line: 0)
  }
}
