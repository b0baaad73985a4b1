import Foundation
import Standards
import XMLDocuments

/// Where one document at a time is read: its bytes, what they say, and how they are stored.
///
/// Each step is done once, by whoever first needs it: a thread that reads ahead, or the one that writes.
///
/// Sendable though it holds pointers, because they are to memory that it alone owns, and as a value that cannot be
/// copied it is in one hand at a time.
struct Desk: ~Copyable, @unchecked Sendable {
  private var reader = SourceReader()
  private var compressor = ZstdCompressor()
  private var contents: Contents?
  private var parsed: (document: ParsedDocument?, diagnostics: [Diagnostic])?
  private var compressed: Data?
  private var reading: StoredReading?

  struct Contents {
    /// They stay until the next document is opened.
    let bytes: UnsafeRawBufferPointer
    let sha256: String
  }

  /// Puts away what is on the desk.
  mutating func clear() {
    contents = nil
    parsed = nil
    compressed = nil
    reading = nil
  }

  /// The document's bytes.
  ///
  /// - Parameter limit: the most bytes that it may have.
  mutating func open(
    _ entry: Docket.Entry, limit: Int
  ) throws(SourceReader.Failure) -> Contents {
    if let contents { return contents }
    let bytes = try reader.all(of: entry.source, limit: limit)
    let opened = Contents(bytes: bytes, sha256: SHA256Hex.of(bytes))
    contents = opened
    return opened
  }

  /// What the document says; it must be open.
  mutating func read(
    _ entry: Docket.Entry, library: StandardReader.Library
  ) -> (document: ParsedDocument?, diagnostics: [Diagnostic]) {
    if let parsed { return parsed }
    let bytes = contents?.bytes ?? UnsafeRawBufferPointer(start: nil, count: 0)
    let read = ParsedDocument.read(bytes, kind: entry.kind, file: entry.source.path, library: library)
    parsed = read
    return read
  }

  /// What was read in a report, as it is stored; nil where it is no report.
  mutating func pack() -> StoredReading? {
    if reading == nil, case .report(let report)? = parsed?.document {
      reading = StoredReading(of: report)
    }
    return reading
  }

  /// The document as it is stored; it must be open. Nil where memory is short.
  mutating func compress() -> Data? {
    if let compressed { return compressed }
    compressed = contents.flatMap { compressor.compress($0.bytes) }
    return compressed
  }
}
