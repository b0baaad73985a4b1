import Foundation
import Testing

@testable import Publishing

@Suite("Answering a browser from a site's folder")
struct SiteResponderTests {
  private func withSite<Result>(_ body: (SiteResponder, String) throws -> Result) throws -> Result {
    try Fixture.withFolder { root in
      for (name, text) in [
        "site/index.html": "home", "site/list/index.html": "list", "site/list.csv": "a,b",
        "site/SHA256SUMS": "sums",
        "site/index/day.js": "day", "site/.hidden": "hidden", "secret.txt": "secret", "site/empty/a.txt": "a",
      ] {
        let url = URL(fileURLWithPath: root + "/" + name)
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
      }
      try FileManager.default.createSymbolicLink(
        atPath: root + "/site/link.txt", withDestinationPath: root + "/secret.txt")
      return try body(SiteResponder(folder: root + "/site"), root)
    }
  }

  @Test("a path is a file, and a folder its first page; queries are the script's")
  func files() throws {
    try withSite { responder, _ in
      for (target, text, type) in [
        ("/", "home", "text/html; charset=utf-8"), ("/index.html?q=a", "home", "text/html; charset=utf-8"),
        ("/list/", "list", "text/html; charset=utf-8"), ("/list.csv", "a,b", "text/csv; charset=utf-8"),
        ("/SHA256SUMS", "sums", "text/plain; charset=utf-8"),
        ("/index/d%61y.js", "day", "text/javascript; charset=utf-8"),
      ] {
        let answer = responder.answer(method: "GET", target: target, ifNoneMatch: nil)
        #expect(answer.status == 200, "\(target)")
        #expect(answer.body == Array(text.utf8), "\(target)")
        #expect(answer["Content-Type"] == type, "\(target)")
        #expect(answer["Content-Length"] == "\(text.utf8.count)")
        #expect(answer["X-Content-Type-Options"] == "nosniff")
        #expect(answer["Content-Security-Policy"] == SiteResponder.policy)
        #expect(answer["Cache-Control"] == "no-cache")
        let head = responder.answer(method: "HEAD", target: target, ifNoneMatch: nil)
        #expect(head.body.isEmpty && head["Content-Length"] == answer["Content-Length"] && head.status == 200)
      }
      let moved = responder.answer(method: "GET", target: "/list?q=a", ifNoneMatch: nil)
      #expect(moved.status == 301 && moved["Location"] == "/list/")
    }
  }

  @Test(
    "nothing outside the folder, hidden, linked or listed is answered with",
    arguments: [
      "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/list/../../secret.txt",
      "/list/%2E%2E/%2E%2E/secret.txt",
      "//etc/passwd", "/list//index.html", "/./index.html", "/.hidden", "/link.txt", "/empty/", "/empty",
      "/nothing.html",
      "/index.html%00.css", "/index.html/", "/..\\secret.txt", "/%zz", "index.html", "", "*",
      "http://127.0.0.1/index.html",
      "/" + String(repeating: "a", count: 5000), "/\u{202E}", "/%F0%9F%98%80",
    ])
  func outside(target: String) throws {
    try withSite { responder, _ in
      let answer = responder.answer(method: "GET", target: target, ifNoneMatch: nil)
      #expect(answer.status == 404)
      #expect(answer["Cache-Control"] == "no-store")
      #expect(String(decoding: answer.body, as: UTF8.self).contains("<h1>"))
      #expect(responder.answer(method: "HEAD", target: target, ifNoneMatch: nil).body.isEmpty)
    }
  }

  @Test("what a browser has is not sent again, until it is another file")
  func tags() throws {
    try withSite { responder, root in
      let first = responder.answer(method: "GET", target: "/", ifNoneMatch: nil)
      let tag = try #require(first["ETag"])
      for list in [tag, "W/\(tag)", "\"a\", \(tag)", "*", "\"a\",\(tag) ,\"b\""] {
        let again = responder.answer(method: "GET", target: "/", ifNoneMatch: list)
        #expect(again.status == 304 && again.body.isEmpty && again["ETag"] == tag, "\(list)")
      }
      for list in ["\"a\"", "", String(tag.dropLast()), tag + "x"] {
        #expect(responder.answer(method: "GET", target: "/", ifNoneMatch: list).status == 200, "\(list)")
      }
      try Data("another".utf8).write(to: URL(fileURLWithPath: root + "/site/index.html"), options: .atomic)
      #expect(responder.answer(method: "GET", target: "/", ifNoneMatch: tag).status == 200)
    }
  }

  @Test(
    "other methods are refused, and say which are not",
    arguments: ["POST", "PUT", "DELETE", "OPTIONS", "get", ""])
  func methods(method: String) throws {
    try withSite { responder, _ in
      let answer = responder.answer(method: method, target: "/", ifNoneMatch: nil)
      #expect(answer.status == 405 && answer["Allow"] == "GET, HEAD")
    }
  }

  @Test("heads are read as they are written, and what is none is not")
  func heads() throws {
    func head(_ text: String) -> RequestHead? { RequestHead(Array(text.replacing("\n", with: "\r\n").utf8)) }
    let full = try #require(head("GET /a?b HTTP/1.1\nHost: x\nIF-none-match: \"a\"\nIf-None-Match:\"b\"\n"))
    #expect(
      full.method == "GET" && full.target == "/a?b" && full.ifNoneMatch == "\"a\", \"b\"" && full.isFollowed)
    #expect(head("GET / HTTP/1.0")?.isFollowed == false)
    #expect(head("GET / HTTP/1.1\nConnection: Close")?.isFollowed == false)
    #expect(head("POST / HTTP/1.1\nContent-Length: 4")?.isFollowed == false)
    #expect(head("GET / HTTP/1.1\nTransfer-Encoding: chunked")?.isFollowed == false)
    for text in [
      "", "GET /", "GET  / HTTP/1.1", "GET / HTTP/2", "GET / HTTP/1.1\nno header", "GET / HTTP/1.1\n : a",
      "\nGET / HTTP/1.1",
    ] {
      #expect(head(text) == nil, "\(text)")
    }
    #expect(RequestHead([0xFF, 0xFE]) == nil)
  }

  @Test(
    "every kind of file that a site has is told its type; nothing a browser could take for a page by mistake")
  func types() throws {
    var sample = try SampleSite()
    sample.baseURL = "https://example.org/"
    try sample.add(SampleReport())
    for path in try sample.published().keys {
      let type = SiteResponder.type(of: path)
      #expect(type.hasPrefix("text/html") == path.hasSuffix(".html"), "\(path): \(type)")
    }
  }
}
