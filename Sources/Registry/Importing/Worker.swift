import Dispatch
import Foundation
import Synchronization

/// A thread that does one job after the other, in the order in which they were given, until it is told to stop.
///
/// A queue of the system would take any of its threads for each job. What reads a document should be what gives it up: an
/// allocator has a part of memory for each thread, and makes those wait who give back to another's.
final class Worker: Sendable {
  typealias Job = @Sendable () -> Void

  private let jobs = Mutex<[Job]>([])
  private let isDue = DispatchSemaphore(value: 0)
  private let isStopped = Atomic(false)

  /// Begins at once.
  init(name: String) {
    let thread = Thread { [self] in run() }
    thread.name = name
    thread.start()
  }

  /// Does a job when those before it are done.
  func perform(_ job: @escaping Job) {
    jobs.withLock { $0.append(job) }
    isDue.signal()
  }

  /// Ends the thread after the job that it is at; what is not done by then is not done.
  func stop() {
    isStopped.store(true, ordering: .releasing)
    isDue.signal()
  }

  private func run() {
    while true {
      isDue.wait()
      if isStopped.load(ordering: .acquiring) { return }
      jobs.withLock { $0.isEmpty ? nil : $0.removeFirst() }?()
    }
  }
}
