import Foundation
import ZipArchives

/// The files of a pack, in its archive or in the folder that it was unpacked to.
struct PackFiles {
  private enum Place {
    case folder(String)
    case archive(ZipArchive, entries: [String: ZipEntry])
  }

  /// Seen from the pack's own folder, in order.
  let names: [String]
  private let place: Place
  private let path: String

  struct Unreadable: Error {
    let reason: String
  }

  /// - Parameter path: of the archive, or of the folder.
  init(at path: String) throws(Unreadable) {
    self.path = path
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Unreadable(reason: "there is no such file")
    }
    if isFolder.boolValue {
      place = .folder(path)
      do throws(FolderWalk.Unreadable) {
        names = try FolderWalk.files(below: path).sorted()
      } catch {
        throw Unreadable(reason: "\(error.path): \(error.reason)")
      }
      return
    }
    do throws(ZipProblem) {
      let archive = try ZipArchive(path: path)
      let entries = PackFiles.entries(of: archive)
      place = .archive(archive, entries: entries)
      names = entries.keys.sorted()
    } catch {
      throw Unreadable(reason: error.diagnostic(file: path).description)
    }
  }

  /// A pack is one folder; where there is anything beside it, each file shows under its whole name.
  private static func entries(of archive: ZipArchive) -> [String: ZipEntry] {
    let folders = Set(archive.entries.map { $0.name.prefix { $0 != "/" } })
    let prefix = folders.count == 1 ? (folders.first.map { "\($0)/" } ?? "") : ""
    var entries: [String: ZipEntry] = [:]
    for entry in archive.entries where !entry.isFolder {
      entries[entry.name.hasPrefix(prefix) ? String(entry.name.dropFirst(prefix.count)) : entry.name] = entry
    }
    return entries
  }

  /// The bytes of a file; nil where there is none.
  func read(_ name: String) throws(Unreadable) -> [UInt8]? {
    switch place {
    case .folder(let folder):
      guard names.contains(name) else { return nil }
      // What is no plain file may lead anywhere, or never end.
      guard SiteRecord.Stamp(of: folder + "/" + name) != nil,
        let data = FileManager.default.contents(atPath: folder + "/" + name)
      else { throw Unreadable(reason: "it is no plain file that can be read") }
      return [UInt8](data)
    case .archive(let archive, let entries):
      guard let entry = entries[name] else { return nil }
      do throws(ZipProblem) {
        return try archive.read(entry)
      } catch {
        throw Unreadable(reason: error.diagnostic(file: path).description)
      }
    }
  }
}
