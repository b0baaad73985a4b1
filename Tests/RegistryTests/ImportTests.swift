import Foundation
import GRDB
import Registry
import Testing
import XMLDocuments

@testable import Registry

@Suite("A document enters whole or not at all")
struct ImportTests {
  @Test("a registry of one compliant model: documents, list and determination")
  func everything() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    var sources = try Toy.parties()
    sources.append(ImportSource(path: "model.xml", bytes: Toy.model()))
    sources.append(ImportSource(path: "report.xml", bytes: Toy.report()))
    let outcomes = try database.take(sources)
    #expect(outcomes.results == Array(repeating: .imported, count: 5))
    #expect(outcomes.codes == [])
    let snapshot = try database.snapshot()
    let listing = try #require(try snapshot.listings().first)
    #expect(listing.verdict == .compliant)
    #expect(listing.supplierName == "Harrow Armor Works")
    #expect(listing.day?.description == "2024-03-09")
    #expect(listing.reportIDs == ["R1"])
    #expect(!listing.isAdopted)
    #expect(try snapshot.counts().documents == 5)
  }

  @Test("documents are taken in the order in which they refer to each other, whatever the order of the paths")
  func dependencies() throws {
    let scratch = try Scratch()
    var sources = try Toy.parties()
    sources.append(ImportSource(path: "0-model.xml", bytes: Toy.model()))
    sources.append(ImportSource(path: "00-report.xml", bytes: Toy.report()))
    sources.append(ImportSource(path: "9-adoption.xml", bytes: Toy.adoption(of: try Toy.standard())))
    let outcomes = try scratch.open().take(sources.reversed())
    #expect(outcomes.map(\.kind) == [.standard, .adoption, .supplier, .laboratory, .model, .report])
    #expect(outcomes.results == Array(repeating: .imported, count: 6))
  }

  @Test("the same bytes again change nothing and say so, under whatever name they come")
  func unchanged() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    let sources =
      try Toy.parties() + [
        ImportSource(path: "model.xml", bytes: Toy.model()),
        ImportSource(path: "report.xml", bytes: Toy.report()),
      ]
    try database.take(sources)
    let before = try scratch.dump()
    let again = try database.take(sources + [ImportSource(path: "copy.xml", bytes: Toy.report())])
    #expect(again.results == Array(repeating: .unchanged, count: 6))
    #expect(again.codes == [])
    #expect(try scratch.dump() == before)
  }

  @Test("the same bytes twice in one import enter once")
  func twiceInOne() throws {
    let scratch = try Scratch()
    let outcomes = try scratch.open().take(Toy.supplier(), Toy.supplier())
    #expect(outcomes.results == [.imported, .unchanged])
    #expect(try scratch.rowCounts() == ["documents": 1, "events": 1, "suppliers": 1])
  }

  @Test("refused documents leave nothing behind, in any table, and the rest goes on")
  func refused() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    try database.take(try Toy.parties() + [ImportSource(path: "m", bytes: Toy.model())])
    let before = try scratch.dump()
    let refused: [[UInt8]] = [
      Toy.supplier("bad id"), Toy.laboratory("x", from: "2024-02-30"), Toy.model("HX-2", supplier: "nobody"),
      Toy.model("HX-3", level: "Z"), Toy.report("R1", model: "HX-9"), Toy.report("R2", laboratory: "nowhere"),
      Toy.report("R3", outcomes: []), Array(Toy.report("R4").dropLast(20)), Array("not XML".utf8), [],
      Toy.adoption(of: [1, 2, 3]), Toy.programme(attributes: " evidence=\"all\""), Array("<html/>".utf8),
    ]
    let outcomes = try database.take(
      refused.enumerated().map { ImportSource(path: "bad-\($0).xml", bytes: $1) })
    #expect(outcomes.results == Array(repeating: .refused, count: refused.count))
    for outcome in outcomes {
      #expect(outcome.diagnostics.hasErrors, "\(outcome.path)")
      for diagnostic in outcome.diagnostics { #expect(diagnostic.file == outcome.path) }
    }
    #expect(try scratch.dump() == before)

    let mixed = try database.take(
      refused.enumerated().map { ImportSource(path: "bad-\($0).xml", bytes: $1) }
        + [ImportSource(path: "good.xml", bytes: Toy.report())])
    #expect(mixed.filter { $0.result == .imported }.map(\.path) == ["good.xml"])
    #expect(try scratch.rowCounts()["documents"] == 5)
  }

  @Test("a document that the tables refuse is undone by itself, and the rest of its transaction stays")
  func rejected() throws {
    let scratch = try Scratch()
    try scratch.open().close()
    try scratch.alter(
      """
      CREATE TRIGGER no_brine BEFORE INSERT ON suppliers WHEN NEW.id = 'brine'
      BEGIN SELECT raise(ABORT, 'no brine'); END
      """)
    let outcomes = try scratch.open().take(
      Toy.supplier("alder"), Toy.supplier("brine"), Toy.supplier("cedar"))
    #expect(outcomes.results == [.imported, .refused, .imported])
    #expect(outcomes.codes == [.registryDocumentRejected])
    #expect(try scratch.rowCounts() == ["documents": 2, "events": 2, "suppliers": 2])
  }

  @Test("what others refer to is refused: so are they, and say why")
  func chain() throws {
    let scratch = try Scratch()
    let sources = [
      ImportSource(path: "a-standard.xml", bytes: try Toy.standard()),
      ImportSource(path: "b-supplier.xml", bytes: Toy.supplier("harrow", name: "")),
      ImportSource(path: "c-laboratory.xml", bytes: Toy.laboratory()),
      ImportSource(path: "d-model.xml", bytes: Toy.model()),
      ImportSource(path: "e-report.xml", bytes: Toy.report()),
    ]
    let outcomes = try scratch.open().take(sources)
    #expect(outcomes.results == [.imported, .refused, .imported, .refused, .refused])
    #expect(outcomes[3].diagnostics.map(\.code) == [.registrySupplierUnknown])
    #expect(outcomes[4].diagnostics.map(\.code) == [.registrySupplierUnknown])
  }

  @Test("the original bytes come back byte for byte, whatever their encoding")
  func originalBytes() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    let text = String(decoding: Toy.supplier(name: "Härrow"), as: UTF8.self)
    var utf16: [UInt8] = [0xFF, 0xFE]
    for unit in text.utf16 { utf16 += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let latin1 =
      [UInt8]("<?xml version='1.0' encoding='ISO-8859-1'?>\r\n".utf8)
      + text.unicodeScalars.map { UInt8($0.value) }
    let documents = [
      Toy.supplier(), utf16, latin1, [0xEF, 0xBB, 0xBF] + Toy.supplier(name: "Harrow 2") + [0x0A, 0x0A],
    ]
    let outcomes = try database.take(
      documents.enumerated().map { ImportSource(path: "\($0).xml", bytes: $1) })
    #expect(outcomes.results == Array(repeating: .imported, count: 4))
    let snapshot = try database.snapshot()
    for (document, outcome) in zip(documents, outcomes) {
      let sha256 = try #require(outcome.sha256)
      #expect(sha256 == SHA256Hex.of(document))
      #expect(try snapshot.documentBytes(sha256: sha256) == document)
      let stored = try #require(try snapshot.document(sha256: sha256))
      #expect(stored.size == document.count)
      #expect(stored.file == outcome.path)
      #expect(stored.recorded.description == "2023-11-14T22:13:20.000Z")
    }
    var files: [String] = []
    try snapshot.forEachDocument { files.append($0.file) }
    #expect(files == ["0.xml", "1.xml", "2.xml", "3.xml"])
  }

  @Test(
    "a later document of a supplier replaces what the earlier one said; the earlier again changes nothing, with a warning"
  )
  func superseded() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    try database.take(Toy.supplier(name: "Old"))
    try database.take(Toy.supplier(name: "New"))
    #expect(try database.snapshot().suppliers().map(\.name) == ["New"])
    let again = try database.take(Toy.supplier(name: "Old"))
    #expect(again.results == [.unchanged])
    #expect(again.codes == [.registryDocumentSuperseded])
    #expect(again.first?.diagnostics.first?.severity == .warning)
    #expect(try database.snapshot().suppliers().map(\.name) == ["New"])
  }

  @Test("a later document of a laboratory replaces its accreditations")
  func accreditations() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    try database.take(Toy.laboratory())
    try database.take(Toy.laboratory(standards: "TOY-9"))
    let laboratory = try #require(try database.snapshot().laboratories().first)
    #expect(laboratory.accreditations.map(\.standards) == [["TOY-9"]])
  }

  @Test("what a summary counts is what became of the documents")
  func summary() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    try database.take(Toy.supplier())
    let sources =
      try Toy.parties() + [
        ImportSource(path: "m1", bytes: Toy.model("HX-1")),
        ImportSource(path: "m2", bytes: Toy.model("HX-2")),
        ImportSource(path: "r1", bytes: Toy.report("R1")),
        ImportSource(path: "r2", bytes: Toy.report("R2", model: "HX-2")),
        ImportSource(path: "r3", bytes: Toy.report("R3", model: "HX-3")),
      ]
    let summary = try Importer(into: database, moment: { Moment(milliseconds: 0) }).run(sources) { _ in }
    #expect(summary.imported == 6)
    #expect(summary.unchanged == 1)
    #expect(summary.refused == 1)
    #expect(summary.total == 8)
    #expect(summary.judged == 2)
    #expect(summary.importedByKind == [.standard: 1, .laboratory: 1, .model: 2, .report: 2])
    let expected =
      try [Toy.standard(), Toy.laboratory(), Toy.model("HX-1"), Toy.model("HX-2"), Toy.report("R1")]
      .reduce(0) { $0 + $1.count } + Toy.report("R2", model: "HX-2").count
    #expect(summary.bytes == expected)
  }
}

