import Foundation
import ReferencePages

// Writes the pages that are made from what they describe, in the checkout in which it is run.
let root = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
for (path, text) in try ReferencePages.pages(of: root).sorted(by: { $0.key < $1.key }) {
  let file = root.appendingPathComponent(path)
  let isSame = (try? Data(contentsOf: file)) == Data(text.utf8)
  if !isSame { try Data(text.utf8).write(to: file, options: .atomic) }
  print("\(path): \(isSame ? "as it was" : "written")")
}
