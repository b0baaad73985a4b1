import Foundation
import Registry
import Signatures

/// A checkpoint and its signature, as files.
enum CheckpointFile {
  /// Where the signature of a file is, unless somebody says otherwise; minisign looks there as well.
  static func signaturePath(of path: String) -> String { path + ".minisig" }

  /// Reads a checkpoint and verifies its signature.
  static func verified(_ path: String, signature: String?, publicKey: String) throws -> Checkpoint {
    let signaturePath = signature ?? signaturePath(of: path)
    let bytes = try InputFile.demanded(path)
    let signed = try InputFile.demanded(signaturePath)
    let key = try KeyAccess.reporting(publicKey) { () throws(SignatureProblem) in
      try KeyFiles.publicKey(at: publicKey)
    }
    try KeyAccess.reporting(signaturePath) { () throws(SignatureProblem) in
      try Signature(file: signed).verify(bytes, by: key)
    }
    let (checkpoint, problems) = Checkpoint.read(bytes, file: path)
    guard let checkpoint else {
      for problem in problems { Terminal.complain(problem.description) }
      throw ProofmarkExit.refused
    }
    return checkpoint
  }

  /// Writes a file that is not there yet, whole or not at all.
  static func create(_ path: String, _ bytes: [UInt8]) throws {
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
    } catch {
      let exists = (error as? CocoaError)?.code == .fileWriteFileExists
      if !exists { unlink(path) }
      Terminal.complain(
        exists
          ? "\(path): error: There is such a file already, and a checkpoint overwrites nothing. Name another: --output."
          : "\(path): error: The file cannot be written: \(SystemReason.of(error)).")
      throw ProofmarkExit.refused
    }
  }
}
