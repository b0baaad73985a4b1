import Conformity
import Testing

/// `<peak-with-duration quantity="…" duration="…">`: no peak too high, none too long.
@Suite("Rule: peak with duration")
struct PeakWithDurationRuleTests {
  private func trial(_ observations: String...) -> Trial {
    var trial = Trial(
      """
      <peak-with-duration quantity='peak' duration='above'>
        <limit {5 kN}/><threshold {2000 N}/><longest {3 ms}/>
      </peak-with-duration>
      """)
    for observation in observations { trial.observe(observation) }
    return trial
  }

  @Test(
    "the limit and the longest duration are included, the threshold is only counted above it",
    arguments: [
      ("peak=5 above=3", Outcome.met), ("peak=5.01 above=0", .notMet), ("peak=3 above=3.1", .notMet),
      ("peak=2", .met), ("peak=2 above=100", .met), ("peak=2.001 above=3", .met),
      ("peak=2.001 above=3.001", .notMet),
    ])
  func boundaries(observation: String, outcome: Outcome) throws {
    #expect(try trial(observation).outcome() == outcome)
  }

  @Test("the highest peak is told with its margin; a violation names what was too much")
  func words() throws {
    let met = try trial("peak=4 above=1", "peak=4.5 above=1").result()
    #expect(met.measured == "4.5 kN")
    #expect(met.margin == "0.5 kN")
    let notMet = try trial("peak=4 above=4").result()
    #expect(notMet.reason == "trial 1 of trial: 4 kN, 4 ms above 2000 N.")
  }

  @Test("a violation decides although another peak is not reported and the plan asks for more")
  func violationDecides() throws {
    var trial = trial("peak=6 above=1", "above=1")
    trial.plan("<total {9 1}/>")
    #expect(try trial.outcome() == .notMet)
  }

  @Test("forces and durations may come in other units")
  func units() throws {
    var trial = trial("peak=5000 above=0.003")
    trial.units["peak"] = "N"
    trial.units["above"] = "s"
    #expect(try trial.outcome() == .met)
  }

  @Test("not determined without a peak, without the duration of one above the threshold, or any observation")
  func notDetermined() throws {
    #expect(try trial("above=1").outcome() == .notDetermined)
    #expect(try trial("peak=3").result().reason == "above is not reported for trial 1 of trial.")
    #expect(try trial("peak=3").outcome() == .notDetermined)
    #expect(try trial().result().reason == "There is no counted trial.")
    var short = trial("peak=1")
    short.plan("<total {2 1}/>")
    #expect(try short.outcome() == .notDetermined)
  }
}
