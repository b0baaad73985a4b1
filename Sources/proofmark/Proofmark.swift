import ArgumentParser
import Conformity
import Registry

/// The command line: one file for each subcommand, and no logic that a library user would miss.
@main
struct Proofmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "proofmark",
    abstract:
      "Judge body armor against its standard, and publish the compliant-models list with its evidence.",
    discussion: """
      A laboratory plans its tests, and checks its report before sending it:
        proofmark plan NIJ-0101.06 --level IIIA
        proofmark check report.xml

      An agency looks up a model:
        proofmark show "AX-2 Patrol"

      A programme imports documents and publishes the list:
        proofmark import Registry
        proofmark publish --output site

      \(ProofmarkExit.help)
      """,
    version: "proofmark 0.1.0 (judging engine \(Engine.version))",
    subcommands: [
      PlanCommand.self, ConvertCommand.self, CheckCommand.self, SignCommand.self, VerifySignatureCommand.self,
      FitCommand.self,
      StandardsCommand.self, ImportCommand.self, QuarantineCommand.self, ReceiptCommand.self,
      DecideCommand.self,
      AdoptListCommand.self,
      StatusCommand.self,
      ImpactCommand.self,
      ListCommand.self, LookupCommand.self, InventoryCommand.self, ShowCommand.self, ExplainCommand.self,
      HistoryCommand.self, ChangesCommand.self, ExportCommand.self, PublishCommand.self, LookCommand.self,
      PackCommand.self,
      ServeCommand.self, VerifySiteCommand.self, VerifyPackCommand.self, VerifyCommand.self,
      CheckpointCommand.self, BackupCommand.self, RestoreCommand.self, KeyCommand.self,
    ])

  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let error where error is ExitCode || exitCode(for: error) != .failure {
      exit(withError: error)
    } catch {
      // The parser's code for what it does not know is 1, which here says that a requirement is not met.
      Terminal.complain("error: \(SystemReason.of(error))")
      exit(withError: ProofmarkExit.failed)
    }
  }
}
