/// A document as the text that the reader sees: whatever its encoding, in UTF-8, without a byte order mark.
///
/// For those that must look at a document a second time, and must see there what was read the first time.
public enum PlainText {
  /// Decodes a document.
  ///
  /// - Parameters:
  ///   - source: where its bytes come from.
  ///   - file: what to call it in diagnostics.
  ///   - limits: of these only how many bytes it may have.
  /// - Returns: valid UTF-8 without NUL, or nil where the bytes are no text; and every problem.
  public static func of(
    _ source: ByteSource, file: String, limits: ReadLimits = .standard
  ) -> (text: [UInt8]?, diagnostics: [Diagnostic]) {
    var pump = InputPump(source, maximumBytes: limits.maximumBytes)
    var text: [UInt8] = []
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    defer { block.deallocate() }
    while true {
      let count = pump.read(into: block)
      if count == 0 { break }
      text += block[..<count]
    }
    guard let fault = pump.fault else { return (text, []) }
    var sink = DiagnosticSink(file: file)
    fault.report(to: &sink)
    return (nil, sink.diagnostics)
  }
}
