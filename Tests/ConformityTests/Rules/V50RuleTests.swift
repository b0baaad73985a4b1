import Conformity
import Testing

/// `<v50 quantity="…" outcome="…">`: the ballistic limit by MIL-STD-662F, up to three pairs of count and spread.
@Suite("Rule: V50")
struct V50RuleTests {
  /// Stops are `good`, perforations are `poor`.
  private func trial(
    _ bound: String = "<at-least {450 m/s}/>", stops: [String], perforations: [String]
  ) -> Trial {
    var trial = Trial(
      """
      <v50 quantity='velocity' outcome='poor'>
        <pairs><count {2 1}/><spread {18 m/s}/></pairs>
        <pairs><count {3 1}/><spread {27 m/s}/></pairs>
        <pairs><count {5 1}/><spread {38 m/s}/></pairs>
        \(bound)
      </v50>
      """)
    for velocity in stops { trial.observe("velocity=\(velocity) outcome=good") }
    for velocity in perforations { trial.observe("velocity=\(velocity) outcome=poor") }
    return trial
  }

  private func statistic(_ name: String, _ result: RuleResult) -> String? {
    result.statistics.first { $0.name == name }?.value
  }

  @Test("two of each within 18 m/s: the mean of the fastest stops and the slowest perforations")
  func fourShots() throws {
    let result = try trial(stops: ["445", "448", "400"], perforations: ["452", "455", "500"]).result()
    #expect(result.outcome == .met)
    #expect(result.measured == "450.00 m/s")
    #expect(statistic("of each", result) == "2")
    #expect(statistic("spread", result) == "10.00")
    #expect(statistic("n", result) == "6")
    #expect(result.observations.map(\.value) == ["448 m/s", "445 m/s", "452 m/s", "455 m/s"])
  }

  @Test("the spread includes its limit; beyond it the next pair is tried")
  func nextPair() throws {
    let exactly = try trial(stops: ["441", "448"], perforations: ["452", "459"]).result()
    #expect(statistic("of each", exactly) == "2")
    // 19 m/s are too much for four shots, and the six shots lie within 27.
    let six = try trial(stops: ["440", "441", "448"], perforations: ["452", "460", "461"]).result()
    #expect(statistic("of each", six) == "3")
    // 30 m/s are too much for six, and the ten shots lie within 38.
    let ten = try trial(
      stops: ["435", "436", "437", "438", "439"], perforations: ["465", "466", "467", "468", "469"]
    ).result()
    #expect(statistic("of each", ten) == "5")
    #expect(ten.measured == "452.00 m/s")
  }

  @Test("no pair that the shots allow is not determined, and the reason is the first pair's")
  func noPair() throws {
    let wide = try trial(stops: ["400", "401"], perforations: ["500", "501"]).result()
    #expect(wide.outcome == .notDetermined)
    #expect(wide.reason?.isEmpty == false)
    let few = try trial(stops: ["449"], perforations: ["451"]).result()
    #expect(few.outcome == .notDetermined)
  }

  @Test("stops alone, perforations alone, or nothing at all have no V50")
  func oneKind() throws {
    #expect(try trial(stops: ["448", "449", "450"], perforations: []).outcome() == .notDetermined)
    #expect(try trial(stops: [], perforations: ["448", "449", "450"]).outcome() == .notDetermined)
    #expect(try trial(stops: [], perforations: []).result().reason == "There is no counted trial.")
  }

  @Test(
    "the mean is compared exactly with the limit, as written",
    arguments: [("447.9", Outcome.notMet), ("448", .met), ("448.1", .met)])
  func limit(stop: String, outcome: Outcome) throws {
    #expect(try trial(stops: ["445", stop], perforations: ["452", "455"]).outcome() == outcome)
  }

  @Test("a V50 exactly at a limit that is to be exceeded is not above it")
  func above() throws {
    #expect(
      try trial("<above {450 m/s}/>", stops: ["445", "448"], perforations: ["452", "455"]).outcome()
        == .notMet)
  }

  @Test("velocities in feet per second have the same V50")
  func units() throws {
    var trial = trial(stops: ["1460", "1469.8162729658793"], perforations: ["1482.9396325459318", "1500"])
    trial.units["velocity"] = "[ft_i]/s"
    let result = try trial.result()
    #expect(statistic("of each", result) == "2")
    #expect(result.outcome == .met)
  }

  @Test("not determined where a velocity or an outcome is not reported, or the plan asks for more")
  func notDetermined() throws {
    var lacking = trial(stops: ["445", "448"], perforations: ["452", "455"])
    lacking.observe("outcome=good")
    #expect(try lacking.result().reason == "velocity is not reported for trial 1 of trial.")
    var silent = trial(stops: ["445", "448"], perforations: ["452", "455"])
    silent.observe("velocity=450")
    #expect(try silent.result().reason == "The outcome of trial 1 of trial is not reported.")
    var short = trial(stops: ["445", "448"], perforations: ["452", "455"])
    short.plan("<total {6 1}/>")
    #expect(try short.outcome() == .notDetermined)
    #expect(try short.result().measured == "450.00 m/s")
  }
}
