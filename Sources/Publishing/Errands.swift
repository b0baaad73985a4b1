import Dispatch
import Foundation
import Synchronization

/// What can be done from any thread, one after the other on another core, while the caller does what needs the registry.
/// Whoever waits for it in the end does what nobody has begun.
///
///     let errands = Errands(due)
///     …
///     for (errand, outcome) in zip(due, errands.finish()) { … }
///
/// It is one thread, so that of files that are made no more than one is in memory beside the others, and one more in the end.
final class Errands<Outcome: Sendable>: Sendable {
  typealias Errand = @Sendable () -> Outcome

  private struct Progress {
    /// The first errand that nobody has begun.
    var next = 0
    var outcomes: [Outcome?]
  }

  private let errands: [Errand]
  private let progress: Mutex<Progress>
  private let isDone = DispatchGroup()

  /// Begins at once, where the machine has a core for it.
  init(_ errands: [Errand]) {
    self.errands = errands
    progress = Mutex(Progress(outcomes: errands.map { _ in nil }))
    guard !errands.isEmpty, ProcessInfo.processInfo.activeProcessorCount > 1 else { return }
    DispatchQueue.global().async(group: isDone) { self.work() }
  }

  /// What they came to, in their order; waits for what is under way.
  func finish() -> [Outcome] {
    work()
    isDone.wait()
    return progress.withLock { $0.outcomes.compactMap(\.self) }
  }

  /// Leaves what nobody has begun undone, and waits for what is under way.
  func cancel() {
    progress.withLock { $0.next = errands.count }
    isDone.wait()
  }

  private func work() {
    while let index = begin() {
      let outcome = errands[index]()
      progress.withLock { $0.outcomes[index] = outcome }
    }
  }

  /// The place of an errand that nobody has begun; nil: there is none.
  private func begin() -> Int? {
    progress.withLock { progress in
      guard progress.next < errands.count else { return nil }
      defer { progress.next += 1 }
      return progress.next
    }
  }
}
