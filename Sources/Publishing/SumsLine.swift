/// A line of sums as `sha256sum` writes and reads them: a SHA-256, two spaces and a path below the folder.
struct SumsLine: Hashable {
  let sha256: String
  let path: String

  /// - Returns: nil where the line is none, or its path leads out of the folder.
  init?(_ line: ArraySlice<UInt8>) {
    guard line.count > 66, let text = String(validating: line, as: UTF8.self) else { return nil }
    let hash = line.prefix(64)
    guard hash.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }),
      line.dropFirst(64).prefix(2).elementsEqual("  ".utf8)
    else { return nil }
    let path = String(text.utf8.dropFirst(66)) ?? ""
    let steps = path.split(separator: "/", omittingEmptySubsequences: false)
    guard steps.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }),
      path.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
    else { return nil }
    sha256 = String(decoding: hash, as: UTF8.self)
    self.path = path
  }
}
