import Foundation
import GRDB
import Testing

@testable import Registry

@Suite("An import on several threads")
struct ParallelImportTests {
  /// Documents of every kind of fate: imported, unchanged, refused for their form and for what they refer to, read
  /// ahead and too large for that, and one file that is not there.
  private func delivery(in scratch: Scratch) throws -> [ImportSource] {
    var sources = try Toy.parties()
    for index in 0..<60 {
      sources.append(ImportSource(path: "m\(index).xml", bytes: Toy.model("HX-\(index)")))
      let outcomes = index % 7 == 0 ? ["stop", "perforation", "stop"] : ["stop", "stop", "stop"]
      let report = Toy.report("R\(index)", model: "HX-\(index)", outcomes: outcomes)
      sources.append(ImportSource(file: try scratch.file("in/r\(index).xml", report)))
      if index % 5 == 0 { sources.append(ImportSource(path: "r\(index)-again.xml", bytes: report)) }
      if index % 9 == 0 {
        let cut = Array(report.prefix(report.count / 2))
        sources.append(ImportSource(path: "r\(index)-cut.xml", bytes: cut))
        sources.append(
          ImportSource(path: "r\(index)-stray.xml", bytes: Toy.report("S\(index)", model: "NONE")))
      }
    }
    let large =
      Toy.report("LARGE", model: "HX-1")
      + Array("<!--\(String(repeating: "x", count: 2 << 20))-->".utf8)
    sources.append(ImportSource(path: "large.xml", bytes: large))
    sources.append(ImportSource(file: scratch.folder + "/in/missing.xml"))
    return sources
  }

  private func imported(_ threads: Int, batchDocuments: Int) throws -> (
    outcomes: [ImportOutcome], rows: [String]
  ) {
    let scratch = try Scratch()
    let database = try scratch.open()
    var limits = Importer.Limits()
    limits.batchDocuments = batchDocuments
    var outcomes: [ImportOutcome] = []
    let importer = Importer(
      into: database, limits: limits, threads: threads, moment: { Moment(milliseconds: 1_700_000_000_000) })
    for _ in 0..<2 {
      _ = try importer.run(try delivery(in: scratch)) { outcome in
        var outcome = outcome
        outcome.path = outcome.path.replacing(scratch.folder, with: "")
        for index in outcome.diagnostics.indices {
          outcome.diagnostics[index].file = outcome.diagnostics[index].file.replacing(
            scratch.folder, with: "")
        }
        outcomes.append(outcome)
      }
    }
    let conclusions = try database.conclusions()
    try database.close()
    #expect(try Verifier(path: scratch.path).run().isSound)
    // The chain holds the paths, which differ from folder to folder.
    let documents = try scratch.query { db in
      try String.fetchAll(
        db,
        sql:
          "SELECT sequence || ' ' || sha256 || ' ' || kind || ' ' || file || ' ' || hex(bytes) FROM documents"
      ).map { $0.replacing(scratch.folder, with: "") }
    }
    return (outcomes, documents + conclusions)
  }

  @Test("comes to the same as on one, document by document and byte by byte", arguments: [2, 3, 8])
  func same(threads: Int) throws {
    let alone = try imported(1, batchDocuments: 64)
    #expect(Set(alone.outcomes.results) == [.imported, .unchanged, .refused])
    #expect(alone.outcomes.count > 250)
    let together = try imported(threads, batchDocuments: threads == 3 ? 5 : 64)
    #expect(together.outcomes == alone.outcomes)
    #expect(together.rows == alone.rows)
  }

  @Test("of one document, and of none")
  func few() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    let importer = Importer(into: database, threads: 4, moment: { Moment(milliseconds: 0) })
    #expect(try importer.run([]) { _ in }.total == 0)
    let summary = try importer.run([ImportSource(path: "a.xml", bytes: Toy.supplier())]) { _ in }
    #expect(summary.imported == 1)
  }

  @Test("goes on after a document that the tables refuse")
  func rejected() throws {
    let scratch = try Scratch()
    let database = try scratch.open()
    try database.take(try Toy.parties())
    try scratch.alter(
      "CREATE TRIGGER full BEFORE INSERT ON reports WHEN NEW.id = 'R30' BEGIN SELECT raise(FAIL, 'full'); END"
    )
    var limits = Importer.Limits()
    limits.batchDocuments = 10
    let sources = (0..<60).flatMap { index in
      [
        ImportSource(path: "m\(index)", bytes: Toy.model("HX-\(index)")),
        ImportSource(path: "r\(index)", bytes: Toy.report("R\(index)", model: "HX-\(index)")),
      ]
    }
    var outcomes: [ImportOutcome] = []
    let importer = Importer(
      into: database, limits: limits, threads: 4, moment: { Moment(milliseconds: 1_700_000_000_000) })
    _ = try importer.run(sources) { outcomes.append($0) }
    #expect(outcomes.results.filter { $0 == .refused }.count == 1)
    #expect(outcomes.codes == [.registryDocumentRejected])
    #expect(outcomes.filter { $0.result == .imported }.count == 119)
  }
}
