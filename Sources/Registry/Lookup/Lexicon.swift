/// The designations of all models, held so that those near to a name are found by looking at every one of them.
///
/// Looking at all is fast because nearly all are put aside by their length and by which characters they have; unlike
/// an index of trigrams it misses none, however short the name. `make bench` measures both.
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

  /// Folded designations, one after the other, characters that look alike made one.
  private var scalars: [UInt32] = []
  /// Where each of them ends in ``scalars``.
  private var ends: [Int] = []
  /// Which characters each has: one bit for each, modulo 64.
  private var signatures: [UInt64] = []
  private var documents: [Int64] = []

  /// How many designations it holds.
  var count: Int { documents.count }

  init() {}

  /// Adds a designation.
  ///
  /// - Parameter folded: as ``Folding/folded(_:)`` gives it.
  mutating func append(_ folded: some Sequence<Unicode.Scalar>, document: Int64) {
    var signature: UInt64 = 0
    for scalar in folded { append(scalar.value, to: &signature) }
    close(signature, document)
  }

  /// Adds a designation as it stands in UTF-8.
  mutating func append(folded bytes: UnsafeBufferPointer<UInt8>, document: Int64) {
    guard bytes.allSatisfy({ $0 < 0x80 }) else {
      append(String(decoding: bytes, as: UTF8.self).unicodeScalars, document: document)
      return
    }
    var signature: UInt64 = 0
    for byte in bytes { append(UInt32(byte), to: &signature) }
    close(signature, document)
  }

  private mutating func append(_ scalar: UInt32, to signature: inout UInt64) {
    let one = Folding.lookalike(scalar)
    scalars.append(one)
    signature |= 1 << UInt64(one & 63)
  }

  private mutating func close(_ signature: UInt64, _ document: Int64) {
    ends.append(scalars.count)
    signatures.append(signature)
    documents.append(document)
  }

  /// The models whose designations are at most as many slips away as a name of this length may have; without any that
  /// is free of slips, also those of which the name is a part, or that are part of it. Nearest first.
  ///
  /// - Parameter limit: how many at most; of those equally near, the ones that were stored first.
  func near(_ name: String, limit: Int) -> [Entry] {
    let wanted = Folding.lookalike(Folding.folded(name))
    guard !wanted.isEmpty else { return [] }
    var found = withinSlips(of: wanted)
    if !found.contains(where: { $0.nearness == .slips(0) }) {
      let known = Set(found.map(\.document))
      found += parts(of: wanted).filter { !known.contains($0.document) }
    }
    return Array(
      found.sorted { ($0.nearness, $0.document) < ($1.nearness, $1.document) }.prefix(limit))
  }

  private func withinSlips(of wanted: [UInt32]) -> [Entry] {
    let allowed = Slips.allowed(for: wanted.count)
    let signature = wanted.reduce(into: UInt64(0)) { $0 |= 1 << UInt64($1 & 63) }
    var found: [Entry] = []
    wanted.withUnsafeBufferPointer { wanted in
      scalars.withUnsafeBufferPointer { scalars in
        var start = 0
        for index in ends.indices {
          let end = ends[index]
          defer { start = end }
          // A slip changes the length by at most one, and adds at most one kind of character and takes away one.
          guard abs(end - start - wanted.count) <= allowed,
            (signatures[index] ^ signature).nonzeroBitCount <= 2 * allowed,
            let slips = Slips.between(scalars[start..<end], wanted[...], atMost: allowed)
          else { continue }
          found.append(Entry(document: documents[index], nearness: .slips(slips)))
        }
      }
    }
    return found
  }

  /// Names under three characters are part of too many.
  private func parts(of wanted: [UInt32]) -> [Entry] {
    guard wanted.count > 2 else { return [] }
    let signature = wanted.reduce(into: UInt64(0)) { $0 |= 1 << UInt64($1 & 63) }
    var found: [Entry] = []
    wanted.withUnsafeBufferPointer { wanted in
      scalars.withUnsafeBufferPointer { scalars in
        var start = 0
        for index in ends.indices {
          let end = ends[index]
          defer { start = end }
          let isLonger = end - start > wanted.count
          let common = signatures[index] & signature
          guard end - start > 2, end - start != wanted.count,
            common == (isLonger ? signature : signatures[index])
          else { continue }
          let designation = scalars[start..<end]
          guard isLonger ? contains(designation, wanted[...]) : contains(wanted[...], designation) else {
            continue
          }
          found.append(
            Entry(document: documents[index], nearness: .part(abs(end - start - wanted.count))))
        }
      }
    }
    return found
  }

  private func contains(
    _ text: Slice<UnsafeBufferPointer<UInt32>>, _ part: Slice<UnsafeBufferPointer<UInt32>>
  ) -> Bool {
    (text.startIndex...(text.endIndex - part.count)).contains { start in
      text[start..<(start + part.count)].elementsEqual(part)
    }
  }
}
