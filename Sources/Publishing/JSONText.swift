/// A JSON value that is printed with its members in the order given, so that the same data gives the same bytes.
public enum JSONText: Sendable, Equatable {
  case text(String)
  case number(Int)
  case flag(Bool)
  case null
  case array([JSONText])
  /// An array whose elements are made when they are written: of a list of thousands, one at a time is in memory.
  case list(count: Int, @Sendable (Int) -> JSONText)
  case object([(String, JSONText)])

  /// The value on lines of two spaces of indentation, ending in a line feed.
  public func printed() -> String { String(decoding: printedBytes, as: UTF8.self) }

  /// The same as UTF-8.
  var printedBytes: [UInt8] {
    var bytes: [UInt8] = []
    print { bytes.append(contentsOf: $0) }
    return bytes
  }

  /// The same in pieces: of a long ``list(count:_:)`` no more is in memory than one of them.
  func print<Failure>(
    to take: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    var out = MarkupWriter(capacity: 4096)
    try write(to: &out, indentation: 0, take)
    out.raw("\n")
    try out.hand(to: take)
  }

  /// The value on one line, without a space.
  var compact: String {
    var bytes: [UInt8] = []
    var out = MarkupWriter(capacity: 256)
    write(to: &out, indentation: nil) { bytes.append(contentsOf: $0) }
    out.hand { bytes.append(contentsOf: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  public static func == (left: JSONText, right: JSONText) -> Bool { left.printedBytes == right.printedBytes }

  /// - Parameter take: takes what is written, whenever that has become a piece.
  private func write<Failure>(
    to out: inout MarkupWriter, indentation: Int?,
    _ take: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    switch self {
    case .text(let value): JSONText.quote(value, to: &out)
    case .number(let value): out.number(value)
    case .flag(let value): out.raw(value ? "true" : "false")
    case .null: out.raw("null")
    case .array(let values):
      try JSONText.write(values.count, to: &out, indentation: indentation, take) { values[$0] }
    case .list(let count, let element):
      try JSONText.write(count, to: &out, indentation: indentation, take, element)
    case .object(let members):
      guard !members.isEmpty else { return out.raw("{}") }
      out.raw("{")
      let inner = indentation.map { $0 + 1 }
      for index in members.indices {
        if index > 0 { out.raw(",") }
        JSONText.breakLine(inner, &out)
        JSONText.quote(members[index].0, to: &out)
        out.raw(indentation == nil ? ":" : ": ")
        try members[index].1.write(to: &out, indentation: inner, take)
      }
      JSONText.breakLine(indentation, &out)
      out.raw("}")
    }
  }

  private static func write<Failure>(
    _ count: Int, to out: inout MarkupWriter, indentation: Int?,
    _ take: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void, _ element: (Int) -> JSONText
  ) throws(Failure) {
    guard count > 0 else { return out.raw("[]") }
    out.raw("[")
    let inner = indentation.map { $0 + 1 }
    for index in 0..<count {
      if index > 0 { out.raw(",") }
      JSONText.breakLine(inner, &out)
      try element(index).write(to: &out, indentation: inner, take)
      if out.count >= piece { try out.hand(to: take) }
    }
    JSONText.breakLine(indentation, &out)
    out.raw("]")
  }

  /// The size of a piece, in bytes.
  private static let piece = 1 << 16

  /// Begins a line, if the value is printed on several.
  private static func breakLine(_ indentation: Int?, _ out: inout MarkupWriter) {
    guard let indentation else { return }
    out.raw("\n")
    for _ in 0..<indentation { out.raw("  ") }
  }

  /// RFC 8259, section 7; line separators are escaped as well, for readers that are JavaScript.
  private static func quote(_ value: String, to out: inout MarkupWriter) {
    out.raw("\"")
    // Nearly every text is what it is; the separators begin with this byte, as few other characters do.
    if !value.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C || $0 == 0x7F || $0 == 0xE2 }) {
      out.raw(value)
    } else {
      for scalar in value.unicodeScalars { escape(scalar, to: &out) }
    }
    out.raw("\"")
  }

  private static func escape(_ scalar: Unicode.Scalar, to out: inout MarkupWriter) {
    switch scalar {
    case "\"": out.raw("\\\"")
    case "\\": out.raw("\\\\")
    case "\n": out.raw("\\n")
    case "\r": out.raw("\\r")
    case "\t": out.raw("\\t")
    case "\u{2028}", "\u{2029}", "\u{7F}", ..<" ":
      let digits = String(scalar.value, radix: 16)
      out.raw("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
    default: out.raw(String(scalar))
    }
  }
}
