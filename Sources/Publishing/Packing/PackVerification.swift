import Conformity
import Evidence
import Foundation
import Registry
import Signatures
import Standards

/// What came of holding an evidence pack against its sums, its proof and its own evidence.
public struct PackVerification: Sendable, Hashable {
  /// Whether the reports, judged again by the definition, come to the determination of the pack.
  public enum Derivation: Sendable, Hashable {
    /// They do, to the last byte; so many reports.
    case same(reports: Int)
    /// They come to another one.
    case other
    /// Nobody could tell, for this reason.
    case notPossible(reason: String)
  }

  /// How many files the sums name.
  public internal(set) var files = 0
  /// The documents of the proof that are in the pack, and those that are not, by their names in it.
  public internal(set) var documents: [String] = []
  public internal(set) var absent: [String] = []
  public internal(set) var signer = SiteVerification.Signer.notAsked
  /// How far the registry's chain reached with the last event of the proof, as the key has signed it; nil where the pack
  /// does not say, or nobody asked.
  public internal(set) var checkpoint: Checkpoint?
  public internal(set) var derivation = Derivation.notPossible(reason: Texts.PackCheck.withheld)
  /// By name.
  public internal(set) var problems: [SiteVerification.Problem] = []

  public var isSound: Bool { problems.isEmpty }
}

/// Verifies evidence packs. No registry is needed.
public struct PackVerifier {
  private let files: PackFiles
  private let key: PublicKey?
  private var found = PackVerification()

  /// The file or folder is no pack.
  public struct NoPack: Error, Sendable, Hashable, CustomStringConvertible {
    public let description: String
  }

  /// - Parameters:
  ///   - path: the archive, or the folder that it was unpacked to.
  ///   - key: the registry's public key, from a place that is trusted; nil: nobody asks whose pack it is.
  public init(path: String, key: PublicKey?) throws(NoPack) {
    do throws(PackFiles.Unreadable) {
      files = try PackFiles(at: path)
    } catch {
      throw NoPack(description: "\(path) cannot be read: \(error.reason)")
    }
    self.key = key
    guard files.names.contains(SiteFolder.manifest), files.names.contains(EvidencePack.proofFile) else {
      throw NoPack(
        description:
          "\(path) has no \(SiteFolder.manifest) and \(EvidencePack.proofFile): it is no evidence pack.")
    }
  }

  /// Verifies everything.
  public mutating func run() -> PackVerification {
    found = PackVerification()
    checkSums()
    checkProof()
    if let key { checkSignatures(by: key) }
    derive()
    found.problems.sort { ($0.path, $0.kind.rawValue) < ($1.path, $1.kind.rawValue) }
    return found
  }

  // MARK: - Files

  /// The bytes of a file; nil where there is none, or where it cannot be read, which is a problem.
  private mutating func bytes(_ name: String) -> [UInt8]? {
    do throws(PackFiles.Unreadable) {
      return try files.read(name)
    } catch {
      problem(.wrong, name, error.reason)
      return nil
    }
  }

  /// The lines of a list of sums that say something.
  private mutating func lines(_ name: String) -> [SumsLine] {
    var lines: [SumsLine] = []
    var seen: Set<String> = []
    let text = bytes(name) ?? []
    for (index, line) in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .enumerated()
    {
      if line.isEmpty || line.first == UInt8(ascii: "#") { continue }
      guard let read = SumsLine(line), seen.insert(read.path).inserted else {
        problem(.wrong, name, Texts.PackCheck.line(index + 1))
        continue
      }
      lines.append(read)
    }
    return lines
  }

  private mutating func checkSums() {
    let lines = lines(SiteFolder.manifest)
    found.files = lines.count
    for line in lines {
      guard let bytes = bytes(line.path) else {
        problem(.missing, line.path)
        continue
      }
      if SHA256Hex.of(bytes) != line.sha256 { problem(.changed, line.path) }
    }
    let known = Set(lines.map(\.path)).union([SiteFolder.manifest, SiteFolder.signature])
    for name in files.names where !known.contains(name) { problem(.extra, name) }
  }

