/// The designations of all models, held so that those near to a name are found by looking at every one of them.
///
/// Looking at all is fast because nearly all are put aside by their length and by which characters they have; unlike
/// an index of trigrams it misses none, however short the name. `make bench` measures both. Whoever asks thousands of
/// times has it make a ``LexiconIndex`` first, which puts aside more at once and misses none either.
struct Lexicon: Sendable {
  /// A model whose designation is near to a name.
  struct Entry: Sendable, Hashable {
    /// The model's document.
    var document: Int64
    var nearness: Nearness
  }

  enum Nearness: Sendable, Hashable, Comparable {
    /// So many slips, when characters that look alike count as the same.
    case slips(Int)
    /// One is part of the other, which is so many characters longer.
    case part(Int)
  }

  /// A folded designation of ASCII.
  private struct Designation {
    /// Where it ends in ``characters``.
    var end: Int
    /// Which characters it has: one bit for each, modulo 64.
    var signature: UInt64
    var document: Int64
  }

  /// One designation after the other, a byte for each character, characters that look alike made one.
  private var characters: [UInt8] = []
  private var designations: [Designation] = []
  /// The designations that have other characters: few, if any.
  private var others: [(scalars: [UInt32], document: Int64)] = []
  private var index: LexiconIndex?

  /// How many designations it holds.
  var count: Int { designations.count + others.count }

  init() {}

  /// Adds designations, a line for each: as ``Folding/folded(_:)`` gives it, a tab, the number of the model's document.
  ///
  /// Byte by byte, since a single question reads the lines of all models.
  ///
  /// - Returns: false where one of the lines is none.
  mutating func append(lines: UnsafeBufferPointer<UInt8>) -> Bool {
    index = nil
    let before = characters.count
    var isWhole = true
    characters += [UInt8](unsafeUninitializedCapacity: lines.count) { found, count in
      var next = 0
      while next < lines.count {
        let (start, first) = (next, count)
        var signature: UInt64 = 0
        var bits: UInt8 = 0
        while next < lines.count, lines[next] != UInt8(ascii: "\t") {
          let one = Folding.lookalike(lines[next])
          found.initializeElement(at: count, to: one)
          signature |= 1 << UInt64(one & 63)
          bits |= one
          (next, count) = (next + 1, count + 1)
        }
        let tab = next
        guard let document = Lexicon.number(lines, from: &next) else {
          isWhole = false
          return
        }
        if bits < 0x80 {
          designations.append(Designation(end: before + count, signature: signature, document: document))
        } else {
          count = first
          let folded = String(decoding: UnsafeBufferPointer(rebasing: lines[start..<tab]), as: UTF8.self)
          others.append((Folding.lookalike(folded), document))
        }
      }
    }
    return isWhole
  }

  /// Reads a number between a tab and the end of the line, and goes on to the next line.
  private static func number(_ lines: UnsafeBufferPointer<UInt8>, from next: inout Int) -> Int64? {
    let first = next + 1
    next = first
    var value: Int64 = 0
    while next < lines.count, lines[next] != UInt8(ascii: "\n") {
      let digit = lines[next] &- UInt8(ascii: "0")
      // More digits than 18 would not be a sequence.
      guard digit < 10, next - first < 18 else { return nil }
      value = value &* 10 &+ Int64(digit)
      next += 1
    }
    guard next < lines.count, next > first else { return nil }
    next += 1
    return value
  }

  /// Makes an index, which pays for whoever asks some hundred times.
  mutating func makeIndex() {
    index = characters.withUnsafeBufferPointer { LexiconIndex(characters: $0, ends: designations.map(\.end)) }
  }

  /// The models whose designations are at most as many slips away as a name of this length may have; without any that
  /// is free of slips, also those of which the name is a part, or that are part of it. Nearest first.
  ///
  /// - Parameter limit: how many at most; of those equally near, the ones that were stored first.
  func near(_ name: String, limit: Int) -> [Entry] {
    let wanted = Wanted(name)
    guard !wanted.scalars.isEmpty else { return [] }
    var found = withinSlips(of: wanted)
    if !found.contains(where: { $0.nearness == .slips(0) }) {
      let known = Set(found.map(\.document))
      found += parts(of: wanted).filter { !known.contains($0.document) }
    }
    // A model that had other designations before is as near as the nearest of them.
    var told: Set<Int64> = []
    return Array(
      found.sorted { ($0.nearness, $0.document) < ($1.nearness, $1.document) }
        .filter { told.insert($0.document).inserted }.prefix(limit))
  }

