/// Reads a table of comma-separated values record by record (RFC 4180), strictly, and goes on after what it cannot
/// read.
///
/// Lines end in LF, CRLF or CR. A byte order mark is skipped. Cells between quotation marks may hold separators, line
/// ends and doubled quotation marks; around cells and quotation marks nothing is trimmed. A line that breaks these rules
/// is given as it stands, with the reason: nothing is dropped and nothing is guessed.
public struct CSVReader: Sequence, IteratorProtocol {
  /// Bounds on what is held at once.
  public struct Limits: Sendable {
    /// The most bytes of one record, line ends within it included.
    public var recordBytes: Int
    /// The most cells of one record.
    public var cells: Int

    public init(recordBytes: Int = 64 << 10, cells: Int = 1000) {
      self.recordBytes = recordBytes
      self.cells = cells
    }
  }

  /// A line of a table, or several where a cell holds line ends.
  public struct Record: Sendable, Hashable {
    /// The line on which it begins, from 1.
    public var line: Int
    /// Its cells; of a record that cannot be read, those that stand between separators, quotation marks and all.
    public var cells: [String]
    /// Why it cannot be read; nil where it can.
    public var problem: Problem?

    /// Whether nothing stands on the line but white space.
    public var isBlank: Bool { problem == nil && cells.count == 1 && cells[0].allSatisfy(\.isWhitespace) }
  }

  /// Why a record cannot be read.
  public enum Problem: Sendable, Hashable {
    /// A quotation mark opens a cell and none closes it, as far as a record may go.
    case unclosedQuote
    /// Something stands between the quotation mark that closes a cell and the separator, or a quotation mark stands within
    /// a cell that does not begin with one.
    case strayQuote
    /// Its bytes are not UTF-8.
    case encoding
    /// It holds a control character, such as NUL.
    case control
    /// It is longer than the limit; only its beginning is given.
    case tooLong(limit: Int)
    /// It has more cells than the limit; only the first are given.
    case tooManyCells(limit: Int)

    /// What is wrong, in a sentence.
    public var message: String {
      switch self {
      case .unclosedQuote: "A quotation mark opens a cell and none closes it."
      case .strayQuote: "A quotation mark stands in the middle of a cell."
      case .encoding: "The line is not UTF-8 text."
      case .control: "The line holds a control character, which no text has."
      case .tooLong(let limit): "The line is longer than \(limit) bytes."
      case .tooManyCells(let limit): "The line has more than \(limit) cells."
      }
    }

    /// What to do about it, in a sentence.
    public var cure: String {
      switch self {
      case .unclosedQuote: "Close the cell with a quotation mark, or take the first one away."
      case .strayQuote: "Put the whole cell between quotation marks and write those within it twice."
      case .encoding: "Save the table as CSV in UTF-8."
      case .control: "Delete the character, or export the table anew: the file may be damaged."
      case .tooLong, .tooManyCells: "Look for a missing line end, and split the line."
      }
    }
  }

  private let bytes: [UInt8]
  private let separator: UInt8
  private let limits: Limits
  private var position: Int
  private var line = 1

