/// Fills templates. Everything is written once, to the end of one piece of memory; lines that nothing is left of are left
/// out.
struct TemplateRenderer: ~Copyable {
  private let program: TemplateProgram
  private static let deepest = 100
  private var depth = 0
  private var output: MarkupWriter
  /// What is asked for names, the innermost last.
  private var stack: [Level] = []

  /// One thing of what the template is filled with. All of that is held while a template is rendered, and never changes: its
  /// parts are reached by their addresses, and none of them is counted again for each of the thousands of names.
  private struct Level {
    let thing: UnsafePointer<TemplateValue>
    /// Where it is a context: what it has.
    let slots: UnsafeBufferPointer<Context.Slot>

    init(_ thing: UnsafePointer<TemplateValue>) {
      self.thing = thing
      slots = Level.slots(of: thing)
    }

    static func slots(of thing: UnsafePointer<TemplateValue>) -> UnsafeBufferPointer<Context.Slot> {
      if case .context(let context) = thing.pointee {
        context.slots
      } else {
        UnsafeBufferPointer(start: nil, count: 0)
      }
    }
  }

  init(_ program: TemplateProgram) {
    self.program = program
    output = MarkupWriter(capacity: 64 << 10)
  }

  /// The text of a template, in UTF-8; nil where there is none of that name.
  mutating func render(_ name: String, _ context: Context) -> [UInt8]? {
    guard let root = program.roots[name] else { return nil }
    output.clear()
    depth = 0
    withUnsafePointer(to: TemplateValue.context(context)) { all in
      stack = [Level(all)]
      program.steps.withUnsafeBufferPointer { steps in
        program.texts.withUnsafeBufferPointer { texts in
          render(program.parts[root], steps, texts)
        }
      }
      stack = []
    }
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
        if let value = value(step), !TemplateRenderer.isEmpty(value) {
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

  private typealias Value = UnsafePointer<TemplateValue>

  @inline(__always)
  private func value(_ step: TemplateProgram.Step) -> Value? {
    guard step.first >= 0 else { return stack.last?.thing }
    var found: Value?
    var place = stack.count - 1
    while place >= 0 {
      found = TemplateRenderer.value(of: step.first, in: stack[place].slots)
      if found != nil || step.isInner { break }
      place -= 1
    }
    guard step.path >= 0 else { return found }
    for name in program.paths[Int(step.path)] {
      guard let context = found else { return nil }
      found = TemplateRenderer.value(of: name.number, in: Level.slots(of: context))
    }
    return found
  }

  @inline(__always)
  private static func value(of name: Int32, in slots: UnsafeBufferPointer<Context.Slot>) -> Value? {
    guard var slot = slots.baseAddress else { return nil }
    let end = slot + slots.count
    while slot < end {
      if slot.pointee.name.number == name {
        let value = Context.Slot.value(at: slot)
        return value.pointee.isNone ? nil : value
      }
      slot += 1
    }
    return nil
  }

  /// Whether a section is left out: there is no such thing, it is false, or a list with nothing in it.
  private static func isEmpty(_ value: Value) -> Bool {
    switch value.pointee {
    case .none: true
    case .flag(let flag): !flag
    case .list(let values): values.isEmpty
    case .number, .text, .markup, .context: false
    }
  }

  private mutating func section(_ value: Value, _ inner: Range<Int>, _ steps: Steps, _ texts: Texts) {
    switch value.pointee {
    case .none: break
    case .flag(let flag):
      if flag { render(inner, steps, texts) }
    case .list(let values):
      values.withUnsafeBufferPointer { values in
        guard let first = values.baseAddress else { return }
        for place in values.indices { within(first + place, inner, steps, texts) }
      }
    case .number, .text, .markup, .context: within(value, inner, steps, texts)
    }
  }

  private mutating func within(_ thing: Value, _ inner: Range<Int>, _ steps: Steps, _ texts: Texts) {
    stack.append(Level(thing))
    render(inner, steps, texts)
    stack.removeLast()
  }

  // MARK: - Writing

  private mutating func append(_ value: Value) {
    switch value.pointee {
    case .text(let text): text.withBytes { output.escaped($0, isTight: true) }
    case .number(let number): output.number(number)
    case .flag(let flag): output.raw(flag ? "true" : "false")
    case .markup(let markup): markup.bytes.withUnsafeBufferPointer { output.escaped($0, isTight: true) }
    case .none, .list, .context: break
    }
  }

  private mutating func appendRaw(_ value: Value) {
    switch value.pointee {
    case .text(let text): text.withBytes { output.tightened($0) }
    case .markup(let markup):
      markup.bytes.withUnsafeBufferPointer {
        if markup.mayHaveEmptyLines { output.tightened($0) } else { output.tight($0) }
      }
    default: append(value)
    }
  }
}

extension String {
  /// Its bytes, without a copy of it wherever it is Swift's own.
  fileprivate func withBytes(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    if utf8.withContiguousStorageIfAvailable(body) != nil { return }
    var text = self
    text.withUTF8(body)
  }
}
