import ArgumentParser
import Publishing
import Registry
import Signatures

/// What a publication is made with, the same for every command that publishes.
struct PublicationOptions: ParsableArguments {
  @Option(
    name: .customLong("base-url"),
    help: "Where the site will be found (https://…); adds canonical links, a sitemap and a catalog.")
  var baseURL: String?

  @Option(help: "The site's title; otherwise the look's, or the programme's.")
  var title: String?

  @Option(
    help: "A folder with templates, styles and texts of your own in place of the site's (proofmark look).",
    completion: .directory)
  var look: String?

  @Option(
    help:
      "The registry's secret key (proofmark key make): signs the sums of the site and a checkpoint of the chain.",
    completion: .file())
  var key: String?

  func validate() throws {
    if let baseURL, !baseURL.hasPrefix("https://"), !baseURL.hasPrefix("http://") {
      throw ValidationError(
        "--base-url: “\(baseURL)” is no web address. Write one that begins with https://.")
    }
    if let title, title.isEmpty || title.utf8.count > 200 {
      throw ValidationError("--title: Write a title of at most 200 bytes.")
    }
  }

  /// What the options name, read; the command ends as refused where something of it cannot be used.
  func read() throws -> Publication {
    Publication(
      baseURL: baseURL, title: title, look: try look.map { try LookAccess.read($0) } ?? .standard,
      key: try key.map { path in
        try KeyAccess.reporting(path) { () throws(SignatureProblem) in try KeyFiles.secretKey(at: path) }
      })
  }
}

/// What of a site is left out.
struct SitePartsOptions: ParsableArguments {
  @Flag(name: .customLong("no-packs"), help: "Leave out the evidence packs of the models.")
  var noPacks = false
}

/// What a publication is made with.
struct Publication: Sendable {
  var baseURL: String?
  var title: String?
  var look: Look
  var key: SecretKey?
  /// Whether each model has an evidence pack.
  var hasPacks = true

  func publisher(of snapshot: Snapshot) -> SitePublisher {
    SitePublisher(
      snapshot: snapshot, baseURL: baseURL, title: title, look: look, key: key, hasPacks: hasPacks)
  }
}
