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
    // Nearly every name is ASCII, of which nothing has to be taken apart.
    let isPlain = name.utf8.allSatisfy { $0 < 0x80 }
    var plain = isPlain ? name : name.decomposedStringWithCanonicalMapping.lowercased()
    var folded = plain.withUTF8(Slug.folded)
    if folded.isEmpty { folded = "unnamed" }
    if Slug.isReserved(folded) { folded = "x-" + folded.prefix(Slug.maximumLength - 2) }
    text = folded
  }

  fileprivate init(text: String) { self.text = text }

  /// Folds what is decomposed and, but for capitals of ASCII, in small letters.
  private static func folded(_ name: UnsafeBufferPointer<UInt8>) -> String {
    String(unsafeUninitializedCapacity: maximumLength) { folded in
      var count = 0
      var pending: UInt8?
      var at = 0
      // Room for a separator and a letter, so that the cut never leaves a separator at the end.
      while at < name.count, count + 2 <= maximumLength {
        let byte = name[at]
        at += 1
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "A")...UInt8(ascii: "Z"):
          if let separator = pending, count > 0 {
            folded[count] = separator
            count += 1
          }
          pending = nil
          folded[count] = byte >= UInt8(ascii: "a") ? byte : byte | 0x20
          count += 1
        case UInt8(ascii: "."): pending = pending == nil ? byte : UInt8(ascii: "-")
        case 0xCC where at < name.count, 0xCD where at < name.count && name[at] <= 0xAF:
          // U+0300 to U+036F, the accents of the letter before.
          at += 1
        default: pending = UInt8(ascii: "-")
        }
      }
      return count
    }
  }

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
    sharing.reserveCapacity(names.underestimatedCount)
    slugs.reserveCapacity(names.underestimatedCount)
    for name in names {
      let written = WrittenText(name)
      guard slugs[written] == nil else { continue }
      let slug = Slug(folding: name)
      slugs[written] = slug
      sharing[slug.text, default: []].append(written)
    }
    let shared = sharing.filter { $0.value.count > 1 }
    guard !shared.isEmpty else { return }
    var taken = Set(sharing.keys)
    for (text, names) in shared.sorted(by: { $0.key < $1.key }) {
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
