/// What a request of HTTP/1 says before its body (RFC 9112): as much of it as a site of files needs.
public struct RequestHead: Sendable, Hashable {
  public let method: String
  public let target: String
  /// The header of that name; nil where there is none.
  public let ifNoneMatch: String?
  /// Whether another request may follow on the connection; never after one with a body, which nobody reads here.
  public let isFollowed: Bool

  /// The most bytes that a head may have.
  public static let limit = 16 << 10

  /// Reads a head up to the empty line that ends it; nil where it is none.
  public init?(_ bytes: some Collection<UInt8>) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    var lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)[...]
    let words = (lines.popFirst() ?? "").split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, words[2] == "HTTP/1.1" || words[2] == "HTTP/1.0", !words[0].isEmpty,
      !words[1].isEmpty
    else { return nil }
    var headers: [String: String] = [:]
    for line in lines where !line.isEmpty {
      guard let colon = line.firstIndex(of: ":"), colon > line.startIndex, line.first != " ",
        line.first != "\t"
      else { return nil }
      let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
      headers[line[..<colon].lowercased(), default: ""] +=
        (headers[line[..<colon].lowercased()] == nil ? "" : ", ") + value
    }
    method = String(words[0])
    target = String(words[1])
    ifNoneMatch = headers["if-none-match"]
    let connection = headers["connection"]?.lowercased() ?? ""
    let hasBody = headers["transfer-encoding"] != nil || headers["content-length"].map { $0 != "0" } ?? false
    isFollowed = !hasBody && words[2] == "HTTP/1.1" && !connection.contains("close")
  }
}

extension SiteResponder.Answer {
  /// The answer as it is sent.
  ///
  /// - Parameter isFollowed: whether the connection stays open for another request.
  public func message(isFollowed: Bool) -> [UInt8] {
    var head = "HTTP/1.1 \(status) \(reason)\r\n"
    for (name, value) in headers { head += "\(name): \(value)\r\n" }
    head += "Connection: \(isFollowed ? "keep-alive" : "close")\r\n\r\n"
    return Array(head.utf8) + body
  }

  private var reason: String {
    switch status {
    case 200: "OK"
    case 301: "Moved Permanently"
    case 304: "Not Modified"
    case 400: "Bad Request"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    default: "Service Unavailable"
    }
  }
}
