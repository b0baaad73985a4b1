import Testing

@testable import Registry

/// The distance by its definition: the whole table, nothing left out (Lowrance and Wagner, 1975).
private func reference(_ a: [UInt32], _ b: [UInt32]) -> Int {
  let far = a.count + b.count
  var table = Array(repeating: Array(repeating: far, count: b.count + 2), count: a.count + 2)
  for i in 0...a.count { table[i + 1][1] = i }
  for j in 0...b.count { table[1][j + 1] = j }
  var lastRow: [UInt32: Int] = [:]
  for i in stride(from: 1, through: a.count, by: 1) {
    var lastColumn = 0
    for j in stride(from: 1, through: b.count, by: 1) {
      let (row, column) = (lastRow[b[j - 1]] ?? 0, lastColumn)
      let isSame = a[i - 1] == b[j - 1]
      if isSame { lastColumn = j }
      table[i + 1][j + 1] = min(
        table[i][j] + (isSame ? 0 : 1), table[i + 1][j] + 1, table[i][j + 1] + 1,
        table[row][column] + (i - row - 1) + 1 + (j - column - 1))
    }
    lastRow[a[i - 1]] = i
  }
  return table[a.count + 1][b.count + 1]
}

private func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

@Suite("Slips between two names")
struct SlipsTests {
  @Test(
    "worked out by hand",
    arguments: [
      ("", "", 0), ("a", "", 1), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "abd", 1), ("abc", "ab", 1),
      ("abc", "xabc", 1), ("ca", "abc", 2), ("abcd", "badc", 2), ("alii107", "alii170", 1),
      ("alii107", "aliii107", 1), ("alii107", "dlii108", 2),
    ])
  func known(a: String, b: String, slips: Int) {
    #expect(Slips.between(scalars(a), scalars(b), atMost: 3) == slips)
    #expect(Slips.between(scalars(a), scalars(b), atMost: slips) == slips)
    if slips > 0 { #expect(Slips.between(scalars(a), scalars(b), atMost: slips - 1) == nil) }
  }

  @Test(
    "the same as the definition, symmetric, and never longer by a detour, for all short words of three letters"
  )
  func metric() {
    var words: [[UInt32]] = [[]]
    var longest: [[UInt32]] = [[]]
    for _ in 0..<4 {
      longest = longest.flatMap { word in [1, 2, 3].map { word + [$0] } }
      words += longest
    }
    var distances = Array(repeating: Array(repeating: 0, count: words.count), count: words.count)
    for (i, a) in words.enumerated() {
      for (j, b) in words.enumerated() {
        let truth = reference(a, b)
        distances[i][j] = truth
        let found = Slips.between(a, b, atMost: 2)
        if found != (truth <= 2 ? truth : nil) {
          Issue.record("\(a) \(b): \(String(describing: found)), by definition \(truth)")
        }
      }
    }
    var numbers = Seeded(1)
    for _ in 0..<200_000 {
      let (i, j, k) = (
        Int.random(in: words.indices, using: &numbers), Int.random(in: words.indices, using: &numbers),
        Int.random(in: words.indices, using: &numbers)
      )
      guard distances[i][j] == distances[j][i], distances[i][k] <= distances[i][j] + distances[j][k] else {
        Issue.record("\(words[i]) \(words[j]) \(words[k])")
        return
      }
    }
  }

  @Test("the same as the definition for long words that were slipped in several times")
  func long() {
    var numbers = Seeded(7)
    for _ in 0..<3000 {
      let word = (0..<Int.random(in: 5...24, using: &numbers)).map { _ in
        UInt32.random(in: 0...4, using: &numbers)
      }
      var other = word
      for _ in 0..<Int.random(in: 0...3, using: &numbers) {
        Slip.random(&numbers).apply(to: &other, &numbers)
      }
      let by = reference(word, other)
      let found = Slips.between(word, other, atMost: 2)
      if found != (by <= 2 ? by : nil) || found != Slips.between(other, word, atMost: 2) {
        Issue.record("\(word) \(other): \(String(describing: found)), by definition \(by)")
      }
    }
  }
}

/// One typing error.
enum Slip: CaseIterable {
  case missing, added, wrong, swapped

  static func random(_ numbers: inout Seeded) -> Slip { allCases.randomElement(using: &numbers) ?? .wrong }

