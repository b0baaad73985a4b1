import Registry

/// A checkpoint and its signature, as files.
enum CheckpointFile {
  /// Reads a checkpoint and verifies its signature.
  static func verified(_ path: String, signature: String?, publicKey: String) throws -> Checkpoint {
    let bytes = try SignedFile.verified(path, signature: signature, publicKey: publicKey)
    let (checkpoint, problems) = Checkpoint.read(bytes, file: path)
    guard let checkpoint else {
      for problem in problems { Terminal.complain(problem.description) }
      throw ProofmarkExit.refused
    }
    return checkpoint
  }
}
