import ArgumentParser
import Foundation
import Registry

/// Opening a registry from the command line, with errors that say what to do next.
enum RegistryAccess {
  /// The present moment; the registry itself knows no clock.
  static func now() -> Moment {
    Moment(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded()))
  }

  static func open(_ path: String, mode: RegistryDatabase.Mode) throws -> RegistryDatabase {
    try reporting { try RegistryDatabase.open(path: path, mode: mode) }
  }

  /// A consistent view of a registry that exists.
  static func snapshot(_ path: String, at vantage: Vantage = Vantage()) throws -> Snapshot {
    try reporting { try RegistryDatabase.open(path: path, mode: .readOnly).snapshot(at: vantage) }
  }

  /// The folder that a new registry is to stand in.
  static func prepareFolder(of path: String) throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      try reporting {
        throw RegistryError.cannotOpen(
          path: path, detail: "The folder \(folder.path) cannot be made: \(SystemReason.of(error)).")
      }
    }
  }

  /// The model that a name on the command line means.
  static func listing(_ name: String, supplier: String?, in snapshot: Snapshot) throws -> Listing {
    do {
      return try snapshot.listing(named: name, supplier: supplier)
    } catch {
      Terminal.complain("\(error.message) [\(error.code)]\n  \(error.cure)")
      throw ProofmarkExit.refused
    }
  }

  /// Runs something and turns a registry's error into words and an exit code.
  static func reporting<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as RegistryError {
      Terminal.complain("\(error.message) [\(error.code)]\n  \(error.cure)")
      throw ProofmarkExit.refused
    }
  }
}
