import Foundation
import Registry

/// An agency's own look: what stands in the place of the site's templates, style sheet and texts.
///
/// It is read from a folder, whose files are these and no others; what is missing stays as it is.
///
///     layout.mustache …   templates by their names (``Templates``); those of the program can be written out to start from
///     style.css           instead of the style sheet
///     more.css            after the style sheet
///     texts.json          an object of texts by their names (``SiteTexts``, ``Wording``): a few, or a translation of all
///     assets/logo.svg …   pictures and fonts, published as assets/… beside the pages
public struct Look: Sendable {
  /// Templates, by name.
  let templates: [String: [UInt8]]
  let style: [UInt8]?
  let moreStyle: [UInt8]?
  let texts: SiteTexts
  let wording: Wording
  /// Files by their path on the site.
  let assets: [(path: String, bytes: [UInt8])]

  /// The site's own look.
  public static let standard = Look(
    templates: [:], style: nil, moreStyle: nil, texts: SiteTexts(), wording: .english, assets: [])

  /// What assets may be, by the ending of their names.
  static let assetKinds = ["svg", "png", "jpg", "jpeg", "webp", "avif", "ico", "woff2"]
  /// The largest size of a file, in bytes.
  static let largestFile = 5_000_000
  /// The longest text, in bytes.
  static let longestText = 4000

  /// The texts that a look in another language leaves in English; none where it is English.
  public var untranslated: [String] {
    guard let language = wording.changes["page.language"], language != "en", !language.hasPrefix("en-") else {
      return []
    }
    return Wording.names.filter { wording.changes[$0] == nil }
  }

  /// Makes something in the language of the look.
  func speaking<Made>(_ make: () throws -> Made) rethrows -> Made {
    try Texts.$wording.withValue(wording, operation: make)
  }

  /// Reads a look; everything that is wrong with it is told at once.
  public static func read(folder: String) throws(LookProblems) -> Look {
    var reading = LookReading(folder: folder)
    return try reading.look()
  }

  /// The files of the program's own look, to start from: every template, the style sheet and the texts.
  public static var files: [(name: String, bytes: [UInt8])] {
    Templates.sources.filter { Templates.onSite.contains($0.0) }.map { ("\($0.0).mustache", $0.1) } + [
      ("style.css", PackageResources.style_css), ("texts.json", Wording.source),
    ]
  }
}

/// All that is wrong with a look.
public struct LookProblems: Error, Sendable, Hashable, CustomStringConvertible {
  public var problems: [Problem]

  public struct Problem: Sendable, Hashable, CustomStringConvertible {
    public var file: String
    /// nil: the file as a whole.
    public var line: Int?
    public var message: String
    public var cure: String

    public var description: String {
      "\(file)\(line.map { ":\($0)" } ?? ""): error: \(message)\n  \(cure)"
    }
  }

  public var description: String { problems.map(\.description).joined(separator: "\n") }
}

// MARK: - Reading

private struct LookReading {
  let folder: String
  private var problems: [LookProblems.Problem] = []

  init(folder: String) { self.folder = folder }

  mutating func look() throws(LookProblems) -> Look {
    var templates: [String: [UInt8]] = [:]
    var style: [String: [UInt8]] = [:]
    var (texts, wording) = (SiteTexts(), Wording.english)
    var assets: [(path: String, bytes: [UInt8])] = []
    for name in names() {
      guard let bytes = bytes(of: name) else { continue }
      if let template = name.removing(suffix: ".mustache"), Templates.onSite.contains(template) {
        check(bytes, template: name)
        templates[template] = bytes
      } else if ["style.css", "more.css"].contains(name) {
        style[name] = bytes
      } else if name == "texts.json" {
        (texts, wording) = read(texts: bytes)
      } else if isAsset(name) {
        assets.append((name, bytes))
      } else {
        problem(name, "The look has no such file.", known(name))
      }
    }
    if !problems.isEmpty { throw LookProblems(problems: problems) }
    return Look(
      templates: templates, style: style["style.css"], moreStyle: style["more.css"], texts: texts,
      wording: wording, assets: assets)
  }

  /// Every file in order; hidden ones, which editors and systems leave behind, are passed over.
  private mutating func names() -> [String] {
    do throws(FolderWalk.Unreadable) {
      return try FolderWalk.files(below: folder)
        .filter { !$0.split(separator: "/").contains { $0.hasPrefix(".") } }.sorted()
    } catch {
      problems.append(
        .init(
          file: error.path, message: "The folder cannot be read: \(error.reason).", cure: "Name a folder."))
      return []
    }
  }

