import Testing
import XMLDocuments

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("A document of any size streams through", .serialized)
struct StreamingTests {
  @Test("64 MB pass through without staying in memory")
  func memory() throws {
    let element = "<shot remark=\"" + String(repeating: "x", count: 4000) + "\">some text</shot>\n"
    _ = read(generated("<r>", element, times: 100, "</r>"))
    let before = residentPeak()
    let result = read(generated("<r>", element, times: 16_000, "</r>"))
    #expect(result.problems == [])
    #expect(result.elements == 16_001)
    #expect(result.taken > 64_000_000)
    #expect(residentPeak() - before < 32 << 20)
  }

  @Test("an element is delivered long before the document has ended")
  func promptness() {
    final class Progress {
      var given = 0
      var seen = 0
      var furthest = 0
    }
    struct Watcher: ElementHandler {
      let progress: Progress
      mutating func start(_ element: borrowing ElementEvent, _ report: inout DiagnosticSink) {
        progress.seen += 1
      }
    }
    let progress = Progress()
    let pull = generated("<r>", "<a b='0123456789'/>", times: 50_000, "</r>")
    var watcher = Watcher(progress: progress)
    let problems = XMLReader.read(
      .chunks { buffer in
        let count = pull(buffer)
        progress.furthest = max(progress.furthest, progress.given / 19 - progress.seen)
        progress.given += count
        return count
      }, file: "test.xml", handler: &watcher)
    #expect(problems == [])
    #expect(progress.seen == 50_001)
    #expect(progress.furthest * 19 < 128 << 10)
  }

  @Test("a file is read from its descriptor, which stays open")
  func descriptor() throws {
    var template = Array("/tmp/xmldocuments-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    unlink(template)
    let text = "junk<r>" + String(repeating: "<a/>", count: 30_000) + "</r>"
    #expect(write(descriptor, text, text.utf8.count) == text.utf8.count)
    lseek(descriptor, 4, SEEK_SET)
    var counter = Counter()
    #expect(XMLReader.read(.descriptor(descriptor), file: "test.xml", handler: &counter) == [])
    #expect(counter.elements == 30_001)
    #expect(lseek(descriptor, 0, SEEK_CUR) == off_t(text.utf8.count))
  }

  @Test("a folder, or a descriptor that is none, is a diagnostic in the system's words")
  func unreadable() {
    let folder = open("/", O_RDONLY)
    defer { close(folder) }
    for (descriptor, words) in [(folder, "Is a directory"), (-1, "Bad file descriptor")] {
      var counter = Counter()
      let problems = XMLReader.read(.descriptor(descriptor), file: "test.xml", handler: &counter)
      #expect(problems.codes == [.xmlRead])
      #expect(problems.first?.found == words)
    }
  }

  @Test("a source that fails midway is a diagnostic, not a document that ended")
  func failingSource() {
    struct Unplugged: Error {}
    var calls = 0
    var counter = Counter()
    let problems = XMLReader.read(
      .chunks { buffer in
        calls += 1
        if calls == 3 { throw Unplugged() }
        let text = calls == 1 ? "<r>\n" : String(repeating: "<a/>", count: 1000)
        buffer.copyBytes(from: text.utf8)
        return text.utf8.count
      }, file: "test.xml", handler: &counter)
    #expect(problems.codes == [.xmlRead])
    #expect(problems.first?.found == "Unplugged()")
    #expect(counter.elements > 1)
  }

  @Test("a source that claims to have written more than there was room for does no harm")
  func lyingSource() {
    var counter = Counter()
    var calls = 0
    let problems = XMLReader.read(
      .chunks { buffer in
        calls += 1
        buffer.initializeMemory(as: UInt8.self, repeating: 0x20)
        return calls == 1 ? .max : -1
      }, file: "test.xml", handler: &counter)
    #expect(problems.codes == [.xmlEmpty])
  }

  @Test("documents read by several threads with one schema get what each gets alone")
  func concurrency() async throws {
    let schema = try Schema(xsd: fixture("specimens.xsd"), name: "specimens.xsd")
    let names = ["valid.xml", "wrong-values.xml", "wrong-structure.xml"]
    let documents = try names.map { try fixture($0) }
    let alone = documents.map { read($0, schema: schema, namespace: "urn:example:specimens") }
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask {
          for _ in 0..<25 {
            for (document, expected) in zip(documents, alone) {
              let result = read(document, schema: schema, namespace: "urn:example:specimens")
              guard result.problems == expected.problems, result.events == expected.events else {
                return false
              }
              _ = try Schema(
                xsd: "<x:schema xmlns:x='http://www.w3.org/2001/XMLSchema'/>".utf8, name: "other.xsd")
            }
          }
          return true
        }
      }
      for try await isSame in group { #expect(isSame) }
    }
  }

  /// The most memory that this process ever had, in bytes.
  private func residentPeak() -> Int {
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return usage.ru_maxrss * 1024
    #else
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss
    #endif
  }
}
