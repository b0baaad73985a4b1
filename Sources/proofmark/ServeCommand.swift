import ArgumentParser
import Foundation
import Publishing
import Registry

/// Shows a published site in a browser.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract:
      "Serve a published site on this machine, to look at it; with --watch, publish again on every change.",
    discussion: """
      Only this machine can reach it unless --host says otherwise. The headers are those that a public host should send: \
      types, a strict Content-Security-Policy, tags by which a browser knows what it has. Ctrl-C ends it.

      With --watch the registry is looked at every second, and published into the folder whenever it changed; readers see \
      the old site or the new one. Without, nothing is published: the folder must hold a site.

      EXAMPLES
        proofmark serve site
        proofmark serve site --watch --look our-look
        proofmark serve site --host 0.0.0.0 --port 80
      """)

  @Argument(help: "The folder of the site.", completion: .directory)
  var folder = "site"

  @Option(help: "The address to listen at; 0.0.0.0 or :: are all of this machine's.")
  var host = "127.0.0.1"

  @Option(help: "The port; 0: any that is free.")
  var port: UInt16 = 8080

  @Flag(help: "Publish the registry into the folder, now and whenever it changes.")
  var watch = false

  @OptionGroup var options: PublicationOptions
  @OptionGroup var parts: SitePartsOptions

  @OptionGroup var registry: RegistryOption

  func validate() throws {
    let isNamed = options.title != nil || options.look != nil || options.key != nil || options.baseURL != nil
    if !watch, isNamed || parts.noPacks {
      throw ValidationError(
        "--title, --look, --key, --base-url and --no-packs are for what is published: add --watch.")
    }
  }

  func run() throws {
    var publication = try options.read()
    publication.hasPacks = !parts.noPacks
    let watcher = watch ? RegistryWatcher(registry.resolved, folder: folder, publication: publication) : nil
    try watcher?.publish()
    guard FileManager.default.fileExists(atPath: folder + "/index.html") else {
      Terminal.complain(
        "\(folder): error: There is no site in this folder. Publish one (proofmark publish), or serve with --watch."
      )
      throw ProofmarkExit.refused
    }
    let server = try SiteServer(folder: folder, host: host, port: port)
    if !server.isLoopback { Terminal.complain("Whoever reaches this machine can read the site.") }
    try server.run(every: 1) { watcher?.publishIfChanged() }
  }
}

/// Publishes a registry when its file changed.
final class RegistryWatcher: Sendable {
  private let registry: String
  private let folder: String
  private let publication: Publication
  private let seen: Locked<[String]>

  init(_ registry: String, folder: String, publication: Publication) {
    self.registry = registry
    self.folder = folder
    self.publication = publication
    seen = Locked([])
  }

  /// Publishes; the command ends as refused where that is not possible.
  func publish() throws {
    // Before the snapshot: what changes meanwhile is published the next time.
    seen.set(looks)
    let snapshot = try RegistryAccess.snapshot(registry)
    do {
      let summary = try RegistryAccess.reporting {
        try publication.publisher(of: snapshot).publish(to: folder)
      }
      if summary.written > 0 || summary.removed > 0 {
        Terminal.complain("Published: \(summary.written) files written, \(summary.removed) removed.")
      }
    } catch let problem as PublicationProblem {
      Terminal.complain("error: \(problem)")
      throw ProofmarkExit.refused
    }
  }

  /// Publishes where the registry is another than the last time; what goes wrong is said, and tried again later.
  func publishIfChanged() {
    if looks != seen.value { try? publish() }
  }

  /// How the registry's file and its log look from outside.
  private var looks: [String] {
    ["", "-wal"].map { suffix in
      let facts = try? FileManager.default.attributesOfItem(atPath: registry + suffix)
      return "\(facts?[.size] ?? "") \(facts?[.modificationDate] ?? "") \(facts?[.systemFileNumber] ?? "")"
    }
  }
}

/// A value that several threads use, one at a time.
final class Locked<Value: Sendable>: @unchecked Sendable {
  // Unchecked: every access holds the lock.
  private var held: Value
  private let lock = NSLock()

  init(_ value: Value) { held = value }

  var value: Value { lock.withLock { held } }
  func set(_ value: Value) { lock.withLock { held = value } }
}
