import XMLDocuments

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes down all that it is told, one line for each event.
struct Recorder: ElementHandler {
  var events: [String] = []

  mutating func start(_ element: borrowing ElementEvent, _ report: inout DiagnosticSink) {
    var line = "<\(element.localName)"
    element.forEachAttribute { name, value in
      line += " \(String(decoding: name.bytes, as: UTF8.self))=\(String(decoding: value, as: UTF8.self))"
    }
    events.append(line + ">")
  }

  mutating func end(_ element: borrowing EndEvent, _ report: inout DiagnosticSink) {
    events.append("</\(element.localName)>" + (element.text.isEmpty ? "" : " \(element.text)"))
  }
}

/// Counts elements and is otherwise deaf.
struct Counter: ElementHandler {
  var elements = 0

  mutating func start(_ element: borrowing ElementEvent, _ report: inout DiagnosticSink) { elements += 1 }
}

/// Reads bytes without a schema, if none is given.
func read(
  _ bytes: some Sequence<UInt8>, schema: Schema? = nil, namespace: String? = nil,
  limits: ReadLimits = .standard
) -> (events: [String], problems: [Diagnostic]) {
  var recorder = Recorder()
  let problems = XMLReader.read(
    .bytes(Array(bytes)), file: "test.xml", schema: schema, namespace: namespace, limits: limits,
    handler: &recorder)
  return (recorder.events, problems)
}

func read(
  _ text: String, schema: Schema? = nil, namespace: String? = nil, limits: ReadLimits = .standard
) -> (events: [String], problems: [Diagnostic]) {
  read(text.utf8, schema: schema, namespace: namespace, limits: limits)
}

/// What hands out a document piece by piece.
typealias Pull = (UnsafeMutableRawBufferPointer) -> Int

/// Gives out `head`, then `body` so many times, then `tail`.
func generated(_ head: String, _ body: String, times: Int, _ tail: String) -> Pull {
  let (head, body, tail) = (Array(head.utf8), Array(body.utf8), Array(tail.utf8))
  let end = head.count + body.count * times
  var position = 0
  return { buffer in
    var written = 0
    while written < buffer.count {
      let piece: ArraySlice<UInt8>
      if position < head.count {
        piece = head[position...]
      } else if position < end {
        piece = body[((position - head.count) % body.count)...]
      } else {
        piece = tail[min(position - end, tail.count)...]
      }
      if piece.isEmpty { break }
      let fitting = piece.prefix(buffer.count - written)
      UnsafeMutableRawBufferPointer(rebasing: buffer[written...]).copyBytes(from: fitting)
      written += fitting.count
      position += fitting.count
    }
    return written
  }
}

/// Reads what is handed out, and tells how much of it was asked for.
func read(
  _ pull: @escaping Pull, limits: ReadLimits = .standard
) -> (elements: Int, problems: [Diagnostic], taken: Int) {
  var counter = Counter()
  var taken = 0
  let problems = withUnsafeMutablePointer(to: &taken) { taken in
    XMLReader.read(
      .chunks { buffer in
        let count = pull(buffer)
        taken.pointee += count
        return count
      }, file: "test.xml", limits: limits, handler: &counter)
  }
  return (counter.elements, problems, taken)
}

/// The bytes of a file beside the tests.
func fixture(_ name: String) throws -> [UInt8] {
  let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
  let path = folder.joined(separator: "/") + "/Fixtures/" + name
  let descriptor = open(path, O_RDONLY)
  struct NoSuchFixture: Error { let path: String }
  guard descriptor >= 0 else { throw NoSuchFixture(path: path) }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 64 << 10)
  while true {
    let count = Glibc.read(descriptor, &buffer, buffer.count)
    guard count > 0 else { return bytes }
    bytes += buffer[..<count]
  }
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension Array where Element == Diagnostic {
  var codes: [Diagnostic.Code] { map(\.code) }
}
