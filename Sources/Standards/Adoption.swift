import Quantities
import XMLDocuments

/// The statement that a programme judges by a definition, by its exact bytes.
///
/// A definition is a draft until an adoption names its SHA-256. When a byte of the definition changes, the
/// adoption no longer speaks of it.
public struct Adoption: Sendable, Hashable {
  /// The identifier of the standard.
  public var standard: String
  /// SHA-256 of the definition's bytes, lower-case hexadecimal.
  public var sha256: String
  /// The office of the adopter.
  public var role: String
  /// The adopter's name, where it may be public.
  public var name: String?
  /// The day of adoption.
  public var day: Day
  /// What the adopter wants readers to know; may be empty.
  public var note: String

  public init(standard: String, sha256: String, role: String, name: String?, day: Day, note: String) {
    self.standard = standard
    self.sha256 = sha256
    self.role = role
    self.name = name
    self.day = day
    self.note = note
  }
}

/// Reads adoptions.
///
///     let (adoption, diagnostics) = AdoptionReader.read(bytes, file: "adoptions/NIJ-0101.06.xml")
public enum AdoptionReader {
  /// Reads an adoption; whether a definition with its SHA-256 is at hand is for the caller to see.
  ///
  /// - Parameters:
  ///   - bytes: the document.
  ///   - file: what to call it in diagnostics.
  /// - Returns: the adoption, or nil where there is an error; and every problem, in document order.
  public static func read(_ bytes: [UInt8], file: String) -> (adoption: Adoption?, diagnostics: [Diagnostic])
  {
    StandardVocabulary.read(bytes, file: file, root: "adoption") { root, reading in
      Adoption(root, &reading)
    }
  }
}

extension Adoption {
  fileprivate init?(_ element: DocumentElement, _ reading: inout DefinitionReading) {
    let standard = reading.text("standard", of: element)
    let sha256 = reading.text("sha256", of: element)
    let role = reading.text("role", of: element)
    guard let day = reading.day("on", of: element) else { return nil }
    self.init(
      standard: standard, sha256: sha256, role: role, name: element["name"], day: day,
      note: element.children("note").map(\.text).joined(separator: "\n\n"))
  }
}

/// Writes adoptions.
public enum AdoptionWriter {
  /// The document that says so, as ``AdoptionReader`` reads it.
  public static func write(_ adoption: Adoption) -> [UInt8] {
    var out = XMLText()
    out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    out.open("adoption")
    out.attribute("xmlns", StandardVocabulary.namespace)
    out.attribute("standard", adoption.standard)
    out.attribute("sha256", adoption.sha256)
    out.attribute("role", adoption.role)
    if let name = adoption.name { out.attribute("name", name) }
    out.attribute("on", adoption.day.description)
    let notes = adoption.note.split(separator: "\n\n").map(String.init).filter { !$0.isEmpty }
    if notes.isEmpty {
      out.close()
    } else {
      out.children()
      for note in notes { out.element("note", text: note) }
      out.end("adoption")
    }
    return out.bytes
  }
}
