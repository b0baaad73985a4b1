internal import CLibXML2

extension SchemaViolation {
  /// Whether it is about the value of an attribute or the text of an element.
  var isAboutValue: Bool {
    switch code {
    case XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1, XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_2,
      XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_3, XML_SCHEMAV_CVC_FACET_VALID, XML_SCHEMAV_CVC_LENGTH_VALID,
      XML_SCHEMAV_CVC_MINLENGTH_VALID, XML_SCHEMAV_CVC_MAXLENGTH_VALID, XML_SCHEMAV_CVC_MININCLUSIVE_VALID,
      XML_SCHEMAV_CVC_MAXINCLUSIVE_VALID, XML_SCHEMAV_CVC_MINEXCLUSIVE_VALID,
      XML_SCHEMAV_CVC_MAXEXCLUSIVE_VALID,
      XML_SCHEMAV_CVC_TOTALDIGITS_VALID, XML_SCHEMAV_CVC_FRACTIONDIGITS_VALID, XML_SCHEMAV_CVC_PATTERN_VALID,
      XML_SCHEMAV_CVC_ENUMERATION_VALID, XML_SCHEMAV_CVC_AU, XML_SCHEMAV_CVC_ELT_5_2_2_2_1,
      XML_SCHEMAV_CVC_ELT_5_2_2_2_2:
      return true
    default: return false
    }
  }

  /// A value that is not of the kind that the schema asks for.
  func value(_ place: Surroundings) -> Complaint {
    let found = isAboutLengthOfText ? place.content : strings[0] ?? place.content
    let expected = expectedValue
    let subject = attribute.map { "The value of '\($0)'" } ?? "The text of <\(element)>"
    return Complaint(
      .schemaValue, attribute.map { place.attribute($0) ?? place.tag } ?? place.text,
      found.isEmpty ? "\(subject) is empty." : "\(subject) is not what the schema allows.",
      found: found.isEmpty ? "nothing" : "'\(found)'", expected: expected, cure: cure(of: found))
  }

  private func cure(of found: String) -> String? {
    if found.isEmpty { return "Fill it in." }
    return Self.isCommaNumber(found) && detail.contains("'xs:")
      ? "Write a point before the decimals, not a comma." : nil
  }

  /// The value allowed, from the second string for facets and from the type's name otherwise.
  private var expectedValue: String? {
    let limit = strings[1] ?? ""
    switch code {
    case XML_SCHEMAV_CVC_ENUMERATION_VALID: return limit.contains(",") ? "one of \(limit)" : limit
    case XML_SCHEMAV_CVC_PATTERN_VALID: return "a value of the form \(limit)"
    case XML_SCHEMAV_CVC_MININCLUSIVE_VALID: return "at least \(limit)"
    case XML_SCHEMAV_CVC_MAXINCLUSIVE_VALID: return "at most \(limit)"
    case XML_SCHEMAV_CVC_MINEXCLUSIVE_VALID: return "more than \(limit)"
    case XML_SCHEMAV_CVC_MAXEXCLUSIVE_VALID: return "less than \(limit)"
    case XML_SCHEMAV_CVC_TOTALDIGITS_VALID: return "at most \(limit) digit\(limit == "1" ? "" : "s")"
    case XML_SCHEMAV_CVC_FRACTIONDIGITS_VALID: return "at most \(limit) decimal\(limit == "1" ? "" : "s")"
    case XML_SCHEMAV_CVC_LENGTH_VALID: return "exactly \(characters)"
    case XML_SCHEMAV_CVC_MINLENGTH_VALID: return "at least \(characters)"
    case XML_SCHEMAV_CVC_MAXLENGTH_VALID: return "at most \(characters)"
    case XML_SCHEMAV_CVC_AU, XML_SCHEMAV_CVC_ELT_5_2_2_2_1, XML_SCHEMAV_CVC_ELT_5_2_2_2_2: return "'\(limit)'"
    default: return typeName.map { Self.plainWords[$0] ?? "a value of type \(Self.localName($0))" }
    }
  }

  /// For text of elements libxml2 passes the length found where the value stands otherwise.
  private var isAboutLengthOfText: Bool {
    attribute == nil
      && [XML_SCHEMAV_CVC_LENGTH_VALID, XML_SCHEMAV_CVC_MINLENGTH_VALID, XML_SCHEMAV_CVC_MAXLENGTH_VALID]
        .contains(code)
  }

  private var characters: String {
    let limit = (isAboutLengthOfText ? strings[1] : strings[2]) ?? ""
    return limit == "1" ? "1 character" : "\(limit) characters"
  }

  /// The type's name, with which the message ends unless the type has none.
  private var typeName: String? {
    guard detail.hasSuffix("'.") else { return nil }
    let quoted = detail.dropLast(2)
    guard let open = quoted.lastIndex(of: "'") else { return nil }
    return String(quoted[quoted.index(after: open)...])
  }

  private static func isCommaNumber(_ text: String) -> Bool {
    text.contains(",") && text.allSatisfy { $0.isNumber || $0 == "," || $0 == "-" || $0 == " " }
  }

  /// The built-in types, as somebody says them who has a value to write.
  private static let plainWords: [String: String] = [
    "xs:decimal": "a decimal number, such as 12.5",
    "xs:double": "a number, such as 12.5",
    "xs:float": "a number, such as 12.5",
    "xs:integer": "a whole number",
    "xs:long": "a whole number",
    "xs:int": "a whole number",
    "xs:short": "a whole number from -32768 to 32767",
    "xs:byte": "a whole number from -128 to 127",
    "xs:nonNegativeInteger": "a whole number, 0 or more",
    "xs:positiveInteger": "a whole number, 1 or more",
    "xs:unsignedLong": "a whole number, 0 or more",
    "xs:unsignedInt": "a whole number, 0 or more",
    "xs:unsignedShort": "a whole number from 0 to 65535",
    "xs:unsignedByte": "a whole number from 0 to 255",
    "xs:boolean": "true or false",
    "xs:date": "a date, such as 2024-03-31",
    "xs:dateTime": "a date and time, such as 2024-03-31T14:30:00Z",
    "xs:time": "a time, such as 14:30:00",
    "xs:gYear": "a year, such as 2024",
    "xs:gYearMonth": "a year and month, such as 2024-03",
    "xs:duration": "a duration, such as P1D or PT12H",
    "xs:anyURI": "an address",
    "xs:language": "a language code, such as en",
    "xs:NMTOKEN": "a word without spaces",
    "xs:NCName": "a name that begins with a letter, without spaces or colons",
    "xs:Name": "a name that begins with a letter, without spaces",
    "xs:ID": "a name that begins with a letter, without spaces or colons",
    "xs:IDREF": "the identifier of another element",
    "xs:hexBinary": "pairs of hexadecimal digits",
    "xs:base64Binary": "base64 text",
  ]
}
