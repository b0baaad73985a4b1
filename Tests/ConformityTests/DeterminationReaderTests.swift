import Foundation
import Testing

@testable import Conformity

@Suite("A determination read from canonical JSON")
struct DeterminationReaderTests {
  @Test("what was written is read as a decoder of any JSON reads it", arguments: 0..<200)
  func roundTrip(seed: Int) throws {
    var source = RandomDetermination(seed: UInt64(seed))
    let determination = source.determination()
    let bytes = determination.canonicalJSON()
    #expect(Determination(canonicalJSON: bytes) == determination)
    #expect(try JSONDecoder().decode(Determination.self, from: Data(bytes)) == determination)
  }

  @Test("what is cut short, longer or spoilt is another determination, as a decoder reads it too, or none")
  func spoilt() throws {
    var source = RandomDetermination(seed: 3)
    let bytes = source.determination().canonicalJSON()
    for end in stride(from: 0, to: bytes.count, by: 7) {
      #expect(Determination(canonicalJSON: Array(bytes[..<end])) == nil)
    }
    #expect(Determination(canonicalJSON: bytes + [0x20]) == nil)
    var read = 0
    for place in bytes.indices {
      for bit in [0, 1, 3, 5, 7] {
        var spoilt = bytes
        spoilt[place] ^= 1 << bit
        guard let determination = Determination(canonicalJSON: spoilt) else { continue }
        read += 1
        #expect(
          try JSONDecoder().decode(Determination.self, from: Data(spoilt)) == determination,
          "byte \(place), bit \(bit)")
      }
    }
    #expect(read > 0)
  }

  @Test("other JSON of the same determination is left to a decoder", arguments: ["{ ", "\n{", "[{"])
  func otherForm(beginning: String) {
    var source = RandomDetermination(seed: 5)
    let bytes = source.determination().canonicalJSON()
    #expect(Determination(canonicalJSON: Array(beginning.utf8) + bytes.dropFirst()) == nil)
  }

  @Test("rules within rules without end are refused")
  func deep() {
    let head =
      #"{"acceptance":"simple","amendments":[],"engine":"4","findings":[{"acceptance":"simple","clause":"","#
    let group = #""groups":[{"counted":0,"gaps":[],"keys":[],"leftOut":[],"outcome":"met","result":"#
    let deep = String(repeating: #"{"children":["#, count: 100_000)
    #expect(Determination(canonicalJSON: Array((head + group + deep).utf8)) == nil)
  }
}
