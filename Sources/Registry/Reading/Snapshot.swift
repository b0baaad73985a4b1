import Conformity
import GRDB
import Quantities
import Synchronization

/// One consistent view of a registry, from one vantage. What is stored after it was taken does not show in it.
///
/// It can be used from several threads, one of which reads at a time. While it lives, the file's log is kept from
/// being emptied: take it for a task, not for a day.
public final class Snapshot: Sendable {
  let reader: DatabaseSnapshot
  let path: String
  /// From where the past is looked at, as it was asked for.
  public let vantage: Vantage
  /// The last document that is known.
  let horizon: Int64
  /// The day whose state is asked for: that of the vantage, or the last one that anything known bears.
  public let day: Day
  /// The programme's policies, as far as they are known.
  let policies: PolicyRecord
  /// The standards whose definition in force was another at this vantage than it is now.
  let changedStandards: Set<String>
  /// Judges by the definition in force, for what is not stored.
  let judges = Mutex<[String: Judge]>([:])
  /// What was found of the model that was asked for last: whoever makes several things of a model asks as often.
  let lastFinding = Mutex<(key: ModelKey, finding: StoredFinding)?>(nil)
  let lastReports = Mutex<(key: ModelKey, reports: [StoredReport])?>(nil)
  /// The designations of all models, once somebody has looked one up.
  let lexicon = Mutex<Lexicon?>(nil)

  init(_ reader: DatabaseSnapshot, path: String, vantage: Vantage) throws {
    self.reader = reader
    self.path = path
    self.vantage = vantage
    let horizon = try reader.read { db in try Horizon.of(vantage.asKnown, in: db) }
    self.horizon = horizon
    day = try vantage.asOf ?? reader.read { db in try Horizon.lastDay(upTo: horizon, in: db) }
    policies = try reader.read { db in try HistoryReader(db: db, path: path, horizon: horizon).policies() }
    changedStandards =
      vantage.asKnown == nil
      ? [] : try reader.read { db in try Horizon.changedStandards(since: horizon, in: db) }
  }

  func read<Value>(_ body: (Database) throws -> Value) throws(RegistryError) -> Value {
    try RegistryError.translating(path: path) { try reader.read(body) }
  }

  func evidence(_ db: Database) -> ModelEvidence {
    ModelEvidence(db: db, path: path, horizon: horizon, day: vantage.asOf)
  }
}
