import Conformity
import Testing

/// Equipment that is made of components, protects regions of the body, and is worn by test subjects.
@Suite("Components, regions and subjects")
struct EnsembleTests {
  private func trial(_ select: String) -> Trial {
    var trial = Trial("<required-outcome outcome='good'/>")
    trial.select = select
    return trial
  }

  private func titles(_ finding: Finding) -> [String] {
    finding.groups.map { $0.keys.map(\.title).joined(separator: ", ") }
  }

  @Test("a requirement on a component looks at that component only, as the specimen or the series names it")
  func component() throws {
    var trial = trial("component='glove'")
    trial.specimen("G", "component='glove'")
    trial.specimen("M", "component='mask'")
    trial.observe("outcome=good", in: "specimen='G'")
    trial.observe("outcome=poor", in: "specimen='M'")
    #expect(try trial.outcome() == .met)
    #expect(try trial.group().counted == 1)
    trial.observe("outcome=poor", in: "component='glove'")
    #expect(try trial.outcome() == .notMet)
  }

  @Test("what does not say of which component or region it is leaves open what is met only without it")
  func unplaced() throws {
    for select in ["component='glove'", "region='neck'", "group-by='component'", "group-by='region'"] {
      var trial = trial(select)
      trial.observe("outcome=good", in: "component='glove' region='neck'")
      trial.observe("outcome=good")
      #expect(try trial.outcome() == .met, "\(select)")
      trial.observe("outcome=poor")
      let group = try trial.group()
      #expect(group.outcome == .notDetermined, "\(select)")
      #expect(group.counted == 1)
      #expect(
        group.result.reason
          == "It is not known to what trial 1 of trial belongs; with it the requirement would not be met.")
    }
  }

  @Test("a requirement on a region looks at that region only")
  func region() throws {
    var trial = trial("region='neck'")
    trial.observe("outcome=good", in: "region='neck'")
    trial.observe("outcome=poor", in: "region='hand'")
    #expect(try trial.outcome() == .met)
  }

  @Test("each component is judged on its own, and one that nobody tested has a group and is not determined")
  func untestedComponent() throws {
    var trial = trial("group-by='component'")
    trial.plan("<total {1 1}/>", for: "component='glove'")
    trial.plan("<total {1 1}/>", for: "component='mask'")
    trial.observe("outcome=good", in: "component='glove'")
    let finding = try trial.finding()
    #expect(titles(finding) == ["Glove", "Mask"])
    #expect(finding.groups.map(\.outcome) == [.met, .notDetermined])
    #expect(finding.groups.last?.gaps == ["0 of 1 counted trials: Mask (Trial)."])
    #expect(finding.outcome == .notDetermined)
  }

  @Test("subjects are judged each on their own; what is missing from one region is no gap of the other")
  func subjects() throws {
    var trial = trial("group-by='region subject'")
    trial.plan("<subjects {2 1}/>", for: "region='neck'")
    trial.plan("<subjects {1 1}/>", for: "region='hand'")
    trial.observe("outcome=good", in: "region='neck' subject='S1'")
    trial.observe("outcome=good", in: "region='hand' subject='S1'")
    let finding = try trial.finding()
    #expect(titles(finding) == ["Neck, S1", "Hand, S1"])
    #expect(finding.groups.map(\.outcome) == [.notDetermined, .met])
    #expect(finding.groups.first?.gaps == ["1 of 2 subjects: Neck (Trial)."])
  }

  @Test("a region that no subject was tested in has a group of its own")
  func untestedRegion() throws {
    var trial = trial("group-by='region subject'")
    trial.plan("<subjects {1 1}/>", for: "region='neck'")
    trial.plan("<subjects {1 1}/>", for: "region='hand'")
    trial.observe("outcome=good", in: "region='hand' subject='S1'")
    let finding = try trial.finding()
    #expect(Set(titles(finding)) == ["Neck", "Hand, S1"])
    #expect(finding.outcome == .notDetermined)
  }

  @Test("one subject's violation decides, and the group says whose it is and in which report")
  func oneSubject() throws {
    var trial = trial("group-by='subject'")
    trial.observe("outcome=good", in: "subject='S1'")
    trial.observe("outcome=poor", in: "subject='S2'")
    let finding = try trial.finding()
    #expect(finding.outcome == .notMet)
    #expect(finding.groups.map(\.outcome) == [.met, .notMet])
    #expect(finding.groups.map(\.report) == [0, 0])
  }

  @Test("a subject of another report with the same name is another group")
  func sameName() throws {
    var first = trial("group-by='subject'")
    first.observe("outcome=good", in: "subject='S1'")
    var second = trial("")
    second.observe("outcome=poor", in: "subject='S1'")
    let groups = try first.finding(and: [second]).groups
    #expect(groups.map(\.outcome) == [.met, .notMet])
    #expect(groups.map(\.report) == [0, 1])
  }

  @Test("each specimen of a component is judged on its own")
  func specimens() throws {
    var trial = trial("component='glove' group-by='specimen'")
    trial.plan("<specimens {3 1}/>", for: "component='glove'")
    for id in ["G1", "G2"] { trial.specimen(id, "component='glove'") }
    trial.observe("outcome=good", in: "specimen='G1'")
    trial.observe("outcome=poor", in: "specimen='G2'")
    let finding = try trial.finding()
    #expect(titles(finding) == ["G1", "G2"])
    #expect(finding.groups.map(\.outcome) == [.notDetermined, .notMet])
    #expect(finding.groups.first?.gaps == ["2 of 3 specimens complete: Glove (Trial)."])
  }

  @Test("a group has what its own series saw, and nothing of a series that does not say where it belongs")
  func nameless() throws {
    var trial = Trial("<mean quantity='value'><at-most {2 mm}/></mean>")
    trial.select = "group-by='subject'"
    trial.observe("value=1", in: "subject='S1'")
    trial.observe("value=3")
    let groups = try trial.finding().groups
    #expect(groups.map(\.counted) == [1, 1])
    #expect(groups.map(\.outcome) == [.met, .notMet])
  }
}
