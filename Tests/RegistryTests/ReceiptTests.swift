import Conformity
import Foundation
import Registry
import Testing
import XMLDocuments
import ZipArchives

@Suite("Receipts for deliveries, and deliveries in archives")
struct ReceiptTests {
  private static let moment = Moment(milliseconds: 1_700_000_000_000)

  private func delivery() throws -> [ImportSource] {
    try Toy.parties() + [
      ImportSource(path: "in/model.xml", bytes: Toy.model()),
      ImportSource(path: "in/report.xml", bytes: Toy.report()),
      ImportSource(path: "in/stranger.xml", bytes: Toy.model("HX-9", supplier: "nobody")),
      ImportSource(path: "in/page.xml", bytes: Array("<html/>".utf8)),
    ]
  }

  private func deliver(
    _ sources: [ImportSource], to database: RegistryDatabase
  ) throws -> [DeliveredDocument] {
    var delivered: [DeliveredDocument] = []
    _ = try Importer(into: database, keepsRefused: true, moment: { Self.moment }).run(sources) {
      delivered.append(DeliveredDocument($0))
    }
    return delivered
  }

  @Test("each document with its event, and its model with what its evidence comes to; or why it was refused")
  func lines() throws {
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    let database = try scratch.open()
    let receipt = try database.receipt(
      for: try deliver(try delivery(), to: database), deliveredBy: "Northfield")
    #expect(receipt.deliveredBy == "Northfield")
    #expect(receipt.documents.map(\.file) == receipt.documents.map(\.file).sorted())
    #expect(receipt.registry.head.size == 5 && receipt.registry.beginning?.count == 64)
    let report = try #require(receipt.documents.first { $0.file == "in/report.xml" })
    #expect(report.result == .accepted && report.kind == .report && report.size == Toy.report().count)
    #expect(report.sha256 == SHA256Hex.of(Toy.report()) && report.diagnostics.isEmpty)
    #expect(report.event?.sequence == 5 && report.event?.hash == receipt.registry.head.hash)
    let model = try #require(report.models.first)
    let listing = try #require(try database.snapshot().listings().first)
    let determination = try #require(try database.snapshot().determinationBytes(of: listing))
    #expect(model.verdict == .compliant && model.determination == SHA256Hex.of(determination))
    let stranger = try #require(receipt.documents.first { $0.file == "in/stranger.xml" })
    #expect(stranger.result == .refused && stranger.isQuarantined && stranger.moment == Self.moment)
    #expect(stranger.diagnostics == [.registrySupplierUnknown] && stranger.event == nil)
    let page = try #require(receipt.documents.first { $0.file == "in/page.xml" })
    #expect(page.result == .refused && !page.isQuarantined && page.diagnostics == [.registryDocumentKind])
  }

