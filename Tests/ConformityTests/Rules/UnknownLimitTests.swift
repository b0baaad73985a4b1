import Conformity
import Testing

/// `<unknown comparison="…" unit="…"/>`: a limit that nobody has read leaves everything open.
@Suite("Rule: unknown limits")
struct UnknownLimitTests {
  private static let unknown = "<unknown comparison='at-most' unit='mm' clause='6.2' source='text'/>"

  @Test(
    "nothing that is held against an unknown limit is determined, however good it looks",
    arguments: [
      "<every quantity='value'>\(unknown)</every>", "<minimum quantity='value'>\(unknown)</minimum>",
      "<maximum quantity='value'>\(unknown)</maximum>", "<mean quantity='value'>\(unknown)</mean>",
      "<mean quantity='value' over='subjects'>\(unknown)</mean>",
      "<count>\(unknown.replacing("mm", with: "1"))</count>",
      "<percentage-of-control quantity='value' control='control'>\(unknown.replacing("mm", with: "%"))"
        + "</percentage-of-control>",
      "<protection-factor outside='outside' inside='inside'>\(unknown.replacing("mm", with: "1"))"
        + "</protection-factor>",
      "<cumulative quantity='value' time='time'><period {60 min}/>\(unknown)</cumulative>",
      "<breakthrough quantity='value' time='time'><threshold {1 mm}/>\(unknown.replacing("mm", with: "min"))"
        + "</breakthrough>",
      "<v50 quantity='value' outcome='poor'><pairs><count {1 1}/><spread {9 mm}/></pairs>\(unknown)</v50>",
    ])
  func everyKind(rule: String) throws {
    var trial = Trial(rule)
    trial.observe(
      "value=0 outside=1 inside=0 time=60 outcome=good", "value=1 outside=1 inside=0 time=70 outcome=poor",
      in: "subject='S1'")
    let result = try trial.result()
    #expect(result.outcome == .notDetermined)
    #expect(result.reason == "The definition does not know the limit.")
    #expect(result.clause == "6.2")
    #expect(!result.isVerified)
    #expect(result.limit == nil)
  }

  @Test("a part that is broken decides although another part's limit is unknown; one that is met does not")
  func combinations() throws {
    let open = "<every quantity='value'>\(UnknownLimitTests.unknown)</every>"
    for (limit, outcome) in [("1", Outcome.notDetermined), ("0.5", .notMet)] {
      var trial = Trial("<all-of>\(open)<every quantity='value'><at-most {\(limit) mm}/></every></all-of>")
      trial.observe("value=1")
      #expect(try trial.outcome() == outcome)
    }
    var trial = Trial("<any-of>\(open)<every quantity='value'><at-most {1 mm}/></every></any-of>")
    trial.observe("value=1")
    #expect(try trial.outcome() == .met)
  }

  @Test("a filter by an unknown limit leaves open what it narrows")
  func filter() throws {
    var trial = Trial(
      """
      <every quantity='velocity'>
        <where quantity='value'>\(UnknownLimitTests.unknown)</where><at-most {9 m/s}/>
      </every>
      """)
    trial.observe("value=1 velocity=10")
    #expect(try trial.outcome() == .notDetermined)
  }
}
