import Conformity
import Dispatch
import Foundation
import Synchronization

/// Judge cases and write the determinations down as they are stored, several at a time.
final class Clerks: Sendable {
  /// A determination as it is stored.
  ///
  /// Of the determination itself only what stands beside it: it is large, and given up by the thread that made it.
  struct Record: Sendable {
    let standard: StandardReference
    let engine: String
    let verdict: Verdict
    /// The size of its canonical JSON, in bytes.
    let size: Int
    /// Its canonical JSON, compressed; nil where memory is short.
    let compressed: Data?
  }

  private final class Clerk: Sendable {
    private let compressor = Mutex(ZstdCompressor(.passing))

    func record(of one: ModelCase) -> Record {
      let determination = one.determination
      let (size, compressed) = compressor.withLock { compressor in
        determination.withCanonicalJSON { ($0.count, compressor.compress($0)) }
      }
      return Record(
        standard: determination.standard, engine: determination.engine, verdict: determination.verdict,
        size: size,
        compressed: compressed)
    }
  }

  private let clerks: [Clerk]

  /// - Parameter threads: how many work at a time, 1 or more.
  init(threads: Int) { clerks = (0..<threads).map { _ in Clerk() } }

  /// How many work at a time.
  var count: Int { clerks.count }

  /// A record of each case, in the order of the cases.
  func records(of cases: [ModelCase]) -> [Record] {
    guard count > 1, cases.count > 1 else { return cases.map { clerks[0].record(of: $0) } }
    let records = Mutex<[Record?]>(Array(repeating: nil, count: cases.count))
    DispatchQueue.concurrentPerform(iterations: min(count, cases.count)) { turn in
      for index in stride(from: turn, to: cases.count, by: min(count, cases.count)) {
        let record = clerks[turn].record(of: cases[index])
        records.withLock { $0[index] = record }
      }
    }
    return records.withLock { $0.compactMap(\.self) }
  }
}
