import ArgumentParser
import Foundation
import Signatures
import XMLDocuments

/// The keys that checkpoints are signed with.
struct KeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: "Make and show the keys that checkpoints are signed with, in minisign's format.",
    subcommands: [KeyMakeCommand.self, KeyShowCommand.self])
}

/// Makes a key.
struct KeyMakeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make",
    abstract: "Make a new key: the secret half for its owner alone, the public half beside it.",
    discussion: """
      FILE is the secret key, which only its owner may read; FILE.pub is the public one, which readers need to verify \
      what was signed. Neither is ever overwritten, and the secret key is never shown. It has no password: keep it \
      where only the one who signs can reach it. A key from minisign -G -W serves as well.

      EXAMPLES
        proofmark key make keys/registry.key
        proofmark key make /media/usb/registry.key --format json
      """)

  @Argument(help: "The file of the secret key; it must not exist yet.", completion: .file())
  var file: String

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func run() throws {
    let key = SecretKey.generate()
    try KeyAccess.reporting(file) { () throws(SignatureProblem) in try KeyFiles.write(key, to: file) }
    let report = KeyReport(key.publicKey, secretFile: file, publicFile: KeyFiles.publicPath(of: file))
    switch format {
    case .json: try JSONOutput.print(report)
    case .text:
      Terminal.write(
        """
        Secret key  \(file) (readable by you only; keep it safe, nobody can make it again)
        Public key  \(report.publicFile ?? "") (give it to everybody who is to verify)
        \(report.text)

        """)
    }
  }
}

/// Shows what may be known of a key.
struct KeyShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show the public half of a key, from the file of either half.",
    discussion: """
      The secret half is never shown.

      EXAMPLES
        proofmark key show keys/registry.key
        proofmark key show keys/registry.key.pub --format json
      """)

  @Argument(help: "The file of a secret or public key.", completion: .file())
  var file: String

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func run() throws {
    let report = try KeyAccess.reporting(file) { () throws(SignatureProblem) in try KeyReport(of: file) }
    switch format {
    case .json: try JSONOutput.print(report)
    case .text:
      Terminal.write("\(report.secretFile == nil ? "Public" : "Secret") key  \(file)\n\(report.text)\n")
    }
  }
}

/// What may be known of a key, in JSON as it stands.
private struct KeyReport: Encodable {
  var number: String
  /// As `minisign -P` takes it.
  var publicKey: String
  var secretFile: String?
  var publicFile: String?

  init(_ key: PublicKey, secretFile: String? = nil, publicFile: String? = nil) {
    number = key.number.description
    publicKey = key.encoded
    self.secretFile = secretFile
    self.publicFile = publicFile
  }

  /// What the file of either half says.
  init(of file: String) throws(SignatureProblem) {
    do throws(SignatureProblem) {
      self.init(try KeyFiles.publicKey(at: file), publicFile: file)
    } catch {
      guard error.code == .keySecret else { throw error }
      self.init(try KeyFiles.secretKey(at: file).publicKey, secretFile: file)
    }
  }

  var text: String {
    """
    Number      \(number)
    To verify   minisign -V -P \(publicKey) -m FILE
    """
  }
}

/// Working with keys and signatures from the command line, with errors that say what to do next.
enum KeyAccess {
  /// Runs something and turns what is wrong with a key or a signature into words and an exit code.
  static func reporting<Value>(
    _ file: String, _ body: () throws(SignatureProblem) -> Value
  ) throws -> Value {
    do {
      return try body()
    } catch {
      Terminal.complain(
        Diagnostic(
          Diagnostic.Code(rawValue: error.code.rawValue), file: file, line: error.line, error.message,
          cure: error.cure
        ).description)
      throw ProofmarkExit.refused
    }
  }
}
