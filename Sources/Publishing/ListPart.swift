/// A part of a list of models. A long list has a page for each, so that a phone never loads thousands of lines at once.
///
/// None says which or of how many it is, and each but the first is called by the model it comes after, as that one alone
/// decides that a part begins behind it: a number would change every page behind one that is divided otherwise.
struct ListPart {
  /// The models of this part; never none.
  let places: ArraySlice<Int>
  /// What the whole list is, in words; its first part says so, and no other has to be written for it.
  let whole: String?
  /// The page of this part, of the first one, and of those before and behind.
  let path: String
  let first: String
  let previous: String?
  let next: String?
  /// Every other part by what it begins with; on the first one only.
  let others: [Way]
  let table: ModelTable

  /// Leads to another part.
  struct Way {
    let words: String
    let path: String
  }

  /// The parts of a list; none of one without a model.
  ///
  /// - Parameters:
  ///   - first: the page of the first part.
  ///   - whole: says how many models the list has.
  ///   - slugs: what stands for each model in addresses, by its place.
  static func parts(
    _ places: [Int], on first: String, whole: String, division: ListDivision, slugs: [String],
    table: ModelTable
  ) -> [ListPart] {
    let ranges = division.parts(places)
    let paths = ranges.map { range in
      range.lowerBound == 0 ? first : SiteMap.part(of: first, after: slugs[places[range.lowerBound - 1]])
    }
    let others = zip(ranges, paths).dropFirst().map { range, path in
      Way(words: table.name(places[range.lowerBound]), path: path)
    }
    return ranges.enumerated().map { index, range in
      ListPart(
        places: places[range], whole: index == 0 ? whole : nil, path: paths[index], first: first,
        previous: index > 0 ? paths[index - 1] : nil, next: index + 1 < paths.count ? paths[index + 1] : nil,
        others: index == 0 ? others : [], table: table)
    }
  }

  /// What the model is called that it begins with.
  var begin: String { places.first.map(table.name) ?? "" }

  /// The context of the template `pages`.
  ///
  /// - Parameter id: of the heading that it stands under.
  func context(under id: String) -> Context {
    Publishing.context([
      "table": table.markup(places, caption: caption),
      "hasPages": isAlone ? nil : true,
      "id": id,
      "first": previous.flatMap { $0 == first ? nil : address(first) },
      "previous": previous.map(address),
      "next": next.map(address),
      "hasOthers": !others.isEmpty,
      "others": others.map { ["words": $0.words, "href": address($0.path)] as Context },
    ])
  }

  /// Adds what the part follows from, but for its lines.
  func add(to ingredients: inout Ingredients) {
    ingredients.add(whole)
    ingredients.add(previous)
    ingredients.add(next)
    ingredients.add(places.count)
    ingredients.add(others.count)
    for other in others { ingredients.add([other.words, other.path]) }
  }

  private var isAlone: Bool { previous == nil && next == nil }

  private var caption: String {
    guard !isAlone, let last = places.last else { return whole ?? "" }
    let range = Texts.Lists.range(begin, table.name(last))
    return whole.map { Texts.Lists.range(range, of: $0) } ?? range
  }

  /// All parts are in one folder.
  private func address(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }
}
