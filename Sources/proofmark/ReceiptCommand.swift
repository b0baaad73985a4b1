import ArgumentParser
import Foundation
import Registry
import Signatures
import XMLDocuments

/// What a laboratory gets back for what it delivered.
struct ReceiptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receipt",
    abstract: "Make and verify signed receipts for delivered documents.",
    discussion: """
      A receipt says of each document its SHA-256, whether the registry has it, since when and as which event of its \
      chain, what the evidence about its model comes to; or why it was refused. It follows from the registry's state and \
      the documents alone, so that it does not matter how often a delivery was interrupted. The form is one line of JSON; \
      its signature stands beside it (.minisig), and Debian's minisign verifies it.
      """,
    subcommands: [ReceiptMakeCommand.self, ReceiptVerifyCommand.self])
}

/// Makes a receipt.
struct ReceiptMakeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make",
    abstract: "Sign a receipt for documents, as the registry has them now.",
    discussion: """
      Nothing is imported. proofmark import --receipt does the same for a delivery as it comes in. No file is \
      overwritten.

      EXAMPLES
        proofmark receipt make delivery/ --key registry.key --output receipt.json
        proofmark import delivery/ --receipt receipt.json --key registry.key
        minisign -V -p registry.key.pub -m receipt.json
      """)

  @Argument(help: "Files and folders; - reads one document from standard input.", completion: .file())
  var paths: [String] = []

  @OptionGroup var list: PathListOptions

  @Option(help: "The secret key: proofmark key make, or minisign -G -W.", completion: .file())
  var key: String

  @Option(name: .shortAndLong, help: "The file to write.", completion: .file(extensions: ["json"]))
  var output: String

  @Option(name: .customLong("delivered-by"), help: "Who delivered the documents.")
  var deliveredBy: String?

  @OptionGroup var registry: RegistryOption

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func validate() throws { try list.validate(besides: paths) }

  func run() throws {
    let target = try ReceiptTarget(path: output, key: key)
    let files = DocumentFiles(paths, list: try list.read())
    for remark in files.remarks { Terminal.complain(remark.description) }
    let documents =
      files.problems.map { DeliveredDocument($0) } + files.sources.map { DeliveredDocument(reading: $0) }
    let database = try RegistryAccess.open(registry.resolved, mode: .readOnly)
    let receipt = try target.write(documents, deliveredBy: deliveredBy, from: database)
    switch format {
    case .json: try JSONOutput.print(receipt)
    case .text: Terminal.write(ReceiptText(receipt).text + target.text)
    }
  }
}

/// Verifies a receipt.
struct ReceiptVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Verify a receipt's signature and show it; with --registry, hold a registry against it.",
    discussion: """
      EXAMPLES
        proofmark receipt verify receipt.json --public-key registry.key.pub
        proofmark receipt verify receipt.json --public-key registry.key.pub --registry registry.sqlite

      \(ProofmarkExit.help)
      Here 1 says that the registry no longer has what the receipt says, and 3 that the receipt is none or its signature \
      does not hold.
      """)

  @Argument(help: "The receipt.", completion: .file(extensions: ["json"]))
  var file: String

  @Option(name: .customLong("public-key"), help: "The registry's public key.", completion: .file())
  var publicKey: String

  @Option(help: "The file of the signature; otherwise RECEIPT.minisig.", completion: .file())
  var signature: String?

  @Option(help: "A registry that must have what the receipt says.", completion: .file(extensions: ["sqlite"]))
  var registry: String?

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func run() throws {
    let bytes = try SignedFile.verified(file, signature: signature, publicKey: publicKey)
    let (read, problems) = Receipt.read(bytes, file: file)
    for problem in problems { Terminal.complain(problem.description) }
    guard let receipt = read else { throw ProofmarkExit.refused }
    var contradictions: [String] = []
    if let registry {
      let database = try RegistryAccess.open(registry, mode: .readOnly)
      contradictions = try RegistryAccess.reporting { try database.contradictions(to: receipt) }
    }
    switch format {
    case .json: try JSONOutput.print(receipt)
    case .text:
      Terminal.write(ReceiptText(receipt).text + "The signature holds.\n")
      if let registry, contradictions.isEmpty { Terminal.write("\(registry) has all that it says.\n") }
    }
    for sentence in contradictions { Terminal.complain("\(file): error: \(sentence)") }
    if !contradictions.isEmpty { throw ProofmarkExit.notMet }
  }
}

