import Registry

// MARK: - Feeds and the log of changes

extension Texts {
  enum Following {
    static let all = "All changes"
    static let notices = "Notices"
    static let log = "The log of changes, for programs"
    static let subtitle = "What came onto the list, what left it, and which notices were given."
    static let noticesSubtitle = "What the programme told users about models."

    static func feed(_ subject: String, _ site: String) -> String { "\(subject) – \(site)" }

    static func title(_ event: HistoryText.Event, of row: ListRow) -> String {
      let model = "\(row.designation), \(row.supplier)"
      switch event.kind {
      case .notice: return "\(model): notice"
      case .correction: return "\(model): correction"
      default: return "\(model): \(Texts.status(event.status))"
      }
    }

    static func dated(_ event: HistoryText.Event) -> String { "\(event.day): \(event.sentence)" }

    static func dated(_ notice: PublicNotice) -> String {
      "\(Texts.Notices.kind(notice.kind)) \(notice.number) of \(notice.day)."
    }

    static func standing(_ status: ListingStatus) -> String {
      "Status from then on: \(Texts.status(status)), \(status.isOnList ? Timeline.on : Timeline.off)."
    }

    static func concerned(_ row: ListRow) -> String { "\(row.designation), \(row.supplier)" }

    static func ended(_ standard: String, last: String) -> String {
      "The list of \(standard) ended on \(last): its models are not on the list any more."
    }

    static func opened(_ standard: String) -> String {
      "The list of \(standard) was opened again: its models are on it as before."
    }

    static func otherDay(_ occurrence: Occurrence) -> String {
      occurrence.day == occurrence.statedDay
        ? "A document of \(occurrence.statedDay) was corrected."
        : "What a document said of \(occurrence.statedDay) took effect on \(occurrence.day)."
    }
  }
}
