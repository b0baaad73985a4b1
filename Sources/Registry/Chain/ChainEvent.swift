import Conformity

/// One link of the chain: that a document was recorded.
///
/// Its hash is SHA-256 over the event's canonical JSON (RFC 8785), a single line of UTF-8 without white space, whose
/// members are
///
/// - `determination`: SHA-256 of the determination that a decision to list rests on, or null;
/// - `document`: SHA-256 of the document's bytes;
/// - `file`: the path that it was imported from;
/// - `kind`: its root element, such as `report`;
/// - `previous`: the hash of the event before it; 64 zeros in the first one;
/// - `recorded`: the moment, such as `2026-11-24T02:17:05.123Z`;
/// - `sequence`: its number, from 1, without a gap;
/// - `size`: of the document, in bytes.
///
/// Hashes are lower-case hexadecimal. Whoever keeps the hash of one event can tell whether anything before it was
/// changed, left out or put in.
public struct ChainEvent: Sendable, Hashable {
  public var sequence: Int64
  public var document: String
  public var kind: String
  public var file: String
  public var size: Int
  public var recorded: String
  public var determination: String?
  public var previous: String

  public init(
    sequence: Int64, document: String, kind: String, file: String, size: Int, recorded: String,
    determination: String?, previous: String
  ) {
    self.sequence = sequence
    self.document = document
    self.kind = kind
    self.file = file
    self.size = size
    self.recorded = recorded
    self.determination = determination
    self.previous = previous
  }

  /// What the first event has for the hash of the one before it.
  public static let beginning = String(repeating: "0", count: 64)

  /// The bytes that are hashed.
  public var canonicalBytes: [UInt8] {
    var json = CanonicalJSON(capacity: 512)
    json.object { json in
      if let determination {
        json.member("determination", determination)
      } else {
        json.null("determination")
      }
      json.member("document", document)
      json.member("file", file)
      json.member("kind", kind)
      json.member("previous", previous)
      json.member("recorded", recorded)
      json.member("sequence", Int(sequence))
      json.member("size", size)
    }
    return json.withBytes { Array($0) }
  }

  /// The event's hash.
  public var hash: String { SHA256Hex.of(canonicalBytes) }
}
