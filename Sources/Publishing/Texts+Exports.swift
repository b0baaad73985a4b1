// MARK: - Exports

extension Texts {
  enum Exports {
    static var listSheet: String { say("exports.list-sheet") }
    static var aboutSheet: String { say("exports.about-sheet") }
    static var subject: String { say("exports.subject") }
    static var lead: String { say("exports.lead") }
    static var filter: String { say("exports.filter") }
    static var noFilter: String { say("exports.no-filter") }
    static var definitions: String { say("exports.definitions") }
    static var adopted: String { say("exports.adopted") }
    static var draft: String { say("exports.draft") }
    /// Stands where the text of a cell was cut.
    static var cut: String { say("exports.cut") }

    /// Values of which any will do, such as `II or IIIA`. One that reads like several, or like one that is quoted, stands
    /// within quotation marks, so that no two filters read the same.
    static func anyOf(_ values: [String]) -> String {
      values.map { value in
        value.contains(or) || value.contains(where: "“”".contains) ? "“\(value)”" : value
      }.joined(separator: or)
    }

    private static var or: String { " \(say("word.or")) " }

    /// What a download of the list is for.
    static func title(_ format: ListFormat) -> String {
      switch format {
      case .csv: say("exports.title.csv")
      case .xlsx: say("exports.title.xlsx")
      case .json: say("exports.title.json")
      case .xml: say("exports.title.xml")
      case .sqlite: say("exports.title.sqlite")
      }
    }

    /// The name of a format in a link.
    static func name(_ format: ListFormat) -> String {
      switch format {
      case .csv: say("exports.name.csv")
      case .xlsx: say("exports.name.xlsx")
      case .json: say("exports.name.json")
      case .xml: say("exports.name.xml")
      case .sqlite: say("exports.name.sqlite")
      }
    }
  }
}
