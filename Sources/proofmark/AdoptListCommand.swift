import ArgumentParser
import Foundation
import Publishing
import Quantities
import Registry
import XMLDocuments

/// Starting from the list that a programme has.
struct AdoptListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopt-list",
    abstract: "Take over a list of compliant products that existed before, as a table.",
    discussion: """
      Each line becomes a model, and a decision that says that the evidence is not held here; suppliers that the \
      registry does not know are added. Columns are recognised by their names, in any order; --column names one that \
      is called otherwise. The programme's document must say takes-over-lists="yes". A line that cannot be understood \
      is reported with its cure, and left out; the others are taken over.

      What export writes can be taken over again.

      EXAMPLES
        proofmark adopt-list list.csv --by "D. Person" --role "programme manager"
        proofmark adopt-list list.csv --column designation="Model No." --column warranty="Warranty (months)" \\
          --kind flexible --listed-on 2024-01-31 --by "D. Person" --role "programme manager"
        proofmark adopt-list list.csv --output documents --by "D. Person" --role "programme manager"
      """)

  @Argument(help: "The list; - reads standard input.", completion: .file(extensions: ["csv"]))
  var file: String

  @Option(
    parsing: .singleValue,
    help: "A column's name in the list, such as designation=\"Model No.\"; may be given several times.")
  var column: [NamedColumn] = []

  @Option(help: "The kind of equipment where neither the list nor the level says.")
  var kind: String?

  @Option(
    name: .customLong("listed-on"),
    help: "The day from which listings hold whose day the list does not give; otherwise today.")
  var listedOn: Day?

  @Option(help: "Where buyers ask suppliers that are new to the registry.")
  var contact = "not stated in the list that was taken over"

  @OptionGroup var persons: SignatoryOptions

  @Option(
    name: .shortAndLong, help: "Write the documents to this folder and import nothing.",
    completion: .directory)
  var output: String?

  @OptionGroup var registry: RegistryOption

  /// What a column can be, and its name in the list.
  struct NamedColumn: ExpressibleByArgument {
    let column: PresentList.Column
    let name: String

    init?(argument: String) {
      let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, !parts[1].isEmpty,
        let column = PresentList.Column.allCases.first(where: {
          $0.rawValue.lowercased() == parts[0].lowercased() || $0.names[0] == parts[0].lowercased()
        })
      else { return nil }
      (self.column, name) = (column, parts[1])
    }
  }

  func run() throws {
    let columns = Dictionary(column.map { ($0.column, $0.name) }, uniquingKeysWith: { _, last in last })
    let name = InputFile.name(of: file)
    let (list, problems) = PresentList.read(try InputFile.demanded(file), file: name, columns: columns)
    for problem in problems { Terminal.complain(problem.description) }
    guard let list else { throw ProofmarkExit.refused }
    let database = try RegistryAccess.open(registry.resolved, mode: .readWrite)
    let snapshot = try RegistryAccess.reporting { try database.snapshot() }
    let (documents, objections) = try RegistryAccess.reporting {
      try ListTakeOver(
        into: snapshot, signatories: persons.signatories, day: listedOn ?? .today(),
        isExample: snapshot.programme()?.isExample ?? false
      ).documents(of: list, file: URL(fileURLWithPath: name).lastPathComponent, contact: contact, kind: kind)
    }
    for objection in objections { Terminal.complain(objection.description) }
    let leftOut = problems.count { $0.severity == .error } + objections.count
    if let output {
      try write(documents, to: output)
    } else {
      try take(documents, into: database, leftOut: leftOut)
    }
    if leftOut > 0 { throw ProofmarkExit.refused }
  }

  private func write(_ documents: [ImportSource], to folder: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for (index, document) in documents.enumerated() {
        let number = String(repeating: "0", count: max(0, 6 - String(index + 1).count)) + String(index + 1)
        let url = URL(fileURLWithPath: folder).appendingPathComponent("\(number).xml")
        try Data(document.bytes ?? []).write(to: url, options: .atomic)
      }
    } catch {
      Terminal.complain("\(folder): error: The documents cannot be written: \(SystemReason.of(error)).")
      throw ProofmarkExit.refused
    }
    Terminal.write(
      "\(documents.count) documents written to \(folder); nothing is taken over until they are imported\n")
  }

  private func take(_ documents: [ImportSource], into database: RegistryDatabase, leftOut: Int) throws {
    var bar = ProgressBar("Taking over", total: documents.count)
    var done = 0
    var models = 0
    var refused = 0
    defer { bar.finish() }
    try RegistryAccess.reporting {
      _ = try Importer(into: database, moment: RegistryAccess.now).run(documents) { outcome in
        done += 1
        bar.update(done)
        if outcome.result == .imported, outcome.kind == .model { models += 1 }
        if outcome.result == .refused {
          refused += 1
          for problem in outcome.diagnostics { Terminal.complain(problem.description) }
        }
      }
      try database.close()
    }
    bar.finish()
    let lines = leftOut == 0 ? "" : ", \(leftOut) lines left out"
    Terminal.write(
      "\(models) \(models == 1 ? "model" : "models") taken over, \(refused) documents refused\(lines).\n")
    if refused > 0 { throw ProofmarkExit.refused }
  }
}
