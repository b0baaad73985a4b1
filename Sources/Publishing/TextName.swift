/// The name of a text of the ``Wording``, looked up.
struct TextName: Sendable, Hashable, ExpressibleByStringLiteral {
  /// The place of the text among all; -1 where there is none of that name.
  let number: Int

  init(number: Int) { self.number = number }

  /// - Parameter name: A name that there is not ends the program in a debug build.
  init(_ name: String) {
    number = Wording.numbers[name] ?? -1
    assert(number >= 0, "there is no text \(name)")
  }

  init(stringLiteral name: String) { self.init(name) }
}

/// The name of something that is counted, which has two texts: one for a single one, one for all other numbers.
struct CountedName: Sendable, ExpressibleByStringLiteral {
  private let one: TextName
  private let other: TextName

  init(stringLiteral name: String) {
    let numbers = Wording.counted[name]
    assert(numbers != nil, "there is no text \(name)")
    one = TextName(number: numbers?.one ?? -1)
    other = TextName(number: numbers?.other ?? -1)
  }

  func text(of number: Int) -> TextName { number == 1 ? one : other }
}
