import Quantities
import Spreadsheets
import XMLDocuments

/// What a cell says, as the value of an attribute.
enum CellText: Sendable, Hashable {
  /// There is no value.
  case none
  case value(String)
  /// It cannot be read, which was reported.
  case failed
}

/// Reads cells by the kind of value that is expected in them, and says what is wrong with those that hold another.
struct CellReading {
  private(set) var diagnostics: [Diagnostic] = []
  /// Numbers of the table at hand that were written with a decimal comma.
  private var commas: [(place: TablePlace, text: String)] = []
  /// Whether numbers of the table at hand were written as text with a decimal point.
  private var hasPoints = false

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// - Parameters:
  ///   - name: what the cell is for, in a sentence.
  ///   - units: the code and the symbol of the unit that a number may have behind it.
  mutating func read(
    _ value: ReadCell.Value?, _ field: Field, at place: TablePlace, name: @autoclosure () -> String,
    units: [String] = []
  ) -> CellText {
    guard let value, !value.isBlank else {
      if field.presence == .optional { return .none }
      report(
        place.diagnostic(
          .sheetValueOpen, "The cell is empty: \(name()).",
          expected: field.presence == .orDash
            ? "what was measured or seen, or \(Field.dash) where there is none" : "a value",
          cure: "Fill it in."))
      return .failed
    }
    if field.presence == .orDash, case .text(let text) = value, Field.dashes.contains(text.collapsed) {
      return .none
    }
    let text: String?
    switch (value, field.kind) {
    case (.formula, _):
      text = refuse(
        .sheetFormula, place, "The cell holds a formula: \(name()).", value, "a value",
        "Replace it by its value: copy the cell and paste its value.")
    case (.error, _):
      text = refuse(
        .sheetErrorValue, place, "The cell holds an error of the spreadsheet: \(name()).", value, "a value",
        "Write what was measured.")
    case (_, .number): text = number(value, at: place, name: name(), units: units)
    case (_, .count): text = count(value, at: place, name: name())
    case (_, .day): text = day(value, at: place, name: name())
    case (_, .flag): text = flag(value, at: place, name: name())
    case (_, .text): text = plain(value, at: place, name: name())
    }
    return text.map { .value($0) } ?? .failed
  }

  /// A table ends: whether its numbers agree in how they are written.
  mutating func endTable() {
    if hasPoints {
      for comma in commas {
        report(
          comma.place.diagnostic(
            .sheetNumberComma, "The table has numbers with decimal commas and with decimal points.",
            found: comma.text, expected: "decimal points",
            cure: "Write decimal points, and nothing between thousands."))
      }
    }
    commas = []
    hasPoints = false
  }

  private mutating func refuse(
    _ code: Diagnostic.Code, _ place: TablePlace, _ message: String, _ value: ReadCell.Value,
    _ expected: String,
    _ cure: String
  ) -> String? {
    report(place.diagnostic(code, message, found: value.shown, expected: expected, cure: cure))
    return nil
  }

  // MARK: - Kinds

  private mutating func number(
    _ value: ReadCell.Value, at place: TablePlace, name: @autoclosure () -> String, units: [String]
  ) -> String? {
    switch value {
    case .number(let number):
      guard number.unit.isEmpty || units.contains(number.unit) else {
        return otherUnit(number.unit, place, value, name(), units)
      }
      guard number.isExact else { return tooManyDigits(place, value, name()) }
      return number.value.description
    case .text(let text):
      do throws(WrittenNumber.Problem) {
        let reading = try WrittenNumber.read(text, units: units)
        if reading.hasComma { commas.append((place, text)) }
        if reading.hasPoint { hasPoints = true }
        return reading.value.description
      } catch {
        switch error {
        case .eitherComma:
          return refuse(
            .sheetNumberComma, place, "The comma could separate decimals or thousands: \(name()).", value,
            "a decimal point", "Write decimal points, and nothing between thousands.")
        case .thousands:
          return refuse(
            .sheetNumberThousands, place, "Thousands are separated: \(name()).", value,
            "digits and a decimal point",
            "Write the digits without anything between them.")
        case .otherUnit(let unit): return otherUnit(unit, place, value, name(), units)
        case .plain(.tooManyDigits): return tooManyDigits(place, value, name())
        case .plain(.exponent):
          return refuse(
            .sheetNumber, place, "The number has an exponent: \(name()).", value, "a plain number",
            "Write the number out.")
        case .plain: return noNumber(place, value, name())
        }
      }
    case .day, .moment, .boolean, .formula, .error, .unreadable: return noNumber(place, value, name())
    }
  }

