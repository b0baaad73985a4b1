import Foundation
import GRDB

/// Whether every document is, byte for byte, what its SHA-256 says.
struct DocumentCheck {
  let db: Database

  func run(_ account: inout PartAccount, progress: (Int) -> Void) throws {
    let rows = try Row.fetchCursor(
      db, sql: "SELECT sequence, sha256, kind, file, size, bytes FROM main.documents ORDER BY sequence")
    while let row = try rows.next() {
      account.count()
      let place = "document \(row[0] as Int64) (\(row[3] as String))"
      let sha256: String = row[1]
      if let bytes = Zstd.decompress(row[5], size: row[4]) {
        if SHA256Hex.of(bytes) != sha256 {
          account.fault(place, "Its bytes do not have the SHA-256 \(sha256) under which they are stored.")
        } else if DocumentKind(rawValue: row[2]) == nil {
          account.fault(place, "Its kind, \(row[2] as String), is none that this release knows.")
        }
      } else {
        account.fault(place, "Its stored bytes cannot be unpacked to the \(row[4] as Int) bytes that it had.")
      }
      progress(account.outcome.checked)
    }
  }
}
