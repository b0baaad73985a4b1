import Foundation
import Registry
import Signatures

/// What came of holding a copy of a published site against its sums, and the sums against the signature of the registry's
/// key.
public struct SiteVerification: Sendable, Hashable {
  /// What does not fit.
  public struct Problem: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
      /// The sums name it, and it is not there.
      case missing
      /// Its bytes are not those that were published.
      case changed
      /// It is there, and the sums do not name it.
      case extra
      /// The sums, or a signature, are not what they have to be.
      case wrong
    }

    public var kind: Kind
    /// Seen from the site's folder.
    public var path: String
    /// What is to be known of it; may be empty.
    public var detail = ""
  }

  /// Whose site it is.
  public enum Signer: Sendable, Hashable {
    /// Nobody asked.
    case notAsked
    /// The number of the key that signed the sums, and what it vouches for besides.
    case key(String, comment: String)
    /// Not that of the key named.
    case unknown
  }

  /// How many files the sums name.
  public internal(set) var files = 0
  /// The size of those that fit.
  public internal(set) var bytes = 0
  /// SHA-256 of `SHA256SUMS`: two copies with the same one are of the same site.
  public internal(set) var sums = ""
  public internal(set) var signer = Signer.notAsked
  /// How far the registry's chain reached, as the key has signed it; nil where it did not, or nobody asked.
  public internal(set) var checkpoint: Checkpoint?
  /// By path.
  public internal(set) var problems: [Problem] = []

  public var isSound: Bool { problems.isEmpty }
}

/// Verifies copies of published sites.
public struct SiteVerifier {
  private let folder: String
  private let key: PublicKey?
  private var found = SiteVerification()

  /// - Parameters:
  ///   - folder: the copy of a site.
  ///   - key: the registry's public key, from a place that is trusted; nil: nobody asks whose site it is.
  public init(folder: String, key: PublicKey?) {
    self.folder = folder
    self.key = key
  }

  /// The folder has no sums: it is no copy of a site, or not all of one.
  public struct NoSite: Error, Sendable, Hashable, CustomStringConvertible {
    public var folder: String
    public var description: String {
      "\(folder) has no \(SiteFolder.manifest) that can be read: it is no published site, or a part of one is missing."
    }
  }

  /// Verifies everything.
  ///
  /// - Parameter progress: told after each file how many are done, of how many.
  public mutating func run(
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws(NoSite) -> SiteVerification {
    guard let sums = contents(SiteFolder.manifest) else { throw NoSite(folder: folder) }
    found = SiteVerification()
    found.sums = SHA256Hex.of(sums)
    let named = read(sums)
    found.files = named.count
    for (index, (path, sha256)) in named.sorted(by: { $0.key < $1.key }).enumerated() {
      check(path, sha256)
      progress(index + 1, named.count)
    }
    findExtras(named)
    if let key { checkSignatures(sums, by: key) }
    found.problems.sort { ($0.path, $0.kind.rawValue) < ($1.path, $1.kind.rawValue) }
    return found
  }

  // MARK: - Sums

  /// The files that the sums name; a line that is none, or leads out of the folder, is a problem.
  private mutating func read(_ bytes: [UInt8]) -> [String: String] {
    var sums: [String: String] = [:]
    for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .enumerated()
    {
      if line.isEmpty, index > 0 { continue }
      guard let named = SumsLine(line) else {
        problem(
          .wrong, SiteFolder.manifest,
          "line \(index + 1) is not a SHA-256, two spaces and a path within the site")
        continue
      }
      if sums.updateValue(named.sha256, forKey: named.path) != nil {
        problem(.wrong, SiteFolder.manifest, "line \(index + 1) names \(named.path) once more")
      }
    }
    return sums
  }

  private mutating func check(_ path: String, _ sha256: String) {
    guard FileManager.default.fileExists(atPath: folder + "/" + path) else { return problem(.missing, path) }
    // What is no plain file may lead anywhere, or never end.
    guard SiteRecord.Stamp(of: folder + "/" + path) != nil else {
      return problem(.changed, path, "it is no plain file")
    }
    guard let bytes = contents(path) else { return problem(.changed, path, "it cannot be read") }
    guard SHA256Hex.of(bytes) == sha256 else { return problem(.changed, path) }
    found.bytes += bytes.count
  }

  private mutating func findExtras(_ named: [String: String]) {
    let known = Set(named.keys).union([SiteFolder.manifest, SiteFolder.signature])
    do throws(FolderWalk.Unreadable) {
      for path in try FolderWalk.files(below: folder) where !known.contains(path) { problem(.extra, path) }
    } catch {
      problem(.wrong, error.path, error.reason)
    }
  }

  // MARK: - Signatures

  private mutating func checkSignatures(_ sums: [UInt8], by key: PublicKey) {
    found.signer = .unknown
    if let signature = verified(sums, by: SiteFolder.signature, key) {
      found.signer = .key(key.number.description, comment: signature.trustedComment)
    }
    let file = SiteSeal.checkpointFile
    guard let bytes = contents(file) else { return problem(.missing, file, "a signed site has one") }
    guard verified(bytes, by: file + ".minisig", key) != nil else { return }
    found.checkpoint = Checkpoint.read(bytes, file: file).checkpoint
    if found.checkpoint == nil { problem(.wrong, file, "it is no checkpoint") }
  }

  private mutating func verified(_ bytes: [UInt8], by path: String, _ key: PublicKey) -> Signature? {
    guard let file = contents(path) else {
      problem(.missing, path, "nothing says whose site it is")
      return nil
    }
    do throws(SignatureProblem) {
      let signature = try Signature(file: file)
      try signature.verify(bytes, by: key)
      return signature
    } catch {
      problem(.wrong, path, error.message)
      return nil
    }
  }

  // MARK: - Files

  private func contents(_ path: String) -> [UInt8]? {
    guard SiteRecord.Stamp(of: folder + "/" + path) != nil else { return nil }
    return FileManager.default.contents(atPath: folder + "/" + path).map { [UInt8]($0) }
  }

  private mutating func problem(_ kind: SiteVerification.Problem.Kind, _ path: String, _ detail: String = "")
  {
    found.problems.append(.init(kind: kind, path: path, detail: detail))
  }
}
