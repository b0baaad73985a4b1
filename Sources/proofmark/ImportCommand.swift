import ArgumentParser
import Foundation
import Registry
import XMLDocuments

/// Takes documents into the registry.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Import documents: definitions, adoptions, suppliers, laboratories, models, reports.",
    discussion: """
      Folders are searched for .xml files and .zip archives, which are unpacked in memory only. Each document enters whole or not at all; a refused one is named with every \
      problem, its file and line, and the rest goes on. The same bytes again change nothing. Every model touched is \
      judged anew: an import that was interrupted is simply run again. A refused document that is one of a registry's is \
      kept in quarantine, apart from everything else, until somebody resolves or discards it.

      EXAMPLES
        proofmark import Standards Registry
        proofmark import delivery/ --delivered-by "Larkfield Ballistics" --format json
        find inbox -name '*.xml' -print0 | proofmark import --files-from - --null
        proofmark import delivery.zip --receipt receipt.json --key registry.key
        proofmark quarantine list

      \(ProofmarkExit.help)
      Here 3 says that at least one document was refused; verdicts do not change the exit code.
      """)

  @Argument(help: "Files and folders; - reads one document from standard input.", completion: .file())
  var paths: [String] = []

  @OptionGroup var list: PathListOptions

  @Option(name: .customLong("delivered-by"), help: "Who delivered the documents, for quarantine and receipt.")
  var deliveredBy: String?

  @Flag(inversion: .prefixedNo, help: "Keep refused documents in quarantine.")
  var quarantine = true

  @Option(
    help: "A file for a signed receipt: what became of each document. It must not exist yet.",
    completion: .file(extensions: ["json"]))
  var receipt: String?

  @Option(help: "The secret key that the receipt is signed with: proofmark key make.", completion: .file())
  var key: String?

  @OptionGroup var registry: RegistryOption

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  @Option(help: "How many threads work, 1 to 64; otherwise one for each processor core.")
  var jobs: Int?

  func validate() throws {
    try list.validate(besides: paths)
    if (receipt == nil) != (key == nil) {
      throw ValidationError("A receipt is signed: --receipt FILE --key registry.key.")
    }
    if let jobs, !(1...64).contains(jobs) { throw ValidationError("--jobs takes a number from 1 to 64.") }
  }

  func run() throws {
    let begin = DispatchTime.now()
    let target = try receipt.map { try ReceiptTarget(path: $0, key: key ?? "") }
    let files = DocumentFiles(paths, list: try list.read())
    var account = ImportAccount(files.problems)
    for remark in files.remarks { Terminal.complain(remark.description) }
    for folder in files.barren { Terminal.complain("\(folder): There is no .xml file in this folder.") }
    // Where there is nothing to import, no registry is made either.
    if !files.sources.isEmpty { try take(files, &account, receipt: target) }
    try account.print(format, since: begin)
    if let target, !files.sources.isEmpty, format == .text { Terminal.write(target.text) }
    if account.report.refused > 0 { throw ProofmarkExit.refused }
  }

  private func take(_ files: DocumentFiles, _ account: inout ImportAccount, receipt: ReceiptTarget?) throws {
    let sources = files.sources
    var delivered = files.problems.map { DeliveredDocument($0) }
    try RegistryAccess.prepareFolder(of: registry.resolved)
    let database = try RegistryAccess.open(registry.resolved, mode: .create)
    var bar = ProgressBar("Importing", total: sources.count)
    var done = 0
    // An import that ends early, on a full disk for one, has acknowledged documents all the same.
    defer { bar.finish() }
    let summary = try RegistryAccess.reporting {
      let threads = jobs ?? min(ProcessInfo.processInfo.activeProcessorCount, 64)
      return try Importer(
        into: database, threads: threads, keepsRefused: quarantine, deliveredBy: deliveredBy,
        moment: RegistryAccess.now
      ).run(sources) { outcome in
        done += 1
        bar.update(done)
        account.note(outcome)
        if receipt != nil { delivered.append(DeliveredDocument(outcome)) }
      }
    }
    account.close(summary)
    _ = try receipt?.write(delivered, deliveredBy: deliveredBy, from: database)
    try RegistryAccess.reporting { try database.close() }
  }
}
