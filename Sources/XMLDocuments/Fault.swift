/// What ends a reading before the document does, and where.
struct Fault: Error {
  enum Kind {
    case readFailed, tooLarge
    case nul, undecodable, cutCharacter, unsupported, contradiction
    case doctype, tooDeep, tooManyAttributes, attributeTooLong, textTooLong, markupTooLong
  }

  var kind: Kind
  var found: String?
  var expected: String?
  var position = Position(line: 1, column: 1)

  /// The fault in words.
  func report(to sink: inout DiagnosticSink) {
    let words = kind.words
    sink.error(
      words.code, at: position, words.message, found: found, expected: expected ?? words.expected,
      cure: words.cure)
  }
}

extension Fault.Kind {
  fileprivate struct Words {
    var code: Diagnostic.Code
    var message: String
    var expected: String?
    var cure: String?
  }

  fileprivate var words: Words {
    switch self {
    case .readFailed:
      Words(
        code: .xmlRead, message: "The document could not be read to its end.",
        cure: "Check that it is a file and may be read.")
    case .tooLarge:
      Words(
        code: .xmlLimitSize, message: "The document is larger than the limit.",
        cure: "Split the document, or raise the limit.")
    case .nul:
      Words(
        code: .xmlNul, message: "The document holds a NUL character, which is not text.",
        cure: "The file is damaged or not text: send an undamaged copy.")
    case .undecodable:
      Words(
        code: .xmlEncoding, message: "A character is not written in the document's encoding.",
        cure: "Save the document as UTF-8, or declare the encoding that it has.")
    case .cutCharacter:
      Words(
        code: .xmlTruncated, message: "The document ends in the middle of a character.",
        expected: "whole characters", cure: "Send the complete file.")
    case .unsupported:
      Words(
        code: .xmlEncoding, message: "The document's encoding is not one that is read here.",
        expected: "UTF-8, UTF-16 with a byte order mark, ISO-8859-1, US-ASCII or windows-1252",
        cure: "Save the document as UTF-8.")
    case .contradiction:
      Words(
        code: .xmlEncoding, message: "The document declares another encoding than the one that it has.",
        expected: "a declaration that agrees with the bytes",
        cure: "Save the document as UTF-8 and declare encoding=\"UTF-8\".")
    case .doctype:
      Words(
        code: .xmlDoctype, message: "The document has a DOCTYPE, and none is accepted.",
        expected: "no document type definition", cure: "Delete the DOCTYPE declaration.")
    case .tooDeep:
      Words(
        code: .xmlLimitDepth, message: "Elements are nested deeper than the limit.",
        cure: "Look for an element that is never closed.")
    case .tooManyAttributes:
      Words(
        code: .xmlLimitAttributeCount,
        message: "An element has more attributes or namespaces than the limit.",
        cure: "Remove the attributes that the vocabulary does not know.")
    case .attributeTooLong:
      Words(
        code: .xmlLimitAttributeLength, message: "An attribute's value is longer than the limit.",
        cure: "Look for a missing closing quotation mark.")
    case .textTooLong:
      Words(
        code: .xmlLimitText, message: "The text of an element is longer than the limit.",
        cure: "Shorten the text, or attach it as a file of its own.")
    case .markupTooLong:
      Words(
        code: .xmlLimitMarkup, message: "A tag, comment or processing instruction is longer than the limit.",
        cure: "Look for one that is never closed.")
    }
  }
}
