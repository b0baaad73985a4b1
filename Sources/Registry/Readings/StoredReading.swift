import Crypto
import Evidence
import Foundation

/// What the reader made of a report, as it is stored beside the document: packed, and sealed with a hash.
///
/// It is a projection like all others, and `verify` derives it again. Whoever publishes thousands of reports needs not read
/// their documents again for that.
struct StoredReading: Sendable {
  let bytes: Data

  private static let sealSize = 8

  init(of report: Report) {
    bytes = PackedReport.withBytes(of: report) { packed in
      var bytes = Data(capacity: packed.count + Self.sealSize)
      bytes.append(contentsOf: packed)
      bytes.append(contentsOf: Self.seal(of: packed))
      return bytes
    }
  }

  /// The report; nil where the bytes are not what was stored.
  static func report(_ bytes: Data) -> Report? {
    bytes.withUnsafeBytes { bytes -> Report? in
      guard bytes.count > sealSize else { return nil }
      let packed = UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count - sealSize)])
      return bytes[packed.count...].elementsEqual(seal(of: packed)) ? PackedReport.report(packed) : nil
    }
  }

  private static func seal(of packed: UnsafeRawBufferPointer) -> ArraySlice<UInt8> {
    var hash = SHA256()
    hash.update(bufferPointer: packed)
    return Array(hash.finalize()).prefix(sealSize)
  }
}
