import Registry
import Testing

@Suite("Texts line by line")
struct WrittenLinesTests {
  @Test(
    "lines with nothing on them are left out, and nothing else is",
    arguments: [
      ("", []), ("a", ["a"]), ("\n", []), ("a\n\nb\n", ["a", "b"]), ("\n a ", [" a "]),
      ("🛡️\ne\u{301}\n\u{301}", ["🛡️", "e\u{301}", "\u{301}"]),
    ])
  func lines(text: String, lines: [String]) {
    #expect(text.writtenLines.map { Array($0.utf8) } == lines.map { Array($0.utf8) })
  }
}
