/// Fills templates. Everything is written once, to the end of one array of bytes.
struct TemplateRenderer {
  private let templates: [String: Template]
  private static let deepest = 100
  private var depth = 0
  private var output: [UInt8] = []
  private var stack: [Any] = []
  /// The blocks that stand in the place of those of the templates that are inherited from; the outermost come first.
  private var blocks: [[String: [Template.Node]]] = []

  init(_ templates: [String: Template]) { self.templates = templates }

  /// The text of a template, in UTF-8; nil where there is none of that name.
  mutating func render(_ name: String, _ context: Context) -> [UInt8]? {
    guard let template = templates[name] else { return nil }
    output.removeAll(keepingCapacity: true)
    output.reserveCapacity(64 << 10)
    stack = [context]
    blocks = []
    render(template.nodes)
    return output
  }

  private mutating func render(_ nodes: [Template.Node]) {
    for node in nodes { render(node) }
  }

  private mutating func render(_ node: Template.Node) {
    switch node {
    case .text(let bytes): output.append(contentsOf: bytes)
    case .value(let name, let isEscaped):
      guard let value = value(name) else { return }
      append(value, isEscaped: isEscaped)
    case .section(let name, let inner):
      guard let value = value(name) else { return }
      section(value, inner)
    case .inverted(let name, let inner):
      if value(name).map(isEmpty) ?? true { render(inner) }
    case .partial(let name):
      if let template = templates[name] { deeper(template) }
    case .inheritance(let name, let own):
      guard let template = templates[name] else { return }
      blocks.append(own)
      deeper(template)
      blocks.removeLast()
    case .block(let name, let standard):
      render(blocks.lazy.compactMap { $0[name] }.first ?? standard)
    }
  }

  /// A template that asks for itself without end is cut off.
  private mutating func deeper(_ template: Template) {
    guard depth < TemplateRenderer.deepest else { return }
    depth += 1
    render(template.nodes)
    depth -= 1
  }

  // MARK: - Values

  private func value(_ name: Template.Name) -> Any? {
    guard let first = name.steps.first else { return stack.last }
    var found: Any?
    if name.isInner {
      found = member(first, of: stack[stack.count - 1])
    } else {
      var place = stack.count - 1
      while found == nil, place >= 0 {
        found = member(first, of: stack[place])
        place -= 1
      }
    }
    for step in name.steps.dropFirst() {
      guard let outer = found else { return nil }
      found = member(step, of: outer)
    }
    return found
  }

  private func member(_ name: String, of thing: Any) -> Any? { (thing as? Context)?[name] }

  /// Whether a section is left out: there is no such thing, it is false, or a list with nothing in it.
  private func isEmpty(_ value: Any) -> Bool {
    switch value {
    case let flag as Bool: !flag
    case let texts as [String]: texts.isEmpty
    case let contexts as [Context]: contexts.isEmpty
    case let values as [Any]: values.isEmpty
    default: false
    }
  }

  private mutating func section(_ value: Any, _ inner: [Template.Node]) {
    let type = type(of: value)
    if type == Bool.self {
      if value as? Bool == true { render(inner) }
    } else if type == Context.self || type == String.self || type == Int.self {
      within(value, inner)
    } else if let contexts = value as? [Context] {
      for context in contexts { within(context, inner) }
    } else if let texts = value as? [String] {
      for text in texts { within(text, inner) }
    } else if let values = value as? [Any] {
      for value in values { within(value, inner) }
    } else {
      within(value, inner)
    }
  }

  private mutating func within(_ thing: Any, _ inner: [Template.Node]) {
    stack.append(thing)
    render(inner)
    stack.removeLast()
  }

  private mutating func append(_ value: Any, isEscaped: Bool) {
    var text: String
    switch value {
    case let string as String: text = string
    case let number as Int: text = String(number)
    default: text = String(describing: value)
    }
    text.withUTF8 { bytes in
      if isEscaped, let place = bytes.firstIndex(where: needsAttention) {
        output.append(contentsOf: bytes[..<place])
        appendEscaped(bytes[place...])
      } else {
        output.append(contentsOf: bytes)
      }
    }
  }

  private mutating func appendEscaped(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    output.append(contentsOf: escapedHTML(String(decoding: bytes, as: UTF8.self)).utf8)
  }
}
