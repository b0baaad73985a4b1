import Testing

@testable import Publishing

@Suite("Slugs")
struct SlugTests {
  @Test(
    "names fold to letters, digits, hyphens and single dots",
    arguments: [
      ("HX-2 S", "hx-2-s"), ("NIJ-0101.06", "nij-0101.06"), ("Übergröße Äé", "ubergro-e-ae"),
      ("a  --  b", "a-b"),
      ("../../etc/passwd", "etc-passwd"), ("a..b", "a-b"), (".hidden.", "hidden"), ("<script>", "script"),
      ("=cmd|' /C calc'!A0", "cmd-c-calc-a0"), ("\u{202E}gpj.exe", "gpj.exe"), ("İ", "i"),
      ("x/y\\z", "x-y-z"),
    ])
  func folding(name: String, slug: String) {
    #expect(Slug(folding: name).text == slug)
  }

  @Test("names with nothing left are still a file", arguments: ["", "…", "🛡️", "防弾", "---", "\u{0}"])
  func empty(name: String) {
    #expect(Slug(folding: name).text == "unnamed")
  }

  @Test(
    "names that an operating system or a server reserves are set apart",
    arguments: ["CON", "nul", "Com1", "lpt9.txt", "index"])
  func reserved(name: String) {
    #expect(Slug(folding: name).text.hasPrefix("x-"))
  }

  @Test("a slug is at most 80 bytes and holds nothing but what is allowed, whatever the name")
  func always() {
    var state: UInt64 = 7
    for _ in 0..<500 {
      var name = String.UnicodeScalarView()
      for _ in 0..<Int(state % 700) {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        if let scalar = Unicode.Scalar(UInt32(state >> 40) % 0x3000) { name.append(scalar) }
      }
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let slug = Slug(folding: String(name)).text
      #expect(slug.utf8.count <= Slug.maximumLength)
      #expect(slug.wholeMatch(of: #/[a-z0-9]+([-.][a-z0-9]+)*/#) != nil, "\(slug)")
    }
  }

  @Test(
    "a name that is a slug stays as it is",
    arguments: [
      "a", "7", "pbfs.bfs", "hx-2-s", "nij-0101.06", "index-1", "con-1", String(repeating: "x", count: 79),
    ])
  func slugs(name: String) {
    #expect(Slug(folding: name).text == name)
    // By the longer way, which a capital letter takes.
    #expect(Slug(folding: name.uppercased()).text == name)
  }

  @Test("names that fold to one slug get a suffix each, in whatever order they come")
  func collisions() {
    let names = ["FX 1", "fx-1", "FX-1", "FX-2"]
    let book = SlugBook(names)
    let reversed = SlugBook(names.reversed())
    let slugs = names.map { book[$0].text }
    #expect(Set(slugs).count == 4)
    #expect(slugs.prefix(3).allSatisfy { $0.wholeMatch(of: #/fx-1-[0-9a-f]{6}/#) != nil })
    #expect(slugs[3] == "fx-2")
    #expect(names.map { reversed[$0].text } == slugs)
  }

  @Test("a suffixed slug never takes the place of a name that is spelled like it")
  func spelledLikeASuffix() {
    let suffixed = SlugBook(["FX 1", "fx-1"])["FX 1"].text
    let book = SlugBook(["FX 1", "fx-1", suffixed])
    #expect(book[suffixed].text == suffixed)
    #expect(book["FX 1"].text != suffixed)
  }

  @Test("canonically equivalent names that differ in bytes are two names")
  func equivalent() {
    let book = SlugBook(["caf\u{E9}", "cafe\u{301}"])
    #expect(book["caf\u{E9}"].text != book["cafe\u{301}"].text)
  }
}
