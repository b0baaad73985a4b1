import Foundation
import GRDB
import Registry
import Testing

@Suite("An import that is killed")
struct KillTests {
  /// The list, and every determination byte for byte.
  private func conclusions(_ path: String) throws -> [String] {
    let snapshot = try RegistryDatabase.open(path: path, mode: .readOnly).snapshot()
    return try snapshot.listings().map { listing in
      "\(listing)\n" + String(decoding: try snapshot.determinationBytes(of: listing) ?? [], as: UTF8.self)
    }
  }

  @Test(
    "at any moment: what was acknowledged is there, what is there is whole, and a second import completes it")
  func killed() throws {
    var random = SystemRandomNumberGenerator()
    let undisturbed = try Workplace()
    let parties = ["suppliers", "laboratories", "models"].map { "\(Workplace.examplesFolder)/\($0)" }
    let reports = try FileManager.default.contentsOfDirectory(atPath: "\(Workplace.examplesFolder)/reports")
      .filter { $0.contains("-iii-") || $0.contains("-iv-") }
      .map { "\(Workplace.examplesFolder)/reports/\($0)" }
    let everything = ["import", Program.root + "/Standards"] + parties + reports
    let start = ContinuousClock.now
    #expect(try undisturbed.run(everything).code == 0)
    let milliseconds = Int((ContinuousClock.now - start) / .milliseconds(1))
    let expected = try conclusions(undisturbed.folder + "/registry.sqlite")

    for round in 0..<20 {
      let place = try Workplace()
      let path = place.folder + "/registry.sqlite"
      // In half of the rounds there is a registry already, whose documents were acknowledged.
      var acknowledged = 0
      if round % 2 == 1 {
        let first = try place.run(["import", Program.root + "/Standards"] + parties + ["--format", "json"])
        #expect(first.code == 0)
        acknowledged = try #require(first.json()["imported"] as? Int)
        #expect(acknowledged > 50)
      }
      let child = try Child(everything, environment: ["PROOFMARK_REGISTRY": path], in: place.folder)
      usleep(UInt32(Int.random(in: 0...(milliseconds * 1000), using: &random)))
      child.kill()
      _ = try child.wait()
      guard FileManager.default.fileExists(atPath: path),
        FileManager.default.contents(atPath: path)?.isEmpty == false
      else {
        #expect(acknowledged == 0)
        continue
      }
      let database = try RegistryDatabase.open(path: path, mode: .create)
      let (integrity, foreign, documents) = try DatabaseQueue(path: path).read { db in
        (
          try String.fetchOne(db, sql: "PRAGMA integrity_check"),
          try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").count,
          try Int.fetchOne(db, sql: "SELECT count(*) FROM documents") ?? 0
        )
      }
      #expect(integrity == "ok")
      #expect(foreign == 0)
      #expect(documents >= acknowledged)
      // What is there is whole: the projections are those that follow from the documents.
      let before = try place.dump()
      try database.rebuildProjections()
      #expect(try place.dump() == before)
      let again = try place.run(everything)
      #expect(again.code == 0)
      #expect(again.output.contains("\(documents) unchanged"))
      #expect(try conclusions(path) == expected)
    }
  }
}
