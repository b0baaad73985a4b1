import Quantities
import XMLDocuments

/// What a value is held against.
public enum Bound: Sendable, Hashable {
  /// One side: at most, below, at least or above a limit.
  case limit(Comparison, Limit)
  /// Nominal ± tolerance, both ends included.
  case within(nominal: Figure, tolerance: Figure)
  /// From low to high, both ends included.
  case between(low: Figure, high: Figure)
  /// There is a limit, and the encoder does not know it.
  case unknown(UnknownLimit)

  public enum Limit: Sendable, Hashable {
    case figure(Figure)
    /// The reference velocity of the group's threat in the group's condition.
    case reference
  }

  /// The figures the bound itself states; a reference velocity belongs to the level.
  public var figures: [Figure] {
    switch self {
    case .limit(_, .figure(let figure)): [figure]
    case .limit(_, .reference): []
    case .within(let nominal, let tolerance): [nominal, tolerance]
    case .between(let low, let high): [low, high]
    case .unknown: []
    }
  }

  /// The limit that the encoder does not know, if it is one.
  public var unknownLimit: UnknownLimit? {
    if case .unknown(let limit) = self { limit } else { nil }
  }

  /// Whether the limit is the reference velocity.
  public var refersToReference: Bool {
    if case .limit(_, .reference) = self { true } else { false }
  }
}

/// A limit of the standard that the encoder does not know: nothing that is held against it is determined.
public struct UnknownLimit: Sendable, Hashable {
  public var comparison: Comparison
  public var unit: Unit
  public var clause: String
  /// The identifier of the ``Source`` that says that there is such a limit.
  public var source: String
  public var line: Int
}

extension Bound {
  /// Reads the bound among the children of a rule's element.
  ///
  /// - Parameter measure: what the bounded quantity is measured in, as far as it is known.
  init?(in element: DocumentElement, as measure: Measure, _ reading: inout DefinitionReading) {
    for child in element.children {
      switch child.name {
      case "within":
        self.init(within: child, as: measure, &reading)
        return
      case "unknown":
        guard let limit = UnknownLimit(child, as: measure, &reading) else { return nil }
        self = .unknown(limit)
        return
      case "between":
        self.init(between: child, as: measure, &reading)
        return
      case "reference-velocity":
        reading.expectReference(of: measure, at: child)
        guard let comparison = child["comparison"].flatMap(Comparison.init(rawValue:)) else {
          reading.unreadable()
          return nil
        }
        self = .limit(comparison, .reference)
        return
      default:
        guard let comparison = Comparison(rawValue: child.name) else { continue }
        guard let figure = reading.figure(child, as: measure) else { return nil }
        self = .limit(comparison, .figure(figure))
        return
      }
    }
    reading.unreadable()
    return nil
  }

  private init?(within element: DocumentElement, as measure: Measure, _ reading: inout DefinitionReading) {
    let nominal = reading.figure(element.child("nominal"), as: measure)
    let tolerance = reading.tolerance(element.child("tolerance"), as: measure)
    guard let nominal, let tolerance else { return nil }
    // ± 2 °C is a difference of temperatures; in another unit than the nominal value's it would be converted
    // as a temperature.
    if nominal.amount.unit != tolerance.amount.unit,
      nominal.amount.unit.isConvertible(to: tolerance.amount.unit)
    {
      reading.report.error(
        .standardUnitTolerance, line: tolerance.line,
        "The tolerance is in another unit than the nominal value.",
        found: tolerance.amount.unit.code, expected: nominal.amount.unit.code,
        cure: "State both in the unit of the standard.")
    }
    self = .within(nominal: nominal, tolerance: tolerance)
  }

  private init?(between element: DocumentElement, as measure: Measure, _ reading: inout DefinitionReading) {
    let low = reading.figure(element.child("low"), as: measure)
    let high = reading.figure(element.child("high"), as: measure)
    guard let low, let high else { return nil }
    if let top = try? high.amount.converted(to: low.amount.unit), top.value < low.amount.value {
      reading.report.error(
        .standardBoundEmpty, line: low.line, "No value lies in the bound: its low end is above its high end.",
        found: "\(low.amount) to \(high.amount)", expected: "the lower value as low, the higher as high")
    }
    self = .between(low: low, high: high)
  }
}

extension UnknownLimit {
  fileprivate init?(_ element: DocumentElement, as measure: Measure, _ reading: inout DefinitionReading) {
    let source = reading.reference(.source, "source", of: element) ?? ""
    let clause = reading.text("clause", of: element)
    guard let unit = reading.unit(of: element) else { return nil }
    reading.expect(measure, of: .like(unit), at: element)
    guard let comparison = element["comparison"].flatMap(Comparison.init(rawValue:)) else {
      reading.unreadable()
      return nil
    }
    self.init(comparison: comparison, unit: unit, clause: clause, source: source, line: element.line)
  }
}
