import Foundation
import Registry
import Signatures

/// A file that is written together with its signature, and read together with it.
enum SignedFile {
  /// Where the signature of a file is, unless somebody says otherwise; minisign looks there as well.
  static func signaturePath(of path: String) -> String { path + ".minisig" }

  /// Writes a file and its signature, both or neither; neither overwrites anything.
  ///
  /// - Parameters:
  ///   - what: what it is, for the comments and what is said, such as `checkpoint`.
  ///   - comment: what the signature vouches for besides, as fields.
  static func create(
    _ path: String, _ message: [UInt8], by secret: SecretKey, what: String, trusted comment: String
  ) throws {
    let signature = try KeyAccess.reporting(path) { () throws(SignatureProblem) in
      try secret.sign(
        message, comment: "signature of a proofmark \(what)", trustedComment: "proofmark \(what)\t\(comment)")
    }
    // A file without its signature is never there to be taken for one that has one.
    try create(signaturePath(of: path), Array(signature.text.utf8), what: what)
    do {
      try create(path, message, what: what)
    } catch {
      unlink(signaturePath(of: path))
      throw error
    }
  }

  /// The bytes of a file whose signature holds; the command ends as refused where it does not.
  static func verified(_ path: String, signature: String?, publicKey: String) throws -> [UInt8] {
    let signaturePath = signature ?? signaturePath(of: path)
    let bytes = try InputFile.demanded(path)
    let signed = try InputFile.demanded(signaturePath)
    let key = try KeyAccess.reporting(publicKey) { () throws(SignatureProblem) in
      try KeyFiles.publicKey(at: publicKey)
    }
    try KeyAccess.reporting(signaturePath) { () throws(SignatureProblem) in
      try Signature(file: signed).verify(bytes, by: key)
    }
    return bytes
  }

  /// Refuses a path at which something stands: before long work, whose result could not be written.
  static func demandFree(_ path: String, what: String) throws {
    for file in [path, signaturePath(of: path)] where FileManager.default.fileExists(atPath: file) {
      Terminal.complain(taken(file, what: what))
      throw ProofmarkExit.refused
    }
  }

  private static func taken(_ path: String, what: String) -> String {
    "\(path): error: There is such a file already, and a \(what) overwrites nothing. Name another."
  }

  /// Writes a file that is not there yet, whole or not at all.
  private static func create(_ path: String, _ bytes: [UInt8], what: String) throws {
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
    } catch {
      let exists = (error as? CocoaError)?.code == .fileWriteFileExists
      if !exists { unlink(path) }
      Terminal.complain(
        exists
          ? taken(path, what: what) : "\(path): error: The file cannot be written: \(SystemReason.of(error))."
      )
      throw ProofmarkExit.refused
    }
  }
}
