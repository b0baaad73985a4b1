extension String {
  /// The text as a sentence can hold it that is about it: where characters in it turn around what follows, it is isolated
  /// from the rest (Unicode Standard Annex 9, FSI to PDI). Other texts are what they are.
  var isolated: String {
    // Nearly every text is ASCII; these characters begin with one of two bytes in UTF-8.
    let isPlain = utf8.withContiguousStorageIfAvailable { !$0.contains { $0 == 0xD8 || $0 == 0xE2 } } ?? false
    if isPlain || !unicodeScalars.contains(where: \.isDirectional) { return self }
    var isolated = String.UnicodeScalarView(["\u{2068}"])
    var open = 0
    for scalar in unicodeScalars {
      switch scalar {
      case "\u{2066}"..."\u{2068}": open += 1
      case "\u{2069}":
        // One that closes nothing of its own would close what it is isolated by.
        if open == 0 { continue }
        open -= 1
      default: break
      }
      isolated.append(scalar)
    }
    // The last one ends whatever embedding or override is still open within.
    isolated.append(contentsOf: Array(repeating: "\u{2069}", count: open + 1))
    return String(isolated)
  }
}

extension Unicode.Scalar {
  /// Whether it is a character that does nothing but steer the direction of text.
  fileprivate var isDirectional: Bool {
    switch self {
    case "\u{061C}", "\u{200E}", "\u{200F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": true
    default: false
    }
  }
}
