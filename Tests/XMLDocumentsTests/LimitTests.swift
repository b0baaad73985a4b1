import Testing
import XMLDocuments

@Suite("A document exactly at a limit passes, one beyond it does not")
struct LimitTests {
  @Test("bytes", arguments: [16, 1024, 100_000])
  func bytes(limit: Int) {
    var limits = ReadLimits()
    limits.maximumBytes = limit
    let filler = String(repeating: " ", count: limit - 9)
    #expect(read("<r>\(filler)  </r>", limits: limits).problems == [])
    let (_, problems) = read("<r>\(filler)   </r>", limits: limits)
    #expect(problems.codes == [.xmlLimitSize])
    #expect(problems.first?.expected == "at most \(limit) bytes")
    #expect(problems.first?.line == 0)
  }

  @Test("bytes in memory are not read at all when there are too many")
  func bytesInMemory() {
    var limits = ReadLimits()
    limits.maximumBytes = 10
    var counter = Counter()
    let document = Array("<r><a/></r>".utf8)
    let problems = document.withUnsafeBytes {
      XMLReader.read(.memory($0), file: "test.xml", limits: limits, handler: &counter)
    }
    #expect(problems.codes == [.xmlLimitSize])
    #expect(counter.elements == 0)
  }

  @Test("depth", arguments: [1, 2, 64, 250])
  func depth(limit: Int) {
    var limits = ReadLimits()
    limits.maximumDepth = limit
    func nested(_ levels: Int) -> String {
      String(repeating: "<a>", count: levels) + String(repeating: "</a>", count: levels)
    }
    #expect(read(nested(limit), limits: limits).problems == [])
    let (_, problems) = read(nested(limit + 1), limits: limits)
    #expect(problems.codes == [.xmlLimitDepth])
    #expect(problems.first?.found == "<a> at level \(limit + 1)")
    #expect(problems.first?.column == 1 + 3 * limit)
  }

  @Test("an attribute's length", arguments: [1, 100, 64 << 10, 1 << 20])
  func attributeLength(limit: Int) {
    var limits = ReadLimits()
    limits.maximumAttributeLength = limit
    let value = String(repeating: "x", count: limit)
    #expect(read("<r a='\(value)'/>", limits: limits).problems == [])
    let (events, problems) = read("<r b='' a='\(value)x'/>", limits: limits)
    #expect(events == [])
    #expect(problems.codes == [.xmlLimitAttributeLength])
    #expect(problems.first?.found == "\(limit + 1) bytes in 'a'")
  }

  @Test("an attribute's length counts the bytes of its value, not how they are written")
  func attributeLengthDecoded() {
    var limits = ReadLimits()
    limits.maximumAttributeLength = 4
    #expect(read("<r a='&#x41;&amp;é'/>", limits: limits).problems == [])
    #expect(read("<r a='&#x41;&amp;éb'/>", limits: limits).problems.codes == [.xmlLimitAttributeLength])
    #expect(read("<r xmlns='urn:'/>", limits: limits).problems.hasErrors == false)
    #expect(read("<r xmlns='urn:a'/>", limits: limits).problems.codes == [.xmlLimitAttributeLength])
  }

  @Test("the number of attributes, namespace declarations included")
  func attributeCount() {
    var limits = ReadLimits()
    limits.maximumAttributeCount = 3
    #expect(read("<r xmlns:p='u:p' a='' b=''/>", limits: limits).problems.hasErrors == false)
    let (_, problems) = read("<r xmlns:p='u:p' a='' b='' c=''/>", limits: limits)
    #expect(problems.codes == [.xmlLimitAttributeCount])
    #expect(problems.first?.found == "4 on <r>")
  }

  @Test("the number of namespaces in scope")
  func namespaces() {
    var limits = ReadLimits()
    limits.maximumAttributeCount = 2
    #expect(read("<r xmlns:a='u:a'><r xmlns:b='u:b'/><r xmlns:b='u:b'/></r>", limits: limits).problems == [])
    #expect(
      read("<r xmlns:a='u:a'><r xmlns:b='u:b'><r xmlns:c='u:c'/></r></r>", limits: limits).problems.codes
        == [.xmlLimitAttributeCount])
  }

  @Test("text, its pieces joined", arguments: [1, 100, 5000, 1 << 20])
  func text(limit: Int) {
    var limits = ReadLimits()
    limits.maximumTextLength = limit
    let half = String(repeating: "x", count: limit / 2)
    let rest = String(repeating: "x", count: limit - limit / 2)
    #expect(read("<r>\(half)<!-- between -->\(rest)</r>", limits: limits).problems == [])
    #expect(read("<r>\(half)<!-- between -->\(rest)x</r>", limits: limits).problems.codes == [.xmlLimitText])
  }

  @Test("text of one element does not count for the next, nor does layout between elements")
  func textOfMany() {
    var limits = ReadLimits()
    limits.maximumTextLength = 10
    let (events, problems) = read(
      "<r>" + String(repeating: "\n    <a>123456789</a>", count: 50) + "\n</r>", limits: limits)
    #expect(problems == [])
    #expect(events.last == "</r>")
  }

  @Test("a comment far longer than the limit for markup, while one at the limit passes")
  func markup() {
    var limits = ReadLimits()
    limits.maximumMarkupLength = 20_000
    let comment = String(repeating: "x", count: 20_000 - 7)
    #expect(read("<r><!--\(comment)--></r>", limits: limits).problems == [])
    let long = String(repeating: "x", count: 20_000 + (16 << 10))
    #expect(read("<r><!--\(long)--></r>", limits: limits).problems.codes == [.xmlLimitMarkup])
  }

  @Test("many comments are no long one")
  func manyComments() {
    var limits = ReadLimits()
    limits.maximumMarkupLength = 1000
    let comments = String(repeating: "<!-- a comment --><?and an instruction?>\n", count: 2000)
    #expect(read(comments + "<r/>" + comments, limits: limits).problems == [])
  }

  @Test("diagnostics: the last one tells how many were left out")
  func diagnostics() {
    var limits = ReadLimits()
    limits.maximumDiagnostics = 3
    let document = { (count: Int) in "<r>" + String(repeating: "<a b='&x;'/>", count: count) + "</r>" }
    #expect(read(document(3), limits: limits).problems.codes == [.xmlEntity, .xmlEntity, .xmlEntity])
    let (_, four) = read(document(4), limits: limits)
    #expect(four.count == 4)
    #expect(four.last?.code == .xmlLimitDiagnostics)
    #expect(four.last?.message == "1 further problem was not listed.")
    #expect(read(document(9), limits: limits).problems.last?.message == "6 further problems were not listed.")
  }
}
