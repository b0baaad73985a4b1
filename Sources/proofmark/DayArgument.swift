import ArgumentParser
import Foundation
import Quantities

extension Day: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension Day {
  /// The calendar day in UTC, by the clock of this machine.
  static func today() throws -> Day {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = .gmt
    let parts = calendar.dateComponents([.year, .month, .day], from: Date())
    guard let year = parts.year, let month = parts.month, let day = parts.day,
      let today = Day(year: year, month: month, day: day)
    else {
      throw ValidationError("The clock of this machine tells no day of the calendar: name the day with --on.")
    }
    return today
  }
}
