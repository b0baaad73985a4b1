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
  /// What is handed on is one reference, however many values there are.
  private final class Storage {
    /// Each once; contexts of one kind share them.
    let names: [TemplateName]
    let values: [TemplateValue]

    init(_ names: [TemplateName], _ values: [TemplateValue]) {
      self.names = names
      self.values = values
    }
  }

  private var storage: Storage

  /// The quickest way: names that are made once, and a value for each.
  init(_ names: [TemplateName], _ values: [TemplateValue]) {
    assert(names.count == values.count)
    storage = Storage(names, values)
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
    storage = Storage(names, values)
  }

  /// The value of a name; nil where there is none.
  subscript(name: String) -> Any? {
    get { value(of: TemplateName(name))?.plain }
    set { self = merging(Context([TemplateName(name)], [TemplateValue(newValue)])) }
  }

  @inline(__always)
  func value(of name: TemplateName) -> TemplateValue? {
    let place = storage.names.withUnsafeBufferPointer { names in
      var place = 0
      while place < names.count {
        if names[place].number == name.number { return place }
        place += 1
      }
      return -1
    }
    guard place >= 0 else { return nil }
    let value = storage.values[place]
    if case .none = value { return nil }
    return value
  }

  /// The names that have a value, with it.
  var pairs: [(name: String, value: TemplateValue)] {
    zip(storage.names, storage.values).compactMap { name, value in
      if case .none = value { nil } else { (name.text, value) }
    }
  }

  /// This and another one; where both have a name, the other's counts.
  func merging(_ other: Context) -> Context {
    var (names, values) = (storage.names, storage.values)
    names.reserveCapacity(names.count + other.storage.names.count)
    values.reserveCapacity(names.count + other.storage.names.count)
    for (name, value) in zip(other.storage.names, other.storage.values) {
      Context.set(name, value, &names, &values)
    }
    return Context(names, values)
  }

  private static func set(
    _ name: TemplateName, _ value: TemplateValue, _ names: inout [TemplateName],
    _ values: inout [TemplateValue]
  ) {
    if let place = names.firstIndex(of: name) {
      values[place] = value
    } else if case .none = value {
      // As if it were not there.
    } else {
      names.append(name)
      values.append(value)
    }
  }
}

/// A context from pairs; a name whose value is nil is left out.
func context(_ pairs: KeyValuePairs<String, Any?>) -> Context {
  Context(pairs: pairs.map { ($0.key, $0.value) })
}