  /// - Parameters:
  ///   - separator: what stands between cells: a comma, a semicolon or a tab.
  public init(_ bytes: [UInt8], separator: UInt8 = UInt8(ascii: ","), limits: Limits = Limits()) {
    self.bytes = bytes
    self.separator = separator
    self.limits = limits
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The next record; nil at the end.
  public mutating func next() -> Record? {
    guard position < bytes.count else { return nil }
    let start = (position: position, line: line)
    if let record = wellFormed() { return record }
    (position, line) = start
    return malformed()
  }

  /// Why the last record that broke a rule did so.
  private var reason = Problem.strayQuote

  /// A record by the rules; nil where it breaks one, with the reason in ``reason``.
  private mutating func wellFormed() -> Record? {
    var cells: [String] = []
    let first = line
    let end = Swift.min(bytes.count, position + limits.recordBytes)
    while true {
      if cells.count == limits.cells { return fail(.tooManyCells(limit: limits.cells)) }
      guard let cell = position < end && bytes[position] == quote ? quoted(to: end) : plain(to: end) else {
        return nil
      }
      cells.append(cell)
      if position == bytes.count { break }
      if position == end { return fail(.tooLong(limit: limits.recordBytes)) }
      let byte = bytes[position]
      position += 1
      if byte == separator { continue }
      if byte == carriageReturn, position < bytes.count, bytes[position] == lineFeed { position += 1 }
      line += 1
      break
    }
    return Record(line: first, cells: cells, problem: nil)
  }

  private mutating func fail<Value>(_ problem: Problem) -> Value? {
    reason = problem
    return nil
  }

  /// A cell without quotation marks; ``position`` is then at what ends it.
  private mutating func plain(to end: Int) -> String? {
    let start = position
    while position < end {
      let byte = bytes[position]
      if byte == separator || byte == lineFeed || byte == carriageReturn { break }
      if byte == quote { return fail(.strayQuote) }
      if isControl(byte) { return fail(.control) }
      position += 1
    }
    guard let text = String(validating: bytes[start..<position], as: UTF8.self) else {
      return fail(.encoding)
    }
    return text
  }

  /// A cell between quotation marks; ``position`` is then behind the closing one.
  private mutating func quoted(to end: Int) -> String? {
    position += 1
    var text: [UInt8] = []
    while position < end {
      let byte = bytes[position]
      position += 1
      if byte == quote {
        if position < end, bytes[position] == quote {
          position += 1
          text.append(quote)
          continue
        }
        if position < end {
          let next = bytes[position]
          guard next == separator || next == lineFeed || next == carriageReturn else {
            return fail(.strayQuote)
          }
        }
        guard let text = String(validating: text, as: UTF8.self) else { return fail(.encoding) }
        return text
      }
      if byte == lineFeed || byte == carriageReturn && !(position < end && bytes[position] == lineFeed) {
        line += 1
      } else if isControl(byte), byte != carriageReturn {
        return fail(.control)
      }
      text.append(byte)
    }
    return fail(end < bytes.count ? .tooLong(limit: limits.recordBytes) : .unclosedQuote)
  }

  /// The line as it stands. Reading goes on with the next one.
  private mutating func malformed() -> Record {
    let start = position
    while position < bytes.count, bytes[position] != lineFeed, bytes[position] != carriageReturn {
      position += 1
    }
    let shown = bytes[start..<Swift.min(position, start + limits.recordBytes)]
    let cells = shown.split(
      separator: separator, maxSplits: limits.cells - 1, omittingEmptySubsequences: false
    ).map { String(decoding: $0, as: UTF8.self) }
    var problem = reason
    if position - start > limits.recordBytes {
      problem = .tooLong(limit: limits.recordBytes)
    } else if case .tooLong = reason {
      // The line itself is not too long: a quotation mark swallowed those that follow.
      problem = .unclosedQuote
    }
    let record = Record(line: line, cells: cells, problem: problem)
    if position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == carriageReturn, position < bytes.count, bytes[position] == lineFeed { position += 1 }
      line += 1
    }
    return record
  }

  private func isControl(_ byte: UInt8) -> Bool { byte < 0x20 && byte != 0x09 || byte == 0x7F }

  private var quote: UInt8 { UInt8(ascii: "\"") }
  private var lineFeed: UInt8 { 0x0A }
  private var carriageReturn: UInt8 { 0x0D }
}

extension CSVReader {
  /// What a file is that is no table of ours, by its first bytes.
  public static func foreignKind(of bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return "text in UTF-16" }
    if bytes.starts(with: Array("PK\u{3}\u{4}".utf8)) { return "a workbook (XLSX, ODS) or another ZIP file" }
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return "a workbook (XLS)" }
    return nil
  }
}
