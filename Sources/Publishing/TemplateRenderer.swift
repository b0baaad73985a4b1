/// Fills templates. Everything is written once, to the end of one piece of memory; lines that nothing is left of are left
/// out.
struct TemplateRenderer: ~Copyable {
  private let program: TemplateProgram
  private static let deepest = 100
  private var depth = 0
  private var output: MarkupWriter
  /// What is asked for names, the innermost last.
  private var stack: [TemplateValue] = []

  init(_ program: TemplateProgram) {
    self.program = program
    output = MarkupWriter(capacity: 64 << 10)
  }

  /// The text of a template, in UTF-8; nil where there is none of that name.
  mutating func render(_ name: String, _ context: Context) -> [UInt8]? {
    guard let root = program.roots[name] else { return nil }
    output.clear()
    stack = [.context(context)]
    depth = 0
    program.steps.withUnsafeBufferPointer { steps in
      program.texts.withUnsafeBufferPointer { texts in
        render(program.parts[root], steps, texts)
      }
    }
    stack = []
    return output.bytes
  }

  private typealias Steps = UnsafeBufferPointer<TemplateProgram.Step>
  private typealias Texts = UnsafeBufferPointer<UInt8>

  private mutating func render(_ part: Range<Int>, _ steps: Steps, _ texts: Texts) {
    var at = part.lowerBound
    while at < part.upperBound {
      let step = steps[at]
      switch step.kind {
      case .text:
        let first = Int(step.first)
        output.tight(UnsafeBufferPointer(rebasing: texts[first..<first + Int(step.length)]))
      case .escaped:
        if let value = value(step) { append(value) }
      case .raw:
        if let value = value(step) { appendRaw(value) }
      case .section:
        if let value = value(step) { section(value, at + 1..<Int(step.length), steps, texts) }
        at = Int(step.length)
        continue
      case .inverted:
        if !(value(step).map(TemplateRenderer.isEmpty) ?? true) {
          at = Int(step.length)
          continue
        }
      case .call:
        // A template that asks for itself without end is cut off.
        if depth < TemplateRenderer.deepest {
          depth += 1
          render(program.parts[Int(step.first)], steps, texts)
          depth -= 1
        }
      }
      at += 1
    }
  }

  // MARK: - Values

  @inline(__always)
  private func value(_ step: TemplateProgram.Step) -> TemplateValue? {
    guard step.first >= 0 else { return stack.last }
    let name = TemplateName(number: step.first)
    var found: TemplateValue?
    var place = stack.count - 1
    while place >= 0 {
      if case .context(let context) = stack[place] { found = context.value(of: name) }
      if found != nil || step.isInner { break }
      place -= 1
    }
    guard step.path >= 0 else { return found }
    for name in program.paths[Int(step.path)] {
      guard case .context(let context)? = found else { return nil }
      found = context.value(of: name)
    }
    return found
  }

  /// Whether a section is left out: there is no such thing, it is false, or a list with nothing in it.
  private static func isEmpty(_ value: TemplateValue) -> Bool {
    switch value {
    case .none: true
    case .flag(let flag): !flag
    case .list(let values): values.isEmpty
    case .number, .text, .markup, .context: false
    }
  }

  private mutating func section(_ value: TemplateValue, _ inner: Range<Int>, _ steps: Steps, _ texts: Texts) {
    switch value {
    case .none: break
    case .flag(let flag):
      if flag { render(inner, steps, texts) }
    case .list(let values):
      for value in values { within(value, inner, steps, texts) }
    case .number, .text, .markup, .context: within(value, inner, steps, texts)
    }
  }

  private mutating func within(_ thing: TemplateValue, _ inner: Range<Int>, _ steps: Steps, _ texts: Texts) {
    stack.append(thing)
    render(inner, steps, texts)
    stack.removeLast()
  }

  // MARK: - Writing

  private mutating func append(_ value: TemplateValue) {
    switch value {
    case .text(var text): text.withUTF8 { output.escaped($0, isTight: true) }
    case .number(let number): output.number(number)
    case .flag(let flag): output.raw(flag ? "true" : "false")
    case .markup(let markup): markup.bytes.withUnsafeBufferPointer { output.escaped($0, isTight: true) }
    case .none, .list, .context: break
    }
  }

  private mutating func appendRaw(_ value: TemplateValue) {
    switch value {
    case .text(var text): text.withUTF8 { output.tightened($0) }
    case .markup(let markup):
      markup.bytes.withUnsafeBufferPointer {
        if markup.mayHaveEmptyLines { output.tightened($0) } else { output.tight($0) }
      }
    default: append(value)
    }
  }
}
