import ArgumentParser
import Conformity
import Evidence
import Foundation
import Quantities
import Statistics
import XMLDocuments

/// The ballistic limit calculator.
struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Compute a ballistic limit (V50, V05) from a table of shots.",
    discussion: """
      FILE is CSV with the columns velocity and perforated (0 or 1). The logistic curve is fitted by maximum \
      likelihood; where no finite fit exists (separated data, only stops, only perforations), the answer is "not \
      determined" with the reason.

      EXAMPLES
        proofmark fit shots.csv
        proofmark fit shots.csv --at 436 --format json

      \(ProofmarkExit.help)
      """)

  @Argument(help: "The table of shots; - reads standard input.", completion: .file(extensions: ["csv"]))
  var file: String

  @Option(help: "Also give the probability of perforation at this velocity.")
  var at: Double?

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func validate() throws {
    if let at, !at.isFinite || at <= 0 { throw ValidationError("--at needs a velocity above 0.") }
  }

  func run() throws {
    let (table, diagnostics) = read()
    guard let table else {
      switch format {
      case .json: try JSONOutput.print(FitAnswer(refused: diagnostics))
      case .text: for diagnostic in diagnostics { Terminal.complain(diagnostic.description) }
      }
      throw ProofmarkExit.refused
    }
    let shots = table.shots.map {
      BallisticShot(velocity: $0.velocity.doubleValue, perforated: $0.perforated)
    }
    let answer = FitAnswer(LogisticFit.of(shots), shots: shots, unit: table.unit, at: at)
    switch format {
    case .json: try JSONOutput.print(answer)
    case .text: Terminal.write(answer.text)
    }
    if answer.verdict != FitAnswer.fitted { throw ProofmarkExit.notDetermined }
  }

  private func read() -> (table: ShotTable?, diagnostics: [Diagnostic]) {
    do {
      return ShotTable.read(try InputFile.bytes(of: file), file: InputFile.name(of: file))
    } catch {
      return (nil, [error.diagnostic])
    }
  }
}

/// What `fit` answers, in JSON as it stands.
struct FitAnswer: Encodable {
  static let fitted = "fit"

  /// `fit`, `not determined` or `refused`.
  var verdict: String
  /// Why there is no fit; null where there is one.
  var reason: String?
  /// The stable code of the reason.
  var code: String?
  var shots: Int
  var perforations: Int
  /// The velocity's unit as the heading states it; empty where it does not.
  var unit: String
  var v50: Double?
  var v50StandardError: Double?
  var v50Interval95: [Double]?
  var v05: Double?
  var v05StandardError: Double?
  var v05Interval95: [Double]?
  /// Per unit of velocity.
  var slope: Double?
  var slopeStandardError: Double?
  var intercept: Double?
  var interceptStandardError: Double?
  var logLikelihood: Double?
  /// The velocity asked about, and the probability of perforation there.
  var at: Double?
  var probability: Double?
  var probabilityStandardError: Double?
  var diagnostics: [Diagnostic] = []

  init(refused diagnostics: [Diagnostic]) {
    verdict = "refused"
    reason = diagnostics.first?.message
    code = diagnostics.first?.code.rawValue
    shots = 0
    perforations = 0
    unit = ""
    self.diagnostics = diagnostics
  }

  init(_ outcome: LogisticFit.Outcome, shots: [BallisticShot], unit: String, at: Double?) {
    self.shots = shots.count
    perforations = shots.count { $0.perforated }
    self.unit = unit
    self.at = at
    switch outcome {
    case .notDetermined(let why):
      verdict = "not determined"
      reason = why.description
      code = why.code
    case .fit(let fit):
      verdict = FitAnswer.fitted
      let curve = fit.curve
      v50 = curve.v50
      v50StandardError = curve.standardErrorOfVelocity(at: 0.5)
      v50Interval95 = FitAnswer.interval(fit, at: 0.5)
      v05 = curve.v05
      v05StandardError = curve.standardErrorOfVelocity(at: 0.05)
      v05Interval95 = FitAnswer.interval(fit, at: 0.05)
      slope = curve.slope
      slopeStandardError = curve.slopeStandardError
      intercept = curve.intercept
      interceptStandardError = curve.interceptStandardError
      logLikelihood = fit.logLikelihood
      if let at {
        probability = curve.probability(at: at)
        probabilityStandardError = curve.standardErrorOfProbability(at: at)
      }
    }
  }

