import Conformity
import Evidence
import Planning
import Quantities
import Standards
import Testing

@Suite("Test plans")
struct TestPlanTests {
  @Test("a report that does what the plan says has no gap but for what the definition does not know")
  func agreesWithJudge() throws {
    var fulfilled = 0
    for subject in try Shelf.subjects() {
      for finding in subject.determination(subject.filled).findings {
        let requirement = try #require(subject.standard.requirement(finding.requirement))
        // Observations on specimens whose conditioning has no known limits count for nothing.
        guard !isConditioningUnknown(requirement, subject) else { continue }
        let gaps = finding.groups.flatMap(\.gaps).filter {
          !$0.hasPrefix("The definition does not know how many")
        }
        #expect(gaps.isEmpty, "\(subject.name) \(finding.requirement): \(gaps)")
        if finding.groups.allSatisfy(\.gaps.isEmpty) { fulfilled += 1 }
      }
    }
    #expect(fulfilled > 300)
  }

  private func isConditioningUnknown(_ requirement: Requirement, _ subject: Shelf.Subject) -> Bool {
    subject.standard.method(requirement.selection.method)?.fairHit.contains { rule in
      guard case .conditioned(let id, _, let kind) = rule.test, kind == subject.kind else { return false }
      return subject.standard.requirement(id)?.rule.unknownLimits.isEmpty == false
    } ?? false
  }

  @Test("one specimen or one shot less than planned leaves a gap, where all numbers are known")
  func isLeast() throws {
    for subject in try Shelf.subjects() where subject.standard.id == "NIJ-0101.06" {
      let plan = TestPlan(of: subject.standard, level: subject.level, kind: subject.kind)
      #expect(plan.lines.allSatisfy { !$0.isOpen }, "\(subject.name)")
      let whole = subject.filled
      func gaps(_ report: Report) -> Int {
        subject.determination(report).findings.filter {
          $0.requirement.hasPrefix("pbfs") || $0.requirement.hasPrefix("bl")
        }
        .reduce(0) { $0 + $1.groups.reduce(0) { $0 + $1.gaps.count } }
      }
      #expect(gaps(whole) == 0)
      for method in ["p-bfs", "ballistic-limit"] {
        var lacking = whole
        let last = try #require(lacking.series.lastIndex { $0.method == method })
        lacking.series[last].observations.removeLast()
        #expect(gaps(lacking) > 0, "\(subject.name) \(method)")
      }
    }
  }

  @Test("totals of NIJ-0101.06 type IIA as its plan adds up")
  func totals() throws {
    let plan = try #require(try Shelf.plan("NIJ-0101.06", "IIA", "flexible"))
    let totals = plan.totals
    // For each of two threats: 4 + 4 new and 2 + 2 conditioned panels of 6 shots, then 10 and 2 panels of 12.
    #expect(totals.specimenCount == 2 * (4 + 4 + 2 + 2 + 10 + 2))
    #expect(totals.shotCount == 2 * ((4 + 4 + 2 + 2) * 6 + (10 + 2) * 12))
    #expect(totals.observations.map(\.count) == [216, 216])
    // Two calibrations of five drops for each line and threat.
    #expect(totals.calibrations == 2 * 6 * 2)
    #expect(totals.calibrationObservations == 5 * totals.calibrations)
    #expect(totals.conditionings == 2)
    #expect(totals.openLines == 0)
    #expect(totals.restsOnUnverified)
    #expect(totals.hours(at: ExactDecimal(20)) == 21.6)
  }

  @Test("velocity windows come from the reference and its tolerance, edge distances from the threat's role")
  func aims() throws {
    let plan = try #require(try Shelf.plan("NIJ-0101.06", "IIA", "flexible"))
    let words = PlanWords(plan)
    let first = plan.lines[0]
    #expect(first.entry.id == "p-bfs.flexible.new.large")
    #expect(words.aims(of: first) == ["velocity 373 m/s ± 9.1 m/s: 363.9 to 382.1 m/s"])
    #expect(first.locationRules.map(\.limit.amount.description) == ["51 mm", "51 mm"])
    let heavier = plan.lines[1]
    #expect(heavier.locationRules.map(\.limit.amount.description) == ["76 mm", "51 mm"])
    #expect(words.angles(of: first.series[0]) == "1 to 4 at 0°†; 5 and 6 at 30°† or 45°†")
    let conditioned = try #require(plan.lines.first { $0.entry.condition == "conditioned" })
    #expect(words.aims(of: conditioned) == ["velocity 355 m/s ± 9.1 m/s: 345.9 to 364.1 m/s"])
    #expect(plan.conditionings(of: "new").map(\.id) == ["K2"])
    #expect(plan.conditionings(of: "conditioned").map(\.id) == ["K1", "K2"])
  }

