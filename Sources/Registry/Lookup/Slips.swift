/// How many slips lie between two names: a character too many, missing, wrong, or two neighbours swapped.
///
/// This is the Damerau–Levenshtein distance, which unlike its restricted form ("optimal string alignment") is a
/// metric: symmetric, and never longer by a detour.
enum Slips {
  /// - Parameter limit: the most that matter; the work grows quickly with it, and 2 is what names need.
  /// - Returns: nil where there are more than the limit.
  static func between<Unit: Equatable>(_ a: [Unit], _ b: [Unit], atMost limit: Int) -> Int? {
    a.withUnsafeBufferPointer { a in b.withUnsafeBufferPointer { b in between(a[...], b[...], atMost: limit) }
    }
  }

  static func between<Unit: Equatable>(
    _ a: Slice<UnsafeBufferPointer<Unit>>, _ b: Slice<UnsafeBufferPointer<Unit>>, atMost limit: Int
  ) -> Int? {
    guard abs(a.count - b.count) <= limit else { return nil }
    var (a, b) = (a, b)
    // What stands alike at both ends costs nothing in a best alignment.
    while let one = a.last, one == b.last {
      a = a.dropLast()
      b = b.dropLast()
    }
    return ofBeginnings(a, b, atMost: limit)
  }

  private static func ofBeginnings<Unit: Equatable>(
    _ a: Slice<UnsafeBufferPointer<Unit>>, _ b: Slice<UnsafeBufferPointer<Unit>>, atMost limit: Int
  ) -> Int? {
    var (a, b) = (a, b)
    while let one = a.first, one == b.first {
      a = a.dropFirst()
      b = b.dropFirst()
    }
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) <= limit ? max(a.count, b.count) : nil }
    guard limit > 0, abs(a.count - b.count) <= limit else { return nil }
    var best: Int?
    var bound = limit
    func consider(_ cost: Int, _ ofA: Int, _ ofB: Int) {
      guard cost <= bound, a.count >= ofA, b.count >= ofB,
        let rest = ofBeginnings(a.dropFirst(ofA), b.dropFirst(ofB), atMost: bound - cost)
      else { return }
      best = cost + rest
      bound = cost + rest - 1
    }
    consider(1, 1, 1)
    consider(1, 1, 0)
    consider(1, 0, 1)
    // Two characters swapped, with others lost or added between them.
    for gapA in 0..<limit {
      for gapB in 0..<(limit - gapA) {
        guard gapA + 1 < a.count, gapB + 1 < b.count, a[a.startIndex] == b[b.startIndex + gapB + 1],
          a[a.startIndex + gapA + 1] == b[b.startIndex]
        else { continue }
        consider(1 + gapA + gapB, gapA + 2, gapB + 2)
      }
    }
    return best
  }

  /// How many slips a name of so many characters may have and still be taken for it: short names have few that could
  /// be told apart from other names.
  static func allowed(for count: Int) -> Int { count < 4 ? 0 : count < 5 ? 1 : 2 }
}