  private enum CodingKeys: CodingKey {
    case verdict, reason, code, shots, perforations, unit, v50, v50StandardError, v50Interval95, v05,
      v05StandardError
    case v05Interval95, slope, slopeStandardError, intercept, interceptStandardError, logLikelihood, at,
      probability
    case probabilityStandardError, diagnostics
  }

  /// With null for what there is not, so that scripts find every member.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(verdict, forKey: .verdict)
    try container.encode(reason, forKey: .reason)
    try container.encode(code, forKey: .code)
    try container.encode(shots, forKey: .shots)
    try container.encode(perforations, forKey: .perforations)
    try container.encode(unit, forKey: .unit)
    let numbers: [(CodingKeys, Double?)] = [
      (.v50, v50), (.v50StandardError, v50StandardError), (.v05, v05), (.v05StandardError, v05StandardError),
      (.slope, slope), (.slopeStandardError, slopeStandardError), (.intercept, intercept),
      (.interceptStandardError, interceptStandardError), (.logLikelihood, logLikelihood), (.at, at),
      (.probability, probability), (.probabilityStandardError, probabilityStandardError),
    ]
    // JSON has no word for what is not finite.
    for (key, number) in numbers {
      try container.encode(number.flatMap { $0.isFinite ? $0 : nil }, forKey: key)
    }
    try container.encode(v50Interval95, forKey: .v50Interval95)
    try container.encode(v05Interval95, forKey: .v05Interval95)
    try container.encode(diagnostics, forKey: .diagnostics)
  }

  /// Limits by profile likelihood; none where the data leave a side open.
  private static func interval(_ fit: LogisticFit, at probability: Double) -> [Double]? {
    guard let interval = fit.profileInterval(ofVelocityAt: probability, level: 0.95), interval.isBounded
    else {
      return nil
    }
    return [interval.lower, interval.upper]
  }

  /// The answer for people.
  var text: String {
    let symbol = unit.isEmpty ? "" : " \(unit)"
    var lines = [
      "\(shots) \(shots == 1 ? "shot" : "shots"), \(perforations) \(perforations == 1 ? "perforation" : "perforations")"
    ]
    guard verdict == FitAnswer.fitted else {
      return (lines + ["Not determined: \(reason ?? "no reason")"]).joined(separator: "\n") + "\n"
    }
    func line(_ name: String, _ value: Double?, _ error: Double?, _ interval: [Double]?) -> String {
      let shown = value.map { NumberFormat.fixed($0, decimals: 2) } ?? "–"
      let deviation = error.map { " ± \(NumberFormat.fixed($0, decimals: 2))" } ?? ""
      let limits =
        interval.map {
          "   95 % limits \(NumberFormat.fixed($0[0], decimals: 2)) to \(NumberFormat.fixed($0[1], decimals: 2))"
        } ?? "   95 % limits not bounded by the data"
      return "\(name)  \(shown)\(deviation)\(symbol)\(limits)"
    }
    lines.append(line("V50", v50, v50StandardError, v50Interval95))
    lines.append(line("V05", v05, v05StandardError, v05Interval95))
    if let slope, let slopeStandardError {
      lines.append(
        "slope  \(NumberFormat.significant(slope, digits: 5)) ± "
          + "\(NumberFormat.significant(slopeStandardError, digits: 3)) per\(symbol.isEmpty ? " unit" : symbol)"
      )
    }
    if let at, let probability {
      lines.append(
        "P(perforation) at \(String(format: "%.10g", at))\(symbol): "
          + "\(NumberFormat.significant(probability * 100, digits: 3)) %")
    }
    lines.append("± is one standard error; limits by profile likelihood.")
    return lines.joined(separator: "\n") + "\n"
  }
}
