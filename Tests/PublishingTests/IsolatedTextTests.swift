import Testing

@testable import Publishing

@Suite("Names within sentences")
struct IsolatedTextTests {
  @Test(
    "what could turn a sentence around is isolated from it, and everything else stays",
    arguments: [
      ("FX-1", "FX-1"), ("", ""), ("Übung – 2 “x” 🛡️", "Übung – 2 “x” 🛡️"), ("مدرعة 12", "مدرعة 12"),
      ("\u{202E}gpj.exe", "\u{2068}\u{202E}gpj.exe\u{2069}"),
      ("a\u{200F}b", "\u{2068}a\u{200F}b\u{2069}"), ("a\u{61C}", "\u{2068}a\u{61C}\u{2069}"),
      ("\u{2067}ABC\u{2069} 12", "\u{2068}\u{2067}ABC\u{2069} 12\u{2069}"),
      // One that ends the isolation first, and one that leaves some open.
      ("\u{2069}\u{202E}x", "\u{2068}\u{202E}x\u{2069}"),
      ("\u{2066}\u{2067}x", "\u{2068}\u{2066}\u{2067}x\u{2069}\u{2069}\u{2069}"),
    ])
  func isolated(text: String, isolated: String) {
    #expect(Array(text.isolated.unicodeScalars) == Array(isolated.unicodeScalars))
  }

  @Test("a name in a text of the catalogue does not turn the rest of it around")
  func filled() {
    let sentence = Texts.say("history.notice-title.safety-notice", ["heading": "\u{202E}gpj.exe"])
    #expect(sentence.hasSuffix(": \u{2068}\u{202E}gpj.exe\u{2069}"), "\(sentence)")
  }
}
