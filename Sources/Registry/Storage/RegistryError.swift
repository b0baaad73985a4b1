import GRDB
import XMLDocuments

/// Why the registry's file could not be used, or what in it could not be found.
public enum RegistryError: Error, Sendable, Hashable {
  /// There is no file at the path.
  case missing(path: String)
  /// The file is something else than a registry; it was not changed.
  case notARegistry(path: String)
  /// A newer release has written it.
  case newerSchema(path: String)
  /// An earlier release has written it, and it was opened for reading only.
  case olderSchema(path: String)
  /// It, or its folder, may not be written.
  case readOnly(path: String)
  case diskFull(path: String)
  /// Another program is writing and did not end in time.
  case locked(path: String)
  /// The file is damaged; the detail is a sentence.
  case damaged(path: String, detail: String)
  /// It cannot be opened; the detail is a sentence.
  case cannotOpen(path: String, detail: String)
  /// The database failed otherwise; the detail is what it says.
  case failed(path: String, detail: String)
  /// No document with this SHA-256 is stored.
  case unknownDocument(sha256: String)
  /// A stored document is refused by the present reader.
  case unreadableDocument(sha256: String, [Diagnostic])

  /// The kind of problem, stable from release to release.
  public var code: Diagnostic.Code {
    switch self {
    case .missing: .registryFileMissing
    case .notARegistry: .registryFileForeign
    case .newerSchema: .registryFileNewer
    case .olderSchema: .registryFileOlder
    case .readOnly: .registryFileReadOnly
    case .diskFull: .registryDiskFull
    case .locked: .registryFileLocked
    case .damaged: .registryFileDamaged
    case .cannotOpen: .registryFileUnopened
    case .failed: .registryFailed
    case .unknownDocument: .registryDocumentUnknown
    case .unreadableDocument: .registryDocumentUnreadable
    }
  }

  /// What is wrong, in a sentence.
  public var message: String {
    switch self {
    case .missing(let path): "There is no registry at \(path)."
    case .notARegistry(let path): "\(path) is not a registry. It was not changed."
    case .newerSchema(let path): "The registry \(path) was written by a newer release of this program."
    case .olderSchema(let path): "The registry \(path) is in the form of an earlier release."
    case .readOnly(let path): "The registry \(path) may not be written."
    case .diskFull(let path):
      "The disk that holds \(path) is full. What was acknowledged before is safe; nothing else was stored."
    case .locked(let path): "Another program is writing to the registry \(path)."
    case .damaged(let path, let detail): "The registry \(path) is damaged. \(detail)"
    case .cannotOpen(let path, let detail): "The registry \(path) cannot be opened. \(detail)"
    case .failed(let path, let detail): "The registry \(path) failed: \(detail)."
    case .unknownDocument(let sha256): "The registry holds no document with the SHA-256 \(sha256)."
    case .unreadableDocument(let sha256, let problems):
      "The stored document \(sha256) can no longer be read"
        + (problems.first.map { ": \($0.message)" } ?? ".")
    }
  }

  /// What to do about it, in a sentence.
  public var cure: String {
    switch self {
    case .missing: "Import documents first, or name the registry's file."
    case .notARegistry: "Name another file, or one that does not exist yet."
    case .newerSchema: "Install that release or a later one."
    case .olderSchema: "Import something into it: it is then brought to the present form."
    case .readOnly: "Grant the right to write the file and its folder, or work on a copy."
    case .diskFull: "Make room, then repeat the command."
    case .locked: "Wait until it has ended, then repeat the command."
    case .damaged: "Restore the file from a copy."
    case .cannotOpen: "Check that its folder exists and that you may read and write there."
    case .failed: "Repeat the command; if it fails again, report this sentence."
    case .unknownDocument: "Check the SHA-256."
    case .unreadableDocument: "Use the release that stored it, and report this."
    }
  }

  /// The same as a diagnostic.
  public var diagnostic: Diagnostic { Diagnostic(code, file: place, message, cure: cure) }

  private var place: String {
    switch self {
    case .missing(let path), .notARegistry(let path), .newerSchema(let path), .olderSchema(let path),
      .readOnly(let path), .diskFull(let path), .locked(let path), .damaged(let path, _),
      .cannotOpen(let path, _),
      .failed(let path, _):
      path
    case .unknownDocument(let sha256), .unreadableDocument(let sha256, _): sha256
    }
  }
}

extension RegistryError: CustomStringConvertible {
  /// The sentence, and the cure on a line of its own.
  public var description: String { "\(message) [\(code)]\n  \(cure)" }
}

extension RegistryError {
  /// What an error of the database means for the registry at a path.
  init(_ error: any Error, path: String) {
    if let known = error as? RegistryError {
      self = known
      return
    }
    if error is RowDecodingError {
      self = .damaged(path: path, detail: "A value in its tables is missing.")
      return
    }
    guard let error = error as? DatabaseError else {
      self = .failed(path: path, detail: String(describing: error))
      return
    }
    let detail = error.message ?? error.resultCode.description
    switch error.resultCode {
    case .SQLITE_FULL: self = .diskFull(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: self = .locked(path: path)
    case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly(path: path)
    case .SQLITE_CORRUPT: self = .damaged(path: path, detail: "SQLite says: \(detail).")
    case .SQLITE_NOTADB: self = .notARegistry(path: path)
    case .SQLITE_CANTOPEN: self = .cannotOpen(path: path, detail: "SQLite says: \(detail).")
    default: self = .failed(path: path, detail: detail)
    }
  }

  /// Does something with the database at a path, with its errors put into the registry's words.
  static func translating<Value>(path: String, _ body: () throws -> Value) throws(RegistryError) -> Value {
    do {
      return try body()
    } catch {
      throw RegistryError(error, path: path)
    }
  }
}
