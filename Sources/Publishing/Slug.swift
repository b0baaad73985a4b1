import Foundation
import Registry

/// A file name for a page, made from names that anybody may have chosen.
///
/// A slug holds only `a`–`z`, `0`–`9`, `-` and single `.` between them, is at most ``maximumLength`` bytes, is never
/// empty, never a reserved name of any operating system, and the same on every machine.
struct Slug: Hashable, Sendable {
  static let maximumLength = 80

  let text: String

  /// Folds a name: accents are dropped, capitals lowered, everything else becomes `-`.
  init(folding name: String) {
    // Many names are slugs as they stand.
    if Slug.isFolded(name.utf8), !Slug.isReserved(name) {
      text = name
      return
    }
    var folded = ""
    var pending: Character?
    // Nearly every name is ASCII, of which nothing has to be taken apart.
    let isPlain = name.utf8.allSatisfy { $0 < 0x80 }
    let plain = isPlain ? name : name.decomposedStringWithCanonicalMapping.lowercased()
    for scalar in plain.unicodeScalars {
      // Room for a separator and a letter, so that the cut never leaves a separator at the end.
      guard folded.utf8.count + 2 <= Slug.maximumLength else { break }
      switch scalar {
      case "a"..."z", "0"..."9":
        if let separator = pending, !folded.isEmpty { folded.append(separator) }
        pending = nil
        folded.unicodeScalars.append(scalar)
      case "A"..."Z":
        if let separator = pending, !folded.isEmpty { folded.append(separator) }
        pending = nil
        folded.unicodeScalars.append(Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value) | 0x20))
      case "\u{0300}"..."\u{036F}":
        break
      case ".":
        pending = pending == nil ? "." : "-"
      default:
        pending = "-"
      }
    }
    if folded.isEmpty { folded = "unnamed" }
    if Slug.isReserved(folded) { folded = "x-" + folded.prefix(Slug.maximumLength - 2) }
    text = folded
  }

  fileprivate init(text: String) { self.text = text }

  /// Whether a name has only small letters and digits, with single hyphens and dots between them, and is short enough.
  private static func isFolded(_ name: String.UTF8View) -> Bool {
    var isAfterLetter = false
    for byte in name {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): isAfterLetter = true
      case UInt8(ascii: "-"), UInt8(ascii: "."):
        guard isAfterLetter else { return false }
        isAfterLetter = false
      default: return false
      }
    }
    return isAfterLetter && name.count < maximumLength
  }

  private static func isReserved(_ folded: String) -> Bool {
    reserved.contains(folded.firstIndex(of: ".").map { String(folded[..<$0]) } ?? folded)
  }

  /// Names that some operating system or web server gives a meaning of its own.
  private static let reserved: Set<String> = {
    var names: Set<String> = ["con", "prn", "aux", "nul", "index"]
    for number in 0...9 { names.formUnion(["com\(number)", "lpt\(number)"]) }
    return names
  }()
}

/// A different slug for each of a set of names, whatever order the names come in.
///
/// Names that fold to one slug all get a suffix from the SHA-256 of the name itself, so that none of them is the
/// "first" and a page does not change its address because the list is sorted differently.
struct SlugBook: Sendable {
  /// By the name's bytes: Swift holds canonically equivalent strings equal, files and documents do not.
  private var slugs: [WrittenText: Slug] = [:]

  init(_ names: some Sequence<String>) {
    var sharing: [String: [WrittenText]] = [:]
    for name in Set(names.map { WrittenText($0) }) {
      sharing[Slug(folding: name.text).text, default: []].append(name)
    }
    var taken = Set(sharing.keys)
    for (text, names) in sharing.sorted(by: { $0.key < $1.key }) {
      if names.count == 1 {
        slugs[names[0]] = Slug(text: text)
        continue
      }
      for name in names.sorted(by: { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }) {
        let digest = SHA256Hex.of(Array(name.text.utf8))
        var length = 6
        while length < digest.count, taken.contains("\(text)-\(digest.prefix(length))") { length += 2 }
        let unique = "\(text)-\(digest.prefix(length))"
        taken.insert(unique)
        slugs[name] = Slug(text: unique)
      }
    }
  }

  /// The slug of a name; of a name that the book was not made with, its own fold.
  subscript(name: String) -> Slug {
    slugs[WrittenText(name)] ?? Slug(folding: name)
  }
}

/// A text as it is written, to the byte: two that only look the same are two.
struct WrittenText: Hashable, Sendable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (left: WrittenText, right: WrittenText) -> Bool {
    left.text.utf8.count == right.text.utf8.count && left.text.utf8.elementsEqual(right.text.utf8)
  }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
