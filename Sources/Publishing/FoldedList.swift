/// A list that may be long: its first lines stand open, the others behind one that says how many they are.
struct FoldedList {
  private let lines: [String]

  /// So many lines stand open; a single further one does too, because a fold would take its place.
  private static let open = 3

  /// How many of so many are folded away.
  static func folded(of count: Int) -> Int { count <= open + 1 ? 0 : count - open }

  init(_ lines: [String]) { self.lines = lines }

  /// The context of the template `folded`; nil where the list is empty.
  var context: Context? {
    guard !lines.isEmpty else { return nil }
    let count = lines.count - FoldedList.folded(of: lines.count)
    let rest = Array(lines.dropFirst(count))
    return Publishing.context([
      "lines": Array(lines.prefix(count)),
      "fold": rest.isEmpty
        ? nil : ["summary": Texts.andMore(rest.count).capitalizedFirst, "lines": rest] as Context,
    ])
  }
}
