import Tables

/// The cells of a table, for tests that change some.
enum CSVCells {
  static func read(_ text: String) -> [[String]] { CSVReader(Array(text.utf8)).map(\.cells) }
}
