import Conformity
import Evidence
import Registry

/// What of a model's evidence goes into its pack: as much as the programme's setting makes public.
struct PackedEvidence {
  let proof: ModelProof
  /// The name of the determination in the pack, and its bytes.
  let determination: (name: String, bytes: [UInt8])?
  /// Documents that may be had, by their names in the proof, and the definitions that the definition imports from.
  let documents: [(name: String, bytes: [UInt8])]

  /// The determination as it is, which can be derived again.
  static let whole = "determination.json"
  /// The determination with what is not public taken out.
  static let disclosed = "determination-public.json"
  /// Definitions that the definition takes levels from begin so.
  static let imported = "imported-"

  /// Whether anybody may have a document of a kind.
  ///
  /// Notices and inspections name models that may have no page, and an application says where the supplier makes it: none
  /// of these is evidence. What the field tells is the programme's alone.
  static func isPublic(_ kind: DocumentKind, _ setting: EvidenceSetting) -> Bool {
    switch kind {
    case .standard: true
    case .report, .decision, .statusChange, .variation, .variationResolution: setting == .full
    case .adoption, .programme, .supplier, .laboratory, .model, .inspection, .notice, .fieldReport,
      .correction:
      false
    }
  }
}

extension PackedEvidence {
  /// Gathers what may be had of a model's evidence.
  ///
  /// - Parameter imports: the definitions that its definition imports from, by identifier and SHA-256.
  init(
    _ proof: ModelProof, of listing: Listing, imports: [(id: String, sha256: String)],
    setting: EvidenceSetting,
    snapshot: Snapshot
  ) throws {
    self.proof = proof
    if setting == .full {
      determination = try snapshot.determinationBytes(of: listing).map { (PackedEvidence.whole, $0) }
    } else {
      determination = try snapshot.determination(of: listing).map {
        (PackedEvidence.disclosed, $0.disclosed(setting).canonicalJSON())
      }
    }
    var documents: [(name: String, bytes: [UInt8])] = []
    for document in proof.documents {
      guard let kind = document.kind, PackedEvidence.isPublic(kind, setting) else { continue }
      documents.append((document.name, try snapshot.documentBytes(sha256: document.sha256)))
    }
    for (id, sha256) in imports {
      let name = "\(PackedEvidence.imported)\(Slug(folding: id).text).xml"
      documents.append((name, try snapshot.documentBytes(sha256: sha256)))
    }
    self.documents = documents
  }
}
