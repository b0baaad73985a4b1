import Conformity
import Registry

/// Where a model stands, as it looks everywhere: what is not on the list has a sign and a frame of its own, so that
/// nobody has to see a colour.
enum StatusMark {
  static func markup(_ status: ListingStatus) -> String {
    let sign = status.isOnList ? "" : Icon.markup(status.outcome) + " "
    return
      "<span class=\"status \(status.outcome.className)\">\(sign)\(escapedHTML(Texts.status(status)))</span>"
  }

  /// With the day since when.
  static func markup(_ standing: Standing) -> String {
    let since = standing.since.map {
      " <span class=\"nowrap\">\(escapedHTML(Texts.sinceDay($0.description)))</span>"
    }
    return markup(standing.status) + (since ?? "")
  }
}

extension ListingStatus {
  /// The outcome that looks like the status.
  var outcome: Outcome { isOnList ? .met : self == .undecided ? .notDetermined : .notMet }
}