  private mutating func otherUnit(
    _ unit: String, _ place: TablePlace, _ value: ReadCell.Value, _ name: String, _ units: [String]
  ) -> String? {
    // Letters behind a number are a unit, if the column has one.
    guard let own = units.first(where: { !$0.isEmpty }) else { return noNumber(place, value, name) }
    return refuse(
      .sheetUnit, place, "The number has another unit than its column, or something else behind it: \(name).",
      value, own, "Give all values in the unit that Measures declares; nothing is converted here.")
  }

  private mutating func tooManyDigits(_ place: TablePlace, _ value: ReadCell.Value, _ name: String) -> String?
  {
    refuse(
      .sheetNumberDigits, place, "The number has more digits than a spreadsheet keeps: \(name).", value,
      "the reading as it was taken", "Round a computed value; write a longer number as text.")
  }

  private mutating func noNumber(_ place: TablePlace, _ value: ReadCell.Value, _ name: String) -> String? {
    refuse(
      .sheetNumber, place, "The cell holds no plain number: \(name).", value,
      "a plain number, such as 412.5", "Write the reading with a decimal point and nothing else.")
  }

  private mutating func count(_ value: ReadCell.Value, at place: TablePlace, name: @autoclosure () -> String)
    -> String?
  {
    if case .number(let number) = value, number.unit.isEmpty, number.isExact,
      number.value.rounded(toPlaces: 0) == number.value
    {
      return number.value.rounded(toPlaces: 0).description
    }
    // The reader of reports says what is no number of an observation.
    if case .text(let text) = value { return text.collapsed }
    return refuse(
      .sheetNumber, place, "The cell holds no whole number: \(name()).", value, "1, 2, 3 …", "Correct it.")
  }

  private mutating func day(_ value: ReadCell.Value, at place: TablePlace, name: @autoclosure () -> String)
    -> String?
  {
    switch value {
    case .day(let day): return day.description
    case .text(let text):
      do throws(WrittenDay.Problem) {
        let (span, hasTwoOrders) = try WrittenDay.read(text.collapsed)
        if hasTwoOrders { throw .eitherOrder }
        return span.first.description
      } catch {
        let message = error == .eitherOrder ? "The date could be two." : error.message
        return refuse(.sheetDate, place, "\(message.dropLast()): \(name()).", value, "YYYY-MM-DD", error.cure)
      }
    case .number, .moment, .boolean, .formula, .error, .unreadable:
      return refuse(
        .sheetDate, place, "The cell holds no date: \(name()).", value, "a date without a time",
        "Write the day as YYYY-MM-DD.")
    }
  }

  private mutating func flag(_ value: ReadCell.Value, at place: TablePlace, name: @autoclosure () -> String)
    -> String?
  {
    switch value {
    case .boolean(let value): return value ? "yes" : "no"
    case .text(let text) where ["yes", "no"].contains(text.collapsed.lowercased()):
      return text.collapsed.lowercased()
    default:
      return refuse(
        .sheetFlag, place, "The cell holds neither yes nor no: \(name()).", value, "yes or no",
        "Write yes or no, or leave it empty.")
    }
  }

  private mutating func plain(_ value: ReadCell.Value, at place: TablePlace, name: @autoclosure () -> String)
    -> String?
  {
    switch value {
    case .text(let text): return text.collapsed
    case .number(let number):
      guard number.isExact else { return tooManyDigits(place, value, name()) }
      return number.value.description + (number.unit.isEmpty ? "" : " " + number.unit)
    default:
      return refuse(
        .sheetText, place, "The spreadsheet program has taken the text for something else: \(name()).", value,
        "text", "Format the cell as text and write it again.")
    }
  }
}
