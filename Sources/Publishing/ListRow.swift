import Conformity
import Quantities
import Registry

/// One line of a list: a model, where it stands with the programme and what its determination came to, with nothing
/// measured in it.
public struct ListRow: Sendable, Hashable {
  public var designation: String
  /// The listed company's name.
  public var supplier: String
  public var supplierID: String
  /// The identifier of the standard's edition.
  public var standard: String
  public var level: String
  public var kind: String
  public var gender: String
  public var opening: String
  public var sizes: [String]
  /// What belongs to it, in order.
  public var accessories: [String]
  /// What the same model was called before.
  public var formerDesignations: [String]
  public var warrantyMonths: Int
  /// Where the model stands with the programme on the day of the list.
  public var standing: Standing
  public var verdict: Verdict
  /// The day of the newest report that was judged; nil where there is none.
  public var day: Day?
  /// SHA-256 of the definition that was used.
  public var definition: String
  public var isAdopted: Bool
  /// The laboratories whose reports were judged, each once.
  public var laboratories: [String]
  /// Their identifiers, in the same order.
  public var laboratoryIDs: [String]
  public var isExample: Bool
  /// Whether the model is on the list: somebody decided that it is, and nothing that happened since took it off.
  public var isListed: Bool { standing.isOnList }

  public init(
    designation: String, supplier: String, supplierID: String, standard: String, level: String, kind: String,
    gender: String, opening: String, sizes: [String], accessories: [String] = [],
    formerDesignations: [String] = [], warrantyMonths: Int,
    standing: Standing,
    verdict: Verdict, day: Day?,
    definition: String, isAdopted: Bool, laboratories: [String], laboratoryIDs: [String] = [],
    isExample: Bool
  ) {
    self.designation = designation
    self.supplier = supplier
    self.supplierID = supplierID
    self.standard = standard
    self.level = level
    self.kind = kind
    self.gender = gender
    self.opening = opening
    self.sizes = sizes
    self.accessories = accessories
    self.formerDesignations = formerDesignations
    self.warrantyMonths = warrantyMonths
    self.standing = standing
    self.verdict = verdict
    self.day = day
    self.definition = definition
    self.isAdopted = isAdopted
    self.laboratories = laboratories
    self.laboratoryIDs = laboratoryIDs
    self.isExample = isExample
  }
}
