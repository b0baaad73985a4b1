import Registry

/// Models by the first letter or digit of their designations, for whoever holds a label: those that are not on the list
/// are among them.
struct Initials {
  struct Group {
    /// A letter, a digit, or what stands for all others.
    var words: String
    /// The name of its list.
    var name: String
    /// By designation.
    var places: [Int]
  }

  let groups: [Group]

  init(_ rows: [ListRow]) {
    var places: [String: [Int]] = [:]
    for (index, row) in rows.enumerated() { places[Initials.initial(of: row), default: []].append(index) }
    groups = places.sorted { $0.key < $1.key }.map { initial, places in
      Group(
        words: initial.isEmpty ? Texts.Lists.otherInitial : initial.uppercased(),
        name: "initial-\(initial.isEmpty ? "other" : initial)",
        places: places.sorted { (rows[$0].designation, $0) < (rows[$1].designation, $1) })
    }
  }

  /// The first letter or digit as addresses have it; empty where it is of another script, or there is none.
  private static func initial(of row: ListRow) -> String {
    // Nearly every designation begins with a letter or digit of ASCII, with nothing on it.
    let start = row.designation.utf8.prefix(2)
    if let letter = start.first, start.allSatisfy({ $0 < 0x80 }) {
      switch letter {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"):
        return String(decoding: [letter], as: UTF8.self).lowercased()
      default: break
      }
    }
    let first = Slug(folding: String(Folding.folded(row.designation).prefix(1))).text
    return first.utf8.count == 1 ? first : ""
  }
}
