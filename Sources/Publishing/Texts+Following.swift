import Registry

// MARK: - Feeds and the log of changes

extension Texts {
  enum Following {
    static var all: String { say("following.all") }
    static var notices: String { say("following.notices") }
    static var log: String { say("following.log") }
    static var subtitle: String { say("following.subtitle") }
    static var noticesSubtitle: String { say("following.notices-subtitle") }

    static func feed(_ subject: String, _ site: String) -> String {
      say("following.feed", ["subject": subject, "site": site])
    }

    static func title(_ event: HistoryText.Event, of row: ListRow) -> String {
      let model = "\(row.designation), \(row.supplier)"
      switch event.kind {
      case .notice: return say("following.title.notice", ["model": model])
      case .correction: return say("following.title.correction", ["model": model])
      default: return "\(model): \(Texts.status(event.status))"
      }
    }

    static func dated(_ event: HistoryText.Event) -> String { "\(event.day): \(event.sentence)" }

    static func dated(_ notice: PublicNotice) -> String {
      say(
        "following.dated",
        ["kind": Texts.Notices.kind(notice.kind), "number": notice.number, "day": notice.day.description])
    }

    static func standing(_ status: ListingStatus) -> String {
      say(
        "following.standing",
        ["status": Texts.status(status), "where": status.isOnList ? Timeline.on : Timeline.off])
    }

    static func concerned(_ row: ListRow) -> String { "\(row.designation), \(row.supplier)" }

    static func ended(_ standard: String, last: String) -> String {
      say("following.ended", ["standard": standard, "last": last])
    }

    static func ends(_ standard: String, last: String) -> String {
      say("following.ends", ["standard": standard, "last": last])
    }

    static func opened(_ standard: String) -> String {
      say("following.opened", ["standard": standard])
    }

    static func opens(_ standard: String) -> String {
      say("following.opens", ["standard": standard])
    }

    static func otherDay(_ occurrence: Occurrence) -> String {
      occurrence.day == occurrence.statedDay
        ? say("following.other-day.a-document-of-was", ["statedDay": occurrence.statedDay.description])
        : say(
          "following.other-day.what-a-document-said",
          ["statedDay": occurrence.statedDay.description, "day": occurrence.day.description])
    }
  }
}
