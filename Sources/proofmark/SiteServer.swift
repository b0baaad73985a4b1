import ArgumentParser
import Dispatch
import FlyingFox
import FlyingSocks
import Foundation
import Publishing

/// Listens at an address and answers from a folder that holds a site, until the program is told to end.
struct SiteServer {
  let isLoopback: Bool
  private let host: String
  private let server: HTTPServer

  /// - Throws: a usage error where the host is no address.
  init(folder: String, host: String, port: UInt16) throws {
    self.host = host
    let name = host == "localhost" ? "127.0.0.1" : host
    isLoopback = name.hasPrefix("127.") || name == "::1"
    let handler = SiteHandler(responder: SiteResponder(folder: folder))
    do {
      if name.contains(":") {
        server = HTTPServer(
          address: try sockaddr_in6.inet6(ip6: name, port: port), logger: .disabled, handler: handler)
      } else {
        server = HTTPServer(
          address: try sockaddr_in.inet(ip4: name, port: port), logger: .disabled, handler: handler)
      }
    } catch {
      throw ValidationError("--host: “\(host)” is no address of the form 127.0.0.1 or ::1.")
    }
  }

  /// Serves until SIGINT or SIGTERM comes, and does something now and then meanwhile.
  func run(every seconds: Double, _ body: @escaping @Sendable () -> Void) throws {
    let end = DispatchSemaphore(value: 0)
    let failure = Locked<String?>(nil)
    let isTold = Locked(false)
    let signals = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        isTold.set(true)
        end.signal()
      }
      source.resume()
      return source
    }
    let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "watch"))
    timer.schedule(deadline: .now() + seconds, repeating: seconds)
    timer.setEventHandler(handler: body)
    timer.resume()
    let running = Task { [server, host] in
      do {
        async let listening: Void = SiteServer.announce(server, host: host)
        try await server.run()
        try await listening
      } catch {
        // A server that is told to end says so by an error as well.
        if !isTold.value { failure.set("\(error)") }
        end.signal()
      }
    }
    end.wait()
    timer.cancel()
    let stopped = DispatchSemaphore(value: 0)
    Task { [server] in
      await server.stop(timeout: 2)
      running.cancel()
      stopped.signal()
    }
    _ = stopped.wait(timeout: .now() + 5)
    for source in signals { source.cancel() }
    if let failure = failure.value {
      Terminal.complain("error: The site cannot be served at \(host): \(failure)")
      throw ProofmarkExit.refused
    }
  }

  /// Says where the site is, once it can be reached.
  private static func announce(_ server: HTTPServer, host: String) async throws {
    try await server.waitUntilListening()
    let port: UInt16
    switch await server.listeningAddress {
    case .ip4(_, let number), .ip6(_, let number): port = number
    default: port = 0
    }
    Terminal.write("http://\(host.contains(":") ? "[\(host)]" : host):\(port)/\n")
  }
}

/// Hands requests to the responder.
private struct SiteHandler: HTTPHandler {
  let responder: SiteResponder

  func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
    let answer = responder.answer(
      method: request.method.rawValue, target: request.target.rawValue,
      ifNoneMatch: request.headers[HTTPHeader("If-None-Match")])
    var headers = HTTPHeaders()
    for (name, value) in answer.headers { headers[HTTPHeader(name)] = value }
    return HTTPResponse(
      statusCode: HTTPStatusCode(answer.status, phrase: phrase(answer.status)), headers: headers,
      body: Data(answer.body))
  }

  private func phrase(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 301: "Moved Permanently"
    case 304: "Not Modified"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    default: "Service Unavailable"
    }
  }
}
