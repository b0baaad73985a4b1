// Measures the CPU that judging one report takes, and how much of it its fits and tolerance bounds are; and writes the
// same shots, depths and results down for fits.py, which does them again by another implementation.
//
//     measure-judging STANDARD REPORT RESULTS
import Conformity
import Evidence
import Foundation
import Standards
import Statistics

/// What the other implementation is given, and what it is held against.
struct Results: Encodable {
  let coverage: Double
  let confidence: Double
  /// A set for each fit: velocity, and 1 for a perforation.
  let shots: [[[Double]]]
  /// A set for each tolerance bound.
  let depths: [[Double]]
  let v50: [Double]
  let bounds: [Double]
  /// CPU for all fits and bounds once.
  let microseconds: Double
}

func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data("measure-judging: \(message)\n".utf8))
  exit(64)
}

func read(_ path: String) -> [UInt8] {
  guard let data = FileManager.default.contents(atPath: path) else { fail("\(path) cannot be read") }
  return [UInt8](data)
}

/// CPU microseconds of one call, over enough calls that the clock's steps do not show.
func microseconds(_ body: () -> Void) -> Double {
  let runs = 1000
  for _ in 0..<runs / 10 { body() }
  let begin = clock()
  for _ in 0..<runs { body() }
  return Double(clock() - begin) / Double(CLOCKS_PER_SEC) * 1e6 / Double(runs)
}

let arguments = CommandLine.arguments
guard arguments.count == 4 else { fail("STANDARD REPORT RESULTS") }
guard let standard = StandardReader.read(read(arguments[1]), file: arguments[1]).standard,
  let report = ReportReader.read(.bytes(read(arguments[2])), file: arguments[2]).report
else { fail("the standard or the report has errors") }

let judge = Judge(
  standard: standard,
  reference: StandardReference(id: standard.id, title: standard.title, sha256: "", adoption: nil))
let model = report.model
let subject = Subject(
  designation: model.designation, supplier: model.supplier, level: model.level, kind: model.kind)
let submitted = [SubmittedReport(report: report, sha256: "")]

/// The values of a quantity in each group of tests by a method with the same threat and condition.
func groups(_ method: String, _ quantity: String) -> [[(value: Double, outcome: String?)]] {
  guard let measure = report.measures.firstIndex(where: { $0.quantity == quantity }) else { return [] }
  var order: [String] = []
  var groups: [String: [(value: Double, outcome: String?)]] = [:]
  for series in report.series where series.method == method {
    let key = "\(series.threat ?? "") \(series.specimen.flatMap(report.specimen)?.condition ?? "")"
    if groups[key] == nil { order.append(key) }
    groups[key, default: []] += series.observations.compactMap { observation in
      observation.value(of: measure).map { ($0.doubleValue, observation.outcome) }
    }
  }
  return order.compactMap { groups[$0] }
}

// The rule of NIJ 0101.06 on back-face signature: 80 % of them, with a confidence of 95 %.
let (coverage, confidence) = (0.8, 0.95)

func fitted(_ shots: [BallisticShot]) -> Double? {
  if case .fit(let fit) = LogisticFit.of(shots) { fit.curve.v50 } else { nil }
}

func bounded(_ depths: [Double]) -> Double? {
  let outcome = ToleranceBound.upper(of: depths, coverage: coverage, confidence: confidence)
  return if case .bound(let bound) = outcome { bound.bound } else { nil }
}

let shots = groups("ballistic-limit", "velocity").map { group in
  group.map { BallisticShot(velocity: $0.value, perforated: $0.outcome == "perforation") }
}
let depths = groups("p-bfs", "bfs").map { $0.map(\.value) }
let results = Results(
  coverage: coverage, confidence: confidence,
  shots: shots.map { $0.map { [$0.velocity, $0.perforated ? 1 : 0] } }, depths: depths,
  v50: shots.compactMap(fitted), bounds: depths.compactMap(bounded),
  microseconds: microseconds {
    for set in shots { _ = fitted(set) }
    for set in depths { _ = bounded(set) }
  })
do {
  try JSONEncoder().encode(results).write(to: URL(fileURLWithPath: arguments[3]))
} catch {
  fail("\(arguments[3]) cannot be written: \(error)")
}

let count = (shots.map(\.count) + depths.map(\.count)).reduce(0, +)
let judging = microseconds { _ = judge.determine(subject: subject, reports: submitted) }
print(
  "  judging \(count) shots, \(results.v50.count) fits, \(results.bounds.count) tolerance bounds: "
    + String(format: "%.0f µs of CPU (goal: under 1000)", judging))
