import Conformity
import Evidence
import Foundation
import Quantities
import Registry
import Standards
import Testing

@testable import Publishing

/// A site of invented models, judged by the real engine from invented reports; no database is involved.
struct SampleSite {
  let standard: Standard
  let reference: StandardReference
  var setting = EvidenceSetting.full
  var title = "Register of Trials"
  var baseURL: String?
  var suppliers: [String: Supplier] = [:]
  /// What followers are told; nothing unless a test says so.
  var log: [LogEntry] = []
  private(set) var models: [(row: ListRow, report: Report, determination: Determination)] = []

  init(adopted: Bool = true) throws {
    let bytes = try Fixture.bytes("Field-1.xml")
    let (read, diagnostics) = StandardReader.read(bytes, file: "Field-1.xml")
    standard = try #require(read, "\(diagnostics)")
    reference = StandardReference(
      id: standard.id, title: standard.title, sha256: String(repeating: "5a", count: 32),
      adoption: adopted
        ? .init(role: "the programme's technical lead", day: try #require(Day("2025-03-01"))) : nil)
  }

  @discardableResult
  mutating func add(
    _ sample: SampleReport, supplier: String = "Harrow Armor Works", supplierID: String = "harrow",
    formerly former: [String] = []
  ) throws -> Determination {
    let report = try sample.make(for: standard)
    let subject = Subject(
      designation: sample.designation, supplier: "harrow", level: sample.level, kind: "flexible")
    let sha256 = (0..<32).map { _ in "c4" }.joined()
    let determination = Judge(standard: standard, reference: reference)
      .determine(subject: subject, reports: [SubmittedReport(report: report, sha256: sha256)])
    var standing = Standing()
    if determination.verdict == .compliant, reference.adoption != nil {
      standing.status = .active
      (standing.since, standing.listedOn) = (Day("2026-03-25"), Day("2026-03-25"))
    }
    let row = ListRow(
      designation: sample.designation, supplier: supplier, supplierID: supplierID, standard: standard.id,
      level: sample.level, kind: "flexible", gender: "neutral", opening: "side opening",
      sizes: ["S", "M", "L"],
      formerDesignations: former, warrantyMonths: 60, standing: standing, verdict: determination.verdict,
      day: report.issued,
      definition: reference.sha256,
      isAdopted: reference.adoption != nil, laboratories: ["Northfield Ballistics"],
      laboratoryIDs: ["northfield"], isExample: true)
    models.append((row, report, determination))
    return determination
  }

  mutating func removeModels() { models = [] }

  var site: Site {
    let page = StandardPage(standard: standard, reference: reference)
    let models = models
    let setting = setting
    var site = Site(
      title: title, keeper: "The Office of Trials", isExample: true, setting: setting, day: Day("2026-04-01"),
      baseURL: baseURL,
      standards: [page], rows: models.map(\.row), suppliers: suppliers,
      laboratories: [
        Laboratory(
          id: "northfield", isExample: true, name: "Northfield Ballistics", place: "Northfield",
          accreditations: [])
      ]
    ) { index in
      Site.Detail(
        particulars: ModelParticulars(
          materials: "Woven aramid", applied: Day("2026-01-15"), contact: "sales@harrow.example"),
        standard: page, determination: models[index].determination,
        reports: setting == .full ? [models[index].report] : [],
        laboratories: ["northfield": "Northfield Ballistics"])
    }
    site.log = log
    // As a registry has it, but for the documents, of which there are none.
    site.evidence = { index in
      PackedEvidence(
        proof: ModelProof(documents: []),
        determination: (
          setting == .full ? PackedEvidence.whole : PackedEvidence.disclosed,
          models[index].determination.disclosed(setting).canonicalJSON()
        ), documents: [])
    }
    return site
  }

  /// Publishes to a new folder and returns every file by its path.
  func published() throws -> [String: String] {
    try Fixture.withFolder { folder in
      let target = folder + "/site"
      let writer = try SiteFolder(target)
      try site.write(to: writer) { _, _ in }
      try writer.publish()
      return try Fixture.files(of: target)
    }
  }
}

enum Fixture {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
    "Fixtures")

  static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
  }

  static func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

  /// Runs with a folder that is removed afterwards.
  static func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(
      "publishing-\(UUID().uuidString)"
    ).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
  }

  /// Bytes as text; those that are none, each as a character of its own, so that nothing is lost.
  static func text(of data: Data) -> String {
    String(data: data, encoding: .utf8) ?? String(data: data, encoding: .isoLatin1) ?? ""
  }

  /// Every file below a folder, by its relative path.
  static func files(of folder: String) throws -> [String: String] {
    var files: [String: String] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      let full = folder + "/" + path
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: full, isDirectory: &isFolder)
      if !isFolder.boolValue {
        files[path] = text(of: try Data(contentsOf: URL(fileURLWithPath: full)))
      }
    }
    return files
  }
}