  @Test("a number that nobody verified bears its mark in every sentence")
  func marks() throws {
    for subject in try Shelf.subjects() {
      let plan = TestPlan(of: subject.standard, level: subject.level, kind: subject.kind)
      let words = PlanWords(plan)
      for line in plan.lines {
        for (aim, sentence) in zip(line.aims, words.aims(of: line)) {
          let isVerified = aim.reference.isVerified && aim.tolerance?.isVerified ?? true
          #expect(sentence.contains(PlanWords.mark) == !isVerified, "\(sentence)")
        }
        for (rule, sentence) in zip(line.locationRules, words.locations(of: line)) {
          #expect(sentence.contains(PlanWords.mark) == !rule.limit.isVerified, "\(sentence)")
        }
        for figure in line.entry.figures where !figure.isVerified {
          let sentences = words.counts(of: line) + (words.angles(of: line.series[0]) ?? "")
          #expect(sentences.contains(PlanWords.marked(figure)) || sentences.contains(PlanWords.mark))
        }
      }
      for record in plan.conditionings + plan.calibrations {
        let unverified = record.requirements.flatMap(\.rule.figures).contains { !$0.isVerified }
        #expect(words.settings(of: record).contains { $0.hasSuffix(PlanWords.mark) } == unverified)
      }
    }
  }

  @Test("what a definition does not know is said, and nothing is put in its place but one of each")
  func unknown() throws {
    let plan = try #require(try Shelf.plan("NIJ-0115.00", "1", "spike"))
    #expect(plan.totals.openLines == plan.lines.count)
    let words = PlanWords(plan)
    #expect(words.counts(of: plan.lines[0]).contains("specimens: number not known (planned: 1)"))
    #expect(words.counts(of: plan.lines[0]).contains("incomplete in the definition"))
    for subject in try Shelf.subjects() {
      let plan = TestPlan(of: subject.standard, level: subject.level, kind: subject.kind)
      for line in plan.lines where !line.entry.areCountsKnown { #expect(line.isOpen) }
      for line in plan.lines where line.specimens == .open || line.subjects == .open {
        #expect(line.series.count == 1, "\(subject.name) \(line.entry.id)")
      }
    }
  }

  @Test(
    "sizes are used in turn where the plan leaves them open, and a size that is demanded and lacking is named"
  )
  func sizes() throws {
    let plan = try #require(try Shelf.plan("NIJ-0101.06", "IIA", "flexible", sizes: ["large"]))
    #expect(plan.lackingSizes == ["small"])
    let open = plan.lines.filter { $0.entry.size == nil }
    #expect(!open.isEmpty)
    #expect(open.flatMap(\.series).allSatisfy { $0.specimen?.size == "large" })
    let both = try #require(try Shelf.plan("NIJ-0101.06", "IIA", "flexible", sizes: ["small", "large"]))
    #expect(both.lackingSizes.isEmpty)
    let line = try #require(both.lines.first { $0.entry.size == nil })
    #expect(line.series.prefix(3).map(\.specimen?.size) == ["small", "large", "small"])
  }

  @Test("threats that the purchaser declares are planned for one that is yet to be named")
  func declaredThreats() throws {
    let plan = try #require(try Shelf.plan("NIJ-0101.06", "special", "hard"))
    #expect(plan.areThreatsOpen)
    #expect(Set(plan.lines.compactMap(\.threat?.threat)) == [TestPlan.undeclaredThreat])
    let words = PlanWords(plan)
    #expect(words.aims(of: plan.lines[0]) == ["reference as the purchaser declares it"])
    // Nobody knows which of the threats it is: each distance is named with the threat that it is for.
    #expect(words.locations(of: plan.lines[0]).count == 3)
  }
}
