import ArgumentParser
import Foundation
import Publishing
import Registry

/// All that anybody may have of one model, to file.
struct PackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack",
    abstract:
      "Write the evidence pack of a model: its page, documents, determination and proof in one ZIP archive.",
    discussion: """
      The pack has the model's page as the site has it, the definition, the determination and the documents as far as the \
      programme's evidence setting makes them public, the proof that names all of them, and a README that says how to \
      verify them. With --key its sums are signed, and so is a checkpoint of the chain of events, up to the last one that \
      the proof names: verify --checkpoint holds a registry to it. The same registry gives the same bytes, and the site has \
      the same pack for each model that has a page.

      EXAMPLES
        proofmark pack AL-IIA-100 --output al-iia-100.zip
        proofmark pack AL-IIA-100 --as-of 2025-03-01 --output when-we-bought-it.zip
        proofmark pack AL-IIA-100 --key registry.key --output al-iia-100.zip
        proofmark verify-pack al-iia-100.zip
      """)

  @OptionGroup var model: ModelArgument

  @Option(
    name: .shortAndLong, help: "The file to write; - is standard output.",
    completion: .file(extensions: ["zip"]))
  var output: String

  @OptionGroup var shown: ShownVantageOptions

  @OptionGroup var options: PublicationOptions
  @OptionGroup var registry: RegistryOption

  func run() throws {
    let publication = try options.read()
    let snapshot = try RegistryAccess.snapshot(registry.resolved, at: shown.vantage)
    let listing = try model.listing(in: snapshot)
    let pack: [UInt8]?
    do {
      pack = try RegistryAccess.reporting { try publication.publisher(of: snapshot).pack(of: listing.key) }
    } catch let problem as PublicationProblem {
      Terminal.complain("error: \(problem)")
      throw ProofmarkExit.refused
    }
    guard let pack else {
      Terminal.complain(
        "error: \(listing.designation) has no page: it was never on the list, and the programme does not publish such models."
      )
      throw ProofmarkExit.refused
    }
    try OutputFile.write(pack, to: output)
    if output != "-" { Terminal.write("\(listing.designation): \(pack.count) bytes written to \(output)\n") }
  }
}
