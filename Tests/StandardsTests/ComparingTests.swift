import Quantities
import Testing

@testable import Standards

@Suite("Two definitions are compared part by part")
struct ComparingTests {
  private let minimal: Standard

  init() throws { minimal = try StandardsTests.standard(in: .fixture("minimal")) }

  @Test("a definition does not differ from itself")
  func same() throws {
    #expect(StandardDifference.between(minimal, minimal).isEmpty)
    let other = try StandardsTests.standard(in: .fixture("vocabulary"))
    #expect(StandardDifference.between(other, other).isEmpty)
  }

  @Test("a changed limit is told with what it was and what it is")
  func limit() throws {
    var changed = minimal
    let index = try #require(changed.requirements.firstIndex { $0.id == "clay" })
    guard case .every(var rule) = changed.requirements[index].rule,
      case .limit(let side, .figure(var figure)) = rule.bound
    else {
      Issue.record("the clay requirement has another rule")
      return
    }
    figure.amount.value = ExactDecimal(17)
    rule.bound = .limit(side, .figure(figure))
    changed.requirements[index].rule = .every(rule)
    let differences = StandardDifference.between(minimal, changed)
    #expect(differences.map(\.id) == ["clay"])
    #expect(differences.first?.change == .changed)
    #expect(
      differences.first?.fields == [
        .init(name: "rule", old: "every drop: depth at least 16 mm", new: "every drop: depth at least 17 mm"),
        .init(name: "rule figure 1", old: "16 mm (7.2; verified, text)", new: "17 mm (7.2; verified, text)"),
      ])
  }

  @Test("a figure that was verified meanwhile is a difference, though no number changed")
  func standing() throws {
    var before = minimal
    before.threats[0].mass?.isVerified = false
    let differences = StandardDifference.between(before, minimal)
    #expect(differences.map(\.part) == ["threat"])
    #expect(differences.first?.fields.map(\.old) == ["0.2 g (2; unverified, text)"])
  }

  @Test("what is gone and what is new is told whole")
  func addedAndRemoved() {
    var changed = minimal
    changed.requirements.removeAll { $0.id == "perforation" }
    let gone = StandardDifference.between(minimal, changed)
    #expect(gone.map(\.change) == [.removed])
    #expect(gone.first?.fields.contains { $0.name == "rule" && $0.old == "no shot: perforation" } == true)
    let new = StandardDifference.between(changed, minimal)
    #expect(new.map(\.change) == [.added])
    #expect(new.first?.fields.allSatisfy { $0.old == nil && $0.new != nil } == true)
  }

  @Test("every part of a definition can differ")
  func everyPart() throws {
    let other = try StandardsTests.standard(in: .fixture("vocabulary"))
    let parts = Set(StandardDifference.between(minimal, other).map(\.part))
    #expect(
      parts == [
        "standard", "amendment", "threat", "level", "method", "fair-hit rule", "plan entry", "requirement",
      ])
  }
}

@Suite("Coverage says how much was read in sources")
struct CoverageTests {
  @Test("figures are counted by clause and by source, and what is not known is counted too")
  func counts() throws {
    let coverage = try StandardsTests.standard(in: .fixture("vocabulary")).coverage
    #expect(coverage.figures == 24)
    #expect(coverage.verified == 23)
    #expect(coverage.unknown == 2)
    #expect(coverage.clauses.first { $0.clause == "7" }?.unknown == 1)
    #expect(coverage.clauses.first { $0.clause == "6" }?.figures == 5)
    #expect(coverage.sources.map(\.source) == ["text", "recalled"])
    #expect(coverage.sources.map(\.verified) == [23, 0])
  }

  @Test("the numbers of a shipped definition add up to all of its figures")
  func shipped() throws {
    let standard = try StandardsTests.standard(in: .shipped("NIJ-0101.06.xml"))
    let coverage = standard.coverage
    #expect(coverage.figures == standard.figures.count)
    #expect(coverage.verified == standard.figures.count { $0.isVerified })
    #expect(coverage.sources.reduce(0) { $0 + $1.figures } == standard.figures.count)
  }
}

@Suite("An adoption is written as it is read")
struct AdoptionWriterTests {
  @Test("writing and reading gives the same adoption, whatever its texts")
  func roundTrip() throws {
    let day = try #require(Day("2026-02-28"))
    let hash = String(repeating: "0f", count: 32)
    for (name, note) in [(nil, ""), ("Ann \"A\" <B> & C", "First.\n\nSecond & last.")] as [(String?, String)]
    {
      let adoption = Adoption(standard: "TOY-1", sha256: hash, role: "Lead", name: name, day: day, note: note)
      let (read, problems) = AdoptionReader.read(AdoptionWriter.write(adoption), file: "adoption.xml")
      #expect(problems.isEmpty)
      #expect(read == adoption)
    }
  }
}
