import ArgumentParser
import Dispatch
import FlyingSocks
import Foundation
import Publishing

/// Listens at an address and answers from a folder that holds a site, until the program is told to end.
struct SiteServer {
  let isLoopback: Bool
  private let responder: SiteResponder
  private let host: String
  private let socket: Socket

  /// How long a connection may take for a request and its answer, in seconds.
  private static let patience = 30.0

  /// - Throws: a usage error where the host is no address; the command ends as refused where nobody can listen there.
  init(folder: String, host: String, port: UInt16) throws {
    self.host = host
    responder = SiteResponder(folder: folder)
    let name = host == "localhost" ? "127.0.0.1" : host
    isLoopback = name.hasPrefix("127.") || name == "::1"
    let isSix = name.contains(":")
    let address: any SocketAddress
    do {
      address =
        isSix ? try sockaddr_in6.inet6(ip6: name, port: port) : try sockaddr_in.inet(ip4: name, port: port)
    } catch {
      throw ValidationError("--host: “\(host)” is no address of the form 127.0.0.1 or ::1.")
    }
    do {
      socket = try Socket(domain: isSix ? AF_INET6 : AF_INET, type: .stream)
      try socket.setValue(true, for: .localAddressReuse)
      try socket.bind(to: address)
      try socket.listen()
    } catch {
      Terminal.complain("error: The site cannot be served at \(host), port \(port): \(error)")
      throw ProofmarkExit.refused
    }
  }

  /// Serves until SIGINT or SIGTERM comes, and does something now and then meanwhile.
  func run(every seconds: Double, _ body: @escaping @Sendable () -> Void) throws {
    let end = DispatchSemaphore(value: 0)
    let signals = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { end.signal() }
      source.resume()
      return source
    }
    // A reader who goes away is no reason to end.
    signal(SIGPIPE, SIG_IGN)
    let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "watch"))
    timer.schedule(deadline: .now() + seconds, repeating: seconds)
    timer.setEventHandler(handler: body)
    timer.resume()
    let serving = Task { [self] in
      try? await serve()
      end.signal()
    }
    Terminal.write("\(address)\n")
    end.wait()
    timer.cancel()
    serving.cancel()
    try? socket.close()
    for source in signals { source.cancel() }
  }

  /// Where the site is; of port 0, at the one that the system chose.
  private var address: String {
    var port: UInt16 = 0
    switch try? socket.sockname() {
    case .ip4(_, let number), .ip6(_, let number): port = number
    default: break
    }
    return "http://\(host.contains(":") ? "[\(host)]" : host):\(port)/"
  }

  // MARK: - Connections

  private func serve() async throws {
    #if canImport(Darwin)
      let pool = SocketPool<kQueue>.kQueue()
    #else
      let pool = SocketPool<ePoll>.ePoll()
    #endif
    try await pool.prepare()
    let listener = try AsyncSocket(socket: socket, pool: pool)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await pool.run() }
      group.addTask {
        try await withThrowingDiscardingTaskGroup { connections in
          for try await connection in listener.sockets {
            connections.addTask { await patiently(connection) }
          }
        }
      }
      try await group.next()
    }
  }

  /// Answers a connection, but closes it where the other side takes too long.
  private func patiently(_ connection: AsyncSocket) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { try? await answer(connection) }
      group.addTask { try? await Task.sleep(for: .seconds(SiteServer.patience)) }
      await group.next()
      group.cancelAll()
    }
    try? connection.close()
  }

  private func answer(_ connection: AsyncSocket) async throws {
    var bytes: [UInt8] = []
    while true {
      while let end = SiteServer.end(of: bytes) {
        let head = RequestHead(bytes[..<end])
        bytes.removeFirst(end + 4)
        let answer =
          head.map { responder.answer(method: $0.method, target: $0.target, ifNoneMatch: $0.ifNoneMatch) }
          ?? responder.notUnderstood
        let isFollowed = head?.isFollowed ?? false
        try await connection.write(Data(answer.message(isFollowed: isFollowed)))
        if !isFollowed { return }
      }
      if bytes.count > RequestHead.limit {
        try await connection.write(Data(responder.notUnderstood.message(isFollowed: false)))
        return
      }
      bytes += try await connection.read(atMost: 4096)
    }
  }

  /// Where the empty line begins that ends a head.
  private static func end(of bytes: [UInt8]) -> Int? {
    guard bytes.count >= 4 else { return nil }
    return (0...(bytes.count - 4)).first { bytes[$0..<($0 + 4)].elementsEqual("\r\n\r\n".utf8) }
  }
}