  private func withinSlips(of wanted: Wanted) -> [Entry] {
    let allowed = Slips.allowed(for: wanted.scalars.count)
    var found: [Entry] = []
    wanted.beside(characters) { characters, name in
      func look(_ place: Int) {
        let (start, end) = (place == 0 ? 0 : designations[place - 1].end, designations[place].end)
        // A slip changes the length by at most one, and adds at most one kind of character and takes away one.
        guard abs(end - start - name.count) <= allowed,
          (designations[place].signature ^ wanted.signature).nonzeroBitCount <= 2 * allowed,
          let slips = Slips.between(characters[start..<end], name[...], atMost: allowed)
        else { return }
        found.append(Entry(document: designations[place].document, nearness: .slips(slips)))
      }
      if let index {
        index.forEachWithin(slips: allowed, of: name, look)
      } else {
        for place in designations.indices { look(place) }
      }
    }
    for other in others {
      if let slips = Slips.between(other.scalars, wanted.scalars, atMost: allowed) {
        found.append(Entry(document: other.document, nearness: .slips(slips)))
      }
    }
    return found
  }

  /// Names under three characters are part of too many.
  private func parts(of wanted: Wanted) -> [Entry] {
    guard wanted.scalars.count > 2 else { return [] }
    var found: [Entry] = []
    wanted.beside(characters) { characters, name in
      func look(_ place: Int) {
        let (start, end) = (place == 0 ? 0 : designations[place - 1].end, designations[place].end)
        let isLonger = end - start > name.count
        let common = designations[place].signature & wanted.signature
        guard common == (isLonger ? wanted.signature : designations[place].signature),
          let longer = Lexicon.excess(characters[start..<end], name[...])
        else { return }
        found.append(Entry(document: designations[place].document, nearness: .part(longer)))
      }
      if let index {
        index.forEachPart(of: name, look)
      } else {
        for place in designations.indices { look(place) }
      }
    }
    for other in others {
      other.scalars.withUnsafeBufferPointer { other in
        wanted.scalars.withUnsafeBufferPointer { name in Lexicon.excess(other[...], name[...]) }
      }.map { found.append(Entry(document: other.document, nearness: .part($0))) }
    }
    return found
  }

  /// How many characters one name is longer than the other, which is part of it; nil where that is not so.
  fileprivate static func excess<Unit: Equatable>(
    _ a: Slice<UnsafeBufferPointer<Unit>>, _ b: Slice<UnsafeBufferPointer<Unit>>
  ) -> Int? {
    guard min(a.count, b.count) > 2, a.count != b.count else { return nil }
    let (text, part) = a.count > b.count ? (a, b) : (b, a)
    let isThere = (text.startIndex...(text.endIndex - part.count)).contains { start in
      text[start..<(start + part.count)].elementsEqual(part)
    }
    return isThere ? text.count - part.count : nil
  }
}

extension Lexicon.Nearness {
  /// Whether two designations are so near.
  func isOf(_ a: String, _ b: String) -> Bool {
    let (a, b) = (Folding.lookalike(Folding.folded(a)), Folding.lookalike(Folding.folded(b)))
    return switch self {
    case .slips(let count): Slips.between(a, b, atMost: count) == count
    case .part(let longer):
      a.withUnsafeBufferPointer { a in b.withUnsafeBufferPointer { b in Lexicon.excess(a[...], b[...]) } }
        == longer
    }
  }
}

/// A name that somebody looks for, folded, characters that look alike made one.
private struct Wanted {
  var scalars: [UInt32]
  /// The same as the lexicon holds it; what is not ASCII is a byte that it does not have.
  private var characters: [UInt8]
  /// Which characters it has, as the lexicon's signatures say it.
  var signature: UInt64

  init(_ name: String) {
    scalars = Folding.lookalike(Folding.folded(name))
    characters = scalars.map { $0 < 0x80 ? UInt8($0) : .max }
    signature = characters.reduce(into: 0) { $0 |= 1 << UInt64($1 & 63) }
  }

  /// Hands a lexicon's characters and its own to a closure.
  func beside(
    _ lexicon: [UInt8],
    _ body: (_ characters: UnsafeBufferPointer<UInt8>, _ name: UnsafeBufferPointer<UInt8>) -> Void
  ) {
    characters.withUnsafeBufferPointer { name in lexicon.withUnsafeBufferPointer { body($0, name) } }
  }
}