  private mutating func bytes(of name: String) -> [UInt8]? {
    let path = folder + "/" + name
    let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
    guard let size, size <= Look.largestFile, let data = FileManager.default.contents(atPath: path) else {
      problem(
        name, "The file cannot be read, or is larger than \(Look.largestFile / 1_000_000) MB.",
        "Every reader would have to load it: make it smaller.")
      return nil
    }
    return [UInt8](data)
  }

  private mutating func problem(_ name: String, line: Int? = nil, _ message: String, _ cure: String) {
    problems.append(.init(file: folder + "/" + name, line: line, message: message, cure: cure))
  }

  private func isAsset(_ name: String) -> Bool {
    guard let file = name.removing(prefix: "assets/"), let dot = file.lastIndex(of: ".") else { return false }
    return Look.assetKinds.contains(String(file[file.index(after: dot)...]))
      && file.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
          UInt8(ascii: "."):
          true
        default: false
        }
      }
  }

  private func known(_ name: String) -> String {
    if name.hasSuffix(".mustache") {
      return "The templates are: \(Templates.onSite.sorted().joined(separator: ", "))."
    }
    if name.hasPrefix("assets/") {
      return
        "Names in assets are of small letters, digits, hyphens and points, and end in \(Texts.list(Look.assetKinds, "or"))."
    }
    return "Known are NAME.mustache, style.css, more.css, texts.json and the folder assets."
  }
}

// MARK: - Templates

extension LookReading {
  private mutating func check(_ bytes: [UInt8], template name: String) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return problem(name, "The template is not in UTF-8.", "Save it as UTF-8.")
    }
    do throws(Template.Malformed) {
      for (need, line) in try Template.needs(of: text)
      where !Templates.sources.contains(where: { $0.0 == need }) && Wording.numbers[need] == nil {
        problem(
          name, line: line, "There is no template \(need).",
          "The templates are: \(Templates.sources.map(\.0).sorted().joined(separator: ", ")).")
      }
    } catch {
      problem(
        name, line: error.line, "The template cannot be read: \(error.reason).",
        "Compare it with the program's own: proofmark look.")
    }
  }
}

// MARK: - Texts

extension LookReading {
  private mutating func read(texts bytes: [UInt8]) -> (SiteTexts, Wording) {
    let name = "texts.json"
    let lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let (none, english) = (SiteTexts(), Wording.english)
    let values: [String: String]
    do {
      values = try JSONDecoder().decode([String: String].self, from: Data(bytes))
    } catch DecodingError.typeMismatch(_, let context) {
      let key = context.codingPath.last?.stringValue
      problem(
        name, line: key.flatMap { line(of: $0, in: lines) },
        key.map { "“\($0)” is no text." } ?? "The file is no object of texts.",
        "Write {\"name\": \"text\", …}.")
      return (none, english)
    } catch {
      let (line, reason) = fault(of: bytes)
      problem(name, line: line, "The file is no JSON: \(reason)", "Write {\"name\": \"text\", …}.")
      return (none, english)
    }
    var texts = SiteTexts()
    var changes: [String: String] = [:]
    for (key, value) in values.sorted(by: { $0.key < $1.key }) {
      let place = line(of: key, in: lines)
      if value.utf8.count > Look.longestText || value.isEmpty {
        problem(
          name, line: place, "“\(key)” is empty or longer than \(Look.longestText) bytes.",
          "Write a sentence or two.")
      } else if texts.set(key, value) {
        continue
      } else if let fault = Wording.fault(of: value, as: key) {
        problem(name, line: place, fault.message, fault.cure)
      } else {
        changes[key] = value
      }
    }
    return (texts, Wording(changing: changes))
  }

  /// Where JSON ends to be some, and why; the decoder keeps both to itself.
  private func fault(of bytes: [UInt8]) -> (line: Int?, reason: String) {
    do {
      _ = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
      return (nil, "it has another form.")
    } catch {
      let reason = (error as NSError).userInfo["NSDebugDescription"] as? String ?? SystemReason.of(error)
      if let match = reason.firstMatch(of: #/line ([0-9]+)/#) { return (Int(match.output.1), reason) }
      let offset = reason.firstMatch(of: #/character ([0-9]+)/#).flatMap { Int($0.output.1) }
      return (offset.map { bytes.prefix($0).count { $0 == UInt8(ascii: "\n") } + 1 }, reason)
    }
  }

  private func line(of key: String, in lines: [Substring]) -> Int? {
    lines.firstIndex { $0.contains("\"\(key)\"") }.map { $0 + 1 }
  }
}

extension String {
  fileprivate func removing(suffix: String) -> String? {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : nil
  }
  fileprivate func removing(prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
