import Synchronization

/// A name in templates and in what they are filled with, as a number: equal names are equal numbers.
struct TemplateName: Hashable, Sendable, ExpressibleByStringLiteral {
  let number: Int32

  private struct Known {
    var numbers: [String: Int32] = [:]
    var texts: [String] = []
  }

  private static let known = Mutex(Known())

  init(_ text: String) {
    number = TemplateName.known.withLock { known in
      if let number = known.numbers[text] { return number }
      let number = Int32(known.texts.count)
      known.numbers[text] = number
      known.texts.append(text)
      return number
    }
  }

  init(number: Int32) { self.number = number }

  init(stringLiteral text: String) { self.init(text) }

  var text: String { TemplateName.known.withLock { $0.texts[Int(number)] } }
}

/// What a template can be filled with.
enum TemplateValue {
  /// As if the name were not there.
  case none
  case flag(Bool)
  case number(Int)
  case text(String)
  case markup(MarkupBytes)
  case list([TemplateValue])
  case context(Context)

  var isNone: Bool { if case .none = self { true } else { false } }

  static func texts(_ texts: [String]) -> TemplateValue { .list(texts.map { .text($0) }) }
  static func contexts(_ contexts: [Context]) -> TemplateValue { .list(contexts.map { .context($0) }) }
  static func text(_ text: String?) -> TemplateValue { text.map { .text($0) } ?? .none }
  static func context(_ context: Context?) -> TemplateValue { context.map { .context($0) } ?? .none }

  /// Texts, numbers, flags, markup, lists and contexts. A value of another kind ends the program in a debug build.
  init(_ value: Any?) {
    guard let value else {
      self = .none
      return
    }
    switch value {
    case let text as String: self = .text(text)
    case let flag as Bool: self = .flag(flag)
    case let number as Int: self = .number(number)
    case let context as Context: self = .context(context)
    case let markup as MarkupBytes: self = .markup(markup)
    case let texts as [String]: self = .texts(texts)
    case let contexts as [Context]: self = .contexts(contexts)
    case let values as [Any]: self = .list(values.map { TemplateValue($0) })
    case let pairs as [String: Any]:
      self = .context(Context(pairs: pairs.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }))
    case let value as TemplateValue: self = value
    case let inner as Any? where inner == nil: self = .none
    default:
      assertionFailure("a template is filled with a \(type(of: value))")
      self = .text(String(describing: value))
    }
  }

  /// The value as it was given; markup is text.
  var plain: Any? {
    switch self {
    case .none: return nil
    case .flag(let flag): return flag
    case .number(let number): return number
    case .text(let text): return text
    case .markup(let markup): return markup.text
    case .context(let context): return context
    case .list(let values):
      let plain = values.compactMap(\.plain)
      if let texts = plain as? [String] { return texts }
      return plain as? [Context] ?? plain
    }
  }
}

/// What a template is filled with: text, flags, lists and further contexts, by name.
///
/// Templates write a leading dot for names inside lists, so that a name that is missing there is empty and never
/// answered by the list's surroundings.
struct Context: ExpressibleByDictionaryLiteral {
  /// A value under a name. The value stands first, so that a slot's address is its value's as well.
  struct Slot {
    let value: TemplateValue
    let name: TemplateName

    static func value(at slot: UnsafePointer<Slot>) -> UnsafePointer<TemplateValue> {
      assert(MemoryLayout<Slot>.offset(of: \.value) == 0)
      return UnsafeRawPointer(slot).assumingMemoryBound(to: TemplateValue.self)
    }
  }

  /// What is handed on is one reference, however many values there are: the slots stand behind their number. They are
  /// written once and stay where they are.
  private final class Storage: ManagedBuffer<Int, Slot> {
    deinit {
      _ = withUnsafeMutablePointers { count, slots in slots.deinitialize(count: count.pointee) }
    }
  }

  private let storage: ManagedBuffer<Int, Slot>

