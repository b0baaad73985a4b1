import Quantities
import XMLDocuments

/// The identifiers that a definition declares, by what they name.
///
/// They are gathered from the document's elements and not from the values read from them, so that one
/// unreadable threat does not turn every reference to it into a problem of its own.
struct DeclaredWords {
  /// What an identifier can name.
  enum Category: String, CaseIterable {
    case kind, size, component, region, condition, threat, level, method, requirement, source, amendment, role

    /// What is reported where one is referred to and not declared.
    var unknown: Diagnostic.Code {
      switch self {
      case .kind: .standardKindUnknown
      case .size: .standardSizeUnknown
      case .component: .standardComponentUnknown
      case .region: .standardRegionUnknown
      case .condition: .standardConditionUnknown
      case .threat: .standardThreatUnknown
      case .level: .standardLevelUnknown
      case .method: .standardMethodUnknown
      case .requirement: .standardRequirementUnknown
      case .source: .standardSourceUnknown
      case .amendment: .standardAmendmentUnknown
      case .role: .standardRoleUnknown
      }
    }

    /// Where they are declared: the collecting element and the element of each; nil for roles, which are
    /// declared by use.
    fileprivate var place: (collection: String, element: String)? {
      switch self {
      case .kind: ("kinds", "kind")
      case .size: ("sizes", "size")
      case .component: ("components", "component")
      case .region: ("regions", "region")
      case .condition: ("conditions", "condition")
      case .threat: ("threats", "threat")
      case .level: ("levels", "level")
      case .method: ("methods", "method")
      case .requirement: ("requirements", "requirement")
      case .source: ("sources", "source")
      case .amendment: ("amendments", "amendment")
      case .role: nil
      }
    }
  }

  /// Identifiers in document order.
  private var words: [Category: [String]] = [:]
  /// Sources that are memory and verify nothing.
  private(set) var recalledSources: Set<String> = []

  /// The units in which levels state what their threats meet specimens with, as far as they can be read.
  private(set) var referenceUnits: [Unit] = []

  /// The roles that a purchaser's threats can have, where a level leaves them to the purchaser.
  private static let purchasersRoles = ["only", "lighter", "heavier"]

  /// Gathers the identifiers under the root element and reports those that are declared twice.
  init(_ root: DocumentElement, _ report: inout DiagnosticSink) {
    for category in Category.allCases {
      guard let place = category.place else { continue }
      let declarations = root.child(place.collection)?.children(place.element) ?? []
      words[category] = DeclaredWords.unique(declarations, category.rawValue, &report)
    }
    for source in root.child("sources")?.children ?? [] where source["kind"] == Source.Kind.recalled.rawValue
    {
      if let id = source["id"] { recalledSources.insert(id) }
    }
    let levels = root.child("levels")?.children ?? []
    words[.role] = DeclaredWords.roles(levels)
    for threat in levels.flatMap({ $0.children("level-threat") }) {
      referenceUnits += threat.children("reference").compactMap { $0["unit"].flatMap { try? Unit(ucum: $0) } }
    }
    if levels.contains(where: { $0.child("declared-in-report") != nil }) {
      referenceUnits.append(.metrePerSecond)
    }
  }

  /// Adds the words that an import brings in: its levels, their threats and roles.
  mutating func add(_ part: Import, from other: Standard) {
    for wanted in part.levels {
      guard let level = other.level(wanted.id) else { continue }
      words[.level, default: []].append(level.id)
      guard case .listed(let threats) = level.threats else { continue }
      for threat in threats {
        if !contains(.threat, threat.threat) { words[.threat, default: []].append(threat.threat) }
        if !contains(.role, threat.role) { words[.role, default: []].append(threat.role) }
        referenceUnits += threat.references.map(\.value.amount.unit)
      }
    }
  }

  func all(_ category: Category) -> [String] { words[category] ?? [] }

  func contains(_ category: Category, _ id: String) -> Bool { all(category).contains(id) }

  /// The identifiers of some declarations, each once; a second declaration of the same one is reported.
  ///
  /// - Parameter attribute: the attribute that identifies them.
  static func unique(
    _ elements: [DocumentElement], by attribute: String = "id", _ noun: String, _ report: inout DiagnosticSink
  ) -> [String] {
    var lines: [String: Int] = [:]
    var ids: [String] = []
    for element in elements {
      guard let id = element[attribute] else { continue }
      if let first = lines[id] {
        report.error(
          .standardIdentifierDuplicate, at: element.position, "The \(noun) \(id) is declared a second time.",
          found: id, expected: "an identifier that no other \(noun) has",
          cure: "The first declaration is on line \(first); rename or remove one of the two.")
      } else {
        lines[id] = element.line
        ids.append(id)
      }
    }
    return ids
  }

  private static func roles(_ levels: [DocumentElement]) -> [String] {
    var roles: [String] = []
    for level in levels {
      var used = level.children("level-threat").compactMap { $0["role"] }
      if level.child("declared-in-report") != nil { used += purchasersRoles }
      for role in used where !roles.contains(role) { roles.append(role) }
    }
    return roles
  }
}
