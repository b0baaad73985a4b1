/// Numbers under keys, looked up by a hash of the key: what is found for one holds all that was put there, and may hold
/// what was put under another.
struct Postings: Sendable {
  private var starts: [UInt32]
  private var numbers: [UInt32]
  private let mask: UInt32

  /// - Parameter pairs: the hash of each key, and the number put under it.
  init(_ pairs: [(hash: UInt32, number: UInt32)]) {
    // A place for each pair and one more, so that few keys share one.
    var places = 1
    while places < pairs.count { places *= 2 }
    mask = UInt32(places - 1)
    starts = Array(repeating: 0, count: places + 1)
    numbers = Array(repeating: 0, count: pairs.count)
    for pair in pairs { starts[Int(pair.hash & mask)] += 1 }
    var sum: UInt32 = 0
    for place in starts.indices {
      sum += starts[place]
      starts[place] = sum
    }
    // From behind, so that each place ends up pointing to its first number, and the first that was put there comes first.
    for pair in pairs.reversed() {
      let place = Int(pair.hash & mask)
      starts[place] -= 1
      numbers[Int(starts[place])] = pair.number
    }
  }

  subscript(hash: UInt32) -> ArraySlice<UInt32> {
    let place = Int(hash & mask)
    return numbers[Int(starts[place])..<Int(starts[place + 1])]
  }
}
