import Quantities
import Registry

/// Where a model stood through time: a bar for each time on the list, another shape for each time off it, and marks for
/// notices and inspections.
struct Timeline {
  struct Period {
    var status: ListingStatus
    var from: Day
    /// The last day; nil: it goes on.
    var through: Day?
  }

  struct Mark {
    var day: Day
    var isNotice: Bool
  }

  /// In order, at least one.
  let periods: [Period]
  let marks: [Mark]
  let title: String

  /// What the picture shows, in sentences.
  var summary: String {
    periods.map { Texts.Timeline.period($0.status, $0.from.description, $0.through?.description) }
      .joined(separator: " ")
  }

  /// The last day of the picture: of a time that goes on it shows an eighth more than what is known of.
  private var last: Day? {
    guard let first = periods.first?.from, let period = periods.last else { return nil }
    if let through = period.through { return through }
    let known = max(period.from, marks.map(\.day).max() ?? first)
    return known.adding(days: max(60, (known.ordinal - first.ordinal) / 8))
  }

  /// The picture; `id` must be unique on its page.
  func picture(id: String) -> MarkupBytes {
    guard let first = periods.first?.from, let last else { return MarkupBytes(bytes: []) }
    let days = Double(max(last.ordinal - first.ordinal, 1))
    func x(_ day: Day) -> Double {
      // Whole numbers: nothing on a page looks like a measurement that is none.
      (Layout.left + Double(day.ordinal - first.ordinal) / days * (Layout.width - Layout.left - Layout.right))
        .rounded()
    }
    var svg = SVG()
    let years = first.year + 1...max(last.year, first.year + 1)
    let step = [1, 2, 5, 10, 20, 50, 100].first { years.count / $0 < 6 } ?? 100
    for year in years where year % step == 0 {
      guard let day = Day(year: year, month: 1, day: 1), day <= last else { continue }
      svg.line(x(day), Layout.top - 6, x(day), Layout.bottom + 6, class: "grid")
      svg.text(String(year), x: x(day), y: Layout.bottom + 22, class: "tick", anchor: .middle)
    }
    for period in periods {
      let (left, right) = (x(period.from), max(x(period.through ?? last), x(period.from) + 2))
      svg.rectangle(
        x: left, y: Layout.top, width: right - left, height: Layout.bottom - Layout.top,
        class: period.status.isOnList ? "span on" : "span off")
      if period.through == nil {
        // Open to the right: the picture does not say until when.
        let middle = (Layout.top + Layout.bottom) / 2
        svg.polyline(
          [(right + 4, Layout.top), (right + 10, middle), (right + 4, Layout.bottom)], class: "onward")
      }
      guard !period.status.isOnList else { continue }
      // Crossed out, so that nobody has to see a colour.
      var foot = left + 4
      while foot < right {
        svg.line(
          foot, Layout.bottom, min(foot + 14, right), Layout.top + max(0, foot + 14 - right), class: "hatch")
        foot += 8
      }
    }
    for mark in marks where mark.day >= first && mark.day <= last {
      svg.mark(.hit(isOblique: mark.isNotice), x: x(mark.day), y: Layout.top - 14, radius: Layout.mark)
    }
    var key = Key(top: Layout.bottom + 32, width: Layout.width)
    if marks.contains(where: \.isNotice) {
      key.mark(.hit(isOblique: true), radius: Layout.mark, Texts.Timeline.notice, &svg)
    }
    if marks.contains(where: { !$0.isNotice }) {
      key.mark(.hit(), radius: Layout.mark, Texts.Timeline.inspection, &svg)
    }
    key.swatch("span on", Texts.Timeline.on, &svg)
    if periods.contains(where: { !$0.status.isOnList }) {
      key.swatch("span off", isCrossed: true, Texts.Timeline.off, &svg)
    }
    return svg.picture(
      id: id, width: Layout.width, height: key.bottom, title: title, description: summary,
      class: "timeline")
  }

  private enum Layout {
    /// As wide as a phone shows whole: a part that is out of sight could be the one that is off the list.
    static let width = 320.0
    static let left = 14.0
    static let right = 14.0
    static let top = 34.0
    static let bottom = 58.0
    /// The radius of marks.
    static let mark = 4.0
  }
}
