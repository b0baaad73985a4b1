/// A text that is said again and again with other values, taken apart once: pages have hundreds of lines of the same kind.
struct RepeatedText: Sendable {
  private let pieces: [(before: String, value: Int)]
  private let end: String

  /// - Parameter values: The names of the values; they are asked for by their places here.
  init(_ name: TextName, _ values: [String]) { (pieces, end) = Texts.wording.pieces(of: name, values) }

  /// The text, each of whose values is written where it belongs.
  func text(_ write: (_ value: Int, _ out: inout MarkupWriter) -> Void) -> String {
    var out = MarkupWriter(capacity: 128)
    self.write(to: &out, write)
    return out.text
  }

  func write(to out: inout MarkupWriter, _ write: (_ value: Int, _ out: inout MarkupWriter) -> Void) {
    for piece in pieces {
      out.raw(piece.before)
      write(piece.value, &out)
    }
    out.raw(end)
  }
}
