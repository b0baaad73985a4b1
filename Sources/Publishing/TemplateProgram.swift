/// Templates put together and flattened: steps in one row, whose names are numbers and whose texts stand in one piece, with
/// the blocks that take the place of others already there.
struct TemplateProgram: Sendable {
  /// What is done next.
  struct Step: Sendable {
    enum Kind: UInt8, Sendable {
      /// Writes `length` bytes of the texts from `first` on.
      case text
      /// Writes the value of a name, escaped or as it stands.
      case escaped, raw
      /// Goes on for each thing of a value, or goes to the step `end`.
      case section, inverted
      /// Does another part.
      case call
    }

    var kind: Kind
    /// Whether only the innermost thing is asked.
    var isInner = false
    /// A place in the texts, the first name of a value, or a part; -1: the innermost thing itself.
    var first: Int32
    /// A length, or the step after a section's last.
    var length: Int32 = 0
    /// Where further names of a value stand among the paths; -1: there are none.
    var path: Int32 = -1
  }

  private(set) var steps: [Step] = []
  private(set) var texts: [UInt8] = []
  /// Where the steps of each part are.
  private(set) var parts: [Range<Int>] = []
  /// The further names of values.
  private(set) var paths: [[TemplateName]] = []
  /// The part that each template is.
  private(set) var roots: [String: Int] = [:]

  init(_ templates: [String: Template]) {
    var linker = Linker(templates: templates)
    for name in templates.keys.sorted() { roots[name] = linker.part(ofTemplate: name, [:]) }
    while let (part, nodes, blocks) = linker.waiting.popLast() {
      let start = steps.count
      // Inner sections are written behind each other, so that a part is one row of steps.
      append(nodes, blocks, &linker)
      if parts.count <= part {
        parts += Array(repeating: 0..<0, count: part + 1 - parts.count)
      }
      parts[part] = start..<steps.count
    }
  }

  /// What stands in the place of blocks, by name: nodes, and the number that tells them from others.
  private typealias Blocks = [String: Template.Block]

  /// Finds the part of what was asked for before: of the same with the same blocks there is one.
  private struct Linker {
    struct Wanted: Hashable {
      var template: String
      var block: Int
      var blocks: [String: Int]
    }

    let templates: [String: Template]
    var known: [Wanted: Int] = [:]
    var waiting: [(part: Int, nodes: [Template.Node], blocks: Blocks)] = []

    mutating func part(ofTemplate name: String, _ blocks: Blocks) -> Int? {
      guard let template = templates[name] else { return nil }
      return part(
        Wanted(template: name, block: -1, blocks: blocks.mapValues(\.number)), template.nodes, blocks)
    }

    mutating func part(of block: Template.Block, _ blocks: Blocks) -> Int {
      part(Wanted(template: "", block: block.number, blocks: blocks.mapValues(\.number)), block.nodes, blocks)
    }

    private mutating func part(_ wanted: Wanted, _ nodes: [Template.Node], _ blocks: Blocks) -> Int {
      if let part = known[wanted] { return part }
      let part = known.count
      known[wanted] = part
      waiting.append((part, nodes, blocks))
      return part
    }
  }

  private mutating func append(_ nodes: [Template.Node], _ blocks: Blocks, _ linker: inout Linker) {
    for node in nodes {
      switch node {
      case .text(let bytes): append(bytes)
      case .value(let name, let isEscaped): append(isEscaped ? .escaped : .raw, name)
      case .section(let name, let inner), .inverted(let name, let inner):
        let start = steps.count
        if case .section = node { append(.section, name) } else { append(.inverted, name) }
        append(inner, blocks, &linker)
        steps[start].length = Int32(steps.count)
      case .partial(let name):
        if let part = linker.part(ofTemplate: name, blocks) {
          steps.append(Step(kind: .call, first: Int32(part)))
        }
      case .inheritance(let name, let own):
        // The outermost come first.
        let all = blocks.merging(own) { outer, _ in outer }
        if let part = linker.part(ofTemplate: name, all) {
          steps.append(Step(kind: .call, first: Int32(part)))
        }
      case .block(let name, let standard):
        steps.append(Step(kind: .call, first: Int32(linker.part(of: blocks[name] ?? standard, blocks))))
      }
    }
  }

  /// Appends a text without its empty lines; whether it begins with one, depends on what stands before it.
  private mutating func append(_ bytes: [UInt8]) {
    let start = texts.count
    var last: UInt8 = 0
    for byte in bytes where !(byte == UInt8(ascii: "\n") && last == byte) {
      texts.append(byte)
      last = byte
    }
    steps.append(Step(kind: .text, first: Int32(start), length: Int32(texts.count - start)))
  }

  private mutating func append(_ kind: Step.Kind, _ name: Template.Name) {
    var step = Step(kind: kind, isInner: name.isInner, first: name.steps.first?.number ?? -1)
    if name.steps.count > 1 {
      step.path = Int32(paths.count)
      paths.append(Array(name.steps.dropFirst()))
    }
    steps.append(step)
  }
}
