import Quantities
import XMLDocuments

/// A model as its supplier applied for it: the application.
public struct Model: Sendable, Hashable {
  /// Whether the document says that it is an invented example.
  public var isExample: Bool
  /// The model designation on the label, unique for its supplier; not the marketing name.
  public var designation: String
  /// The supplier's identifier.
  public var supplier: String
  /// The identifier of the standard's edition applied for.
  public var standard: String
  /// One of the standard's levels.
  public var level: String
  /// One of the standard's kinds of equipment.
  public var kind: String
  /// `male`, `female` or `neutral`.
  public var gender: String
  /// How it is put on, such as `side opening`.
  public var opening: String
  /// The sizes offered, as labelled, in order; at least one.
  public var sizes: [String]
  /// The warranty period in whole months, 0 to 9999.
  public var warrantyMonths: Int
  /// Materials and construction, in plain words.
  public var materials: String
  /// The day of the application.
  public var applied: Day
  /// What belongs to it, such as a carrier or a groin protector, in order.
  public var accessories: [String]
  /// Where it is made, in order.
  public var locations: [String]
  /// What the same model was called before; none of it is its designation.
  public var formerDesignations: [String]

  public init(
    isExample: Bool, designation: String, supplier: String, standard: String, level: String, kind: String,
    gender: String, opening: String, sizes: [String], warrantyMonths: Int, materials: String, applied: Day,
    accessories: [String] = [], locations: [String] = [], formerDesignations: [String] = []
  ) {
    self.isExample = isExample
    self.designation = designation
    self.supplier = supplier
    self.standard = standard
    self.level = level
    self.kind = kind
    self.gender = gender
    self.opening = opening
    self.sizes = sizes
    self.warrantyMonths = warrantyMonths
    self.materials = materials
    self.applied = applied
    self.accessories = accessories
    self.locations = locations
    self.formerDesignations = formerDesignations
  }

  public var key: ModelKey { ModelKey(supplier: supplier, designation: designation) }
}

/// What identifies a model: its supplier, and the designation that the supplier gave it.
public struct ModelKey: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The supplier's identifier.
  public var supplier: String
  public var designation: String

  public init(supplier: String, designation: String) {
    self.supplier = supplier
    self.designation = designation
  }

  /// The supplier's identifier, a slash and the designation, as commands accept it.
  public var description: String { "\(supplier)/\(designation)" }
}

/// Reads documents with the root element `model`.
public enum ModelReader {
  /// Reads a model: well-formedness, schema and meaning, all problems in one list.
  ///
  /// - Returns: the model, or nil where there is an error; and every problem, in document order.
  public static func read(_ bytes: [UInt8], file: String) -> (model: Model?, diagnostics: [Diagnostic]) {
    RegistryVocabulary.read(bytes, file: file, root: "model") { root, reading in
      let sizes = reading.sizes(of: root)
      let former = reading.formerDesignations(of: root)
      let months = reading.number("warranty-months", of: root)
      let applied = reading.day("applied", of: root)
      guard let months, let applied else { return nil }
      return Model(
        isExample: reading.isYes("example", of: root), designation: reading.text("designation", of: root),
        supplier: reading.text("supplier", of: root), standard: reading.text("standard", of: root),
        level: reading.text("level", of: root), kind: reading.text("kind", of: root),
        gender: reading.text("gender", of: root), opening: reading.text("opening", of: root), sizes: sizes,
        warrantyMonths: months, materials: reading.content("materials", of: root), applied: applied,
        accessories: root.child("accessories")?.children("accessory").map(\.text) ?? [],
        locations: root.child("locations")?.children("location").map(\.text) ?? [],
        formerDesignations: former)
    }
  }
}

extension RegistryReading {
  /// The sizes of a model; one that is there twice is reported.
  fileprivate mutating func sizes(of model: DocumentElement) -> [String] {
    var sizes: [String] = []
    for element in model.child("sizes")?.children("size") ?? [] {
      if sizes.contains(element.text) {
        report.error(
          .registrySizeDuplicate, at: element.position, "The size is offered twice.", found: element.text,
          expected: "each size once", cure: "Delete one of the two.")
      }
      sizes.append(element.text)
    }
    return sizes
  }

  /// What a model was called before; what it is called now, or what is there twice, is reported.
  fileprivate mutating func formerDesignations(of model: DocumentElement) -> [String] {
    var former: [String] = []
    for element in model.child("former-designations")?.children("designation") ?? [] {
      if element.text == model["designation"] || former.contains(element.text) {
        report.error(
          .registryDesignationDuplicate, at: element.position, "The designation is there already.",
          found: element.text, expected: "what the model was called before, each once", cure: "Delete it.")
      }
      former.append(element.text)
    }
    return former
  }
}
