/// Whether a name looks like a slip for another one.
public enum Spelling {
  /// Whether two names differ only in case, or by at most two slips: a letter too many, missing, wrong, or
  /// swapped with the next. Names under five letters may have one slip, those under three none.
  public static func isAlike(_ a: String, _ b: String) -> Bool {
    let (a, b) = (Array(a.lowercased().unicodeScalars), Array(b.lowercased().unicodeScalars))
    let shorter = min(a.count, b.count)
    let allowed = shorter < 3 ? 0 : shorter < 5 ? 1 : 2
    guard abs(a.count - b.count) <= allowed, max(a.count, b.count) <= 64 else { return false }
    return distance(a, b) <= allowed
  }

  /// The optimal string alignment distance.
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var current = [i + 1]
      for j in b.indices {
        var best = min(last[j + 1] + 1, current[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, beforeLast[j - 1] + 1) }
        current.append(best)
      }
      (beforeLast, last) = (last, current)
    }
    return last[b.count]
  }
}
