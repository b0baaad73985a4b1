import Testing
import XMLDocuments

@Suite("The text of an element is delivered whole")
struct TextTests {
  @Test(
    "a comment, a processing instruction, a CDATA section or a reference inside a value does not cut it",
    arguments: [
      "43.2", "43<!-- not the end -->.2", "43<?nor this?>.2", "43<![CDATA[.2]]>", "<![CDATA[43.]]>2",
      "&#52;3.2", "4&#x33;.2", "<!-- a -->43.2<!-- b -->", "4<!-- a -->3<?b?>.<![CDATA[2]]>",
    ])
  func split(content: String) {
    let (events, problems) = read("<r>\(content)</r>")
    #expect(problems == [])
    #expect(events.last == "</r> 43.2")
  }

  @Test("white space belongs to the text of an element without children")
  func whiteSpace() {
    #expect(read("<r> a\n b </r>").events.last == "</r>  a\n b ")
    #expect(read("<r>   </r>").events.last == "</r>    ")
  }

  @Test("white space that stands alone beside a child is layout, other text is joined across children")
  func mixed() {
    #expect(read("<r>\n  <a/>\n  <b> </b>\n</r>").events == ["<r>", "<a>", "</a>", "<b>", "</b>  ", "</r>"])
    #expect(read("<r>one <a>two</a> three <b/> <c/></r>").events.last == "</r> one  three ")
  }

  @Test("line ends are line feeds, whichever the document has", arguments: ["\n", "\r\n", "\r"])
  func lineEnds(end: String) {
    #expect(read("<r>a\(end)b</r>").events.last == "</r> a\nb")
  }

  @Test("markup characters in attributes and text arrive as what they stand for")
  func references() {
    let (events, problems) = read("<r a='&lt;&amp;&gt;&quot;&apos;&#38;#38; &#x20AC;'>&lt;&amp;amp;</r>")
    #expect(problems == [])
    #expect(events == ["<r a=<&>\"'&#38; €>", "</r> <&amp;"])
  }

  @Test("long text is whole, whatever the parser's buffers are", arguments: [3999, 4000, 4001, 70_000])
  func long(length: Int) {
    let text = String((0..<length).map { _ in Character("x") })
    #expect(read("<r>\(text)é<![CDATA[\(text)]]></r>").events.last == "</r> \(text)é\(text)")
  }

  @Test("an element's text is its own, not its neighbours'")
  func neighbours() {
    let (events, _) = read("<r><a>1</a><b><c>2</c></b><d/><e>3</e></r>")
    #expect(
      events == [
        "<r>", "<a>", "</a> 1", "<b>", "<c>", "</c> 2", "</b>", "<d>", "</d>", "<e>", "</e> 3", "</r>",
      ])
  }
}
