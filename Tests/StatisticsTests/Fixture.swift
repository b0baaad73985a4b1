import Foundation
import Statistics

/// A table from Fixtures/: comma-separated, comment lines with #, then a line of column names.
struct Fixture {
  struct Row {
    let columns: [String: String]

    func text(_ column: String) throws -> String {
      guard let text = columns[column] else { throw Problem.noColumn(column) }
      return text
    }

    func number(_ column: String) throws -> Double {
      let text = try text(column)
      guard let number = Double(text) else { throw Problem.notANumber(text) }
      return number
    }

    func integer(_ column: String) throws -> Int {
      let text = try text(column)
      guard let number = Int(text) else { throw Problem.notANumber(text) }
      return number
    }
  }

  enum Problem: Error {
    case noFile(String)
    case noColumn(String)
    case notANumber(String)
    case ragged(String)
    case noFit(String)
  }

  static func rows(_ name: String) throws -> [Row] {
    guard let folder = Bundle.module.resourceURL else { throw Problem.noFile(name) }
    let text = try String(contentsOf: folder.appendingPathComponent("Fixtures/\(name).csv"), encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }
    guard let header = lines.first else { throw Problem.noFile(name) }
    let names = header.split(separator: ",").map(String.init)
    return try lines.dropFirst().map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == names.count else { throw Problem.ragged(String(line)) }
      return Row(columns: Dictionary(zip(names, fields)) { first, _ in first })
    }
  }

  /// The maximum likelihood fit of one set of shots.
  static func fit(_ dataset: String) throws -> LogisticFit {
    guard let shots = try shots("logistic_shots")[dataset], case .fit(let fit) = LogisticFit.of(shots) else {
      throw Problem.noFit(dataset)
    }
    return fit
  }

  /// The shots of a table with the columns dataset, velocity, perforated, count; by dataset.
  static func shots(_ name: String) throws -> [String: [BallisticShot]] {
    var shots: [String: [BallisticShot]] = [:]
    for row in try rows(name) {
      let shot = BallisticShot(
        velocity: try row.number("velocity"), perforated: try row.integer("perforated") == 1)
      let repeated = Array(repeating: shot, count: try row.integer("count"))
      shots[try row.text("dataset"), default: []].append(contentsOf: repeated)
    }
    return shots
  }
}

extension Fixture.Row {
  /// How far a value lies off that of a column, as a share of the latter.
  func error(of value: Double, _ column: String) throws -> Double {
    relativeError(value, try number(column))
  }
}

/// |a − b| as a share of |b|; the plain difference where b is 0; 0 for equal infinities.
func relativeError(_ a: Double, _ b: Double) -> Double {
  if a == b { return 0 }
  return b == 0 ? abs(a) : abs(a - b) / abs(b)
}
