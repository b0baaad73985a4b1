internal import CLibXML2

// What the parser complains of, in words for people who did not write it.

extension Session {
  /// Turns a complaint of the parser into a diagnostic, and stops unless reading can sensibly go on.
  func parserError(_ error: ErrorRecord) {
    guard !isStopped else { return }
    if error.isWarning {
      parserWarning(error)
      return
    }
    if hasEnough {
      stop()
      return
    }
    if isInDoctype {
      refuseDoctype(nil)
      return
    }
    if isCutOff(error) {
      // What seems to be the end is not the document's if its bytes were cut short; then the fault speaks.
      if pump.fault == nil { reportEnd() }
      stop()
      return
    }
    if let complaint = recoverable(error) {
      complaint.report(to: &sink)
      return
    }
    fatal(error).report(to: &sink)
    stop()
  }

  private func parserWarning(_ error: ErrorRecord) {
    switch error.code {
    case XML_WAR_UNKNOWN_VERSION:
      sink.warning(
        .xmlVersion, line: 1, "The document says that it follows another version of XML.",
        found: "version \(error.strings[0] ?? "unknown")", expected: "version 1.0")
    case XML_WAR_NS_URI_RELATIVE:
      sink.warning(
        .xmlNamespace, line: cursor.line, "A namespace is not an absolute identifier.",
        found: error.strings[0],
        expected: "such as urn:example:name")
    default: break
    }
  }

  /// The document ends too early.
  private func reportEnd() {
    let position = cursor.position
    guard hasRoot else {
      sink.error(
        .xmlEmpty, at: position, "The document has no root element.", found: "the end of the document",
        expected: "an element", cure: "Check that the right file was sent and that its export finished.")
      return
    }
    let expected = open.innermost.map { "</\(String(cString: $0.name))> for line \($0.line)" }
    sink.error(
      .xmlTruncated, at: position, "The document ends before it is complete.",
      found: "the end of the document", expected: expected ?? "the rest of what was begun",
      cure: "Send the complete file.")
  }

  /// Complaints after which the parser is still in step with the document, so that the rest can be checked.
  private func recoverable(_ error: ErrorRecord) -> Complaint? {
    let strings = error.strings
    switch error.code {
    case XML_ERR_UNDECLARED_ENTITY, XML_WAR_UNDECLARED_ENTITY:
      return Complaint(
        .xmlEntity, cursor.last("&") ?? cursor.position,
        "The document refers to an entity that XML does not define.",
        found: strings[0].map { "&\($0);" },
        expected: "&lt; &gt; &amp; &quot; &apos; or a number such as &#176;",
        cure: "Write the character itself.")
    case XML_ERR_NAME_REQUIRED where error.message.hasPrefix("xmlParseEntityRef"),
      XML_ERR_ENTITYREF_SEMICOL_MISSING:
      return Complaint(
        .xmlMalformed, cursor.last("&") ?? cursor.position,
        "A '&' stands alone, or the reference it begins is not closed.",
        found: "&", expected: "&amp;", cure: "Write &amp; for '&'.")
    case XML_ERR_INVALID_CHAR where error.message.hasPrefix("xmlParseCharRef"), XML_ERR_INVALID_CHARREF,
      XML_ERR_INVALID_DEC_CHARREF, XML_ERR_INVALID_HEX_CHARREF:
      return Complaint(
        .xmlCharacter, cursor.last("&") ?? cursor.position, "A numeric reference names no character of XML.",
        expected: "the number of a character, such as &#176;", cure: "Write the character itself.")
    case XML_ERR_ATTRIBUTE_REDEFINED:
      let name = strings[0] ?? ""
      return Complaint(
        .xmlMalformed, cursor.tag ?? cursor.position, "The attribute '\(name)' stands twice on one element.",
        found: "'\(name)' a second time", expected: "each attribute once", cure: "Remove one of the two.")
    case XML_ERR_HYPHEN_IN_COMMENT:
      return Complaint(
        .xmlMalformed, cursor.position, "Two hyphens stand inside a comment.", found: "--",
        expected: "no two hyphens in a row before -->", cure: "Put a space between them.")
    case XML_NS_ERR_UNDEFINED_NAMESPACE:
      return Complaint(
        .xmlNamespace, cursor.tag ?? cursor.position, "A prefix is used that no namespace was declared for.",
        found: strings[0].map { "\($0):" }, expected: "a declared prefix or none",
        cure: strings[0].map { "Remove the prefix, or declare it with xmlns:\($0)=\"…\"." })
    case XML_NS_ERR_XML_NAMESPACE, XML_NS_ERR_QNAME, XML_NS_ERR_ATTRIBUTE_REDEFINED, XML_NS_ERR_EMPTY,
      XML_NS_ERR_COLON, XML_WAR_NS_URI:
      return Complaint(
        .xmlNamespace, cursor.tag ?? cursor.position,
        "A namespace is declared or used wrongly: \(error.sentence)")
    default: return nil
    }
  }

