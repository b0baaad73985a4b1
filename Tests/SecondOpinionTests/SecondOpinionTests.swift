import Conformity
import Evidence
import Foundation
import SecondOpinion
import Standards
import Testing

/// Two judges, written apart, over generated reports; see `Tests/SecondOpinion`.
@Suite("A second opinion")
struct SecondOpinionTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static func read(_ path: String) -> Standard? {
    guard let data = FileManager.default.contents(atPath: root.appendingPathComponent(path).path) else {
      return nil
    }
    return StandardReader.read([UInt8](data), file: path) { standard, _ in
      read("Standards/\(standard).xml")
    }.standard
  }

  private static func setting(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap(Int.init)
  }

  /// How many cases there are: CASES, or what a test run has time for.
  private static let cases = setting("CASES") ?? 2_000
  private static let first = setting("SEED") ?? 1

  static let toys = ["minimal", "vocabulary"].map { "Tests/StandardsTests/Fixtures/\($0).xml" }
  static let shelf = [
    "NIJ-0101.04", "NIJ-0101.06", "NIJ-0101.07", "NIJ-0106.01", "NIJ-0108.01", "NIJ-0115.00", "NIJ-0116.00",
    "NIJ-0117.01", "NIJ-2005-Interim",
  ].map { "Standards/\($0).xml" }

  @Test("the judges agree on generated cases of the toy definitions", arguments: toys)
  func agreementOnToys(path: String) throws {
    let standard = try #require(Self.read(path), "\(path)")
    agree(path, Self.cases / 4) { _ in standard }
  }

  @Test("the judges agree on generated cases of the definitions on the shelf", arguments: shelf)
  func agreementOnShelf(path: String) throws {
    let standard = try #require(Self.read(path), "\(path)")
    agree(path, Self.cases / 100) { _ in standard }
  }

  @Test("the judges agree on generated cases of random definitions", arguments: 0..<4)
  func agreementOnRandom(part: Int) {
    // A handful of cases for each definition, which take longer to write than to fill.
    let count = Self.cases / 10
    agree("random", count, from: Self.first + part * count) { RandomDefinition.from(seed: $0 / 5) }
  }

  private func agree(
    _ path: String, _ count: Int, from first: Int = Self.first, _ standard: (_ seed: UInt64) -> Standard?
  ) {
    var compared = 0
    let began = ContinuousClock.now
    var close = 0
    var verdicts: [String: Int] = [:]
    var outcomes: [String: Int] = [:]
    var (retested, madeGood) = (0, 0)
    for seed in first..<(first + count) {
      guard let definition = standard(UInt64(seed)) else {
        Issue.record("No definition from seed \(seed).")
        continue
      }
      let example = GeneratedCase(standard: definition, seed: UInt64(seed))
      let opinion = Sittings(
        standard: example.standard, acceptance: example.acceptance, subject: example.subject,
        reports: example.reports)
      let determination = judged(example)
      let answers = opinion.answers
      #expect(determination.findings.map(\.requirement) == answers.map(\.requirement))
      for (finding, answer) in zip(determination.findings, answers) {
        if answer.isClose {
          close += 1
          continue
        }
        compared += 1
        outcomes[answer.outcome.rawValue, default: 0] += 1
        if finding.occasions?.contains(where: { $0.kind == .retest }) == true { retested += 1 }
        if finding.outcome == .met, finding.occasions?.first?.outcome == .notMet { madeGood += 1 }
        if finding.outcome.rawValue != answer.outcome.rawValue {
          disagree(path, seed, answer.requirement, finding.outcome.rawValue, answer.outcome.rawValue)
          print(explained(finding))
        }
      }
      verdicts[determination.verdict.rawValue, default: 0] += 1
      if answers.contains(where: \.isClose) { continue }
      if determination.verdict.rawValue != Sittings.verdict(answers) {
        disagree(path, seed, "verdict", determination.verdict.rawValue, Sittings.verdict(answers))
      }
    }
    print(
      "\(path): \(count) cases, \(compared) findings compared, \(close) too close to compare, "
        + "\(retested) retested, \(madeGood) made good, \(outcomes) \(verdicts) \(ContinuousClock.now - began)"
    )
    #expect(close * 100 <= compared)
    // Cases that all come to the same would show nothing.
    if path == "random", count >= 100 {
      #expect(["met", "not met", "not determined"].allSatisfy { outcomes[$0, default: 0] * 20 > compared })
      #expect(retested * 10 > compared)
    }
    // A definition of which a retest makes something good now and then.
    if path.hasSuffix("minimal.xml"), count >= 500 { #expect(madeGood > 0) }
  }

  private func disagree(_ path: String, _ seed: Int, _ what: String, _ judge: String, _ second: String) {
    Issue.record("\(path) seed \(seed): \(what): judge \(judge), second opinion \(second)")
  }

  /// What the judge says of one requirement, for whoever looks into a disagreement.
  private func explained(_ finding: Finding) -> String {
    finding.groups.map { group in
      let keys = group.keys.map(\.id).joined(separator: " ")
      let left = group.leftOut.map { "\($0.observation.specimen) \($0.observation.number) \($0.rule)" }
      return "  [\(keys)] \(group.outcome.rawValue), \(group.counted) counted: \(words(group.result)); "
        + "gaps \(group.gaps); left out \(left)"
    }.joined(separator: "\n")
      + (finding.occasions ?? []).map { occasion in
        "\n  \(occasion.kind.rawValue) \(occasion.reports): \(occasion.outcome.rawValue). \(occasion.note)"
      }.joined()
  }

  private func words(_ result: RuleResult) -> String {
    let parts = result.children.map(words).joined(separator: "; ")
    let own = "\(result.rule) \(result.outcome.rawValue) \(result.measured ?? "") \(result.reason ?? "")"
    return parts.isEmpty ? own : "\(own) (\(parts))"
  }

  private func judged(_ example: GeneratedCase) -> Determination {
    let judge = Judge(
      standard: example.standard,
      reference: StandardReference(id: example.standard.id, title: "", sha256: "00", adoption: nil),
      acceptance: example.acceptance)
    let subject = Subject(
      designation: example.subject.designation, supplier: example.subject.supplier,
      level: example.subject.level, kind: example.subject.kind)
    return judge.determine(
      subject: subject,
      reports: example.reports.enumerated().map { SubmittedReport(report: $1, sha256: "\($0)") })
  }
}
