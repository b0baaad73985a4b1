import Conformity
import Testing

/// `<breakthrough quantity="…" time="…">`: when something first came through.
@Suite("Rule: breakthrough")
struct BreakthroughRuleTests {
  private func trial(_ bound: String = "<at-least {60 min}/>", _ readings: (time: String, mass: String)...)
    -> Trial
  {
    var trial = Trial(
      "<breakthrough quantity='mass' time='time'><threshold {0.1 ug/cm2}/>\(bound)</breakthrough>")
    for reading in readings { trial.observe("time=\(reading.time) mass=\(reading.mass)") }
    return trial
  }

  @Test(
    "the first reading at the threshold is the breakthrough, wherever it stands in the report",
    arguments: [("60", Outcome.met), ("59.9", .notMet)])
  func first(time: String, outcome: Outcome) throws {
    let result = try trial("<at-least {60 min}/>", ("90", "5"), (time, "0.1"), ("30", "0.09")).result()
    #expect(result.outcome == outcome)
    #expect(result.measured == "\(time) min")
  }

  @Test("without a breakthrough the last reading stands for a later one")
  func later() throws {
    let enough = try trial("<at-least {60 min}/>", ("30", "0"), ("60", "0.0999")).result()
    #expect(enough.outcome == .met)
    #expect(enough.measured == "more than 60 min")
    let early = try trial("<at-least {60 min}/>", ("30", "0"), ("59", "0")).result()
    #expect(early.outcome == .notDetermined)
    #expect(early.reason == "The readings end after 59 min, without a breakthrough.")
  }

  @Test(
    "what must be later than a time is met by readings that go on just as long: the breakthrough comes after")
  func above() throws {
    #expect(try trial("<above {60 min}/>", ("60", "0")).outcome() == .met)
    #expect(try trial("<above {60 min}/>", ("60", "0.1")).outcome() == .notMet)
  }

  @Test("an upper limit of the time cannot be met by readings that end before anything came through")
  func upper() throws {
    #expect(try trial("<at-most {60 min}/>", ("90", "0")).outcome() == .notDetermined)
    #expect(try trial("<at-most {60 min}/>", ("60", "1")).outcome() == .met)
  }

  @Test("times and values may come in other units")
  func units() throws {
    var trial = trial("<at-least {1 h}/>", ("60", "0.0001"))
    trial.units["mass"] = "mg/cm2"
    #expect(try trial.outcome() == .met)
    #expect(try trial.result().measured == "1 h")
  }

  @Test("an early breakthrough decides although the plan asks for more")
  func violationDecides() throws {
    var trial = trial("<at-least {60 min}/>", ("10", "1"))
    trial.plan("<total {9 1}/>")
    #expect(try trial.outcome() == .notMet)
  }

  @Test("not determined where a reading lacks time or value, there is none, or the plan asks for more")
  func notDetermined() throws {
    var lacking = trial("<at-least {60 min}/>", ("60", "0"))
    lacking.observe("time=30")
    #expect(try lacking.outcome() == .notDetermined)
    lacking = trial("<at-least {60 min}/>", ("60", "0"))
    lacking.observe("mass=0")
    #expect(try lacking.outcome() == .notDetermined)
    #expect(try trial().result().reason == "There is no counted trial.")
    var short = trial("<at-least {60 min}/>", ("60", "0"))
    short.plan("<total {2 1}/>")
    #expect(try short.outcome() == .notDetermined)
  }

  @Test("a breakthrough that was too early is a violation, whatever other readings lack")
  func tooEarly() throws {
    var trial = trial("<at-least {60 min}/>", ("30", "1"))
    trial.observe("time=20")
    #expect(try trial.outcome() == .notMet)
  }

  @Test("a reading without its value may be an earlier breakthrough, but not after the one that was seen")
  func lack() throws {
    var earlier = trial("<at-least {60 min}/>", ("70", "1"))
    earlier.observe("time=20")
    #expect(try earlier.outcome() == .notDetermined)
    var later = trial("<at-least {60 min}/>", ("70", "1"))
    later.observe("time=90")
    #expect(try later.outcome() == .met)
  }
}
