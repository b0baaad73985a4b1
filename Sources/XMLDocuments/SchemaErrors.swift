internal import CLibXML2

/// A violation of the schema, as libxml2 tells of it.
///
/// It names the element and the attribute only in its message, so they are read from there; the values it
/// passes separately, in an order that depends on the rule that was broken.
struct SchemaViolation {
  let code: xmlParserErrors
  /// The local name of the element.
  let element: String
  /// The local name of the attribute, if it is about one.
  let attribute: String?
  /// The message without the element and attribute that it begins with.
  let detail: String
  let strings: [String?]

  init(_ error: ErrorRecord) {
    code = error.code
    strings = error.strings
    var rest = Substring(error.message)
    element = Self.localName(Self.take("Element '", from: &rest) ?? "")
    attribute = Self.take(", attribute '", from: &rest).map(Self.localName)
    if rest.hasPrefix(": ") { rest = rest.dropFirst(2) }
    detail = String(rest)
  }

  /// Takes a name in quotation marks, which no name can contain, off the beginning.
  private static func take(_ opening: String, from text: inout Substring) -> String? {
    guard text.hasPrefix(opening) else { return nil }
    let rest = text.dropFirst(opening.count)
    guard let close = rest.firstIndex(of: "'") else { return nil }
    text = rest[rest.index(after: close)...]
    return String(rest[..<close])
  }

  /// `{namespace}name` without the namespace.
  static func localName(_ name: String) -> String {
    guard let brace = name.lastIndex(of: "}") else { return name }
    return String(name[name.index(after: brace)...])
  }
}

/// Where in the document the validator was when it found a violation.
struct Surroundings {
  /// The element whose tag was read last and is open.
  var innermost: String
  /// The element around it.
  var parent: String?
  /// Whether its opening tag is what is being looked at.
  var inTag: Bool
  /// Where its opening tag begins.
  var tag: Position
  /// Where its text begins.
  var text: Position
  /// What its text is.
  var content: String
  /// The root elements that the schema knows.
  var roots: [String]
  /// Where an attribute's value begins, given its local name.
  var attribute: (String) -> Position?
}

// MARK: - In words

extension SchemaViolation {
  /// Whether it only repeats or follows from another one.
  var isEcho: Bool { code == XML_SCHEMAV_CVC_IDC && detail.hasPrefix("Warning") }

  /// The violation in words for people who have not read the schema.
  func complaint(in place: Surroundings) -> Complaint {
    if isAboutValue { return value(place) }
    switch code {
    case XML_SCHEMAV_CVC_ELT_1:
      return detail.hasPrefix("No matching global declaration") ? root(place) : unexpected(place)
    case XML_SCHEMAV_ELEMENT_CONTENT:
      return detail.hasPrefix("Missing") ? incomplete(place) : unexpected(place)
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1, XML_SCHEMAV_CVC_COMPLEX_TYPE_2_2, XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3,
      XML_SCHEMAV_CVC_TYPE_3_1_2, XML_SCHEMAV_CVC_ELT_3_2_1:
      return place.inTag ? unexpected(place) : strayText(place)
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_4: return missingAttribute(place)
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1, XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2, XML_SCHEMAV_CVC_WILDCARD,
      XML_SCHEMAV_CVC_TYPE_3_1_1:
      return unknownAttribute(place)
    case XML_SCHEMAV_CVC_IDC: return identity(place)
    case XML_SCHEMAV_INTERNAL, XML_ERR_NO_MEMORY:
      return Complaint(.xmlInternal, place.tag, "The XML library failed: \(detail)")
    default:
      let position = attribute.flatMap(place.attribute) ?? place.tag
      return Complaint(
        .schemaInvalid, position, "The element <\(element)> breaks a rule of the schema: \(detail)")
    }
  }

  private func root(_ place: Surroundings) -> Complaint {
    Complaint(
      .schemaRoot, place.tag, "The root element is not one of this kind of document.", found: "<\(element)>",
      expected: place.roots.isEmpty ? nil : Self.choice(place.roots),
      cure: "Check that the right kind of document was sent.")
  }

