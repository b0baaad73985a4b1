import Foundation
import Registry
import Testing

@Suite("proofmark serve", .serialized)
struct ServeCommandTests {
  /// A server that runs, and its address.
  private final class Running {
    let child: Child
    let address: String
    private let output: String

    init(_ place: Workplace, _ arguments: String...) throws {
      output = place.folder + "/address.txt"
      unlink(output)
      child = try Child(
        ["serve", "site", "--port", "0"] + arguments, environment: ["PROOFMARK_REGISTRY": "registry.sqlite"],
        in: place.folder, output: output)
      var text = ""
      for _ in 0..<600 where !text.hasSuffix("\n") {
        usleep(50_000)
        text = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
      }
      try #require(text.hasPrefix("http://127.0.0.1:"), "\(text)")
      address = String(text.dropLast(2))
    }

    /// Asks with curl; returns the status, the headers in small letters, and the body.
    func ask(_ path: String, _ options: String...) throws -> (status: Int, headers: String, body: String) {
      let run = try Child(
        ["--silent", "--include", "--path-as-is", "--max-time", "20"] + options + [address + path], in: "/",
        program: "/usr/bin/curl"
      ).wait()
      #expect(run.code == 0, "curl \(path): \(run.code)")
      let parts = run.output.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
      let head = String(parts.first ?? "")
      let status = head.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
      return (status, head.lowercased(), parts.count > 1 ? String(parts[1]) : "")
    }

    /// Ends it as a shell or a service manager does.
    func end(by signal: Int32) throws -> Program.Run {
      kill(child.id, signal)
      return try child.wait(seconds: 20)
    }
  }

  @Test("a published site is answered with the right headers, and the server ends when it is told to")
  func served() throws {
    let place = try Workplace(hasExamples: true)
    #expect(try place.run("publish", "--output", "site").code == 0)
    for signal in [SIGTERM, SIGINT] {
      let server = try Running(place)
      let home = try server.ask("/")
      #expect(home.status == 200)
      #expect(home.body == (try String(contentsOfFile: place.folder + "/site/index.html", encoding: .utf8)))
      for header in [
        "content-type: text/html; charset=utf-8", "content-security-policy: default-src 'none'; ",
        "x-content-type-options: nosniff", "cache-control: no-cache",
      ] {
        #expect(home.headers.contains(header), "\(home.headers)")
      }
      let tag = try #require(home.headers.firstMatch(of: #/etag: (".*")/#)?.output.1)
      let again = try server.ask("/", "--header", "If-None-Match: \(tag)")
      #expect(again.status == 304 && again.body.isEmpty)
      let head = try server.ask("/list.csv", "--head")
      #expect(head.status == 200 && head.body.isEmpty && head.headers.contains("content-type: text/csv"))
      #expect(try server.ask("/list").status == 301)
      #expect(try server.ask("/nothing").status == 404)
      #expect(try server.ask("/", "--request", "POST", "--data", "a=b").status == 405)
      for path in ["/../registry.sqlite", "/%2e%2e/registry.sqlite", "/.site.record", "//etc/passwd"] {
        #expect(try server.ask(path).status == 404, "\(path)")
      }
      // Two requests on one connection, and one that is none.
      let two = try Child(
        ["--silent", "--max-time", "20", server.address + "/list.csv", server.address + "/list.csv"], in: "/",
        program: "/usr/bin/curl"
      ).wait()
      let list = try String(contentsOfFile: place.folder + "/site/list.csv", encoding: .utf8)
      #expect(two.output == list + list)
      #expect(try server.ask("/", "--request", "GET /x y").status == 400)
      let run = try server.end(by: signal)
      #expect(run.code == 0, "\(run.errors)")
      #expect(run.errors.isEmpty)
    }
  }

  @Test("with --watch, what is imported is on the site soon after")
  func watched() throws {
    let place = try Workplace(hasExamples: true)
    let server = try Running(place, "--watch")
    #expect(try server.ask("/index/day.js").body == "proofmark.take(\"day\",\"2026-11-24\");\n")
    let notice = """
      <notice xmlns="https://proofmark.example/ns/registry/1" id="AN-2026-09" kind="advisory" title="Look at the seams"
        day="2026-11-28" example="yes"><text>Look at the seams.</text><model supplier="fennick" designation="FE-IV-135"/>
        <reviewed-by name="R" role="reviewer"/><decided-by name="D" role="manager"/></notice>
      """
    let run = try place.run("import", place.file("notice.xml", notice))
    #expect(run.code == 0, "\(run.errors)")
    var status = 0
    for _ in 0..<30 where status != 200 {
      usleep(500_000)
      status = try server.ask("/notices/an-2026-09.html").status
    }
    #expect(status == 200)
    #expect(try server.ask("/index/day.js").body.contains("2026-11-28"))
    #expect(try server.end(by: SIGTERM).code == 0)
    #expect(try place.run("verify-site", "site").code == 0)
  }

  @Test("what cannot be served is refused")
  func refused() throws {
    let place = try Workplace()
    let run = try place.run("serve", "site")
    #expect(run.code == 3 && run.errors.contains("There is no site in this folder."))
    #expect(try place.run("serve", "site", "--watch").code == 3)
    #expect(try place.run("serve", "site", "--title", "x").code == 64)
    try place.file("site/index.html", "page")
    #expect(try place.run("serve", "site", "--host", "nowhere").code == 64)
    let first = try Running(place)
    let port = try #require(first.address.split(separator: ":").last)
    let second = try place.run("serve", "site", "--port", String(port))
    #expect(second.code == 3 && second.errors.contains("cannot be served"), "\(second.errors)")
    #expect(try first.end(by: SIGTERM).code == 0)
  }
}
