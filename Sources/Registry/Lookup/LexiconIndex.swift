/// Says which designations of a ``Lexicon`` are worth looking at when those near to a name are wanted: every one that is
/// near is among them.
struct LexiconIndex: Sendable {
  /// By what remains of the first characters when none, one or two of them are taken away.
  ///
  /// Two names that are so many slips apart have a remainder in common when at most so many characters are taken away
  /// from each: that holds for a character too many, missing or wrong, for two swapped with so many lost or added
  /// between them, and for the beginnings of names as for the whole, since what is missing at the end of one beginning
  /// can be taken away from the other.
  private let remainders: Postings
  /// By three characters in a row.
  private let trigrams: Postings
  /// By all characters.
  private let wholes: Postings
  private let count: Int

  /// - Parameters:
  ///   - characters: the designations, one after the other.
  ///   - ends: where each ends.
  init(characters: UnsafeBufferPointer<UInt8>, ends: [Int]) {
    count = ends.count
    var remainders: [(hash: UInt32, number: UInt32)] = []
    var trigrams: [(hash: UInt32, number: UInt32)] = []
    var wholes: [(hash: UInt32, number: UInt32)] = []
    remainders.reserveCapacity(30 * ends.count)
    trigrams.reserveCapacity(characters.count)
    wholes.reserveCapacity(ends.count)
    var hashes: [UInt32] = []
    var start = 0
    for (place, end) in ends.enumerated() {
      let name = UnsafeBufferPointer(rebasing: characters[start..<end])
      let number = UInt32(place)
      LexiconIndex.hash(remaindersOf: name, without: 2, into: &hashes)
      for hash in hashes { remainders.append((hash, number)) }
      for first in stride(from: 0, to: name.count - 2, by: 1) {
        trigrams.append((Hash(name[first..<(first + 3)]).value, number))
      }
      wholes.append((Hash(name[...]).value, number))
      start = end
    }
    self.remainders = Postings(remainders)
    self.trigrams = Postings(trigrams)
    self.wholes = Postings(wholes)
  }

  /// Names the place of every designation that can be at most so many slips, two at the most, away from a name; each once.
  func forEachWithin(slips: Int, of name: UnsafeBufferPointer<UInt8>, _ body: (Int) -> Void) {
    var hashes: [UInt32] = []
    LexiconIndex.hash(remaindersOf: name, without: slips, into: &hashes)
    var seen = Seen(count)
    for hash in hashes {
      for number in remainders[hash] where seen.isNew(Int(number)) { body(Int(number)) }
    }
  }

  /// Names the place of every designation that can be part of a name of three characters or more, or of which it can be
  /// part; each once.
  func forEachPart(of name: UnsafeBufferPointer<UInt8>, _ body: (Int) -> Void) {
    var seen = Seen(count)
    // What the name is part of has all of its trigrams; it is enough to look under the rarest.
    let trigrams = (0..<max(name.count - 2, 0)).map { self.trigrams[Hash(name[$0..<($0 + 3)]).value] }
    for number in trigrams.min(by: { $0.count < $1.count }) ?? [] where seen.isNew(Int(number)) {
      body(Int(number))
    }
    for first in name.indices {
      var hash = Hash()
      for last in first..<name.count {
        hash.add(name[last])
        guard last - first >= 2 else { continue }
        for number in wholes[hash.value] where seen.isNew(Int(number)) { body(Int(number)) }
      }
    }
  }

  /// So many characters tell names apart, and leave few enough remainders: 37 at the most.
  private static let beginning = 8

  /// The hashes, each once, of what remains of a name's beginning without at most so many of its characters.
  private static func hash(
    remaindersOf name: UnsafeBufferPointer<UInt8>, without most: Int, into hashes: inout [UInt32]
  ) {
    hashes.removeAll(keepingCapacity: true)
    let length = min(name.count, beginning)
    // Past the end stands for none that is taken away.
    for first in 0...length {
      for second in min(first + 1, length)...length {
        let taken = (first < length ? 1 : 0) + (second < length ? 1 : 0)
        guard taken <= most else { continue }
        var hash = Hash()
        for place in 0..<length where place != first && place != second { hash.add(name[place]) }
        if !hashes.contains(hash.value) { hashes.append(hash.value) }
      }
    }
  }
}

/// FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), its upper bits mixed into the lower ones.
private struct Hash {
  private var state: UInt32 = 0x811C_9DC5

  init() {}

  init(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    for byte in bytes { add(byte) }
  }

  mutating func add(_ byte: UInt8) { state = (state ^ UInt32(byte)) &* 0x0100_0193 }

  var value: UInt32 { state ^ state >> 15 }
}

/// Which places were met.
private struct Seen {
  private var bits: [UInt64]

  init(_ count: Int) { bits = Array(repeating: 0, count: count / 64 + 1) }

  mutating func isNew(_ place: Int) -> Bool {
    let bit: UInt64 = 1 << UInt64(place & 63)
    defer { bits[place >> 6] |= bit }
    return bits[place >> 6] & bit == 0
  }
}
