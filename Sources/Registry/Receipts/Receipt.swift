import Conformity
import Foundation
import XMLDocuments

/// What a registry says of the documents of a delivery: which of them it has, as which events, and what the evidence
/// about their models comes to; which of them it refused, and why.
///
/// It is a function of the registry's state and of the documents named, so that it does not matter how many imports the
/// delivery took: what was accepted by an import that was interrupted is there as well. Its file is canonical JSON
/// (RFC 8785) on one line, made to be signed.
public struct Receipt: Sendable, Hashable, Codable {
  /// The name of this form.
  public static let form = "proofmark receipt 1"

  /// ``form``, in a receipt of this form.
  public var form = Receipt.form
  public var registry: Origin
  /// Who delivered the documents, as whoever imported them said; nil: nobody said.
  public var deliveredBy: String?
  /// In the order of their files' names.
  public var documents: [Line]

  /// The registry that says so, and its state.
  public struct Origin: Sendable, Hashable, Codable {
    /// The programme's title and operator; nil where the registry has no programme yet.
    public var programme: String?
    public var operatorName: String?
    /// The hash of the first event, which no other registry has; nil where there is none.
    public var beginning: String?
    /// How far the chain of events reaches.
    public var head: ChainHead
    /// When the last event was recorded.
    public var recorded: Moment?
  }

  /// One document of the delivery.
  public struct Line: Sendable, Hashable, Codable {
    /// The path that it was delivered under.
    public var file: String
    /// SHA-256 of its bytes, lower-case hexadecimal; nil where it could not be read.
    public var sha256: String?
    public var kind: DocumentKind?
    /// In bytes; nil where the registry does not hold it.
    public var size: Int?
    public var result: Result
    /// When it was recorded, or refused last; nil where that is not recorded.
    public var moment: Moment?
    /// Its event in the chain.
    public var event: Event?
    /// The models that it tells of, each with what all evidence about it comes to.
    public var models: [Model]
    /// Whether it is refused and kept in quarantine.
    public var isQuarantined: Bool
    /// The codes of the problems for which it was refused, each once.
    public var diagnostics: [Diagnostic.Code]
  }

  /// What became of a document.
  public enum Result: String, Sendable, Hashable, Codable, CaseIterable {
    /// It is one of the registry's documents, now or from earlier on.
    case accepted
    /// It is not; the diagnostics say why.
    case refused
    /// The registry knows nothing of it.
    case unknown
  }

  /// Where a document stands in the chain.
  public struct Event: Sendable, Hashable, Codable {
    public var sequence: Int
    public var hash: String
  }

  /// A model, with its determination.
  public struct Model: Sendable, Hashable, Codable {
    public var supplier: String
    public var designation: String
    public var standard: String
    /// What its evidence comes to; nil where there is none.
    public var verdict: Verdict?
    /// SHA-256 of the determination's canonical JSON.
    public var determination: String?
  }
}

// MARK: - Its file

extension Receipt {
  /// The file: one line of canonical JSON, ended by a line feed.
  public var bytes: [UInt8] {
    var json = CanonicalJSON(capacity: 512 + documents.count * 512)
    json.object { json in
      json.member("deliveredBy", deliveredBy)
      json.member("documents", documents) { $1.write(to: &$0) }
      json.member("form", form)
      json.key("registry")
      registry.write(to: &json)
    }
    return json.withBytes { Array($0) } + [0x0A]
  }

  /// Reads a receipt's file: exactly what ``bytes`` writes, nothing else.
  ///
  /// - Returns: the receipt, or what is wrong with the file.
  public static func read(_ bytes: [UInt8], file: String) -> (receipt: Receipt?, diagnostics: [Diagnostic]) {
    if let receipt = try? JSONDecoder().decode(Receipt.self, from: Data(bytes)), receipt.form == form,
      receipt.bytes == bytes
    {
      return (receipt, [])
    }
    let problem = Diagnostic(
      .registryReceiptFormat, file: file, "The file is no receipt.",
      expected: "one line of JSON, as proofmark wrote it",
      cure: "Name a file that proofmark receipt make wrote.")
    return (nil, [problem])
  }
}

extension Receipt.Origin {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.object { json in
      json.member("beginning", beginning)
      json.key("head")
      json.object { json in
        json.member("hash", head.hash)
        json.member("size", head.size)
      }
      json.member("operatorName", operatorName)
      json.member("programme", programme)
      json.member("recorded", recorded?.description)
    }
  }
}

extension Receipt.Line {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.object { json in
      json.member("diagnostics", diagnostics) { $0.value($1.rawValue) }
      if let event {
        json.key("event")
        json.object { json in
          json.member("hash", event.hash)
          json.member("sequence", event.sequence)
        }
      }
      json.member("file", file)
      json.member("isQuarantined", isQuarantined)
      json.member("kind", kind?.rawValue)
      json.member("models", models) { $1.write(to: &$0) }
      json.member("moment", moment?.description)
      json.member("result", result.rawValue)
      json.member("sha256", sha256)
      if let size { json.member("size", size) }
    }
  }
}

extension Receipt.Model {
  fileprivate func write(to json: inout CanonicalJSON) {
    json.object { json in
      json.member("designation", designation)
      json.member("determination", determination)
      json.member("standard", standard)
      json.member("supplier", supplier)
      json.member("verdict", verdict?.rawValue)
    }
  }
}