@Suite("Sources that cannot be read are refused, and nothing waits for them")
struct ImportSourceTests {
  private func refusal(_ path: String, limits: Importer.Limits = .standard) throws -> Diagnostic {
    let scratch = try Scratch()
    let outcomes = try scratch.open().take([ImportSource(file: path)], limits: limits)
    #expect(outcomes.results == [.refused])
    #expect(try scratch.rowCounts() == [:])
    return try #require(outcomes.first?.diagnostics.first)
  }

  @Test("a file that is not there")
  func missing() throws {
    let diagnostic = try refusal("/nowhere/at all.xml")
    #expect(diagnostic.code == .registrySourceUnreadable)
    #expect(diagnostic.message.contains("No such file"))
  }

  @Test("a folder")
  func folder() throws {
    let scratch = try Scratch()
    let diagnostic = try refusal(scratch.folder)
    #expect(diagnostic.code == .registrySourceUnreadable)
    #expect(diagnostic.expected == "a file")
  }

  @Test("a pipe that nobody writes to")
  func pipe() throws {
    let scratch = try Scratch()
    let path = scratch.folder + "/pipe.xml"
    try #require(mkfifo(path, 0o600) == 0)
    #expect(try refusal(path).code == .registrySourceUnreadable)
  }

  @Test("a device without end")
  func device() throws {
    #expect(try refusal("/dev/zero").code == .registrySourceUnreadable)
  }

