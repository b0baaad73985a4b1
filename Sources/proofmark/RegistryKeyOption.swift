import ArgumentParser
import Signatures

/// The key that says whose a published copy is.
struct RegistryKeyOption: ParsableArguments {
  @Option(
    name: .customLong("public-key"),
    help: "The registry's public key; otherwise nobody asks whose it is.",
    completion: .file(extensions: ["pub"]))
  var path: String?

  /// The key; nil where none was named.
  func key() throws -> PublicKey? {
    try path.map { path in
      try KeyAccess.reporting(path) { () throws(SignatureProblem) in try KeyFiles.publicKey(at: path) }
    }
  }
}
