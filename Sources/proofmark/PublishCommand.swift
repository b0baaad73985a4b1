import ArgumentParser
import Foundation
import Publishing
import Registry

/// Writes the public site.
struct PublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract:
      "Publish the site: the list, and a page for each model, supplier, laboratory, standard and notice.",
    discussion: """
      The site is plain files that work from any host or a folder. How much evidence it shows is the programme's \
      setting. Pages are written beside the folder and switched into its place, so that nobody sees half a site.

      Only what is made from something else than the last time is made anew; where nothing is, nothing is written. What \
      each file was made from stands beside the site, in .SITE.record. A file that somebody changed is made anew where it \
      looks changed (size, day of change, place on the disk); --full looks into every file.

      SHA256SUMS names every file. With --key it is signed (SHA256SUMS.minisig), and the public key and a signed \
      checkpoint of the chain stand beside it; the site's page “How to verify” says how to check all of it. What is signed \
      is what is published: proofmark verify proves that the registry itself is sound.

      EXAMPLES
        proofmark publish --output site
        proofmark publish --output site --base-url https://example.org/armor/
        proofmark publish --output site --key registry.key
        proofmark publish --output site --look our-look --title "Armor we may buy"
      """)

  @Option(name: .shortAndLong, help: "The folder of the site.", completion: .directory)
  var output: String

  @OptionGroup var shown: ShownVantageOptions

  @OptionGroup var options: PublicationOptions
  @OptionGroup var parts: SitePartsOptions

  @Flag(help: "Make every file, and hold those that are there against their SHA-256.")
  var full = false

  @OptionGroup var registry: RegistryOption

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func run() throws {
    let begin = DispatchTime.now()
    var publication = try options.read()
    publication.hasPacks = !parts.noPacks
    let snapshot = try RegistryAccess.snapshot(registry.resolved, at: shown.vantage)
    var bar = ProgressBar("Publishing", total: 1)
    let summary: PublicationSummary
    do {
      summary = try RegistryAccess.reporting {
        try publication.publisher(of: snapshot)
          .publish(to: output, isFull: full) { done, total in bar.update(done, of: total) }
      }
    } catch let problem as PublicationProblem {
      bar.finish()
      Terminal.complain("error: \(problem)")
      throw ProofmarkExit.refused
    }
    bar.finish()
    switch format {
    case .json: try JSONOutput.print(PublishReport(summary))
    case .text:
      let seconds = Double(DispatchTime.now().uptimeNanoseconds - begin.uptimeNanoseconds) / 1e9
      Terminal.write(
        "\(summary.pages) pages (\(summary.files) files) in \(String(format: "%.2f", seconds)) s: "
          + "\(summary.listedModels) models listed, evidence shown: \(summary.evidence.rawValue).\n"
          + "\(changes(summary))\n")
    }
  }

  /// What the publication did to the files.
  private func changes(_ summary: PublicationSummary) -> String {
    guard summary.written > 0 || summary.removed > 0 else { return "Nothing changed, nothing was written." }
    return "\(summary.written) files written, \(summary.kept) unchanged, \(summary.removed) removed."
  }
}

/// A publication, in JSON as it stands.
private struct PublishReport: Encodable {
  var directory: String
  var pages: Int
  var files: Int
  var bytes: Int
  var written: Int
  var kept: Int
  var removed: Int
  var listedModels: Int
  var evidence: String

  init(_ summary: PublicationSummary) {
    directory = summary.directory
    pages = summary.pages
    files = summary.files
    bytes = summary.bytes
    written = summary.written
    kept = summary.kept
    removed = summary.removed
    listedModels = summary.listedModels
    evidence = summary.evidence.rawValue
  }
}
