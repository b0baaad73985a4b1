import Foundation

/// The texts of the pages by their names: English, or what somebody says in its place.
///
/// All of English stands in one file, `Catalog/english.json`, so that a translation is one file as well (``Look``). What stands
/// in two braces is filled in. Names that begin with `page.` are pieces of the templates, written as HTML; all others are plain.
struct Wording: Sendable {
  /// What each name says, taken apart once.
  private var patterns: [String: Pattern]
  /// What is said otherwise than in English, by name.
  private(set) var changes: [String: String] = [:]

  private init(_ texts: [String: String]) { patterns = texts.mapValues(Pattern.init) }

  static let english: Wording = {
    let texts = try? JSONDecoder().decode([String: String].self, from: Data(source))
    assert(texts != nil, "the catalogue is an object of texts")
    return Wording(texts ?? [:])
  }()

  /// The file of English, in the order in which it is best translated.
  static var source: [UInt8] { PackageResources.english_json }

  /// How the names of texts begin that are pieces of templates.
  static let pagePrefix = "page."

  /// English but for what is said otherwise; names that there are not are passed over.
  init(changing changes: [String: String]) {
    self = .english
    for (name, text) in changes where patterns[name] != nil {
      patterns[name] = Pattern(text)
      self.changes[name] = text
    }
  }

  func has(_ name: String) -> Bool { patterns[name] != nil }

  var names: [String] { patterns.keys.sorted() }

  /// The text of a name as it stands in the file; nil where there is none.
  func source(of name: String) -> String? { patterns[name]?.source }

  /// The text of a name with its values; a name that there is not says itself, and ends the program in a debug build.
  func text(_ name: String, _ values: KeyValuePairs<String, any CustomStringConvertible>) -> String {
    guard let pattern = patterns[name] else {
      assertionFailure("there is no text \(name)")
      return name
    }
    return pattern.filled(values)
  }
}

extension Wording {
  /// A text, taken apart where something is filled in.
  private struct Pattern: Sendable {
    let source: String
    /// What stands before each value, and the value's name.
    private let holes: [(before: String, name: String)]
    /// What stands behind the last value.
    private let end: String

    init(_ source: String) {
      self.source = source
      var holes: [(before: String, name: String)] = []
      var rest = source[...]
      while let open = rest.range(of: "{{"), let close = rest[open.upperBound...].range(of: "}}") {
        holes.append(
          (String(rest[..<open.lowerBound]), String(rest[open.upperBound..<close.lowerBound])))
        rest = rest[close.upperBound...]
      }
      self.holes = holes
      end = String(rest)
    }

    func filled(_ values: KeyValuePairs<String, any CustomStringConvertible>) -> String {
      if holes.isEmpty { return end }
      var text = ""
      for (before, name) in holes {
        text += before
        let value = values.first { $0.key == name }?.value
        assert(value != nil, "nothing is filled into \(name) of: \(source)")
        text += value?.description ?? ""
      }
      return text + end
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
