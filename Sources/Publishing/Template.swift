import Synchronization

/// A page template in the language of Mustache (mustache.github.io/mustache.5.html), with inheritance and without lambdas
/// and changed delimiters. Names are escaped for HTML unless they stand in three braces.
///
/// A name that begins with a dot is looked for in the innermost thing only, so that one that is missing there is empty and
/// never answered by its surroundings.
struct Template: Sendable {
  let nodes: [Node]

  indirect enum Node: Sendable {
    case text([UInt8])
    case value(Name, isEscaped: Bool)
    case section(Name, [Node])
    case inverted(Name, [Node])
    case partial(String)
    /// Another template, some of whose blocks are these.
    case inheritance(String, blocks: [String: Block])
    case block(String, Block)
  }

  /// What stands in a block.
  struct Block: Sendable {
    let nodes: [Node]
    /// Tells it from every other block of this run of the program.
    let number: Int

    init(_ nodes: [Node]) {
      self.nodes = nodes
      number = Block.count.add(1, ordering: .relaxed).newValue
    }

    private static let count = Atomic(0)
  }

  /// A name, taken apart; without steps it is the innermost thing itself.
  struct Name: Sendable {
    let steps: [TemplateName]
    /// Whether only the innermost thing is asked.
    let isInner: Bool

    init(_ text: String) {
      isInner = text.hasPrefix(".")
      steps = text.split(separator: ".").map { TemplateName(String($0)) }
    }
  }

  /// Where a template cannot be read, and why.
  struct Malformed: Error, Hashable {
    let line: Int
    let reason: String
  }

  init(nodes: [Node]) { self.nodes = nodes }

  init(_ text: String) throws(Malformed) {
    var parser = TemplateParser(text)
    nodes = try parser.nodes(until: nil)
  }

  /// The names of the templates that it needs, with the line that asks for each.
  static func needs(of text: String) throws(Malformed) -> [(name: String, line: Int)] {
    var parser = TemplateParser(text)
    _ = try parser.nodes(until: nil)
    return parser.needs
  }
}

// MARK: - Parsing

/// Reads a template from its beginning to its end.
private struct TemplateParser {
  private let bytes: [UInt8]
  private var at = 0
  private var line = 1
  private(set) var needs: [(name: String, line: Int)] = []

  init(_ text: String) { bytes = Array(text.utf8) }

  private struct Tag {
    /// The character after the braces that says what it is; 0: a value, `{`: one that is not escaped.
    var kind: UInt8
    var name: String
    var line: Int
  }

  private static let structural = Set("#^/<$>!%".utf8)

  /// What comes up to the end of a section, or of the template.
  mutating func nodes(until section: (name: String, line: Int)?) throws(Template.Malformed) -> [Template.Node]
  {
    var nodes: [Template.Node] = []
    while true {
      let (text, tag) = try next()
      if !text.isEmpty { nodes.append(.text(text)) }
      guard let tag else {
        guard let section else { return nodes }
        throw Template.Malformed(line: section.line, reason: "the section \(section.name) is not closed")
      }
      if tag.kind == UInt8(ascii: "/") {
        guard let section, section.name == tag.name else {
          throw Template.Malformed(
            line: tag.line, reason: "\(tag.name) is closed, but \(section?.name ?? "nothing") is open")
        }
        return nodes
      }
      if let node = try node(tag) { nodes.append(node) }
    }
  }

  private mutating func node(_ tag: Tag) throws(Template.Malformed) -> Template.Node? {
    let name = Template.Name(tag.name)
    switch tag.kind {
    case UInt8(ascii: "#"): return .section(name, try nodes(until: (tag.name, tag.line)))
    case UInt8(ascii: "^"): return .inverted(name, try nodes(until: (tag.name, tag.line)))
    case UInt8(ascii: "$"): return .block(tag.name, Template.Block(try nodes(until: (tag.name, tag.line))))
    case UInt8(ascii: ">"):
      needs.append((tag.name, tag.line))
      return .partial(tag.name)
    case UInt8(ascii: "<"):
      needs.append((tag.name, tag.line))
      var blocks: [String: Template.Block] = [:]
      for case .block(let name, let inner) in try nodes(until: (tag.name, tag.line)) { blocks[name] = inner }
      return .inheritance(tag.name, blocks: blocks)
    case UInt8(ascii: "!"), UInt8(ascii: "%"): return nil
    default: return .value(name, isEscaped: tag.kind == 0)
    }
  }

  /// The text up to the next tag, and that; a tag that only structures and stands alone on its line takes the line with it.
  private mutating func next() throws(Template.Malformed) -> (text: [UInt8], tag: Tag?) {
    let start = at
    while at + 1 < bytes.count, !(bytes[at] == UInt8(ascii: "{") && bytes[at + 1] == UInt8(ascii: "{")) {
      step()
    }
    guard at + 1 < bytes.count else {
      at = bytes.count
      return (Array(bytes[start...]), nil)
    }
    let open = at
    at += 2
    var kind: UInt8 = 0
    if at < bytes.count, bytes[at] == UInt8(ascii: "{") || TemplateParser.structural.contains(bytes[at]) {
      kind = bytes[at]
      at += 1
    }
    let begin = at
    let tagLine = line
    let width = kind == UInt8(ascii: "{") ? 3 : 2
    while at < bytes.count, bytes[at] != UInt8(ascii: "}"),
      bytes[at] != UInt8(ascii: "\n") || kind == UInt8(ascii: "!")
    {
      step()
    }
    guard at + width <= bytes.count, bytes[at..<(at + width)].allSatisfy({ $0 == UInt8(ascii: "}") }) else {
      throw Template.Malformed(line: tagLine, reason: "a tag is not closed")
    }
    let name = String(decoding: bytes[begin..<at], as: UTF8.self).trimmed
    guard !name.isEmpty else { throw Template.Malformed(line: tagLine, reason: "a tag has no name") }
    at += width
    let tag = Tag(kind: kind, name: name, line: tagLine)
    guard kind != 0, kind != UInt8(ascii: "{"), let (from, to) = loneLine(open, at, start) else {
      return (Array(bytes[start..<open]), tag)
    }
    while at < to { step() }
    return (Array(bytes[start..<max(from, start)]), tag)
  }

  /// The line around a tag that has nothing else on it; nil where there is something.
  private func loneLine(_ open: Int, _ close: Int, _ start: Int) -> (from: Int, to: Int)? {
    var from = open
    while from > start, isBlank(bytes[from - 1]) { from -= 1 }
    guard from == 0 || bytes[from - 1] == UInt8(ascii: "\n") else { return nil }
    var to = close
    while to < bytes.count, isBlank(bytes[to]) { to += 1 }
    guard to < bytes.count else { return (from, to) }
    return bytes[to] == UInt8(ascii: "\n") ? (from, to + 1) : nil
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  private mutating func step() {
    if bytes[at] == UInt8(ascii: "\n") { line += 1 }
    at += 1
  }
}

extension String {
  /// Without spaces at both ends.
  fileprivate var trimmed: String {
    var rest = self[...]
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}
