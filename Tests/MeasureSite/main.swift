// Writes what the templates of models' pages are filled with, a JSON file for each page, for another site generator to make
// the same pages from.
//
//     measure-site REGISTRY FOLDER PAGES
import Foundation
import Publishing
import Registry

let arguments = CommandLine.arguments
guard arguments.count == 4, let limit = Int(arguments[3]), limit > 0 else {
  FileHandle.standardError.write(Data("measure-site REGISTRY FOLDER PAGES\n".utf8))
  exit(64)
}
let folder = URL(fileURLWithPath: arguments[2])
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
let snapshot = try RegistryDatabase.open(path: arguments[1], mode: .readOnly).snapshot()
try SitePublisher(snapshot: snapshot).forEachModelContext(limit: limit) { path, json in
  let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
  try json.write(to: folder.appendingPathComponent(name + ".json"))
}
