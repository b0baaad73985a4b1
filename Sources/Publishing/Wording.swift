import Foundation

/// The texts of the pages by their names: English, or what somebody says in its place.
///
/// All of English stands in one file, `Catalog/english.json`, so that a translation is one file as well (``Look``). What stands
/// in two braces is filled in. Names that begin with `page.` are pieces of the templates, written as HTML; all others are plain.
struct Wording: Sendable {
  /// What each name says, taken apart once, by the number of the name.
  private var patterns: [Pattern]

  private static let catalogue: [String: String] = {
    let texts = try? JSONDecoder().decode([String: String].self, from: Data(source))
    assert(texts != nil, "the catalogue is an object of texts")
    return texts ?? [:]
  }()

  static let names = catalogue.keys.sorted()

  /// The numbers of the names (``TextName``).
  static let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })

  /// The numbers of both names of what is counted (``CountedName``).
  static let counted: [String: (one: Int, other: Int)] = {
    var counted: [String: (one: Int, other: Int)] = [:]
    for (name, number) in numbers where name.hasSuffix(".one") {
      let base = String(name.dropLast(".one".count))
      if let other = numbers[base + ".other"] { counted[base] = (number, other) }
    }
    return counted
  }()

  static let english = Wording()

  /// The file of English, in the order in which it is best translated.
  static var source: [UInt8] { PackageResources.english_json }

  /// How the names of texts begin that are pieces of templates.
  static let pagePrefix = "page."

  private init() { patterns = Wording.names.map { Pattern(Wording.catalogue[$0] ?? $0, like: nil) } }

  /// English but for what is said otherwise; names that there are not are passed over.
  init(changing changes: [String: String]) {
    self = .english
    for (name, text) in changes {
      guard let number = Wording.numbers[name] else { continue }
      patterns[number] = Pattern(text, like: patterns[number])
    }
  }

  /// What is said otherwise than in English, by name.
  var changes: [String: String] {
    var changes: [String: String] = [:]
    for (number, name) in Wording.names.enumerated() {
      let text = patterns[number].source
      if text != Wording.english.patterns[number].source { changes[name] = text }
    }
    return changes
  }

  /// The text of a name as it stands in the file; nil where there is none.
  func source(of name: String) -> String? { Wording.numbers[name].map { patterns[$0].source } }

  /// What stands before each value that is filled in, with the value's place among those given, and what stands at the end.
  func pieces(of name: TextName, _ values: [String]) -> (pieces: [(before: String, value: Int)], end: String)
  {
    guard patterns.indices.contains(name.number) else { return ([], "") }
    return patterns[name.number].pieces(values)
  }

  /// The text of a name with its values; quickest where they come in the order in which English says them.
  func text(_ name: TextName, _ values: KeyValuePairs<StaticString, String>) -> String {
    guard patterns.indices.contains(name.number) else { return "" }
    return patterns[name.number].filled(values)
  }
}

extension Wording {
  /// A text, taken apart where something is filled in.
  private struct Pattern: Sendable {
    let source: String
    private let holes: [Hole]
    /// What stands behind the last value.
    private let end: String

    private struct Hole: Sendable {
      /// What stands before the value.
      let before: String
      let name: String
      /// Where the value most likely is among those given.
      let place: Int
    }

    /// - Parameter english: The text in whose place it stands, which says the values in the order in which they are given.
    init(_ source: String, like english: Pattern?) {
      self.source = source
      var pieces: [(before: String, name: String)] = []
      // By bytes: hundreds of texts are taken apart whenever the program begins to speak.
      let bytes = Array(source.utf8)
      var (start, at) = (0, 0)
      while at + 1 < bytes.count {
        guard bytes[at] == UInt8(ascii: "{"), bytes[at + 1] == bytes[at] else {
          at += 1
          continue
        }
        guard let close = bytes[at...].firstIndex(of: UInt8(ascii: "}")) else { break }
        pieces.append(
          (
            String(decoding: bytes[start..<at], as: UTF8.self),
            String(decoding: bytes[(at + 2)..<close], as: UTF8.self)
          ))
        at = min(close + 2, bytes.count)
        start = at
      }
      end = String(decoding: bytes[start...], as: UTF8.self)
      var order: [String] = english?.holes.map(\.name) ?? []
      for (_, name) in pieces where !order.contains(name) { order.append(name) }
      holes = pieces.map { Hole(before: $0, name: $1, place: order.firstIndex(of: $1) ?? 0) }
    }

