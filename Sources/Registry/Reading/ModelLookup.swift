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

  /// Models whose designations are near to the name, the nearest first.
  static func similar(to name: String, in db: Database) throws -> [ModelKey] {
    let key = try db.cachedStatement(sql: "SELECT supplier, designation FROM models WHERE document = ?")
    return try LexiconTable.read(in: db).near(name, limit: similarLimit).compactMap { entry in
      try Row.fetchOne(key, arguments: [entry.document]).map {
        try ModelKey(supplier: $0.value(0), designation: $0.value(1))
      }
    }
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
      ).map { (try $0.value(0), try ModelKey(supplier: $0.value(1), designation: $0.value(2))) }
    }
    let exact = try rows("designation = ?", name)
    return exact.isEmpty ? try rows("folded = ?", Folding.folded(name)) : exact
  }
}
