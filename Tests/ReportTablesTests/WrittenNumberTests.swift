import Quantities
import Testing

@testable import ReportTables

@Suite("Numbers as they are written into tables")
struct WrittenNumberTests {
  private func read(_ text: String) -> Result<String, WrittenNumber.Problem> {
    do throws(WrittenNumber.Problem) {
      return .success(try WrittenNumber.read(text, units: ["m/s", "1"]).value.description)
    } catch {
      return .failure(error)
    }
  }

  @Test(
    "a plain number, a decimal comma that can be nothing else, and the column's own unit are taken",
    arguments: [
      ("412.5", "412.5"), (" 44.0 ", "44.0"), ("412,5", "412.5"), ("0,125", "0.125"),
      ("1234,567", "1234.567"),
      ("412.5 m/s", "412.5"), ("412,50m/s", "412.50"), ("\u{2212}3", "-3"), ("+7", "7"), ("-0,5", "-0.5"),
      ("12.345", "12.345"), ("3\u{A0}m/s", "3"), ("1,5", "1.5"), ("1,23", "1.23"), ("1,2345", "1.2345"),
    ])
  func taken(text: String, value: String) {
    #expect(read(text) == .success(value))
  }

  @Test(
    "what could be two numbers is refused",
    arguments: ["1,234", "12,345", "-123,456", "1,000 m/s"])
  func comma(text: String) {
    #expect(read(text) == .failure(.eitherComma))
  }

  @Test(
    "thousands that are separated are refused, whatever separates them",
    arguments: [
      "1,234,567", "1.234.567", "1,234.5", "1.234,5", "1 234", "1'234", "1\u{202F}234,5", "12 345.6 m/s",
    ])
  func thousands(text: String) {
    #expect(read(text) == .failure(.thousands))
  }

  @Test(
    "another unit, an exponent and what is no number are refused",
    arguments: [
      ("412 ft/s", .otherUnit("ft/s")), ("412 km/h", .otherUnit("km/h")), ("5 %", .otherUnit("%")),
      ("5 approx.", .otherUnit("approx.")), ("1e5", .plain(.exponent)), ("4.1E+02", .plain(.exponent)),
      ("n.a.", .plain(.notANumber)), ("#N/A", .plain(.notANumber)), ("<5", .plain(.notANumber)),
      ("5-6", .plain(.notANumber)), (",", .plain(.notANumber)), ("", .plain(.empty)), (" ", .plain(.empty)),
      ("1234567890123456789", .plain(.tooManyDigits)), (",5", .plain(.notANumber)),
      ("5,", .plain(.notANumber)),
      ("٣", .plain(.notANumber)),
    ] as [(String, WrittenNumber.Problem)])
  func refused(text: String, problem: WrittenNumber.Problem) {
    #expect(read(text) == .failure(problem))
  }
}
