/// Tables as comma-separated values by RFC 4180: CRLF line ends, quotation marks doubled.
///
/// Spreadsheet programs run cells that begin with `=`, `+`, `-`, `@`, a tab or a carriage return as formulas. Such
/// cells get an apostrophe in front, so that a name chosen by a stranger stays a name; plain numbers are left alone.
public enum CSVText {
  public static func row(_ cells: [String]) -> String {
    var bytes: [UInt8] = []
    append(cells, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends a row to a table in UTF-8.
  public static func append(_ cells: [String], to bytes: inout [UInt8]) {
    for index in cells.indices {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      var written = isPlain(cells[index]) ? cells[index] : cell(cells[index])
      written.withUTF8 { bytes.append(contentsOf: $0) }
    }
    bytes.append(0x0D)
    bytes.append(0x0A)
  }

  /// Whether a cell can be told to be as it stands from its bytes alone, as nearly every one can.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return true }
    // Where one of these stands first, what follows tells.
    guard first > UInt8(ascii: "-"), first != UInt8(ascii: "="), first != UInt8(ascii: "@") else {
      return false
    }
    return !text.utf8.contains {
      $0 == 0x0A || $0 == 0x0D || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"")
    }
  }

  /// The text that was guarded, or as it is where it was not.
  public static func unguarded(_ cell: String) -> String {
    guard cell.hasPrefix("'") else { return cell }
    let rest = String(cell.dropFirst())
    return needsGuard(rest) ? rest : cell
  }

  /// One cell, guarded and quoted where needed.
  public static func cell(_ text: String) -> String {
    let guarded = needsGuard(text) ? "'" + text : text
    let needsQuotes = guarded.utf8.contains { byte in
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
        || byte == UInt8(ascii: "\r")
    }
    guard needsQuotes else { return guarded }
    var quoted = "\""
    for scalar in guarded.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  /// Whether a cell gets an apostrophe: a formula does, and so does what looks like a guarded cell already, so that the
  /// text can be told from the cell.
  private static func needsGuard(_ text: String) -> Bool {
    isFormula(text.drop { $0 == "'" })
  }

  private static func isFormula(_ text: Substring) -> Bool {
    guard let first = text.utf8.first else { return false }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "@"), 0x09, 0x0D: return true
    case UInt8(ascii: "+"), UInt8(ascii: "-"): return !isNumber(text.utf8.dropFirst())
    default: return false
    }
  }

  /// Digits with at most one decimal point, nothing else.
  private static func isNumber(_ bytes: Substring.UTF8View) -> Bool {
    var points = 0
    var digits = 0
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
      case UInt8(ascii: "."): points += 1
      default: return false
      }
    }
    return digits > 0 && points <= 1
  }
}
