import Conformity
import Testing

/// `<cumulative quantity="…" time="…">`: what came through in all during a period.
@Suite("Rule: cumulative")
struct CumulativeRuleTests {
  private func trial(_ bound: String = "<at-most {6 ug/cm2}/>", _ readings: (time: String, mass: String)...)
    -> Trial
  {
    var trial = Trial(
      "<cumulative quantity='mass' time='time'><period {60 min}/>\(bound)</cumulative>")
    for reading in readings { trial.observe("time=\(reading.time) mass=\(reading.mass)") }
    return trial
  }

  @Test(
    "the readings up to the end of the period are added up, the limit included",
    arguments: [("3", Outcome.met), ("3.001", .notMet), ("2.999", .met)])
  func limit(last: String, outcome: Outcome) throws {
    let result = try trial("<at-most {6 ug/cm2}/>", ("20", "1.5"), ("40", "1.5"), ("60", last)).result()
    #expect(result.outcome == outcome)
    #expect(result.decisiveCount == 3)
  }

  @Test("a limit that is to stay below is not reached")
  func below() throws {
    #expect(try trial("<below {6 ug/cm2}/>", ("60", "6")).outcome() == .notMet)
    #expect(try trial("<below {6 ug/cm2}/>", ("60", "5.999")).outcome() == .met)
  }

  @Test("readings after the period are not looked at")
  func later() throws {
    #expect(try trial("<at-most {6 ug/cm2}/>", ("60", "6"), ("61", "100")).outcome() == .met)
  }

  @Test("readings that end before the period does leave a small sum open, and a large one decides at once")
  func early() throws {
    let small = try trial("<at-most {6 ug/cm2}/>", ("30", "1"), ("59", "1")).result()
    #expect(small.outcome == .notDetermined)
    #expect(small.reason == "The readings end after 59 min, before 60 min.")
    #expect(try trial("<at-most {6 ug/cm2}/>", ("30", "7")).outcome() == .notMet)
  }

  @Test("a sum beyond the limit decides, whatever a reading lacks and the plan still asks for")
  func violationDecides() throws {
    var trial = trial("<at-most {6 ug/cm2}/>", ("30", "7"))
    trial.observe("time=60")
    trial.plan("<total {9 1}/>")
    #expect(try trial.outcome() == .notMet)
  }

  @Test("masses and times may come in other units")
  func units() throws {
    var trial = trial("<at-most {6 ug/cm2}/>", ("0.5", "0.003"), ("1", "0.003"))
    trial.units["time"] = "h"
    trial.units["mass"] = "mg/cm2"
    #expect(try trial.outcome() == .met)
    #expect(try trial.result().measured == "6 µg/cm²")
  }

  @Test("a sum too small for a lower bound is a violation only once the period is over")
  func lowerBound() throws {
    #expect(try trial("<at-least {6 ug/cm2}/>", ("30", "5")).outcome() == .notDetermined)
    #expect(try trial("<at-least {6 ug/cm2}/>", ("60", "5")).outcome() == .notMet)
    #expect(try trial("<at-least {6 ug/cm2}/>", ("60", "6")).outcome() == .met)
  }

  @Test("not determined where a reading lacks time or mass, there is none, or the plan asks for more")
  func notDetermined() throws {
    var lacking = trial("<at-most {6 ug/cm2}/>", ("60", "1"))
    lacking.observe("time=30")
    #expect(try lacking.result().reason == "mass is not reported for trial 1 of trial.")
    lacking = trial("<at-most {6 ug/cm2}/>", ("60", "1"))
    lacking.observe("mass=1")
    #expect(try lacking.result().reason == "time is not reported for trial 1 of trial.")
    #expect(try trial().result().reason == "There is no counted trial.")
    var short = trial("<at-most {6 ug/cm2}/>", ("60", "1"))
    short.plan("<total {2 1}/>")
    #expect(try short.outcome() == .notDetermined)
  }

  @Test("what a reading after the period lacks is not asked for; what one within it lacks is")
  func laterLack() throws {
    var trial = trial("<at-most {6 ug/cm2}/>", ("60", "5"))
    trial.observe("time=90")
    #expect(try trial.outcome() == .met)
    trial.observe("time=30")
    #expect(try trial.outcome() == .notDetermined)
  }
}