  @Test("a document one byte larger than the limit; one exactly at the limit enters")
  func size() throws {
    let scratch = try Scratch()
    let document = Toy.supplier()
    let path = try scratch.file("supplier.xml", document)
    var limits = Importer.Limits()
    limits.maximumDocumentBytes = document.count - 1
    let diagnostic = try refusal(path, limits: limits)
    #expect(diagnostic.code == .registryDocumentSize)
    #expect(diagnostic.found == "\(document.count) bytes")
    #expect(diagnostic.expected == "at most \(document.count - 1) bytes")
    let database = try scratch.open()
    #expect(
      try database.take([ImportSource(path: "memory.xml", bytes: document)], limits: limits).codes
        == [.registryDocumentSize])
    limits.maximumDocumentBytes = document.count
    #expect(try database.take([ImportSource(file: path)], limits: limits).results == [.imported])
  }

  @Test("a file of a terabyte is refused by its size, unread")
  func sparse() throws {
    let scratch = try Scratch()
    let path = try scratch.file("huge.xml", Array("<report".utf8))
    try #require(truncate(path, 1 << 40) == 0)
    #expect(try refusal(path).code == .registryDocumentSize)
  }

  @Test("an empty file")
  func empty() throws {
    let scratch = try Scratch()
    #expect(try refusal(try scratch.file("empty.xml", [])).code == .xmlEmpty)
  }
}
