import Foundation
import Quantities
import Standards
import Testing

@testable import Conformity

@Suite("A determination as canonical JSON")
struct DeterminationWriterTests {
  @Test("decoding what was written gives an equal determination", arguments: 0..<200)
  func roundTrip(seed: Int) throws {
    var source = RandomDetermination(seed: UInt64(seed))
    let determination = source.determination()
    let decoded = try JSONDecoder().decode(Determination.self, from: Data(determination.canonicalJSON()))
    #expect(decoded == determination)
  }

  @Test("the bytes are those that JSONEncoder gives for sorted keys", arguments: 0..<100)
  func agreesWithEncoder(seed: Int) throws {
    var source = RandomDetermination(seed: UInt64(seed))
    let determination = source.determination()
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let expected = try encoder.encode(determination)
    #expect(Data(determination.canonicalJSON()) == expected)
  }

  @Test("equal determinations give equal bytes, and different ones different bytes")
  func deterministic() {
    var first = RandomDetermination(seed: 7)
    var second = RandomDetermination(seed: 7)
    let determination = first.determination()
    #expect(determination.canonicalJSON() == second.determination().canonicalJSON())
    var changed = determination
    changed.remarks.append("")
    #expect(changed.canonicalJSON() != determination.canonicalJSON())
  }

  @Test("quotes, backslashes and control characters are escaped; other characters stand as they are")
  func escapes() {
    var json = CanonicalJSON(capacity: 0)
    json.value("\"\\/\n\r\t\u{8}\u{c}\u{0}\u{1f}\u{7f} ± 🦺")
    #expect(String(decoding: json.bytes, as: UTF8.self) == #""\"\\/\n\r\t\b\f\u0000\u001f\#u{7f} ± 🦺""#)
  }

  @Test(
    "integers of both signs and any length",
    arguments: [0, 9, 10, 99, 100, 4362, 1_000_000, .max, -1, -10, -4362, .min])
  func integers(number: Int) {
    var json = CanonicalJSON(capacity: 0)
    json.value(number)
    #expect(String(decoding: json.bytes, as: UTF8.self) == String(number))
  }

  @Test("a character that needs an escape is found wherever it stands", arguments: 0..<20)
  func escapesAnywhere(position: Int) throws {
    for code in UInt8.min...0x7F {
      for filler in [Character("~"), " ", "!", "é"] {
        var text = String(repeating: filler, count: position)
        text.unicodeScalars.append(Unicode.Scalar(code))
        text += String(repeating: filler, count: 19 - position)
        var json = CanonicalJSON(capacity: 0)
        json.value(text)
        #expect(try JSONDecoder().decode(String.self, from: Data(json.bytes)) == text)
        let needsEscape = code < 0x20 || code == UInt8(ascii: "\"") || code == UInt8(ascii: "\\")
        #expect((json.bytes.count > text.utf8.count + 2) == needsEscape)
      }
    }
  }
}

extension CanonicalJSON {
  fileprivate var bytes: [UInt8] { withBytes { Array($0) } }
}