  /// The quickest way: names that are made once, and a value for each.
  init(_ names: [TemplateName], _ values: [TemplateValue]) {
    assert(names.count == values.count)
    let count = min(names.count, values.count)
    storage = Storage.create(minimumCapacity: count) { _ in count }
    storage.withUnsafeMutablePointerToElements { slots in
      for place in 0..<count {
        (slots + place).initialize(to: Slot(value: values[place], name: names[place]))
      }
    }
  }

  /// The same without an array in between: `fill` adds the value of each name, in the order of the names.
  init(_ names: [TemplateName], _ fill: (inout Filling) -> Void) {
    storage = Storage.create(minimumCapacity: names.count) { _ in names.count }
    storage.withUnsafeMutablePointerToElements { slots in
      var filling = Filling(slots: slots, names: names)
      fill(&filling)
      filling.finish()
    }
  }

  /// The values of a context that is being made.
  struct Filling {
    fileprivate let slots: UnsafeMutablePointer<Slot>
    fileprivate let names: [TemplateName]
    private var count = 0

    fileprivate init(slots: UnsafeMutablePointer<Slot>, names: [TemplateName]) {
      (self.slots, self.names) = (slots, names)
    }

    /// Adds the value of the next name; there is one for each.
    @inline(__always)
    mutating func add(_ value: consuming TemplateValue) {
      guard count < names.count else { return assertionFailure("there is no name for a further value") }
      (slots + count).initialize(to: Slot(value: value, name: names[count]))
      count += 1
    }

    fileprivate mutating func finish() {
      assert(count == names.count, "\(names[min(count, names.count - 1)].text) has no value")
      while count < names.count { add(.none) }
    }
  }

  /// Each name once, with its value. What the pointer leads to is there for as long as the context is held.
  var slots: UnsafeBufferPointer<Slot> {
    storage.withUnsafeMutablePointers { count, slots in
      UnsafeBufferPointer(start: slots, count: count.pointee)
    }
  }

  init(dictionaryLiteral elements: (String, Any?)...) { self.init(pairs: elements) }

  /// Whatever is nil is left out; of several of one name the last counts.
  init(pairs: some Collection<(String, Any?)>) {
    var names: [TemplateName] = []
    var values: [TemplateValue] = []
    names.reserveCapacity(pairs.count)
    values.reserveCapacity(pairs.count)
    for (name, value) in pairs {
      Context.set(TemplateName(name), TemplateValue(value), &names, &values)
    }
    self.init(names, values)
  }

  /// The value of a name; nil where there is none.
  subscript(name: String) -> Any? {
    get { value(of: TemplateName(name))?.plain }
    set { self = merging(Context([TemplateName(name)], [TemplateValue(newValue)])) }
  }

  func value(of name: TemplateName) -> TemplateValue? {
    withExtendedLifetime(storage) { slots.first { $0.name == name && !$0.value.isNone }?.value }
  }

  /// The names that have a value, with it.
  var pairs: [(name: String, value: TemplateValue)] {
    withExtendedLifetime(storage) { slots.lazy.filter { !$0.value.isNone }.map { ($0.name.text, $0.value) } }
  }

  /// This and another one; where both have a name, the other's counts.
  func merging(_ other: Context) -> Context {
    withExtendedLifetime((storage, other.storage)) {
      var (names, values) = (slots.map(\.name), slots.map(\.value))
      names.reserveCapacity(names.count + other.slots.count)
      values.reserveCapacity(names.count + other.slots.count)
      for slot in other.slots { Context.set(slot.name, slot.value, &names, &values) }
      return Context(names, values)
    }
  }

  private static func set(
    _ name: TemplateName, _ value: TemplateValue, _ names: inout [TemplateName],
    _ values: inout [TemplateValue]
  ) {
    if let place = names.firstIndex(of: name) {
      values[place] = value
    } else if !value.isNone {
      names.append(name)
      values.append(value)
    }
  }
}

/// A context from pairs; a name whose value is nil is left out.
func context(_ pairs: KeyValuePairs<String, Any?>) -> Context {
  Context(pairs: pairs.map { ($0.key, $0.value) })
}