  private func unexpected(_ place: Surroundings) -> Complaint {
    let name = place.innermost
    let expected = expectedElements
    let alike = expected.first { Spelling.isAlike($0, name) }
    let cure: String
    if let alike {
      cure = "Spell it <\(alike)>."
    } else if expected.isEmpty {
      cure = "Remove <\(name)>, or move it to its place."
    } else {
      cure = "Put \(Self.choice(expected)) here, or remove <\(name)>."
    }
    let around = place.parent.map { "<\($0)>" } ?? "the document"
    return Complaint(
      .schemaElementUnexpected, place.tag, "The element <\(name)> cannot stand at this place in \(around).",
      found: "<\(name)>",
      expected: expected.isEmpty ? "no further element in \(around)" : Self.choice(expected),
      cure: cure)
  }

  private func incomplete(_ place: Surroundings) -> Complaint {
    let expected = expectedElements
    let wanted = expected.isEmpty ? "another element" : Self.choice(expected)
    return Complaint(
      .schemaElementIncomplete, place.tag, "The element <\(element)> ends before it is complete.",
      found: "</\(element)>", expected: wanted, cure: "Add \(wanted) before </\(element)>.")
  }

  private func strayText(_ place: Surroundings) -> Complaint {
    Complaint(
      .schemaElementText, place.text, "Text stands in the element <\(element)>, which takes none.",
      found: place.content.isEmpty ? "white space" : "'\(place.content)'",
      expected: "no text, not even white space", cure: "Remove the text, or put it where it belongs.")
  }

  private func missingAttribute(_ place: Surroundings) -> Complaint {
    let name = Self.localName(strings[0] ?? "")
    return Complaint(
      .schemaAttributeMissing, place.tag, "The element <\(element)> lacks its attribute '\(name)'.",
      found: "no attribute '\(name)'", expected: "\(name)=\"…\"", cure: "Add \(name)=\"…\" to <\(element)>.")
  }

  private func unknownAttribute(_ place: Surroundings) -> Complaint {
    let name = Self.localName(strings[0] ?? attribute ?? "")
    return Complaint(
      .schemaAttributeUnknown, place.attribute(name) ?? place.tag,
      "The element <\(element)> does not take an attribute '\(name)'.", found: "'\(name)'",
      expected: "only attributes that belong to <\(element)>", cure: "Remove it, or correct its spelling.")
  }

  private func identity(_ place: Surroundings) -> Complaint {
    let keys = strings.compactMap { $0 }.first { $0.hasPrefix("[") }.map { String($0.dropFirst().dropLast()) }
    let isDuplicate = detail.hasPrefix("Duplicate")
    return Complaint(
      .schemaIdentity, place.tag,
      isDuplicate
        ? "A value that must be unique occurs a second time."
        : "A reference does not lead to exactly one place: \(detail)",
      found: keys, expected: isDuplicate ? "a value that occurs once" : "a value that is defined once",
      cure: isDuplicate ? "Give each its own value." : nil)
  }

  /// The names in `Expected is one of ( {ns}a, {ns}b ).`
  private var expectedElements: [String] {
    guard let open = detail.firstIndex(of: "("), let close = detail.lastIndex(of: ")"), open < close else {
      return []
    }
    var names: [String] = []
    for item in detail[detail.index(after: open)..<close].split(separator: ",") {
      let name = Self.localName(item.filter { $0 != " " })
      if !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// `<a>, <b> or <c>`
  private static func choice(_ names: [String]) -> String {
    let tags = names.map { $0 == "*" || $0.hasPrefix("##") ? "an element of another namespace" : "<\($0)>" }
    guard tags.count > 1, let last = tags.last else { return tags.first ?? "" }
    return tags.dropLast().joined(separator: ", ") + " or " + last
  }
}

extension Session {
  /// Turns a violation of the schema into a diagnostic.
  func schemaError(_ error: ErrorRecord) {
    guard !isStopped else { return }
    let violation = SchemaViolation(error)
    if violation.isEcho { return }
    // A list of which one item is wrong is complained of twice.
    if violation.isAboutValue, !valuesComplainedOf.insert(violation.attribute ?? "").inserted { return }
    violation.complaint(in: surroundings).report(to: &sink)
  }
}
