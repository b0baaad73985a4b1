import Dispatch
import Synchronization

/// Reads the documents of a docket before their turn, on threads of its own.
///
/// One writes, in order, and finds most of its work done; where the next document is not ready, it reads as well until
/// it is. So many desks go round: whoever takes a document off a desk makes room for the one that comes as many places
/// later. What needs the registry to be read, and what is so large that several of it would fill memory, is left to the
/// one that writes.
final class ReadAhead {
  /// A document above this size, in bytes, is not read ahead.
  private static let largest = 1 << 20
  /// Desks for each thread: enough that none waits while the one that writes is judging, or waits for the disk.
  private static let desksPerThread = 16

  private let entries: [Docket.Entry]
  private let places: [Place]
  private let workers: [Worker]
  private let limit: Int
  private let isStored: @Sendable (_ sha256: String) -> Bool
  private var taken = 0

  /// Where documents are read one after the other.
  private final class Place: Sendable {
    let desk = Mutex(Desk())
    let isReady = DispatchSemaphore(value: 0)
    /// Up to which document of the docket somebody has begun to read here.
    private let begun = Mutex(-1)

    /// Whether it falls to the caller to read a document: to the first who asks.
    func begin(_ index: Int) -> Bool {
      begun.withLock { begun in
        guard begun < index else { return false }
        begun = index
        return true
      }
    }
  }

  /// Begins at once.
  ///
  /// - Parameters:
  ///   - threads: how many read.
  ///   - limit: the most bytes that a document may have.
  ///   - isStored: whether bytes are in the registry already, so that they need not be read; asked from any thread.
  init(
    _ entries: [Docket.Entry], threads: Int, limit: Int,
    isStored: @escaping @Sendable (_ sha256: String) -> Bool
  ) {
    self.entries = entries
    self.limit = min(limit, ReadAhead.largest)
    self.isStored = isStored
    workers = (0..<threads).map { Worker(name: "reading ahead \($0)") }
    places = (0..<min(threads * ReadAhead.desksPerThread, entries.count)).map { _ in Place() }
    for index in places.indices { prepare(index) }
  }

  deinit { for worker in workers { worker.stop() } }

  /// Hands over the desk with the next document of the docket, waiting for it if need be.
  func next<Result: Sendable>(_ body: (inout Desk) throws -> Result) throws -> Result {
    let place = places[taken % places.count]
    defer {
      taken += 1
      prepare(taken - 1 + places.count)
    }
    awaitNext(at: place)
    return try place.desk.withLock { desk in
      defer { desk.clear() }
      return try body(&desk)
    }
  }

  /// Takes back what was read, to be given up where it was made: memory that one thread takes and another gives back
  /// makes both wait.
  func giveUp(_ values: some Sendable) {
    workers[taken % workers.count].perform { withExtendedLifetime(values) {} }
  }

  /// Returns when the next document is ready; until then, reads what nobody has begun to read.
  private func awaitNext(at place: Place) {
    for index in taken..<min(taken + places.count, entries.count) {
      if place.isReady.wait(timeout: .now()) == .success { return }
      let other = places[index % places.count]
      if other.begin(index) { ReadAhead.read(entries[index], at: other, limit: limit, isStored: isStored) }
    }
    place.isReady.wait()
  }

  private func prepare(_ index: Int) {
    guard index < entries.count else { return }
    let entry = entries[index]
    let place = places[index % places.count]
    workers[index % workers.count].perform { [limit, isStored] in
      if place.begin(index) { ReadAhead.read(entry, at: place, limit: limit, isStored: isStored) }
    }
  }

  private static func read(
    _ entry: Docket.Entry, at place: Place, limit: Int, isStored: @Sendable (_ sha256: String) -> Bool
  ) {
    place.desk.withLock { desk in
      // What cannot be read, the one that writes says in its turn.
      guard let contents = try? desk.open(entry, limit: limit), !isStored(contents.sha256),
        entry.kind != .standard
      else { return }
      _ = desk.read(entry) { _, _ in nil }
      _ = desk.compress()
      _ = desk.pack()
    }
    place.isReady.signal()
  }
}
