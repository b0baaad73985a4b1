import ArgumentParser
import Foundation
import Registry

/// Which registry a command works on.
struct RegistryOption: ParsableArguments {
  @Option(
    name: .customLong("registry"),
    help: "The registry's file; otherwise PROOFMARK_REGISTRY, otherwise Registry/registry.sqlite.",
    completion: .file(extensions: ["sqlite"]))
  var path: String?

  /// The path in force.
  var resolved: String {
    if let path { return path }
    let named = ProcessInfo.processInfo.environment["PROOFMARK_REGISTRY"] ?? ""
    return named.isEmpty ? RegistryOption.usual : named
  }

  /// Where the registry is unless somebody says otherwise.
  static let usual = "Registry/registry.sqlite"
}

/// Where the standard definitions are.
struct ShelfOption: ParsableArguments {
  @Option(
    name: .customLong("standards"),
    help:
      "The folder of standard definitions; otherwise PROOFMARK_STANDARDS, ./Standards or the installed one.",
    completion: .directory)
  var folder: String?

  /// The first folder that exists among those named and the usual places.
  var resolved: String {
    if let folder { return folder }
    if let folder = ProcessInfo.processInfo.environment["PROOFMARK_STANDARDS"], !folder.isEmpty {
      return folder
    }
    let program = URL(fileURLWithPath: CommandLine.arguments.first ?? "").resolvingSymlinksInPath()
    let binaries = program.deletingLastPathComponent()
    let candidates =
      [URL(fileURLWithPath: "Standards"), binaries.appendingPathComponent("../share/proofmark/Standards")]
      // A binary in a build folder finds the definitions of its own checkout.
      + sequence(first: binaries) { folder in
        folder.path == "/" ? nil : folder.deletingLastPathComponent()
      }.prefix(6).map { $0.appendingPathComponent("Standards") }
    let found = candidates.first { candidate in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: candidate.path, isDirectory: &isFolder)
        && isFolder.boolValue
    }
    return found?.standardizedFileURL.path ?? "Standards"
  }

  /// The definitions, with what is wrong with any of them on standard error.
  func shelf() throws -> Shelf {
    let shelf: Shelf
    do {
      shelf = try Shelf(folder: resolved)
    } catch {
      Terminal.complain("error: \(error)")
      throw ProofmarkExit.refused
    }
    for diagnostic in shelf.diagnostics { Terminal.complain(diagnostic.description) }
    return shelf
  }
}

extension Shelf {
  /// Says that a standard is not on the shelf, and what is.
  func lacks(_ standard: String) -> String {
    let known = entries.map(\.standard.id).joined(separator: ", ")
    return "There is no definition of \(standard) in \(folder); "
      + (known.isEmpty ? "there is none at all." : "there is \(known).")
  }
}
