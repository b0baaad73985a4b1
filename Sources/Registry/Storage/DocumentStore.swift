import Evidence
import Foundation
import GRDB
import Standards
import XMLDocuments
import XMLSignatures

/// The documents of a registry, byte for byte.
struct DocumentStore {
  let db: Database

  /// Whether these bytes are stored; their place in the sequence, if so.
  func sequence(of sha256: String) throws -> Int64? {
    try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT sequence FROM documents WHERE sha256 = ?"), arguments: [sha256])
  }

  /// Stores a document and returns its place in the sequence.
  func insert(
    sha256: String, kind: DocumentKind, file: String, size: Int, recorded: Moment, compressed: Data
  ) throws -> Int64 {
    try db.cachedStatement(
      sql: """
        INSERT INTO documents (sha256, kind, file, size, recorded, bytes) VALUES (?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [sha256, kind.rawValue, file, size, recorded.description, compressed])
    return db.lastInsertedRowID
  }

  /// The bytes of a document, held against their SHA-256.
  func bytes(of sha256: String, path: String) throws -> [UInt8] {
    let statement = try db.cachedStatement(sql: "SELECT bytes, size FROM documents WHERE sha256 = ?")
    guard let row = try Row.fetchOne(statement, arguments: [sha256]) else {
      throw RegistryError.unknownDocument(sha256: sha256)
    }
    guard let bytes = try Zstd.decompress(row.value(0), size: try row.value(1)), SHA256Hex.of(bytes) == sha256
    else {
      throw RegistryError.damaged(
        path: path, detail: "The stored bytes of \(sha256) are not those that were received.")
    }
    return bytes
  }

  /// The definitions that are stored, for those that import from them.
  func library(path: String) -> StandardReader.Library {
    { standard, sha256 in
      guard case .standard(let other)? = try? parsed(sha256, kind: .standard, path: path),
        other.id == standard
      else {
        return nil
      }
      return other
    }
  }

  /// The signature of a stored report, verified again; nil where it is not signed.
  func signature(of report: Report, sha256: String, path: String) throws -> XMLSignature? {
    guard report.signatureLine != nil else { return nil }
    let (signature, problems) = XMLSignature.verify(try bytes(of: sha256, path: path), file: sha256)
    guard let signature else { throw RegistryError.unreadableDocument(sha256: sha256, problems) }
    return signature
  }

  /// A document as a value, read again from its bytes.
  func parsed(_ sha256: String, kind: DocumentKind, path: String) throws -> ParsedDocument {
    let bytes = try bytes(of: sha256, path: path)
    let file = try String.fetchOne(
      db.cachedStatement(sql: "SELECT file FROM documents WHERE sha256 = ?"), arguments: [sha256])
    let (document, problems) = bytes.withUnsafeBytes {
      ParsedDocument.read($0, kind: kind, file: file ?? sha256, library: library(path: path))
    }
    guard let document else { throw RegistryError.unreadableDocument(sha256: sha256, problems) }
    return document
  }
}