  func apply(to word: inout [UInt32], _ numbers: inout Seeded) {
    guard word.count > 1 else { return }
    let place = Int.random(in: 0..<(word.count - 1), using: &numbers)
    switch self {
    case .missing: word.remove(at: place)
    case .added: word.insert(UInt32.random(in: 0...4, using: &numbers), at: place)
    case .wrong: word[place] = UInt32.random(in: 0...4, using: &numbers)
    case .swapped: word.swapAt(place, place + 1)
    }
  }
}

extension Lexicon {
  /// The designations as documents 1, 2, 3 …
  init(of designations: [String]) {
    self.init()
    let lines = designations.enumerated().map { "\(Folding.folded($1))\t\($0 + 1)\n" }.joined()
    let isWhole = Array(lines.utf8).withUnsafeBufferPointer { append(lines: $0) }
    #expect(isWhole)
  }
}

@Suite("Folding and the lexicon")
struct LexiconTests {
  @Test(
    "case, spaces, hyphens, dashes and underscores do not matter",
    arguments: ["AL-IIA 100", "al iia-100", "ALIIA100", "AL\u{2011}IIA\u{2013}100", "A_L_IIA\t100"])
  func folding(name: String) {
    #expect(Folding.folded(name) == "aliia100")
  }

  @Test("folding what is folded changes nothing, whatever it is")
  func idempotent() {
    var numbers = Seeded(3)
    let alphabet = Array("Aa-_ \u{2013}İıßOo0Il1ǅé\u{301}ﬁΣς\r\n\t/+.漢🇦🇧\u{200D}".unicodeScalars)
    for _ in 0..<5000 {
      var text = ""
      for _ in 0..<Int.random(in: 0...12, using: &numbers) {
        text.unicodeScalars.append(alphabet.randomElement(using: &numbers) ?? "a")
      }
      let once = Folding.folded(text)
      #expect(Folding.folded(once) == once, "\(text.debugDescription)")
      let lookalike = Folding.lookalike(once)
      #expect(lookalike.map(Folding.lookalike) == lookalike)
    }
  }

