// MARK: - Exports

extension Texts {
  enum Exports {
    static let listSheet = "List"
    static let aboutSheet = "About this list"
    static let subject = "Compliant models, with what each listing rests on"
    static let lead =
      "What this list was made from. The chain's head vouches for every document that the registry held by then."
    static let filter = "Filter"
    static let noFilter = "None: every model of the registry is in it."
    static let definitions = "Definitions that its models were judged by (SHA-256)"
    static let adopted = "adopted"
    static let draft = "draft"
    /// Stands where the text of a cell was cut.
    static let cut = " … (cut: longer than a cell can hold; see another format)"

    /// What a download of the list is for.
    static func title(_ format: ListFormat) -> String {
      switch format {
      case .csv: "for spreadsheets and other programs"
      case .xlsx: "a workbook, with a sheet that says what the list was made from"
      case .json: "for programs"
      case .xml: "for programs"
      case .sqlite: "a database, for analysts"
      }
    }

    /// The name of a format in a link.
    static func name(_ format: ListFormat) -> String {
      switch format {
      case .csv: "CSV"
      case .xlsx: "Excel (XLSX)"
      case .json: "JSON"
      case .xml: "XML"
      case .sqlite: "SQLite"
      }
    }
  }
}
