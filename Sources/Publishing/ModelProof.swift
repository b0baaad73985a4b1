import Conformity
import Quantities
import Registry

/// What the page of a model rests on, document by document, as a list that `sha256sum --check` reads: what stands behind
/// a `#` is for people.
///
/// Whoever holds one of the documents puts it under the name that the list has for it beside the list, and checks it. The
/// list itself is named by the site's `SHA256SUMS`, which the registry's key has signed. It holds hashes and days and
/// nothing that was measured.
struct ModelProof {
  struct Document {
    /// What it is, in words.
    var words: String
    /// A name for a file.
    var name: String
    var sha256: String
    /// What kind of document it is; nil: it is not a document of the registry but follows from them.
    var kind: DocumentKind?
    /// nil: it is not a document of the registry but follows from them.
    var event: RecordedEvent? = nil
  }

  let documents: [Document]

  /// How far the registry's chain reached with the last event that is named here, which vouches for all of them; nil where
  /// none is named.
  var checkpoint: Checkpoint? {
    documents.compactMap(\.event).max { $0.sequence < $1.sequence }.map {
      Checkpoint(head: ChainHead(size: $0.sequence, hash: $0.hash), made: $0.recorded)
    }
  }

  /// The file.
  func text(_ row: ListRow) -> String {
    var text = """
      # \(SearchIndex.visible(Texts.Proof.title(row.designation, of: row.supplier, standard: row.standard)))
      # \(Texts.Proof.howTo)
      # \(Texts.Proof.chain)

      """
    for document in documents {
      let event = document.event.map {
        ", " + Texts.Proof.event($0.sequence, $0.hash, day: $0.recorded.day?.description ?? "")
      }
      text += "# \(SearchIndex.visible(document.words))\(event ?? "")\n\(document.sha256)  \(document.name)\n"
    }
    return text
  }
}

extension ModelProof {
  /// Gathers the proof of a model from a registry.
  ///
  /// - Parameter happenings: what happened to the model and may be published.
  init(
    _ listing: Listing, definition: String?, reports: [StoredReport], happenings: [HistoryText.Event],
    snapshot: Snapshot
  ) throws {
    var documents: [Document] = []
    if let bytes = try snapshot.determinationBytes(of: listing) {
      documents.append(
        Document(
          words: Texts.Proof.determination, name: PackedEvidence.whole, sha256: SHA256Hex.of(bytes)))
    }
    if let definition {
      documents.append(
        Document(
          words: Texts.Proof.definition(listing.standard),
          name: "definition-\(Slug(folding: listing.standard).text).xml", sha256: definition,
          kind: .standard))
    }
    if let model = try snapshot.modelDocument(listing.key) {
      documents.append(
        Document(words: DocumentKind.model.words, name: "model.xml", sha256: model, kind: .model))
    }
    for report in reports {
      documents.append(
        Document(
          words: Texts.Proof.report(report.id), name: "report-\(Slug(folding: report.id).text).xml",
          sha256: report.sha256, kind: .report))
    }
    for event in happenings where !documents.contains(where: { $0.sha256 == event.sha256 }) {
      documents.append(
        Document(
          words: Texts.Proof.happening(event.kind, event.day.description),
          name: "\(event.kind.rawValue)-\(event.day).xml", sha256: event.sha256, kind: event.kind))
    }
    let events = try snapshot.events(ofDocuments: documents.map(\.sha256))
    // Two of one name get numbers: a name is one file.
    var used: Set<String> = []
    self.documents = documents.map { document in
      var document = document
      document.event = events[document.sha256]
      var (name, count) = (document.name, 1)
      while !used.insert(name).inserted {
        count += 1
        name = "\(document.name.dropLast(4))-\(count).xml"
      }
      document.name = name
      return document
    }
  }
}
