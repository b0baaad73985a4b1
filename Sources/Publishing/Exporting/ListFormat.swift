/// A format in which the list can be taken away.
public enum ListFormat: String, Sendable, Hashable, CaseIterable {
  case csv, xlsx, json, xml, sqlite

  /// The file on the site.
  var file: String { "list.\(rawValue)" }

  /// In the order in which several are best made at a time: those that take long before those that fill what is left.
  static let heaviestFirst: [ListFormat] = [.xlsx, .sqlite, .xml, .json, .csv]

  /// By IANA's registry.
  var mediaType: String {
    switch self {
    case .csv: "text/csv"
    case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case .json: "application/json"
    case .xml: "application/xml"
    case .sqlite: "application/vnd.sqlite3"
    }
  }

  /// The format's description, as a file of the site; nil where its form is a standard's alone.
  var schema: String? {
    switch self {
    case .json: "list.schema.json"
    case .xml: "list.xsd"
    case .csv, .xlsx, .sqlite: nil
    }
  }

  /// The downloads of the list, as templates show them on a page within a folder.
  static var downloads: [Context] {
    allCases.map { format in
      Publishing.context([
        "href": "../" + format.file, "type": format.mediaType, "name": Texts.Exports.name(format),
        "title": Texts.Exports.title(format),
        "schema": format.schema.map { ["href": "../" + $0, "name": $0] as Context },
      ])
    }
  }
}