  private mutating func checkProof() {
    for line in lines(EvidencePack.proofFile) {
      guard let bytes = bytes(line.path) else {
        found.absent.append(line.path)
        continue
      }
      found.documents.append(line.path)
      if SHA256Hex.of(bytes) != line.sha256 { problem(.changed, line.path, Texts.PackCheck.otherDocument) }
    }
  }

  // MARK: - Signatures

  private mutating func checkSignatures(by key: PublicKey) {
    found.signer = .unknown
    if let signature = verified(SiteFolder.manifest, by: key) {
      found.signer = .key(key.number.description, comment: signature.trustedComment)
    }
    let file = SiteSeal.checkpointFile
    guard files.names.contains(file), verified(file, by: key) != nil, let bytes = bytes(file) else { return }
    found.checkpoint = Checkpoint.read(bytes, file: file).checkpoint
    if found.checkpoint == nil { problem(.wrong, file, Texts.PackCheck.noCheckpoint) }
  }

  private mutating func verified(_ name: String, by key: PublicKey) -> Signature? {
    guard let signed = bytes(name), let file = bytes(name + ".minisig") else {
      problem(.missing, name + ".minisig", Texts.PackCheck.unsigned)
      return nil
    }
    do throws(SignatureProblem) {
      let signature = try Signature(file: file)
      try signature.verify(signed, by: key)
      return signature
    } catch {
      problem(.wrong, name + ".minisig", error.message)
      return nil
    }
  }

  // MARK: - Judging again

  private mutating func derive() {
    guard let stored = bytes(PackedEvidence.whole) else { return }
    let determination: Determination
    do {
      determination = try JSONDecoder().decode(Determination.self, from: Data(stored))
    } catch {
      return problem(.wrong, PackedEvidence.whole, Texts.PackCheck.noDetermination)
    }
    found.derivation = derivation(of: determination, stored)
    if found.derivation == .other { problem(.wrong, PackedEvidence.whole, Texts.PackCheck.other) }
  }

  private mutating func derivation(
    of determination: Determination, _ stored: [UInt8]
  ) -> PackVerification.Derivation {
    guard determination.engine == Engine.version else {
      return .notPossible(reason: Texts.PackCheck.engine(determination.engine, here: Engine.version))
    }
    var documents: [String: [UInt8]] = [:]
    for name in files.names where name.hasSuffix(".xml") {
      guard let bytes = bytes(name) else { continue }
      documents[SHA256Hex.of(bytes)] = bytes
    }
    guard let standard = PackVerifier.standard(determination.standard.sha256, among: documents) else {
      return .notPossible(reason: Texts.PackCheck.noDefinition)
    }
    var reports: [SubmittedReport] = []
    for reference in determination.reports {
      guard let bytes = documents[reference.sha256],
        let report = ReportReader.read(.bytes(bytes), file: reference.id).report
      else { return .notPossible(reason: Texts.PackCheck.noReport(reference.id)) }
      reports.append(SubmittedReport(report: report, sha256: reference.sha256))
    }
    let again = Judge(
      standard: standard, reference: determination.standard, acceptance: determination.acceptance
    ).determine(subject: determination.subject, reports: reports)
    return again.canonicalJSON() == stored ? .same(reports: reports.count) : .other
  }

  private static func standard(_ sha256: String, among documents: [String: [UInt8]]) -> Standard? {
    guard let bytes = documents[sha256] else { return nil }
    return StandardReader.read(bytes, file: "definition") { _, imported in
      // A definition that is imported imports from none.
      documents[imported].flatMap { StandardReader.read($0, file: "definition").standard }
    }.standard
  }

  private mutating func problem(_ kind: SiteVerification.Problem.Kind, _ path: String, _ detail: String = "")
  {
    found.problems.append(.init(kind: kind, path: path, detail: detail))
  }
}
