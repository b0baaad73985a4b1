import Conformity
import Quantities
import Registry

/// One line of a list: a model, where it stands with the programme and what its determination came to, with nothing
/// measured in it.
///
/// It is a reference to what it says (``Facts``), of which it is a value all the same: lines are handed around by the ten
/// thousand, and to copy one would count a dozen references up and down.
@dynamicMemberLookup
public struct ListRow: Sendable, Hashable {
  /// What a line says.
  public struct Facts: Sendable, Hashable {
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
  }

  private final class Line: Sendable {
    let facts: Facts

    init(_ facts: Facts) { self.facts = facts }
  }

  private var line: Line

  /// What it says.
  public var facts: Facts { line.facts }

  public subscript<Value>(dynamicMember fact: KeyPath<Facts, Value>) -> Value { line.facts[keyPath: fact] }

  public subscript<Value>(dynamicMember fact: WritableKeyPath<Facts, Value>) -> Value {
    get { line.facts[keyPath: fact] }
    set {
      var facts = line.facts
      facts[keyPath: fact] = newValue
      line = Line(facts)
    }
  }

  public static func == (left: ListRow, right: ListRow) -> Bool {
    left.line === right.line || left.line.facts == right.line.facts
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(line.facts) }

  /// Whether the model is on the list: somebody decided that it is, and nothing that happened since took it off.
  public var isListed: Bool { line.facts.standing.isOnList }

  public init(
    designation: String, supplier: String, supplierID: String, standard: String, level: String, kind: String,
    gender: String, opening: String, sizes: [String], accessories: [String] = [],
    formerDesignations: [String] = [], warrantyMonths: Int,
    standing: Standing,
    verdict: Verdict, day: Day?,
    definition: String, isAdopted: Bool, laboratories: [String], laboratoryIDs: [String] = [],
    isExample: Bool
  ) {
    line = Line(
      Facts(
        designation: designation, supplier: supplier, supplierID: supplierID, standard: standard,
        level: level, kind: kind, gender: gender, opening: opening, sizes: sizes, accessories: accessories,
        formerDesignations: formerDesignations, warrantyMonths: warrantyMonths, standing: standing,
        verdict: verdict, day: day, definition: definition, isAdopted: isAdopted, laboratories: laboratories,
        laboratoryIDs: laboratoryIDs, isExample: isExample))
  }
}
