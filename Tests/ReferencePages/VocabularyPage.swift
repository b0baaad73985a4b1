import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The reference of the vocabulary of definitions: the kinds of rule from the comments of their files, elements and
/// attributes from the schema's annotations.
enum VocabularyPage {
  static func text(of root: URL) throws -> String {
    let schema = SchemaNotes()
    let parser = XMLParser(data: try Data(contentsOf: root.appendingPathComponent("Standards/standard.xsd")))
    parser.delegate = schema
    guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
    var lines = ["# The vocabulary of definitions", "", ReferencePages.notice, "", schema.introduction, ""]
    lines += ["## Kinds of rule", ""]
    for (name, source) in try ReferencePages.files(
      in: root.appendingPathComponent("Sources/Standards/Rules"), ending: "Rule.swift")
    where name != "Rule.swift" {
      let type = name.dropLast(".swift".count)
      guard
        let rule = Documented.all(in: source).first(where: {
          $0.declaration.hasPrefix("public struct \(type):")
        })
      else { continue }
      lines += ["### `<\(element(of: type))>`", "", rule.paragraphs.joined(separator: "\n\n"), ""]
    }
    lines += [
      "### `<all-of>`, `<any-of>`", "", "Every rule in it, or at least one, is satisfied; they nest.", "",
    ]
    lines += ["## Elements and attributes", ""]
    lines.append(
      "Attributes begin with `@`; what must be there is marked *required*, values of a list are quoted.")
    for part in schema.parts where !part.notes.isEmpty || !part.summary.isEmpty {
      lines += ["", "### \(part.name)", ""]
      if !part.summary.isEmpty { lines += [part.summary, ""] }
      lines += part.notes.map { note in
        "- `\(note.name)`" + (note.isRequired ? " (*required*)" : "")
          + (note.text.isEmpty ? "" : ": \(note.text)")
      }
    }
    while lines.last == "" { lines.removeLast() }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `PeakWithDurationRule` is read from `peak-with-duration`.
  private static func element(of type: Substring) -> String {
    type.dropLast("Rule".count).replacing(#/([a-z])([A-Z])/#) { "\($0.1)-\($0.2)" }.lowercased()
  }
}

/// What the schema says about each of its named parts, in its order.
private final class SchemaNotes: NSObject, XMLParserDelegate {
  struct Note {
    var name: String
    var isRequired: Bool
    var text = ""
  }

  struct Part {
    var name: String
    var summary = ""
    var notes: [Note] = []
  }

  private(set) var introduction = ""
  private(set) var parts: [Part] = []
  /// For each open element: the index of its note in the last part, nil where it has none.
  private var open: [(path: String?, note: Int?)] = []
  private var text: String?

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    let name = attributes["name"] ?? attributes["value"]
    var entry: (path: String?, note: Int?) = (nil, nil)
    if element == "xs:documentation" { text = "" }
    if open.count == 1, let name {
      parts.append(Part(name: element == "xs:element" ? "`<\(name)>`" : "\(name)"))
    } else if open.count > 1, let name, ["xs:element", "xs:attribute", "xs:enumeration"].contains(element) {
      let own =
        switch element {
        case "xs:attribute": "@\(name)"
        case "xs:enumeration": "\"\(name)\""
        default: "<\(name)>"
        }
      let above = open.compactMap(\.path).last.map { "\($0) " } ?? ""
      entry.path = above + own
      entry.note = parts[parts.count - 1].notes.count
      let isRequired =
        element == "xs:attribute" ? attributes["use"] == "required" : false
      parts[parts.count - 1].notes.append(Note(name: above + own, isRequired: isRequired))
    }
    open.append(entry)
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text?.append(string) }

  func parser(
    _ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?
  ) {
    open.removeLast()
    guard element == "xs:documentation", let text else { return }
    self.text = nil
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !parts.isEmpty else {
      introduction = words
      return
    }
    if let note = open.compactMap(\.note).last {
      parts[parts.count - 1].notes[note].text = words
    } else {
      parts[parts.count - 1].summary = words
    }
  }
}