  /// Complaints after which nothing that follows can be trusted.
  private func fatal(_ error: ErrorRecord) -> Complaint {
    let strings = error.strings
    switch error.code {
    case XML_ERR_TAG_NAME_MISMATCH:
      let expected = strings[0].map { "</\($0)>" + (error.number > 0 ? " for line \(error.number)" : "") }
      return Complaint(
        .xmlMalformed, cursor.last("<") ?? cursor.position,
        "A closing tag does not match the element that is open.",
        found: strings[1].map { "</\($0)>" }, expected: expected,
        cure: "Close the elements in the order in which they were opened.")
    case XML_ERR_INVALID_CHAR:
      return Complaint(
        .xmlCharacter, cursor.position, "A character stands here that XML does not allow.",
        found: error.number > 0 ? "character number \(error.number)" : nil,
        expected: "printable characters, tabs and line ends", cure: "Delete the character.")
    case XML_ERR_NO_MEMORY, XML_ERR_INTERNAL_ERROR:
      return Complaint(.xmlInternal, cursor.position, "The XML library failed: \(error.sentence)")
    case XML_ERR_NAME_TOO_LONG:
      return Complaint(
        .xmlLimitMarkup, cursor.position, "A name is longer than 50000 bytes.",
        cure: "Look for a missing space or quotation mark.")
    case XML_ERR_UNKNOWN_VERSION:
      return Complaint(
        .xmlVersion, cursor.position, "The document follows an unknown version of XML.", found: strings[0],
        expected: "1.0", cure: "Write version=\"1.0\".")
    default: break
    }
    if let sentence = Self.sentences[error.code.rawValue] {
      return Complaint(
        .xmlMalformed, cursor.position, sentence.message, expected: sentence.expected, cure: sentence.cure)
    }
    return Complaint(.xmlMalformed, cursor.position, "The document is not well-formed XML: \(error.sentence)")
  }

  /// Well-formedness errors by number, as `xmlerror.h` names them.
  private static let sentences: [UInt32: (message: String, expected: String?, cure: String?)] = [
    XML_ERR_DOCUMENT_EMPTY.rawValue: (
      "Something stands before the root element.", "an element", "Remove everything before the first '<'."
    ),
    XML_ERR_DOCUMENT_END.rawValue: (
      "Something follows the end of the root element.", "the end of the document", "Remove what follows."
    ),
    XML_ERR_LT_IN_ATTRIBUTE.rawValue: (
      "A '<' stands inside an attribute's value.", "&lt;",
      "Write &lt;, or close the quotation mark before it."
    ),
    XML_ERR_ATTRIBUTE_NOT_STARTED.rawValue: (
      "An attribute's value has no quotation mark before it.", "a quotation mark",
      "Put the value in quotation marks."
    ),
    XML_ERR_ATTRIBUTE_NOT_FINISHED.rawValue: (
      "An attribute's value is not closed by its quotation mark.", "a quotation mark",
      "Close the value with the quotation mark that opens it."
    ),
    XML_ERR_ATTRIBUTE_WITHOUT_VALUE.rawValue: (
      "An attribute has no value.", "name=\"value\"", "Give the attribute a value or remove it."
    ),
    XML_ERR_SPACE_REQUIRED.rawValue: (
      "The parts of a tag are not separated.", "a space between attributes",
      "Put a space before each attribute."
    ),
    XML_ERR_GT_REQUIRED.rawValue: ("A tag is not finished.", ">", "Close the tag with '>'."),
    XML_ERR_NAME_REQUIRED.rawValue: (
      "A '<' stands where it does not begin a tag.", "&lt; or the name of an element",
      "Write &lt; for '<' in text."
    ),
    XML_ERR_MISPLACED_CDATA_END.rawValue: ("']]>' stands in text.", "]]&gt;", "Write ]]&gt; for ']]>'."),
    XML_ERR_RESERVED_XML_NAME.rawValue: (
      "The XML declaration does not stand at the very beginning of the document.",
      "<?xml …?> in the first line",
      "Remove the blank lines and spaces before it, or the second declaration."
    ),
    XML_ERR_XMLDECL_NOT_FINISHED.rawValue: (
      "The XML declaration is not finished.", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", nil
    ),
    XML_ERR_VERSION_MISSING.rawValue: (
      "The XML declaration does not say which version it follows.", "version=\"1.0\"", nil
    ),
    XML_ERR_PI_NOT_FINISHED.rawValue: ("A processing instruction is not closed.", "?>", nil),
    XML_ERR_COMMENT_NOT_FINISHED.rawValue: ("A comment is not closed.", "-->", nil),
    XML_ERR_CDATA_NOT_FINISHED.rawValue: ("A CDATA section is not closed.", "]]>", nil),
  ]
}