  @Test("an import that was interrupted and run again gives the same bytes as one that was not")
  func resumed() throws {
    let scratches = [try Scratch(), try Scratch()]
    defer { withExtendedLifetime(scratches) {} }
    let (whole, broken) = (try scratches[0].open(), try scratches[1].open())
    let sources = try delivery()
    let expected = try whole.receipt(for: try deliver(sources, to: whole))
    // The first half came in before; the order within the delivery is that of the import.
    _ = try deliver(Array(sources.prefix(4)), to: broken)
    let resumed = try broken.receipt(for: try deliver(sources, to: broken))
    #expect(resumed.documents.map(\.result) == expected.documents.map(\.result))
    #expect(resumed.documents.map(\.sha256) == expected.documents.map(\.sha256))
    #expect(resumed.documents.count == sources.count)
    // And again by looking at the files alone, but for what was refused and not kept.
    let looked = try whole.receipt(for: sources.map { DeliveredDocument(reading: $0) })
    #expect(
      looked.documents.filter { $0.file != "in/page.xml" }
        == expected.documents.filter { $0.file != "in/page.xml" })
    #expect(looked.documents.first { $0.file == "in/page.xml" }?.result == .unknown)
    #expect(try whole.receipt(for: try deliver(sources, to: whole)).registry == expected.registry)
  }

  @Test("its file is read back exactly, and nothing that differs by a byte")
  func file() throws {
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    let database = try scratch.open()
    let receipt = try database.receipt(
      for: try deliver(try delivery(), to: database), deliveredBy: "A \"lab\"")
    #expect(Receipt.read(receipt.bytes, file: "r.json").receipt == receipt)
    for other in [receipt.bytes.dropLast(), receipt.bytes + [0x0A], [0x20] + receipt.bytes, []] {
      let (read, problems) = Receipt.read(Array(other), file: "r.json")
      #expect(read == nil && problems.map(\.code) == [.registryReceiptFormat])
    }
  }

  @Test("a registry that has what a receipt says agrees; another one, or one that goes less far, does not")
  func contradictions() throws {
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    let database = try scratch.open()
    let receipt = try database.receipt(for: try deliver(try delivery(), to: database))
    #expect(try database.contradictions(to: receipt) == [])
    try database.take(Toy.model("HX-2"))
    #expect(try database.contradictions(to: receipt) == [])
    let otherScratch = try Scratch()
    defer { withExtendedLifetime(otherScratch) {} }
    let other = try otherScratch.open()
    try other.take(Toy.supplier("other"))
    #expect(try other.contradictions(to: receipt).first?.contains("another registry") == true)
    let shorterScratch = try Scratch()
    defer { withExtendedLifetime(shorterScratch) {} }
    let shorter = try shorterScratch.open()
    _ = try deliver(Array(try delivery().prefix(3)), to: shorter)
    let faults = try shorter.contradictions(to: receipt)
    #expect(faults.count == 3 && faults.allSatisfy { $0.hasSuffix(".") })
  }

  // MARK: - Archives

  private func archive(_ files: [(String, [UInt8])], in scratch: Scratch) throws -> String {
    try scratch.file(
      "delivery.zip", try ZipWriter.write(files.map { ZipWriter.File(name: $0.0, bytes: $0.1) }))
  }

  @Test(
    "an archive's documents come in under its name and theirs; the rest is told about, an archive in it refused"
  )
  func archived() throws {
    let scratch = try Scratch()
    let path = try archive(
      [
        ("reports/r.XML", Toy.report()), ("model.xml", Toy.model()), ("TOY-1.xml", try Toy.standard()),
        ("supplier.xml", Toy.supplier()), ("laboratory.xml", Toy.laboratory()), ("photo.jpg", [1, 2, 3]),
        ("inner.zip", [1]), ("__MACOSX/._model.xml", [0]),
      ], in: scratch)
    let (sources, problems) = ZipDelivery.sources(of: path)
    #expect(sources.count == 5 && sources.allSatisfy { $0.path.hasPrefix(path + "/") })
    #expect(problems.map(\.code) == [.deliveryNested, .deliveryPassedOver])
    #expect(problems.map(\.severity) == [.error, .warning])
    #expect(problems[1].found == "__MACOSX/._model.xml, photo.jpg")
    let database = try scratch.open()
    var outcomes: [ImportOutcome] = []
    _ = try Importer(into: database, threads: 3, keepsRefused: true, moment: { Self.moment }).run(sources) {
      outcomes.append($0)
    }
    #expect(outcomes.allSatisfy { $0.result == .imported }, "\(outcomes.codes)")
    #expect(try database.snapshot().listings().count == 1)
    #expect(
      try database.receipt(for: sources.map { DeliveredDocument(reading: $0) }).documents.allSatisfy {
        $0.result == .accepted
      })
  }

  @Test("an entry that is too large or refused is refused by itself; what is no archive, as a whole")
  func refusedEntries() throws {
    let scratch = try Scratch()
    var limits = Importer.Limits.standard
    limits.maximumDocumentBytes = 100_000
    let large = Toy.model("HX-2", remark: String(repeating: " ", count: 100_000))
    let path = try archive([("large.xml", large), ("model.xml", Toy.model())], in: scratch)
    let database = try scratch.open()
    var outcomes: [ImportOutcome] = []
    _ = try Importer(into: database, limits: limits, keepsRefused: true, moment: { Self.moment }).run(
      ZipDelivery.sources(of: path).sources
    ) { outcomes.append($0) }
    #expect(outcomes.codes.contains(.registryDocumentSize))
    #expect(try database.quarantine.documents().map(\.file) == ["\(path)/model.xml"])
    #expect(
      ZipDelivery.sources(of: try scratch.file("no.zip", [1, 2, 3])).diagnostics.map(\.code) == [.zipFormat])
    let empty = try archive([("a.txt", [1])], in: scratch)
    #expect(ZipDelivery.sources(of: empty).diagnostics.map(\.code) == [.deliveryPassedOver])
  }
}
