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
      let place = try "document \(row.value(0, as: Int64.self)) (\(row.value(3, as: String.self)))"
      let sha256: String = try row.value(1)
      if let bytes = try Zstd.decompress(row.value(5), size: try row.value(4)) {
        if SHA256Hex.of(bytes) != sha256 {
          account.fault(place, "Its bytes do not have the SHA-256 \(sha256) under which they are stored.")
        } else if DocumentKind(rawValue: try row.value(2)) == nil {
          try account.fault(
            place, "Its kind, \(row.value(2, as: String.self)), is none that this release knows.")
        }
      } else {
        try account.fault(
          place, "Its stored bytes cannot be unpacked to the \(row.value(4, as: Int.self)) bytes that it had."
        )
      }
      progress(account.outcome.checked)
    }
  }
}
