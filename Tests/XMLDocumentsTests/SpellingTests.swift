import Testing

@testable import XMLDocuments

@Suite("A name is taken for a slip of another if it differs little")
struct SpellingTests {
  @Test(
    "alike",
    arguments: [
      ("shott", "shot"), ("Shot", "shot"), ("hsot", "shot"), ("sho", "shot"), ("specimens", "specimen"),
      ("spceimne", "specimen"), ("spezimen", "specimen"), ("measurment", "measurement"), ("ab", "AB"),
    ])
  func alike(written: String, meant: String) {
    #expect(Spelling.isAlike(written, meant))
    #expect(Spelling.isAlike(meant, written))
  }

  @Test(
    "not alike",
    arguments: [
      ("a", "b"), ("ab", "abc"), ("shot", "spot on"), ("shot", "shaft"), ("remark", "report"), ("", "a"),
    ])
  func different(written: String, meant: String) {
    #expect(!Spelling.isAlike(written, meant))
  }
}
