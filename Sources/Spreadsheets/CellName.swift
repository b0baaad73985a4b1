/// Places in a sheet as spreadsheet programs name them.
public enum CellName {
  /// `F12` for row 12, counted from 1, and column 5, counted from 0.
  public static func of(row: Int, column: Int) -> String { letters(column) + String(row) }

  /// `F` for column 5, counted from 0.
  public static func letters(_ column: Int) -> String {
    var rest = max(0, column) + 1
    var letters: [UInt8] = []
    while rest > 0 {
      letters.append(UInt8(ascii: "A") + UInt8((rest - 1) % 26))
      rest = (rest - 1) / 26
    }
    return String(decoding: letters.reversed(), as: UTF8.self)
  }

  /// The row, from 1, and the column, from 0, of a name such as `F12`; nil where it is none, or beyond what a sheet has.
  static func read(_ name: some Sequence<UInt8>) -> (row: Int, column: Int)? {
    var row = 0
    var column = 0
    for byte in name {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        guard row == 0 else { return nil }
        column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        row = row * 10 + Int(byte - UInt8(ascii: "0"))
      default: return nil
      }
      guard row <= Worksheet.maximumRows, column <= Worksheet.maximumColumns else { return nil }
    }
    return row > 0 && column > 0 ? (row, column - 1) : nil
  }
}
