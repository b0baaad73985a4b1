import Foundation
import GRDB
import Testing
import ZipArchives

extension Fixture {
  /// What anybody can find in the files of a site: beside the files themselves, what is in archives and workbooks, and
  /// every value of databases, each as a text of its own.
  static func opened(_ files: [String: String]) throws -> [String: String] {
    var opened = files
    for (path, text) in files {
      switch (path as NSString).pathExtension {
      case "zip", "xlsx": for (name, text) in try unpacked(path, text) { opened[name] = text }
      case "sqlite": opened[path] = try dumped(text)
      default: break
      }
    }
    return opened
  }

  private static func unpacked(_ path: String, _ text: String) throws -> [String: String] {
    let archive = try ZipArchive(bytes: try bytes(ofText: text))
    var files: [String: String] = [path: archive.entries.map(\.name).joined(separator: "\n")]
    for entry in archive.entries {
      files["\(path)!/\(entry.name)"] = Fixture.text(of: Data(try archive.read(entry)))
    }
    return try opened(files.filter { $0.key != path }).merging([path: files[path] ?? ""]) { $1 }
  }

  private static func dumped(_ text: String) throws -> String {
    try withFolder { folder in
      try Data(bytes(ofText: text)).write(to: URL(fileURLWithPath: folder + "/file.sqlite"))
      return try DatabaseQueue(path: folder + "/file.sqlite").read { db in
        let tables = try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
        #expect(!tables.isEmpty)
        return try tables.flatMap { table in
          try Row.fetchAll(db, sql: "SELECT * FROM \"\(table)\"").flatMap { row in
            row.databaseValues.map { String.fromDatabaseValue($0) ?? $0.description }
          }
        }.joined(separator: "\n")
      }
    }
  }

  /// The bytes of a text that ``text(of:)`` made.
  static func bytes(ofText text: String) throws -> [UInt8] {
    [UInt8](try #require(text.data(using: .isoLatin1)))
  }
}
