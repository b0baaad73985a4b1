import Standards
import Testing
import XMLDocuments

@Suite("Whatever is done to a definition, it is read or refused, and never half-read")
struct RobustnessTests {
  /// Either there is a standard and no error, or there is none and at least one error; and the reader is
  /// never at a loss for a reason.
  private func check(_ bytes: [UInt8], _ what: @autoclosure () -> String) {
    let (standard, diagnostics) = StandardReader.read(bytes, file: "damaged.xml")
    #expect((standard == nil) == diagnostics.hasErrors, "\(what())")
    #expect(!diagnostics.contains { $0.code == .standardUnreadable }, "\(what())")
  }

  @Test("a definition that lacks any one line is read or refused")
  func missingLine() throws {
    let lines = try Document.shipped("NIJ-0101.06.xml").lines
    for index in lines.indices {
      var damaged = lines
      damaged.remove(at: index)
      check(Array(damaged.joined(separator: "\n").utf8), "without line \(index + 1)")
    }
  }

  @Test("a definition that lacks any one attribute is refused, or the attribute is optional")
  func missingAttribute() throws {
    let text = String(decoding: try Document.fixture("minimal").bytes, as: UTF8.self)
    for match in text.matches(of: /[ ][a-z\-]+="[^"]*"/) {
      var damaged = text
      damaged.removeSubrange(match.range)
      check(Array(damaged.utf8), "without\(text[match.range])")
    }
  }

  @Test("a definition in which any one attribute has a strange value is read or refused")
  func strangeValue() throws {
    let text = String(decoding: try Document.fixture("minimal").bytes, as: UTF8.self)
    for match in text.matches(of: /="([^"]*)"/) {
      for value in ["", " ", "0", "-1", "no", "new", "18446744073709551616", "0.000000000000000001", "é"] {
        var damaged = text
        damaged.replaceSubrange(match.1.startIndex..<match.1.endIndex, with: value)
        check(Array(damaged.utf8), "\(value) for \(match.1)")
      }
    }
  }

  @Test("a definition that ends early is refused")
  func truncated() throws {
    let bytes = try Document.fixture("minimal").bytes
    let end = try #require(bytes.lastIndex(of: UInt8(ascii: ">")))
    for length in 0...end {
      let (standard, diagnostics) = StandardReader.read(Array(bytes.prefix(length)), file: "truncated.xml")
      #expect(standard == nil && diagnostics.hasErrors, "\(length) bytes")
    }
  }

  @Test("rules nested to the limit of depth are read, and deeper ones are refused", arguments: [50, 100_000])
  func nesting(depth: Int) throws {
    let rule = "<none outcome=\"perforation\"/>"
    let nested =
      String(repeating: "<all-of>", count: depth) + rule + String(repeating: "</all-of>", count: depth)
    let text = String(decoding: try Document.fixture("minimal").bytes, as: UTF8.self)
    let (standard, diagnostics) = StandardReader.read(
      Array(text.replacing(rule, with: nested).utf8), file: "nested.xml")
    #expect((standard == nil) == (depth > 60))
    #expect(diagnostics.map(\.code) == (depth > 60 ? [.xmlLimitDepth] : []))
  }

  @Test("the same bytes give an equal standard")
  func determinism() throws {
    let document = try Document.shipped("NIJ-0101.06.xml")
    let (first, second) = (try standard(in: document), try standard(in: document))
    #expect(first == second)
  }
}
