/// Where long lists are divided into parts, each on a page: so that one model more or less changes the page that it is
/// on, and not every page behind it.
///
/// Which models a page can end with is told by their names alone. Between two lists that differ in one model nearly all ends
/// are the same; after the one that differs the pages soon are the same again.
struct ListDivision {
  /// The least and the most models of a page, but for the last one of a list.
  static let lengths = 64...192
  /// Beyond the least, one model in so many ends a page: a page has some hundred models.
  private static let frequency: UInt64 = 32

  /// By the place of a model among the site's rows: whether a page can end with it.
  private let isEnd: [Bool]

  init(_ rows: [ListRow]) {
    isEnd = rows.map { ListDivision.digest($0.identity) % ListDivision.frequency == 0 }
  }

  /// The parts of a list, as places within it.
  func parts(_ places: [Int]) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = 0
    for (index, place) in places.enumerated() {
      let length = index + 1 - start
      guard length >= ListDivision.lengths.lowerBound else { continue }
      if isEnd[place] || length == ListDivision.lengths.upperBound {
        parts.append(start..<index + 1)
        start = index + 1
      }
    }
    if start < places.count { parts.append(start..<places.count) }
    return parts
  }

  /// FNV-1a, stirred: the same in every run of the program and on every machine, as Swift's own hashes are not.
  private static func digest(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    hash = (hash ^ (hash >> 32)) &* 0x9e37_79b9_7f4a_7c15
    return hash >> 32
  }
}