  @Test("nearest first: as written, alike, a slip, two slips, a part")
  func ranked() {
    let lexicon = Lexicon(of: [
      "AL-II-107", "AL-II-170", "AL-II-1O7", "AL-III-107 B", "AL-II-107 Patrol", "XX",
    ])
    #expect(
      lexicon.near("al ii 107", limit: 10) == [
        .init(document: 1, nearness: .slips(0)), .init(document: 3, nearness: .slips(0)),
        .init(document: 2, nearness: .slips(1)), .init(document: 4, nearness: .slips(2)),
      ])
    #expect(
      lexicon.near("II-107", limit: 10) == [
        .init(document: 1, nearness: .slips(2)), .init(document: 3, nearness: .slips(2)),
        .init(document: 4, nearness: .part(4)), .init(document: 5, nearness: .part(8)),
      ])
    #expect(lexicon.near("al ii 107", limit: 1).map(\.document) == [1])
    #expect(lexicon.near("", limit: 10) == [])
    #expect(lexicon.near("--", limit: 10) == [])
    #expect(lexicon.near("QQ", limit: 10) == [])
    #expect(lexicon.near("AL-II-107 PATROL CARRIER", limit: 10).map(\.document).contains(5))
    #expect(Lexicon().near("AL", limit: 10) == [])
  }

  @Test("a designation with one slip is always found, and so is one of five characters and more with two")
  func complete() {
    var numbers = Seeded(11)
    let levels = ["IIA", "II", "IIIA", "III", "IV"]
    let names = (0..<400).map { _ in
      let letters = (0..<2).map { _ in String(UnicodeScalar(UInt8.random(in: 65...90, using: &numbers))) }
        .joined()
      return
        "\(letters)-\(levels.randomElement(using: &numbers) ?? "II")-\(Int.random(in: 1...999, using: &numbers))"
    }
    let lexicon = Lexicon(of: names)
    for (index, name) in names.enumerated() {
      for slips in 1...2 {
        var word = Folding.folded(name).unicodeScalars.map(\.value)
        for _ in 0..<slips { Slip.random(&numbers).apply(to: &word, &numbers) }
        // The slip puts characters 0 to 4 in, which no name has; spelt out they are control characters.
        let typed = String(String.UnicodeScalarView(word.compactMap(Unicode.Scalar.init)))
        guard Slips.allowed(for: Folding.folded(typed).unicodeScalars.count) >= slips else { continue }
        let found = lexicon.near(typed, limit: 400).first { $0.document == Int64(index + 1) }
        guard case .slips(let count) = found?.nearness, count <= slips else {
          Issue.record("\(name), typed \(typed.debugDescription)")
          continue
        }
      }
    }
  }

  @Test("letters beyond ASCII are letters, and never taken for those that look like them")
  func beyond() {
    // The first letter is Cyrillic.
    let lexicon = Lexicon(of: ["\u{0410}L-II-107", "AL-II-107"])
    let found = lexicon.near("AL-II-107", limit: 5)
    #expect(found.first == .init(document: 2, nearness: .slips(0)))
    #expect(found.last == .init(document: 1, nearness: .slips(1)))
  }

  @Test("the same as looking at each designation character by character, with an index and without one")
  func naive() {
    var numbers = Seeded(5)
    let alphabet = Array("ABLOI10-8\u{00C9}\u{0410}".unicodeScalars)
    func text(_ length: Int) -> String {
      String(
        String.UnicodeScalarView((0..<length).map { _ in alphabet.randomElement(using: &numbers) ?? "A" }))
    }
    // Many are a slip or two from each other, and some part of others.
    var names = (0..<60).map { "AL-II\($0 % 2 == 0 ? "" : "A")-\(100 + $0)" }
    names += (0..<50).map { text(1 + $0 % 9) }
    names += (0..<20).map { "\(names[$0]) \(text(3))" } + (0..<10).map { _ in text(24) } + ["", "-"]
    let plain = Lexicon(of: names)
    #expect(plain.count == names.count)
    var indexed = plain
    indexed.makeIndex()
    let folded = names.map { Folding.lookalike(Folding.folded($0)) }
    var nearnesses: [Lexicon.Nearness: Int] = [:]
    for turn in 0..<1000 {
      var typed = Array((names.randomElement(using: &numbers) ?? "").unicodeScalars)
      for _ in 0..<(turn % 4) {
        let place = Int.random(in: 0...typed.count, using: &numbers)
        switch Int.random(in: 0..<4, using: &numbers) {
        case 0 where place < typed.count: typed.remove(at: place)
        case 1 where place < typed.count: typed[place] = alphabet.randomElement(using: &numbers) ?? "A"
        case 2 where place + 1 < typed.count: typed.swapAt(place, place + 1)
        default: typed.insert(alphabet.randomElement(using: &numbers) ?? "A", at: place)
        }
      }
      let name = String(String.UnicodeScalarView(typed))
      let wanted = Folding.lookalike(Folding.folded(name))
      var expected: [Lexicon.Entry] = []
      for (index, designation) in folded.enumerated() where !wanted.isEmpty {
        if let slips = Slips.between(designation, wanted, atMost: Slips.allowed(for: wanted.count)) {
          expected.append(.init(document: Int64(index + 1), nearness: .slips(slips)))
        }
      }
      if !expected.contains(where: { $0.nearness == .slips(0) }) {
        let near = Set(expected.map(\.document))
        for (index, designation) in folded.enumerated()
        where min(designation.count, wanted.count) > 2 && designation.count != wanted.count
          && !near.contains(Int64(index + 1))
        {
          let isPart =
            designation.count > wanted.count ? designation.contains(wanted) : wanted.contains(designation)
          guard isPart else { continue }
          expected.append(
            .init(document: Int64(index + 1), nearness: .part(abs(designation.count - wanted.count))))
        }
      }
      expected.sort { ($0.nearness, $0.document) < ($1.nearness, $1.document) }
      for entry in expected { nearnesses[entry.nearness, default: 0] += 1 }
      for lexicon in [plain, indexed] where lexicon.near(name, limit: .max) != expected {
        Issue.record("\(name.debugDescription): \(lexicon.near(name, limit: .max)), and not \(expected)")
      }
      if turn % 100 == 0 { #expect(indexed.near(name, limit: 3) == Array(expected.prefix(3))) }
    }
    for nearness in [.slips(0), .slips(1), .slips(2), .part(3), .part(4)] as [Lexicon.Nearness] {
      #expect(nearnesses[nearness, default: 0] > 20, "\(nearness)")
    }
  }

  @Test(
    "lines that are none are refused",
    arguments: [
      "hx1", "hx1\n", "hx1\t", "hx1\t\n", "hx1\t12", "hx1\tx\n", "hx1\t1x\n", "a\t1\nhx1\t1\t2\n",
      "hx1\t1234567890123456789\n", "\n",
    ])
  func broken(lines: String) {
    var lexicon = Lexicon()
    #expect(!Array(lines.utf8).withUnsafeBufferPointer { lexicon.append(lines: $0) })
  }
}
