import Registry
import ZipArchives

/// Everything about one model that anybody may have, in one archive to file: its page, the documents that it rests on as
/// far as they are public, their proof, and how to verify all of it. The same registry gives the same bytes.
struct EvidencePack {
  /// The folder within the archive.
  let folder: String
  /// The model, its supplier and the standard, in words.
  let title: String
  /// The model's page, by its path on the site.
  let page: (path: String, bytes: [UInt8])
  let style: [UInt8]
  let proof: String
  let evidence: PackedEvidence
  let setting: EvidenceSetting
  /// What signs the sums of the pack, and its checkpoint; nil: nothing is signed.
  var seal: SiteSeal?

  static let readme = "README.txt"
  static let proofFile = "proof.txt"
  /// What the site has, at the same place below this folder.
  static let site = "site/"

  /// How far the chain reached with the last event that the proof names, where that is signed. It is another one only where
  /// the pack is another one anyway: the chain's present end would be after every event of any model.
  var checkpoint: Checkpoint? { seal == nil ? nil : evidence.proof.checkpoint }

  func archive() throws(PublicationProblem) -> [UInt8] {
    var files: [(name: String, bytes: [UInt8])] = [
      (EvidencePack.readme, Array(Texts.Packs.readme(self).utf8)),
      (EvidencePack.proofFile, Array(proof.utf8)),
    ]
    if let determination = evidence.determination { files.append(determination) }
    files += evidence.documents
    files.append((EvidencePack.site + page.path, page.bytes))
    files.append((EvidencePack.site + "style.css", style))
    if let seal {
      for file in try seal.files(ofPackWith: checkpoint) { files.append((file.path, file.bytes)) }
    }
    let sums = files.sorted { $0.name < $1.name }.map { "\(SHA256Hex.of($0.bytes))  \($0.name)\n" }.joined()
    files.append((SiteFolder.manifest, Array(sums.utf8)))
    if let seal { files.append((SiteFolder.signature, try seal.signature(ofPack: Array(sums.utf8)))) }
    do throws(ZipProblem) {
      return try ZipWriter.write(
        files.map { ZipWriter.File(name: "\(folder)/\($0.name)", bytes: $0.bytes, effort: 1) })
    } catch {
      throw .page(error.diagnostic(file: folder).description)
    }
  }
}

extension SiteSeal {
  /// The signature of a pack's sums, as a file. The same sums give the same signature.
  func signature(ofPack sums: [UInt8]) throws(PublicationProblem) -> [UInt8] {
    try signature(
      of: sums, comment: "signature of a proofmark evidence pack", trustedComment: "proofmark pack")
  }
}
