import Foundation
import Quantities

/// What a web server answers with from a folder that holds a published site: which file, with which headers. Nothing
/// outside the folder is ever answered with, and no file is listed.
///
/// It listens to nobody itself: whoever has a connection asks it.
///
///     let answer = SiteResponder(folder: "site").answer(method: "GET", target: "/list/", ifNoneMatch: nil)
public struct SiteResponder: Sendable {
  private let folder: String

  /// - Parameter folder: the site; it may be switched while it is served.
  public init(folder: String) { self.folder = folder }

  public struct Answer: Sendable, Hashable {
    /// The code of HTTP's status (RFC 9110).
    public var status: Int
    /// Names and values, in order. The length is among them also where there is no body.
    public var headers: [(name: String, value: String)] { fields.map { ($0.name, $0.value) } }
    public var body: [UInt8]

    private struct Field: Hashable {
      let name: String
      let value: String
    }

    private var fields: [Field]

    init(_ status: Int, _ headers: [(String, String)], _ body: [UInt8]) {
      self.status = status
      self.body = body
      fields = headers.map { Field(name: $0, value: $1) }
    }

    /// The value of a header; nil where there is none of that name.
    public subscript(name: String) -> String? { fields.first { $0.name == name }?.value }
  }

  /// Nothing but what the site itself has may be loaded by its pages, and nobody may frame them.
  static let policy =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; "
    + "base-uri 'none'; frame-ancestors 'none'"

  /// The answer to a request.
  ///
  /// - Parameters:
  ///   - method: of HTTP; only GET and HEAD are answered with a file.
  ///   - target: as the request line has it: a path, and perhaps a query, percent-encoded.
  ///   - ifNoneMatch: the header of that name.
  public func answer(method: String, target: String, ifNoneMatch: String?) -> Answer {
    let isHead = method == "HEAD"
    guard isHead || method == "GET" else {
      return plain(405, Texts.Server.method, isHead: false, [("Allow", "GET, HEAD")])
    }
    guard let path = SiteResponder.path(of: target) else { return missing(isHead: isHead) }
    let name = path.isEmpty || path.hasSuffix("/") ? path + "index.html" : path
    let full = folder + "/" + name
    // What is no plain file is none of the site's: a link could lead anywhere.
    guard let stamp = SiteRecord.Stamp(of: full) else {
      var isFolder: ObjCBool = false
      if !name.hasSuffix("index.html"), FileManager.default.fileExists(atPath: full, isDirectory: &isFolder),
        isFolder.boolValue, SiteRecord.Stamp(of: full + "/index.html") != nil
      {
        return plain(
          301, Texts.Server.moved, isHead: isHead, [("Location", "/" + SiteResponder.encoded(path) + "/")])
      }
      return missing(isHead: isHead)
    }
    // A file that stays through a publication stays the same file, and keeps its tag.
    let tag =
      "\"\(String(stamp.modified, radix: 36))-\(String(stamp.size, radix: 36))-\(String(stamp.inode, radix: 36))\""
    let headers =
      [
        ("Cache-Control", "no-cache"), ("Content-Length", String(stamp.size)),
        ("Content-Type", SiteResponder.type(of: name)),
        ("ETag", tag),
      ] + SiteResponder.always
    if let ifNoneMatch, SiteResponder.matches(ifNoneMatch, tag) { return Answer(304, headers, []) }
    if isHead { return Answer(200, headers, []) }
    guard let data = FileManager.default.contents(atPath: full), data.count == stamp.size else {
      // Switched, or taken away, between the two looks: the next request finds the new one.
      return plain(503, Texts.Server.switched, isHead: isHead, [("Retry-After", "1")])
    }
    return Answer(200, headers, [UInt8](data))
  }

  // MARK: - Paths

  /// The path of a file within the site; nil where the target is none.
  static func path(of target: String) -> String? {
    guard target.hasPrefix("/"), target.utf8.count <= 4096 else { return nil }
    let encoded = target.prefix { $0 != "?" && $0 != "#" }
    guard let path = encoded.dropFirst().removingPercentEncoding else { return nil }
    let steps = path.split(separator: "/", omittingEmptySubsequences: false)
    for (index, step) in steps.enumerated() {
      // An empty step may only be the last one, as in "list/".
      if step.isEmpty, index < steps.count - 1 || path == "/" { return nil }
      if step.hasPrefix(".")
        || step.unicodeScalars.contains(where: { $0.value < 0x20 || $0 == "\\" || $0.value == 0x7F })
      {
        return nil
      }
    }
    return path
  }

  private static func encoded(_ path: String) -> String {
    path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? ""
  }

  /// Whether a list of tags, or `*`, has a tag; weak ones match as well (RFC 9110, 13.1.2).
  private static func matches(_ list: String, _ tag: String) -> Bool {
    list.split(separator: ",").contains { one in
      let one = one.drop { $0 == " " }.prefix { $0 != " " }
      return one == "*" || one == tag || one == "W/" + tag
    }
  }

  // MARK: - Headers

  private static let always = [
    ("Content-Security-Policy", policy), ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"), ("X-Content-Type-Options", "nosniff"),
  ]

  private static let types: [String: String] = [
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json", "csv": "text/csv; charset=utf-8", "xml": "application/xml",
    "xsd": "application/xml", "atom": "application/atom+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "sqlite": "application/vnd.sqlite3", "zip": "application/zip", "svg": "image/svg+xml", "png": "image/png",
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp", "avif": "image/avif",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
  ]

  /// The type of a file, by the ending of its name; sums, signatures and keys are plain text.
  static func type(of name: String) -> String {
    guard let dot = name.lastIndex(of: ".") else { return "text/plain; charset=utf-8" }
    return types[name[name.index(after: dot)...].lowercased()] ?? "text/plain; charset=utf-8"
  }

  /// The answer to what is no request.
  public var notUnderstood: Answer { plain(400, Texts.Server.notUnderstood, isHead: false, []) }

  private func missing(isHead: Bool) -> Answer { plain(404, Texts.Server.missing, isHead: isHead, []) }

  /// A small page that says what is the matter.
  private func plain(_ status: Int, _ sentence: String, isHead: Bool, _ headers: [(String, String)]) -> Answer
  {
    let page = Array(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(status)</title>
      <link rel="stylesheet" href="/style.css">
      </head>
      <body>
      <main class="inner">
      <h1>\(escapedHTML(sentence))</h1>
      <p><a href="/">\(escapedHTML(Texts.Server.home))</a>, <a href="/search.html">\(escapedHTML(Texts.Server.search))</a></p>
      </main>
      </body>
      </html>

      """.utf8)
    return Answer(
      status,
      headers + [
        ("Cache-Control", "no-store"), ("Content-Length", String(page.count)),
        ("Content-Type", SiteResponder.type(of: "a.html")),
      ] + SiteResponder.always, isHead ? [] : page)
  }
}
