import Conformity
import Evidence
import ExampleDocuments
import Foundation
import Standards
import Testing

/// The example documents say in a remark what they were made to show; this holds them to it.
@Suite("The example reports")
struct ExampleVerdictTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let reports: [String] = {
    let folder = root.appendingPathComponent("Registry/examples/reports").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".xml") }.sorted()
  }()

  static let shelf = Result { try ExampleShelf.read(root.appendingPathComponent("Standards")) }

  private func read(_ name: String) throws -> Report {
    let path = Self.root.appendingPathComponent("Registry/examples/reports/\(name)").path
    let data = try #require(FileManager.default.contents(atPath: path))
    let (report, diagnostics) = ReportReader.read(.bytes([UInt8](data)), file: name)
    return try #require(report, "\(diagnostics)")
  }

  private func determine(_ report: Report) throws -> Determination {
    // A report to an edition that nobody applied for is held against the one they did.
    let isWrongEdition = report.remarks.contains { $0.contains("an earlier edition") }
    let wanted = isWrongEdition ? ExampleRegistry.standard : report.standard
    let standard = try #require(try Self.shelf.get().first { $0.id == wanted })
    let judge = Judge(
      standard: standard,
      reference: StandardReference(id: standard.id, title: standard.title, sha256: "", adoption: nil))
    let subject = Subject(
      designation: report.model.designation, supplier: report.model.supplier, level: report.model.level,
      kind: report.model.kind)
    return judge.determine(subject: subject, reports: [SubmittedReport(report: report, sha256: "")])
  }

  @Test(
    "each report gets exactly the verdict, and the deciding requirement, that its remark expects",
    arguments: reports)
  func verdict(name: String) throws {
    let report = try read(name)
    let remark = try #require(report.remarks.first)
    let expected = try #require(
      remark.firstMatch(
        of:
          #/Expected: (compliant|not compliant|not determined)(?:; requirement (\S+) (not met|not determined))?\.$/#
      ))
    let determination = try determine(report)
    #expect(determination.verdict.rawValue == String(expected.1))
    if let id = expected.2, let outcome = expected.3 {
      let finding = try #require(determination.findings.first { $0.requirement == String(id) })
      #expect(finding.outcome.rawValue == String(outcome))
    }
    #expect(report.isExample)
  }

  @Test(
    "there is one for each standard that tests something, which is met as far as it is known, and one that fails"
  )
  func standards() throws {
    let read = try Self.reports.map { try self.read($0) }
    for standard in try Self.shelf.get() where !standard.requirements.isEmpty {
      let remarks = read.filter { $0.standard == standard.id }.compactMap(\.remarks.first)
      #expect(remarks.contains { $0.contains("Everything is as it should be") }, "\(standard.id)")
      #expect(remarks.contains { $0.contains("Expected: not compliant;") }, "\(standard.id)")
    }
  }

  @Test("there are at least 24 of body armor, over all five types and the special one, with every verdict")
  func coverage() throws {
    let read = try Self.reports.map { try self.read($0) }.filter { $0.standard == ExampleRegistry.standard }
    #expect(read.count >= 24)
    #expect(Set(read.map(\.model.level)) == ["IIA", "II", "IIIA", "III", "IV", "special"])
    let remarks = read.compactMap(\.remarks.first)
    for verdict in ["compliant.", "not compliant;", "not determined;"] {
      #expect(remarks.contains { $0.contains("Expected: \(verdict)") })
    }
  }

  @Test("a flawed report differs from compliance in what it was made to show, and not in half of everything")
  func singleFaults() throws {
    for name in Self.reports {
      let report = try read(name)
      guard report.standard == ExampleRegistry.standard else { continue }
      let open = try determine(report).findings.filter {
        $0.outcome == .notMet || $0.outcome == .notDetermined
      }
      // A fault of the clay or of conditioning takes the shots with it; nothing takes more than the five that
      // rest on shots.
      #expect(open.count <= 5, "\(name): \(open.map(\.requirement))")
    }
  }

  @Test("a complete report of flexible armor is under 100 KB")
  func size() throws {
    for name in Self.reports {
      let path = Self.root.appendingPathComponent("Registry/examples/reports/\(name)").path
      let size = try #require(FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
      #expect(size < 100_000)
    }
  }
}
