import Testing

@testable import Publishing

@Suite("HTML escaping")
struct HTMLEscapingTests {
  @Test("the five characters with a meaning are escaped")
  func meaningful() {
    #expect(
      escapedHTML(#"<a href="x" id='y'>&amp;"#) == "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;")
  }

  @Test(
    "a quotation mark stays escaped when an accent combines with it", arguments: ["\"", "<", "&", "'", ">"])
  func combining(mark: String) {
    let escaped = escapedHTML(mark + "\u{0301} onmouseover=alert(1)")
    #expect(!escaped.unicodeScalars.contains { String($0) == mark && mark != "&" })
    #expect(escaped.hasPrefix("&"))
  }

  @Test("control characters and noncharacters, which HTML forbids, become U+FFFD")
  func controls() throws {
    for value: UInt32 in [0x0, 0xB, 0x1B, 0x7F, 0x85, 0xFDD0, 0xFFFE, 0x1FFFF] {
      let scalar = try #require(Unicode.Scalar(value))
      #expect(escapedHTML("a\(Character(scalar))b") == "a\u{FFFD}b", "\(value)")
    }
    #expect(escapedHTML("tab\tand line\nstay") == "tab\tand line\nstay")
  }

  @Test("ordinary text of any script is left as it is")
  func ordinary() {
    for text in ["Harrow Armor", "Übung – Größe", "防弾チョッキ", "🛡️", ""] { #expect(escapedHTML(text) == text) }
  }

  @Test("templates insert unescaped only what this room draws itself")
  func unescaped() {
    let allowed: Set<Substring> = [
      ".icon", "status.icon", "verdict.icon", ".picture", ".table", "table", "site.sprite", "style",
      ".status",
    ]
    for (name, bytes) in Templates.sources {
      for match in String(decoding: bytes, as: UTF8.self).matches(of: #/\{\{\{([^}]*)\}\}\}|\{\{&/#) {
        #expect(allowed.contains(match.output.1 ?? "&"), "\(name): \(match.output.0)")
      }
    }
  }
}
