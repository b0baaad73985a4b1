import XMLDocuments

/// The kinds of document that a registry keeps, in the order in which they depend on each other.
public enum DocumentKind: String, Sendable, Hashable, Codable, CaseIterable {
  case standard
  case adoption
  case programme
  case supplier
  case laboratory
  case model
  case report
  case decision
  case statusChange = "status-change"
  case inspection
  case variation
  case variationResolution = "variation-resolution"
  case notice
  case fieldReport = "field-report"
  case correction

  /// Whether documents of this kind tell what happened to models on a day, and are taken in by that day.
  public var isProgrammeEvent: Bool {
    switch self {
    case .standard, .adoption, .programme, .supplier, .laboratory, .model, .report: false
    case .decision, .statusChange, .inspection, .variation, .variationResolution, .notice, .fieldReport,
      .correction:
      true
    }
  }

  /// The kind as people write it, such as `status change`.
  public var words: String { rawValue.split(separator: "-").joined(separator: " ") }

  /// The kind of a document by the local name of its root element; nil where that is none of them or cannot be told
  /// from the bytes given.
  ///
  /// - Parameter bytes: the document, or its first few thousand bytes.
  public static func sniff(_ bytes: [UInt8]) -> DocumentKind? {
    bytes.withUnsafeBytes { sniff($0) }
  }

  static func sniff(_ bytes: UnsafeRawBufferPointer) -> DocumentKind? {
    rootName(bytes).flatMap(DocumentKind.init(rawValue:))
  }

  /// The local name of the root element, where nothing stands before it but a declaration, comments and
  /// processing instructions. It is for sorting only: whether the document is well-formed is another question.
  private static func rootName(_ bytes: UnsafeRawBufferPointer) -> String? {
    if bytes.count >= 2 {
      switch (bytes[0], bytes[1]) {
      case (0xFF, 0xFE): return rootName(narrowed(bytes, low: 0))
      case (0xFE, 0xFF): return rootName(narrowed(bytes, low: 1))
      default: break
      }
    }
    var scanner = PrologScanner(bytes: bytes)
    return scanner.rootName()
  }

  private static func rootName(_ narrowed: [UInt8]) -> String? {
    narrowed.withUnsafeBytes { bytes in
      var scanner = PrologScanner(bytes: bytes)
      return scanner.rootName()
    }
  }

  /// UTF-16 as one byte for each unit: markup and our names are ASCII, and everything else only has to differ.
  private static func narrowed(_ bytes: UnsafeRawBufferPointer, low: Int) -> [UInt8] {
    stride(from: 2, to: bytes.count - 1, by: 2).map { index in
      bytes[index + 1 - low] == 0 ? bytes[index + low] : 0xFF
    }
  }
}

/// Walks over what stands before a document's root element.
private struct PrologScanner {
  let bytes: UnsafeRawBufferPointer
  private var position = 0

  init(bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  mutating func rootName() -> String? {
    while true {
      while position < bytes.count, isSpace(bytes[position]) { position += 1 }
      if skip("<?") {
        guard skipPast("?>") else { return nil }
      } else if skip("<!--") {
        guard skipPast("-->") else { return nil }
      } else if skip("<") {
        return name()
      } else {
        return nil
      }
    }
  }

  private func name() -> String? {
    let rest = bytes[position...]
    guard
      let end = rest.firstIndex(where: { isSpace($0) || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "/") })
    else { return nil }
    let name = rest[..<end]
    return String(decoding: name.split(separator: UInt8(ascii: ":")).last ?? name, as: UTF8.self)
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private mutating func skip(_ text: StaticString) -> Bool {
    guard
      bytes[position...].starts(
        with: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    else { return false }
    position += text.utf8CodeUnitCount
    return true
  }

  private mutating func skipPast(_ text: StaticString) -> Bool {
    while position < bytes.count {
      if skip(text) { return true }
      position += 1
    }
    return false
  }
}
