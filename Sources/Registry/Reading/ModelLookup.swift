import GRDB
import XMLDocuments

/// Why a name does not lead to one model.
public enum ModelLookupError: Error, Sendable, Hashable, CustomStringConvertible {
  /// No model goes by this name; some have one that is like it, at most ``ModelLookup/similarLimit``.
  case unknown(name: String, similar: [ModelKey])
  /// Several models go by this name.
  case ambiguous(name: String, candidates: [ModelKey])
  /// The registry could not be read.
  case registry(RegistryError)

  public var code: Diagnostic.Code {
    switch self {
    case .unknown: .modelUnknown
    case .ambiguous: .modelAmbiguous
    case .registry(let error): error.code
    }
  }

  /// What is wrong, in a sentence.
  public var message: String {
    switch self {
    case .unknown(let name, _): "The registry has no model \(name)."
    case .ambiguous(let name, let candidates): "\(candidates.count) models go by the name \(name)."
    case .registry(let error): error.message
    }
  }

  /// What to do about it, in a sentence.
  public var cure: String {
    switch self {
    case .unknown(_, let similar) where similar.isEmpty:
      "Check the designation on the label; it is not the marketing name."
    case .unknown(_, let similar): "Is it one of these? \(similar.map(\.description).joined(separator: ", "))"
    case .ambiguous(_, let candidates):
      "Name one of these: \(candidates.map(\.description).joined(separator: ", "))"
    case .registry(let error): error.cure
    }
  }

  public var description: String { "\(message) [\(code)]\n  \(cure)" }
}

/// Finds models by what people type from a label.
///
/// A designation that is written exactly so wins; otherwise case, spaces and hyphens are ignored. A supplier's
/// identifier, a slash and the designation name a model without doubt.
public enum ModelLookup {
  /// How many similar names are suggested.
  public static let similarLimit = 5

  /// A designation as it is compared: lower case, without spaces, hyphens, dashes and underscores.
  static func folded(_ name: String) -> String {
    name.lowercased().filter { !$0.isWhitespace && $0 != "_" && !dashes.contains($0) }
  }

  private static let dashes: Set<Character> = [
    "-", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2212}",
  ]

  /// The key of the one row of `models` that a name leads to.
  static func find(_ name: String, supplier: String?, in db: Database) throws -> Int64 {
    var candidates = try matches(name, supplier: supplier, in: db)
    if candidates.isEmpty, supplier == nil {
      // A designation can contain a slash itself, so this comes second.
      let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
      if parts.count == 2 { candidates = try matches(parts[1], supplier: parts[0], in: db) }
    }
    switch candidates.count {
    case 0: throw ModelLookupError.unknown(name: name, similar: try similar(to: name, in: db))
    case 1: return candidates[0].document
    default: throw ModelLookupError.ambiguous(name: name, candidates: candidates.map(\.key))
    }
  }

  /// Models whose designations contain the name or are contained in it; without any, those that differ by a slip.
  static func similar(to name: String, in db: Database) throws -> [ModelKey] {
    let wanted = folded(name)
    guard !wanted.isEmpty else { return [] }
    let related = try Row.fetchAll(
      db,
      sql: """
        SELECT supplier, designation FROM models
        WHERE instr(folded, ?) > 0 OR length(folded) > 2 AND instr(?, folded) > 0
        ORDER BY abs(length(folded) - length(?)), designation, supplier LIMIT ?
        """, arguments: [wanted, wanted, wanted, similarLimit])
    return related.isEmpty
      ? try misspelt(wanted, in: db) : related.map { ModelKey(supplier: $0[0], designation: $0[1]) }
  }

  private static func misspelt(_ wanted: String, in db: Database) throws -> [ModelKey] {
    var found: [ModelKey] = []
    let models = try Row.fetchCursor(
      db, sql: "SELECT supplier, designation, folded FROM models ORDER BY designation, supplier")
    while found.count < similarLimit, let row = try models.next() {
      guard Spelling.isAlike(wanted, row[2]) else { continue }
      found.append(ModelKey(supplier: row[0], designation: row[1]))
    }
    return found
  }

  private static func matches(
    _ name: String, supplier: String?, in db: Database
  ) throws -> [(document: Int64, key: ModelKey)] {
    func rows(_ condition: String, _ value: String) throws -> [(document: Int64, key: ModelKey)] {
      try Row.fetchAll(
        db,
        sql: """
          SELECT document, supplier, designation FROM models
          WHERE \(condition) AND supplier = coalesce(?, supplier) COLLATE NOCASE ORDER BY supplier, designation
          """, arguments: [value, supplier]
      ).map { ($0[0], ModelKey(supplier: $0[1], designation: $0[2])) }
    }
    let exact = try rows("designation = ?", name)
    return exact.isEmpty ? try rows("folded = ?", folded(name)) : exact
  }
}
