import Foundation
import GRDB
import Registry
import Testing

/// How hard the program is tried: a little in every run of the tests, a few hundred times by `make fire`.
enum Fire {
  /// How often something is killed.
  static func rounds(_ usual: Int) -> Int {
    ProcessInfo.processInfo.environment["PROOFMARK_FIRE"].flatMap { Int($0) } ?? usual
  }

  static let isRoot = geteuid() == 0

  /// Runs the program and kills it after a random part of a time.
  ///
  /// - Returns: what it came to: 137 where it was killed before its end.
  static func kill(
    _ arguments: [String], registry: String, in folder: String, within milliseconds: Int
  ) throws -> Program.Run {
    let child = try Child(arguments, environment: ["PROOFMARK_REGISTRY": registry], in: folder)
    usleep(UInt32(Int.random(in: 0...milliseconds * 1000)))
    child.kill()
    return try child.wait()
  }

  /// How long a run takes, in milliseconds, a little more than that.
  static func time(_ body: () throws -> Program.Run) throws -> Int {
    let start = ContinuousClock.now
    let run = try body()
    try #require(run.code == 0, "\(run.errors)")
    return Int((ContinuousClock.now - start) / .milliseconds(1)) * 11 / 10
  }

  /// A command that runs the program where no file can grow beyond so many kilobytes: its arguments are those of a
  /// shell.
  static func limited(kilobytes: Int, _ arguments: [String]) -> [String] {
    // The limit counts in blocks of 512 bytes.
    ["-c", "ulimit -f \(kilobytes * 2) && exec \"$0\" \"$@\"", Program.path] + arguments
  }
}

/// A registry from outside: what was promised about it, and whether that holds.
struct Witness {
  let path: String
  /// SHA-256 of every document that the program said it has.
  private(set) var acknowledged: Set<String> = []

  init(_ path: String) { self.path = path }

  /// Takes the program at its word, where it came to say something.
  mutating func hear(_ run: Program.Run) throws {
    guard let report = try? run.json(), let documents = report["documents"] as? [[String: Any]] else {
      return
    }
    for document in documents where document["result"] as? String == "imported" {
      acknowledged.insert(try #require(document["sha256"] as? String))
    }
  }

  /// Nothing that was acknowledged is lost, and everything fits together.
  func holds(_ comment: String) throws {
    guard FileManager.default.contents(atPath: path)?.isEmpty == false else {
      #expect(acknowledged.isEmpty, "\(comment)")
      return
    }
    // As the next command finds it: it brings to an end what a killed one has begun.
    try RegistryDatabase.open(path: path, mode: .create).close()
    let verification = try Verifier(path: path).run()
    #expect(verification.isSound, "\(comment): \(verification.faults)")
    let stored = try DatabaseQueue(path: path).read { db in
      try Set(String.fetchAll(db, sql: "SELECT sha256 FROM documents"))
    }
    #expect(acknowledged.subtracting(stored) == [], "\(comment)")
  }

  /// The list, and every determination byte for byte; not the moment and the place in the chain of a notice, which
  /// differ with the imports that it took.
  func conclusions() throws -> [String] {
    let snapshot = try RegistryDatabase.open(path: path, mode: .readOnly).snapshot()
    return try snapshot.listings().map { listing in
      let text = "\(listing)".replacing(#/sequence: \d+|recorded: [^,]+/#, with: "")
      return text + "\n" + String(decoding: try snapshot.determinationBytes(of: listing) ?? [], as: UTF8.self)
    }
  }
}

/// Some of the example documents: enough to be in the middle of something when the end comes.
enum Load {
  static let parties = ["suppliers", "laboratories", "models"].map { "\(Workplace.examplesFolder)/\($0)" }
  static let standards = Program.root + "/Standards"
  static let reports: [String] = {
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: "\(Workplace.examplesFolder)/reports")) ?? []
    return names.filter { $0.contains("-iii-") || $0.contains("-iv-") }.sorted()
      .map { "\(Workplace.examplesFolder)/reports/\($0)" }
  }()
  /// All of the example registry, with its programme, decisions, notices and corrections.
  static let everything = [standards, Program.root + "/Registry"]
}
