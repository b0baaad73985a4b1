import Quantities
import Standards

@testable import Conformity

/// Determinations of every shape, the same for the same seed.
struct RandomDetermination {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// SplitMix64 (Steele, Lea and Flood 2014).
  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  private mutating func number(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  private mutating func text() -> String {
    let alphabet: [Character] = [
      "a", "B", "4", " ", "\"", "\\", "/", "\n", "\u{1}", "\u{8}", "\u{c}", "\u{7f}", "é", "±", "🦺",
      "\u{2028}", "\0",
    ]
    return String((0..<number(12)).map { _ in alphabet[number(alphabet.count)] })
  }

  private mutating func maybe<Value>(_ value: (inout Self) -> Value) -> Value? {
    number(2) == 0 ? nil : value(&self)
  }

  private mutating func some<Value>(_ value: (inout Self) -> Value) -> [Value] {
    (0..<number(4)).map { _ in value(&self) }
  }

  private mutating func one<Value: CaseIterable>(of: Value.Type) -> Value where Value.AllCases == [Value] {
    Value.allCases[number(Value.allCases.count)]
  }

  private mutating func day() -> Day {
    while true {
      if let day = Day(year: 1 + number(9999), month: 1 + number(12), day: 1 + number(28)) { return day }
    }
  }

  mutating func determination() -> Determination {
    Determination(
      engine: text(),
      standard: StandardReference(
        id: text(), title: text(), sha256: text(), adoption: maybe { .init(role: $0.text(), day: $0.day()) }),
      acceptance: one(of: Acceptance.self),
      amendments: some { AmendmentReference(id: $0.text(), title: $0.text(), effective: $0.day()) },
      subject: Subject(designation: text(), supplier: text(), level: text(), kind: text()),
      reports: some {
        ReportReference(
          id: $0.text(), sha256: $0.text(), laboratory: $0.text(), issued: $0.day(), testedFrom: $0.day(),
          testedTo: $0.day())
      },
      verdict: one(of: Verdict.self),
      findings: some { $0.finding() },
      unverifiedFigures: some {
        CitedFigure(name: $0.text(), value: $0.text(), clause: $0.text(), source: $0.text())
      },
      remarks: some { $0.text() })
  }

  private mutating func finding() -> Finding {
    Finding(
      requirement: text(), clause: text(), title: text(), summary: text(), method: text(),
      outcome: one(of: Outcome.self), acceptance: one(of: Acceptance.self), otherwise: one(of: Outcome.self),
      unverified: some { $0.number(9) },
      groups: some { random in
        GroupResult(
          keys: random.some { .init(key: $0.text(), id: $0.text(), title: $0.text()) },
          outcome: random.one(of: Outcome.self), counted: random.number(1000),
          gaps: random.some { $0.text() },
          leftOut: random.some {
            .init(observation: $0.observation(), rule: $0.text(), clause: $0.text(), reason: $0.text())
          },
          result: random.rule(depth: 3))
      })
  }

  private mutating func rule(depth: Int) -> RuleResult {
    RuleResult(
      rule: text(), statement: text(), outcome: one(of: Outcome.self), limit: maybe { $0.text() },
      clause: maybe { $0.text() }, isVerified: number(2) == 0, measured: maybe { $0.text() },
      margin: maybe { $0.text() }, observations: some { $0.observation() }, decisiveCount: number(400),
      reason: maybe { $0.text() },
      statistics: some { .init(name: $0.text(), value: $0.text(), unit: $0.text()) },
      children: depth == 0 ? [] : some { $0.rule(depth: depth - 1) })
  }

  private mutating func observation() -> ObservationReference {
    ObservationReference(
      report: number(3), specimen: text(), number: number(500), line: number(9999), value: text())
  }
}
