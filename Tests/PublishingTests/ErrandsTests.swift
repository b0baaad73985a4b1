import Foundation
import Synchronization
import Testing

@testable import Publishing

@Suite("Files that are made beside the others")
struct ErrandsTests {
  private struct Refusal: Error, Equatable { let word: String }

  private func heavy(
    _ path: String, _ text: String, key: Int, made: @escaping @Sendable () throws -> Void = {}
  ) -> HeavyLeaf {
    let make: @Sendable (String) throws -> Void = { place in
      try made()
      try Data(text.utf8).write(to: URL(fileURLWithPath: place), options: .withoutOverwriting)
    }
    return HeavyLeaf(path: path, key: { LeafKey(SIMD4(UInt64(key), 0, 0, 0)) }, make: make)
  }

  @Test("each errand is done once, and what they came to is in their order")
  func order() {
    for count in [0, 1, 2, 500] {
      let times = Mutex(Array(repeating: 0, count: count))
      let errands = Errands<Int>(
        (0..<count).map { index in
          {
            times.withLock { $0[index] += 1 }
            return index
          }
        })
      #expect(errands.finish() == Array(0..<count))
      #expect(times.withLock { $0 } == Array(repeating: 1, count: count))
    }
  }

  @Test("what was called off is not begun any more, and nothing is under way afterwards")
  func cancelled() {
    let made = Atomic(0)
    let errands = Errands<Int>(
      (0..<10_000).map { _ in
        {
          Thread.sleep(forTimeInterval: 0.001)
          return made.add(1, ordering: .relaxed).newValue
        }
      })
    errands.cancel()
    let count = made.load(ordering: .relaxed)
    #expect(count < 10_000)
    Thread.sleep(forTimeInterval: 0.02)
    #expect(made.load(ordering: .relaxed) == count)
  }

  @Test("they are published with the others, and stay where they are made from the same or come out the same")
  func published() throws {
    try Fixture.withFolder { root in
      func publish(_ text: String, key: Int) throws -> (SiteFolder.Changes, made: Int) {
        let made = Mutex(0)
        let folder = try SiteFolder(root + "/site")
        try folder.put([heavy("list.csv", text, key: key) { made.withLock { $0 += 1 } }]) {
          try folder.write("page", to: "index.html")
        }
        let changes = try folder.publish()
        let bytes = try Data(contentsOf: URL(fileURLWithPath: root + "/site/list.csv"))
        #expect(String(decoding: bytes, as: UTF8.self) == text)
        return (changes, made.withLock { $0 })
      }
      var (changes, made) = try publish("one", key: 1)
      #expect(changes == .init(written: 2) && made == 1)
      (changes, made) = try publish("one", key: 1)
      #expect(changes == .init(kept: 2) && made == 0)
      (changes, made) = try publish("one", key: 2)
      #expect(changes == .init(kept: 2) && made == 1)
      (changes, made) = try publish("two", key: 3)
      #expect(changes == .init(written: 1, kept: 1) && made == 1)
    }
  }

  @Test(
    "one that cannot be made, or another file that cannot, leaves the site as it was and nothing beside it")
  func refused() throws {
    try Fixture.withFolder { root in
      do {
        let folder = try SiteFolder(root + "/site")
        try folder.put([heavy("list.csv", "one", key: 1)]) { try folder.write("one", to: "index.html") }
        try folder.publish()
      }
      for word in ["heavy", "others"] {
        let heavy = (0..<20).map { number in
          self.heavy("list-\(number).csv", "two", key: 2) {
            if word == "heavy", number == 7 { throw Refusal(word: word) }
          }
        }
        #expect(throws: Refusal(word: word)) {
          let folder = try SiteFolder(root + "/site")
          try folder.put(heavy) {
            try folder.write("two", to: "index.html")
            if word == "others" { throw Refusal(word: word) }
          }
          try folder.publish()
        }
        #expect(
          try FileManager.default.contentsOfDirectory(atPath: root + "/site").sorted()
            == ["SHA256SUMS", "index.html", "list.csv"])
        #expect(!FileManager.default.fileExists(atPath: root + "/.site.next"))
      }
    }
  }
}