/// Where a receipt is to be written, and who signs it.
struct ReceiptTarget {
  let path: String
  private let secret: SecretKey

  /// The command ends as refused where there is such a file already, or the key is none: before anything else is done.
  init(path: String, key: String) throws {
    self.path = path
    secret = try KeyAccess.reporting(key) { () throws(SignatureProblem) in try KeyFiles.secretKey(at: key) }
    try SignedFile.demandFree(path, what: "receipt")
  }

  /// Makes a receipt of a registry's present state, and writes it with its signature.
  func write(
    _ documents: [DeliveredDocument], deliveredBy: String?, from database: RegistryDatabase
  ) throws -> Receipt {
    let receipt = try RegistryAccess.reporting {
      try database.receipt(for: documents, deliveredBy: deliveredBy)
    }
    try SignedFile.create(
      path, receipt.bytes, by: secret, what: "receipt",
      trusted: "events:\(receipt.registry.head.size)\tmade:\(RegistryAccess.now())")
    return receipt
  }

  /// What was written.
  var text: String {
    """
    Receipt     \(path)
    Signature   \(SignedFile.signaturePath(of: path)), by key \(secret.publicKey.number)
    To verify   minisign -V -P \(secret.publicKey.encoded) -m \(path)

    """
  }
}

/// A receipt for people.
struct ReceiptText {
  private let receipt: Receipt

  init(_ receipt: Receipt) { self.receipt = receipt }

  var text: String {
    let registry = receipt.registry
    var lines = ["Receipt of \(registry.programme ?? "a registry without a programme")"]
    if let name = registry.operatorName { lines.append("  \(name)") }
    lines.append(
      "  State of event \(registry.head.size), \(registry.head.hash)"
        + (registry.recorded.map { ", recorded \($0)" } ?? ""))
    if let deliveredBy = receipt.deliveredBy { lines.append("  Delivered by \(deliveredBy)") }
    for document in receipt.documents {
      lines += ["", title(document)] + details(document).map { "  \($0)" }
    }
    let counts = Receipt.Result.allCases.map { result in
      (result.rawValue, receipt.documents.count { $0.result == result })
    }.filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }
    let number = receipt.documents.count
    lines += ["", "\(number) \(number == 1 ? "document" : "documents"): \(counts.joined(separator: ", "))."]
    return lines.joined(separator: "\n") + "\n"
  }

  private func title(_ document: Receipt.Line) -> String {
    let kind = document.kind.map { ", \($0.words)" } ?? ""
    let size = document.size.map { ", \($0) bytes" } ?? ""
    return "\(document.result.rawValue)  \(document.file)\(kind)\(size)"
  }

  private func details(_ document: Receipt.Line) -> [String] {
    var lines: [String] = []
    if let sha256 = document.sha256 { lines.append("SHA-256 \(sha256)") }
    if let event = document.event {
      lines.append(
        "recorded \(document.moment?.description ?? "") as event \(event.sequence), \(event.hash)")
    }
    if !document.diagnostics.isEmpty {
      lines.append("for \(document.diagnostics.map(\.rawValue).joined(separator: ", "))")
    }
    if document.isQuarantined {
      lines.append("kept in quarantine, refused last \(document.moment?.description ?? "")")
    }
    for model in document.models {
      let verdict = model.verdict?.rawValue ?? "no evidence yet"
      let determination = model.determination.map { ", determination SHA-256 \($0)" } ?? ""
      lines.append("\(model.designation) (\(model.supplier)), \(model.standard): \(verdict)\(determination)")
    }
    return lines
  }
}