    func pieces(_ values: [String]) -> (pieces: [(before: String, value: Int)], end: String) {
      let pieces = holes.map { hole in
        let place = values.firstIndex(of: hole.name)
        assert(place != nil, "nothing is filled into \(hole.name) of: \(source)")
        return (hole.before, place ?? 0)
      }
      return (pieces, end)
    }

    func filled(_ values: KeyValuePairs<StaticString, String>) -> String {
      if holes.isEmpty { return end }
      // Appending to a string takes long; this is not markup, but writes as fast.
      var out = MarkupWriter(capacity: source.utf8.count + 16 * holes.count)
      for hole in holes {
        out.raw(hole.before)
        guard let place = place(of: hole, in: values) else {
          assertionFailure("nothing is filled into \(hole.name) of: \(source)")
          continue
        }
        out.raw(values[place].value.isolated)
      }
      out.raw(end)
      return out.text
    }

    private func place(of hole: Hole, in values: KeyValuePairs<StaticString, String>) -> Int? {
      if hole.place < values.count, Pattern.isEqual(values[hole.place].key, hole.name) { return hole.place }
      return values.firstIndex { Pattern.isEqual($0.key, hole.name) }
    }

    private static func isEqual(_ key: StaticString, _ name: String) -> Bool {
      key.withUTF8Buffer { key in
        var name = name
        return name.withUTF8 { $0.elementsEqual(key) }
      }
    }
  }
}

// MARK: - What may stand in the place of a text

extension Wording {
  /// Why a text cannot stand in the place of the English one of that name, and what to do; nil: it can.
  static func fault(of text: String, as name: String) -> (message: String, cure: String)? {
    guard let original = english.source(of: name) else {
      return ("There is no text “\(name)”.", "See the names: proofmark look.")
    }
    let isPage = name.hasPrefix(pagePrefix)
    let (wanted, found) = (marks(in: original, withTags: isPage), marks(in: text, withTags: isPage))
    if let missing = wanted.first(where: { mark in count(mark, wanted) > count(mark, found) }) {
      return ("“\(name)” lacks \(missing).", "Write it where it belongs: the English text has it.")
    }
    if let surplus = found.first(where: { mark in count(mark, found) > count(mark, wanted) }) {
      return ("“\(name)” has \(surplus), which the English text has not.", "Take it out.")
    }
    guard isPage else { return nil }
    var plain = text
    for mark in found { plain = plain.replacing(mark, with: "") }
    if let character = plain.first(where: { "<>\"".contains($0) }) {
      return ("“\(name)” has a bare \(character).", "Write it as &lt;, &gt; or &quot;.")
    }
    return plain.replacing(#/&(?:[a-zA-Z]+|#[0-9]+|#x[0-9a-fA-F]+);/#, with: "").contains("&")
      ? ("“\(name)” has a bare &.", "Write it as &amp;.") : nil
  }

  /// What is filled in, and tags of HTML.
  private static func marks(in text: String, withTags: Bool) -> [String] {
    withTags
      ? text.matches(of: #/\{\{\{.*?\}\}\}|\{\{.*?\}\}|<(?:\{\{.*?\}\}|[^<>])*>/#).map { String($0.output) }
      : text.matches(of: #/\{\{.*?\}\}/#).map { String($0.output) }
  }

  private static func count(_ mark: String, _ marks: [String]) -> Int { marks.count { $0 == mark } }
}
