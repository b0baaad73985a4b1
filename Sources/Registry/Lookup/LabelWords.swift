/// How far what a label says of something agrees with what is listed.
public enum Agreement: String, Sendable, Hashable, Codable {
  /// But for the way of writing.
  case same
  /// A shorter form, or a slip away.
  case similar
  case different
}

/// Compares a company's name on a label with that of a supplier.
enum CompanyName {
  static func compare(_ labelled: String, id: String, name: String) -> Agreement {
    let (label, listed) = (words(labelled), words(name))
    if label.isEmpty { return .different }
    let joined = label.joined()
    if joined == listed.joined() || joined == words(id).joined() { return .same }
    // "Aldermark" for "Aldermark Soft Armor", and the other way round.
    if !listed.isEmpty, label.starts(with: listed) || listed.starts(with: label) { return .similar }
    let (a, b) = (Folding.lookalike(joined), Folding.lookalike(listed.joined()))
    // A name of another company is another word, not a slip: long names may have two.
    let allowed = min(a.count, b.count) < 4 ? 0 : min(a.count, b.count) < 10 ? 1 : 2
    return Slips.between(a, b, atMost: allowed) == nil ? .different : .similar
  }

  /// The words of a name in lower case, without those that only say of which form the company is.
  static func words(_ name: String) -> [String] {
    let all = name.lowercased().replacing("&", with: " and ").split { !$0.isLetter && !$0.isNumber }
      .map(String.init)
    let kept = all.filter { !forms.contains($0) }
    return kept.isEmpty ? all : kept
  }

  private static let forms: Set<String> = [
    "inc", "incorporated", "llc", "ltd", "limited", "co", "company", "corp", "corporation", "gmbh", "ag",
    "sa",
    "srl", "spa", "plc", "bv", "oy", "ab", "as", "pty", "lp", "llp", "the",
  ]
}

/// Compares levels as labels write them: `Level IIIA`, `III-A` and `3A` are one, `III+` is none of them.
enum LevelName {
  static func isSame(_ a: String, _ b: String) -> Bool { canonical(a) == canonical(b) }

  static func canonical(_ level: String) -> String {
    var text = Folding.folded(level)
    for word in ["nij", "threat", "protection", "level", "type", "class"] where text.hasPrefix(word) {
      if text.count > word.count { text.removeFirst(word.count) }
    }
    for (roman, digit) in [("iv", "4"), ("iii", "3"), ("ii", "2"), ("i", "1")] where text.hasPrefix(roman) {
      let rest = text.dropFirst(roman.count)
      // Only a number at the front: "ii", "iia", "iii+", not a word such as "impact".
      if rest.count <= 1 { return digit + rest }
    }
    return text
  }
}

/// Compares sizes as labels write them: `X-Large` and `XL` are one.
enum SizeName {
  /// Whether a size is among those offered. Either may be a range, such as `S-XL`; all of it must be offered.
  static func isOffered(_ size: String, among offered: [String]) -> Bool {
    (range(size) ?? [canonical(size)]).allSatisfy { wanted in
      offered.contains { canonical($0) == wanted || range($0)?.contains(wanted) == true }
    }
  }

  static func canonical(_ size: String) -> String {
    let folded = Folding.folded(size).replacing("×", with: "x")
    return names[folded] ?? folded
  }

  private static func range(_ text: String) -> ArraySlice<String>? {
    let ends = text.replacing("–", with: "-").split(separator: "-").map { canonical(String($0)) }
    guard ends.count == 2, let first = scale.firstIndex(of: ends[0]),
      let last = scale.firstIndex(of: ends[1]),
      first < last
    else { return nil }
    return scale[first...last]
  }

  private static let scale = ["2xs", "xs", "s", "m", "l", "xl", "2xl", "3xl", "4xl", "5xl"]
  private static let names = [
    "xxs": "2xs", "xsmall": "xs", "extrasmall": "xs", "sm": "s", "small": "s", "med": "m", "medium": "m",
    "lg": "l", "large": "l", "xlarge": "xl", "extralarge": "xl", "xxl": "2xl", "2xlarge": "2xl",
    "xxlarge": "2xl", "xxxl": "3xl", "3xlarge": "3xl", "xxxxl": "4xl", "4xlarge": "4xl", "xxxxxl": "5xl",
    "5xlarge": "5xl",
  ]
}
