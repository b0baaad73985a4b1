import Evidence
import Foundation
import Quantities
import Testing

@testable import Registry

@Suite("A packed report is the same report again")
struct PackedReportTests {
  private static let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../..")
  private static let examples: [URL] = {
    let files = try? FileManager.default.contentsOfDirectory(
      at: project.appendingPathComponent("Registry/examples/reports"), includingPropertiesForKeys: nil)
    return (files ?? []).filter { $0.pathExtension == "xml" }.sorted { $0.path < $1.path }
  }()

  /// The report that has everything in the vocabulary.
  private static func complete() throws -> Report {
    let url = project.appendingPathComponent("Tests/EvidenceTests/Fixtures/complete.xml")
    let bytes = try [UInt8](Data(contentsOf: url))
    return try #require(ReportReader.read(.bytes(bytes), file: "complete.xml").report)
  }

  private func written(_ report: Report) -> [UInt8] { Array(String(reflecting: report).utf8) }
  private func packed(_ report: Report) -> [UInt8] { PackedReport.withBytes(of: report) { [UInt8]($0) } }
  private func unpacked(_ bytes: [UInt8]) -> Report? { bytes.withUnsafeBytes { PackedReport.report($0) } }

  private func expectSame(_ report: Report, _ comment: Comment? = nil) {
    let again = unpacked(packed(report))
    let isSame = again == report
    #expect(isSame, comment)
    // Equality of numbers is numeric, and that of texts is what readers see; digits and bytes must be those that were written.
    let isWrittenSo = again.map(written) == written(report)
    #expect(isWrittenSo, comment)
  }

  @Test("the report that has everything in the vocabulary")
  func everything() throws { expectSame(try Self.complete()) }

  @Test("every example, in less than half of its size")
  func examples() throws {
    #expect(Self.examples.count > 50)
    for url in Self.examples {
      let bytes = [UInt8](try Data(contentsOf: url))
      guard let report = ReportReader.read(.bytes(bytes), file: url.path).report else { continue }
      expectSame(report, "\(url.lastPathComponent)")
      #expect(packed(report).count * 2 < bytes.count, "\(url.lastPathComponent)")
    }
  }

  @Test(
    "what no document holds comes back as well: large numbers, empty and foreign texts, a unit that is none")
  func extremes() throws {
    var report = try Self.complete()
    report.remarks = [
      "", "\u{0}", "é\u{301} ✓ 装甲", String(repeating: "x", count: 70_000), "", "é\u{301} ✓ 装甲",
    ]
    // The same for readers, and other bytes: U+212B is U+00C5, and U+212A is K.
    report.series[0].observations[0].outcome = "\u{212B}"
    report.series[0].observations[1].outcome = "\u{C5}"
    report.series[0].method = "K"
    report.series[1].method = "\u{212A}"
    report.model.line = .max
    report.measures[0].unit = nil
    report.measures[0].unitCode = "meters/sec"
    report.series[0].line = -5
    report.series[0].observations[0].measurements = [
      Measurement(measure: 0, value: .init(coefficient: .max, scale: 18)),
      Measurement(measure: 0, value: .init(coefficient: .min, scale: 0)),
      Measurement(measure: 0, value: .init(coefficient: -440, scale: 1)),
    ]
    report.series[0].observations[0].number = .max
    expectSame(report)
  }

  @Test("bytes that end too early, or were changed, give no report or another one, and never more than that")
  func broken() throws {
    let report = try Self.complete()
    let bytes = packed(report)
    for length in 0..<bytes.count { #expect(unpacked(Array(bytes.prefix(length))) == nil, "\(length)") }
    #expect(unpacked(bytes + [0]) == nil)
    var other = bytes
    other[0] = UInt8(PackedReport.form + 1)
    #expect(unpacked(other) == nil)
    var random = Seeded(20_261_129)
    for _ in 0..<5000 {
      var changed = bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        changed[Int.random(in: 1..<changed.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      _ = unpacked(changed)
    }
    // What begins as a very long list has no memory set aside for it.
    #expect(unpacked([1] + Array(repeating: 0xFF, count: 60)) == nil)
  }
}
