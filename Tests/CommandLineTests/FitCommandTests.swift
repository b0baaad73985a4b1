import Foundation
import Testing

@Suite("proofmark fit")
struct FitCommandTests {
  /// A data set of the statistics' tests, with the reference values of its fit.
  private func reference(_ name: String) throws -> (table: String, values: [String: Double]) {
    func lines(_ file: String) throws -> [[String]] {
      try String(contentsOfFile: "\(Program.root)/Tests/StatisticsTests/Fixtures/\(file)", encoding: .utf8)
        .split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
          $0.split(separator: ",").map(String.init)
        }
    }
    let references = try lines("logistic_reference.csv")
    let row = try #require(references.first { $0[0] == name })
    var table = "velocity (m/s),perforated\n"
    for shot in try lines("logistic_shots.csv") where shot[0] == name {
      for _ in 0..<(Int(shot[3]) ?? 0) { table += "\(shot[1]),\(shot[2])\n" }
    }
    return (table, Dictionary(uniqueKeysWithValues: zip(references[0], row.map { Double($0) ?? .nan })))
  }

  private func isClose(_ value: Any?, _ expected: Double?) -> Bool {
    guard let value = value as? Double, let expected else { return false }
    return abs(value - expected) <= 1e-6 * abs(expected)
  }

  @Test(
    "V50, V05, slope and their standard errors are those of the reference",
    arguments: ["range-120", "panel-24", "long-240"])
  func fit(name: String) throws {
    let (table, values) = try reference(name)
    let run = try Workplace().run("fit", "-", "--format", "json", input: Array(table.utf8))
    #expect(run.code == 0)
    let answer = try run.json()
    #expect(answer["verdict"] as? String == "fit")
    #expect(answer["reason"] is NSNull)
    #expect(answer["shots"] as? Double == values["n"])
    #expect(answer["perforations"] as? Double == values["perforations"])
    #expect(answer["unit"] as? String == "m/s")
    #expect(isClose(answer["v50"], values["v50"]))
    #expect(isClose(answer["v50StandardError"], values["v50Error"]))
    #expect(isClose(answer["v05"], values["v05"]))
    #expect(isClose(answer["v05StandardError"], values["v05Error"]))
    #expect(isClose(answer["slope"], values["slope"]))
    #expect(isClose(answer["slopeStandardError"], values["slopeError"]))
    #expect(isClose(answer["intercept"], values["intercept"]))
    #expect(isClose((answer["v50Interval95"] as? [Double])?.first, values["v50Lower"]))
    #expect(isClose((answer["v05Interval95"] as? [Double])?.last, values["v05Upper"]))
  }

  @Test("for people: the same with the unit, rounded")
  func text() throws {
    let place = try Workplace()
    try place.file("shots.csv", try reference("range-120").table)
    let run = try place.run("fit", "shots.csv", "--at", "450")
    #expect(run.code == 0)
    #expect(run.output.contains("120 shots, 61 perforations"))
    #expect(run.output.contains("V50  468.09 ± 2.59 m/s   95 % limits 463.04 to 473.41"))
    #expect(run.output.contains("V05  442.08 ± 5.12 m/s"))
    #expect(run.output.contains("slope  0.11318 ± 0.0204 per m/s"))
    #expect(run.output.contains("P(perforation) at 450 m/s: 11.4 %"))
  }

  @Test(
    "where there is no fit the answer is not determined, with a reason and its code",
    arguments: [
      ("separated", "400,0\n410,0\n420,1\n430,1\n"), ("only stops", "400,0\n410,0\n420,0\n"),
      ("only perforations", "400,1\n410,1\n420,1\n"), ("one shot", "400,0\n"), ("no shots", ""),
      ("one velocity", "400,0\n400,1\n400,1\n"),
      ("stops faster than perforations", "400,1\n410,1\n420,0\n430,0\n"),
    ])
  func notDetermined(name: String, shots: String) throws {
    let input = Array("velocity,perforated\n\(shots)".utf8)
    let run = try Workplace().run("fit", "-", "--format", "json", input: input)
    #expect(run.code == 2)
    let answer = try run.json()
    #expect(answer["verdict"] as? String == "not determined")
    #expect((answer["reason"] as? String)?.hasSuffix(".") == true)
    #expect((answer["code"] as? String)?.isEmpty == false)
    for member in ["v50", "v50StandardError", "v05", "v05StandardError", "slope", "slopeStandardError"] {
      #expect(answer[member] is NSNull, "\(member)")
    }
    let text = try Workplace().run("fit", "-", input: input)
    #expect(text.code == 2)
    #expect(text.output.contains("Not determined: "))
  }

  @Test(
    "a table that cannot be read is refused by line, never guessed at",
    arguments: [
      ("velocity,perforated\n400,0\nNaN,1\n", "shots.cell", 3),
      ("velocity,perforated\n1e400,0\n", "shots.cell", 2),
      ("velocity;perforated\n412,5;0\n", "shots.cell", 2), ("velocity,perforated\n400,2\n", "shots.cell", 2),
      ("", "shots.columns", 0), ("400,0\n", "shots.columns", 1),
    ])
  func refused(table: String, code: String, line: Int) throws {
    let place = try Workplace()
    try place.file("shots.csv", table)
    let text = try place.run("fit", "shots.csv")
    #expect(text.code == 3)
    #expect(text.output == "")
    #expect(text.errors.contains(line > 0 ? "shots.csv:\(line): error: " : "shots.csv: error: "))
    #expect(text.errors.contains("[\(code)]"))
    let json = try place.run("fit", "shots.csv", "--format", "json")
    #expect(json.code == 3)
    let answer = try json.json()
    #expect(answer["verdict"] as? String == "refused")
    #expect(answer["code"] as? String == code)
    #expect((answer["diagnostics"] as? [[String: Any]])?.first?["line"] as? Int == line)
  }

  @Test("a file that is not there, a folder, another kind of file")
  func odd() throws {
    let place = try Workplace()
    #expect(
      try place.run("fit", "absent.csv").errors.contains(
        "The file cannot be read: No such file or directory."))
    #expect(try place.run("fit", place.folder).errors.contains("It is a folder"))
    let missing = try place.run("fit", "absent.csv", "--format", "json")
    #expect(missing.code == 3)
    #expect(try missing.json()["verdict"] as? String == "refused")
    #expect(try place.run("fit", Workplace.compliant).errors.contains("[shots.columns]"))
  }

  @Test("a velocity to ask about must be one", arguments: ["nan", "inf", "0", "fast"])
  func at(velocity: String) throws {
    let run = try Workplace().run(
      "fit", "-", "--at", velocity, "--format", "json", input: Array("velocity,perforated\n".utf8))
    #expect(run.code == 64)
  }
}
