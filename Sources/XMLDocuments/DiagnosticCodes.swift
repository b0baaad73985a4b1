// The kinds of problem that this room reports. The reference page of diagnostics is made from these comments:
// the first paragraph says what it means and why it happens, the second what to do.

extension Diagnostic.Code {
  // MARK: - The document as XML

  /// The document is not well-formed XML: a tag is not closed, a quotation mark is missing, a name is wrong.
  ///
  /// Mend the place named. Reading stops at the first such problem, since what follows cannot be trusted.
  public static let xmlMalformed: Self = "xml.malformed"

  /// The document has no content at all.
  ///
  /// Check that the right file was sent and that its export finished.
  public static let xmlEmpty: Self = "xml.empty"

  /// The document ends before its last element is closed, as after an interrupted copy.
  ///
  /// Send the complete file again.
  public static let xmlTruncated: Self = "xml.truncated"

  /// The document has a DOCTYPE. Document type definitions can pull in other files and blow up a small
  /// document to gigabytes, so none is read.
  ///
  /// Delete the `<!DOCTYPE …>` declaration; no document of this kind needs one.
  public static let xmlDoctype: Self = "xml.doctype"

  /// The document refers to an entity (`&name;`) other than the five that XML itself defines.
  ///
  /// Write the character itself, or a numeric reference such as `&#176;`.
  public static let xmlEntity: Self = "xml.entity"

  /// The bytes do not fit the document's encoding, or its encoding is not one of UTF-8, UTF-16 with a byte
  /// order mark, ISO-8859-1, US-ASCII and windows-1252.
  ///
  /// Save the document as UTF-8 and declare that, or declare the encoding that it really has.
  public static let xmlEncoding: Self = "xml.encoding"

  /// A character stands in the document, or is referred to by its number, that XML does not allow: a control
  /// character, as a rule.
  ///
  /// Delete the character.
  public static let xmlCharacter: Self = "xml.character"

  /// The document holds the character U+0000, which XML forbids and which hides what follows from some readers.
  ///
  /// The file is damaged or is not text; send an undamaged copy.
  public static let xmlNul: Self = "xml.nul"

  /// A namespace is missing, wrong or declared wrongly, so that names do not mean what they seem to.
  ///
  /// Put `xmlns="…"` with the namespace of the vocabulary on the root element, and use no undeclared prefix.
  public static let xmlNamespace: Self = "xml.namespace"

  /// The document says that it follows a version of XML other than 1.0.
  ///
  /// Write `version="1.0"` in the first line.
  public static let xmlVersion: Self = "xml.version"

  /// The document's bytes could not be read from their file or stream.
  ///
  /// Check that the file is there, is a file, and may be read.
  public static let xmlRead: Self = "xml.read"

  /// The XML library failed for a reason that is not the document's, such as want of memory.
  ///
  /// Try again; if it persists, report it together with the document.
  public static let xmlInternal: Self = "xml.internal"

  // MARK: - Limits

  /// The document is larger than ``ReadLimits/maximumBytes``.
  ///
  /// Split the document, or raise the limit.
  public static let xmlLimitSize: Self = "xml.limit.size"

  /// Elements are nested deeper than ``ReadLimits/maximumDepth``.
  ///
  /// No vocabulary here nests that deep; look for an element that is never closed.
  public static let xmlLimitDepth: Self = "xml.limit.depth"

  /// An attribute's value is longer than ``ReadLimits/maximumAttributeLength``.
  ///
  /// Look for a missing closing quotation mark; move long prose to an element that takes text.
  public static let xmlLimitAttributeLength: Self = "xml.limit.attributeLength"

  /// An element has more attributes, or more namespaces in scope, than ``ReadLimits/maximumAttributeCount``.
  ///
  /// Remove the attributes that the vocabulary does not know.
  public static let xmlLimitAttributeCount: Self = "xml.limit.attributeCount"

  /// The text of an element is longer than ``ReadLimits/maximumTextLength``.
  ///
  /// Shorten the text, or attach it as a file of its own.
  public static let xmlLimitText: Self = "xml.limit.text"

  /// A single tag, comment or processing instruction is longer than ``ReadLimits/maximumMarkupLength``.
  ///
  /// Look for a comment that is never closed.
  public static let xmlLimitMarkup: Self = "xml.limit.markup"

  /// The document has more problems than ``ReadLimits/maximumDiagnostics``; the rest were not listed.
  ///
  /// Mend those that are listed and check again.
  public static let xmlLimitDiagnostics: Self = "xml.limit.diagnostics"

  // MARK: - The document against its schema

  /// The root element is not one that the schema knows.
  ///
  /// Check that the right kind of document was sent and that the root element's name is spelt as expected.
  public static let schemaRoot: Self = "schema.root"

  /// An element stands where the schema does not allow it. The rest of the element around it is not checked
  /// against the schema, since its order is lost.
  ///
  /// Remove it, spell it as expected, or move it to its place.
  public static let schemaElementUnexpected: Self = "schema.element.unexpected"

  /// An element ends before all the elements that it must contain have appeared.
  ///
  /// Add the missing element.
  public static let schemaElementIncomplete: Self = "schema.element.incomplete"

  /// Text stands in an element that takes none.
  ///
  /// Remove the text, or put it into the element or attribute meant for it.
  public static let schemaElementText: Self = "schema.element.text"

  /// An attribute that must be there is not.
  ///
  /// Add the attribute.
  public static let schemaAttributeMissing: Self = "schema.attribute.missing"

  /// An attribute stands on an element that does not take it.
  ///
  /// Remove the attribute or spell it as expected.
  public static let schemaAttributeUnknown: Self = "schema.attribute.unknown"

  /// A value is not of the kind that the schema asks for: not a number, not one of the words allowed, out of
  /// range.
  ///
  /// Write a value of the kind expected.
  public static let schemaValue: Self = "schema.value"

  /// A value that must be unique occurs twice, or a reference points to nothing.
  ///
  /// Give each its own identifier, and refer only to identifiers that are there.
  public static let schemaIdentity: Self = "schema.identity"

  /// The document breaks a rule of the schema that has no code of its own.
  ///
  /// Follow what the message says.
  public static let schemaInvalid: Self = "schema.invalid"
}
