import GRDB

/// Whether every document in quarantine is, byte for byte, what its SHA-256 says, and what is told of it and of those
/// discarded is as it was written.
struct QuarantineCheck {
  let db: Database
  let path: String

  func run(_ account: inout PartAccount) throws {
    let rows = QuarantineRows(db: db, path: path)
    if let kept = try read("quarantine, a row", &account, rows.all) {
      for document in kept {
        account.count()
        _ = try read("quarantine, \(document.file)", &account) { try rows.bytes(of: document.sha256) }
      }
    }
    let discarded = try read("discarded, a row", &account, rows.discarded)
    account.count(discarded?.count ?? 0)
  }

  /// Reads something, and takes down what does not fit there.
  private func read<Value>(
    _ place: String, _ account: inout PartAccount, _ body: () throws -> Value
  ) throws -> Value? {
    do {
      return try body()
    } catch RegistryError.damaged(_, let detail) {
      account.fault(place, detail)
    } catch is RowDecodingError {
      account.fault(place, "A value is missing.")
    }
    return nil
  }
}
