import Quantities
import XMLDocuments

extension DefinitionReading {
  /// Reads a figure; nil where it is unreadable, which has been reported.
  ///
  /// - Parameter measure: what it must be a measure of; another dimension is reported.
  mutating func figure(_ element: DocumentElement?, as measure: Measure) -> Figure? {
    guard let element else { return unreadable() }
    let source = reference(.source, "source", of: element) ?? ""
    let isVerified = isVerified(element, source: source)
    let clause = text("clause", of: element)
    guard let amount = amount(element, as: measure) else { return unreadable() }
    let figure = Figure(
      amount: amount, clause: clause, isVerified: isVerified, source: source, line: element.line)
    check(figure, as: measure, at: element)
    return figure
  }

  /// Whether an element says that it was verified; memory as its source is reported.
  mutating func isVerified(_ element: DocumentElement, source: String) -> Bool {
    let isVerified = isYes("verified", of: element)
    if isVerified, words.recalledSources.contains(source) {
      report.error(
        .standardFigureRecalled, at: element.position, "Nothing is verified by memory.", found: source,
        expected: "a source in which it was read, or verified=\"no\"")
    }
    return isVerified
  }

  /// Reads a figure that is the width of a window: not negative.
  mutating func tolerance(_ element: DocumentElement?, as measure: Measure) -> Figure? {
    guard let element, let figure = figure(element, as: measure) else { return nil }
    if figure.amount.value < ExactDecimal(0) {
      report.error(
        .standardValueRange, at: element.position, "A tolerance cannot be negative.",
        found: figure.amount.description, expected: "0 or more")
    }
    return figure
  }

  /// Reads a probability or a proportion.
  mutating func probability(_ element: DocumentElement?) -> Figure? { figure(element, as: .probability) }

  /// Reports that something measured in one dimension is held against something of another.
  mutating func expect(_ expected: Measure, of measure: Measure, at element: DocumentElement) {
    guard let wanted = expected.unit, let unit = measure.unit, !unit.isConvertible(to: wanted) else { return }
    wrongDimension(unit, wanted, at: element)
  }

  /// Reports that something is held against the references of levels, which are of another dimension.
  mutating func expectReference(of measure: Measure, at element: DocumentElement) {
    guard let unit = measure.unit, let reference = referenceUnits.first,
      !referenceUnits.contains(where: unit.isConvertible(to:))
    else { return }
    wrongDimension(unit, reference, at: element)
  }

  private mutating func amount(_ element: DocumentElement, as measure: Measure) -> Amount? {
    var value: ExactDecimal?
    if let text = element["value"] {
      do {
        value = try ExactDecimal(text)
      } catch {
        if element.isValid {
          report.error(
            .standardValueRange, at: element.position, "The number cannot be held exactly.", found: text,
            expected: "a decimal number of at most \(ExactDecimal.maximumDigits) digits")
        }
      }
    }
    let unit = unit(of: element)
    guard let value, let unit else { return nil }
    return Amount(value, unit)
  }

  /// Reads the unit of an element; nil where its code is no unit, which is reported.
  mutating func unit(of element: DocumentElement) -> Unit? {
    guard let code = element["unit"] else { return unreadable() }
    guard let unit = try? Unit(ucum: code) else {
      report.error(
        .standardUnitUnknown, at: element.position, "The unit is not known.", found: code,
        expected: "a UCUM code such as m/s, mm, g, deg, Cel, %, or 1 for a pure number")
      return unreadable()
    }
    return unit
  }

  private mutating func check(_ figure: Figure, as measure: Measure, at element: DocumentElement) {
    if let wanted = measure.unit, !figure.amount.unit.isConvertible(to: wanted) {
      wrongDimension(figure.amount.unit, wanted, at: element)
      return
    }
    switch measure {
    case .any, .like: break
    case .count:
      let value = figure.amount.value
      if figure.amount.unit != .one || value < ExactDecimal(0) || value.rounded(toPlaces: 0) != value {
        report.error(
          .standardValueRange, at: element.position, "A number of things is whole and not negative.",
          found: figure.amount.description, expected: "a whole number in the unit 1")
      }
    case .probability:
      guard let share = try? figure.amount.converted(to: .one) else { return }
      if share.value <= ExactDecimal(0) || share.value >= ExactDecimal(1) {
        report.error(
          .standardValueRange, at: element.position, "A probability lies between 0 and 1.",
          found: figure.amount.description, expected: "more than 0 % and less than 100 %")
      }
    }
  }

  /// Reports that a figure is in a unit of another dimension than the one due.
  mutating func wrongDimension(_ figure: Figure, _ expected: Unit) {
    let found = figure.amount.unit
    report.error(
      .standardUnitDimension, line: figure.line,
      "This is \(found.dimension.words), where \(expected.dimension.words) is due.", found: found.code,
      expected: "\(expected.code) or another unit of \(expected.dimension.name)")
  }

  private mutating func wrongDimension(_ found: Unit, _ expected: Unit, at element: DocumentElement) {
    report.error(
      .standardUnitDimension, at: element.position,
      "This is \(found.dimension.words), where \(expected.dimension.words) is due.", found: found.code,
      expected: expected.dimension == .dimensionless
        ? "1 or %" : "\(expected.code) or another unit of \(expected.dimension.name)")
  }
}

extension Dimension {
  /// What a unit of the dimension is called in a sentence.
  fileprivate var words: String {
    self == .dimensionless ? "a pure number" : "a unit of \(name)"
  }
}
