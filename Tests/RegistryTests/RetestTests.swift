import Conformity
import Foundation
import Registry
import Testing

@Suite("Retests and follow-up in a registry")
struct RetestTests {
  private func report(
    _ id: String, _ occasion: String, outcomes: [String] = ["stop", "stop", "stop"], model: String = "HX-1",
    tested: String = "2024-02-28"
  ) -> [UInt8] {
    let text = String(
      decoding: Toy.report(id, model: model, tested: tested, outcomes: outcomes), as: UTF8.self)
    return Array(text.replacing("<laboratory", with: occasion + "<laboratory", maxReplacements: 1).utf8)
  }

  private func retest(of id: String) -> String {
    "<retest of=\"\(id)\" reason=\"Clay.\"><test method=\"shooting\"/></retest>"
  }

  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func registry() throws -> RegistryDatabase {
    let database = try scratch.open()
    try database.take(try Toy.parties())
    try database.take(Toy.model(), Toy.model("HX-2"))
    return database
  }

  private func verdict(_ database: RegistryDatabase) throws -> Verdict? {
    let listing = try #require(try database.snapshot().listings().first { $0.designation == "HX-1" })
    let bytes = try #require(try database.snapshot().determinationBytes(of: listing))
    return try JSONDecoder().decode(Determination.self, from: Data(bytes)).verdict
  }

  @Test("in one delivery a retest comes after what it repeats, whatever the names; the failure stays")
  func order() throws {
    let database = try registry()
    let outcomes = try database.take([
      ImportSource(path: "a.xml", bytes: report("R2", retest(of: "R1"))),
      ImportSource(path: "b.xml", bytes: report("R1", "", outcomes: ["stop", "perforation", "stop"])),
    ])
    #expect(outcomes.map(\.path) == ["b.xml", "a.xml"])
    #expect(outcomes.allSatisfy { $0.result == .imported }, "\(outcomes.codes)")
    #expect(try verdict(database) == .notCompliant)
  }

  @Test("without what it repeats a retest is refused, and of another model or from before as well")
  func refused() throws {
    let database = try registry()
    #expect(try database.take(report("R2", retest(of: "R1"))).codes == [.registryRetestUnknown])
    try database.take(report("R1", "", tested: "2024-03-01"))
    #expect(try database.take(report("R2", retest(of: "R1"))).codes == [.registryRetestMismatch])
    #expect(
      try database.take(report("R2", retest(of: "R1"), model: "HX-2", tested: "2024-03-02")).codes == [
        .registryRetestMismatch
      ])
    #expect(try database.take(report("R2", retest(of: "R1"), tested: "2024-03-01")).results == [.imported])
  }

  @Test("follow-up alone lists nothing, and a failing one speaks against the model")
  func followUp() throws {
    let database = try registry()
    let note = "<follow-up reason=\"Inspection 7\"/>"
    try database.take(report("F1", note))
    #expect(try verdict(database) == .notDetermined)
    try database.take(report("R1", ""))
    #expect(try verdict(database) == .compliant)
    try database.take(report("F2", note, outcomes: ["perforation", "stop", "stop"]))
    #expect(try verdict(database) == .notCompliant)
  }
}
