import Quantities
import Registry

// MARK: - Where a model stands, and what happened to it

extension Texts {
  static func status(_ status: ListingStatus) -> String {
    switch status {
    case .active: say("history.status.active")
    case .inactive: say("history.status.inactive")
    case .suspended: say("history.status.suspended")
    case .removed: say("history.status.removed")
    case .ended: say("history.status.ended")
    case .declined: say("history.status.declined")
    case .undecided: say("history.status.undecided")
    }
  }

  static func statusSentence(_ status: ListingStatus) -> String {
    switch status {
    case .active: say("history.status-sentence.active")
    case .inactive: say("history.status-sentence.inactive")
    case .suspended: say("history.status-sentence.suspended")
    case .removed: say("history.status-sentence.removed")
    case .ended: say("history.status-sentence.ended")
    case .declined: say("history.status-sentence.declined")
    case .undecided: say("history.status-sentence.undecided")
    }
  }

  /// What a document of the registry is.
  static func document(_ kind: DocumentKind) -> String { say(TextName("document." + kind.rawValue)) }

  static func since(_ day: String) -> String { say("history.since", ["day": day]) }
  static func asOf(_ day: String) -> String { say("history.as-of", ["day": day]) }

  static var evidenceOfUnlisted: String { say("history.evidence-of-unlisted") }

  static func noticeTitle(_ notice: Occurrence) -> String {
    notice.act == .notice(.safety)
      ? say("history.notice-title.safety-notice", ["heading": notice.heading])
      : say("history.notice-title.advisory-notice", ["heading": notice.heading])
  }

  static var evidenceNotHeld: String { say("history.evidence-not-held") }
  static var listedAgainstEvidence: String { say("history.listed-against-evidence") }

  /// What an event did, as a sentence without its day.
  static func happening(_ entry: ModelHistory.Entry) -> String {
    let occurrence = entry.occurrence
    let number = occurrence.number.map { " \($0)" } ?? ""
    switch occurrence.act {
    case .decision(.list): return say("history.happening.decision-list", ["by": by(occurrence)])
    case .decision(.decline): return say("history.happening.decision-decline", ["by": by(occurrence)])
    case .statusChange(.inactive):
      return say("history.happening.status-change-inactive", ["by": by(occurrence)])
    case .statusChange(.suspended):
      return say("history.happening.status-change-suspended", ["by": by(occurrence)])
    case .statusChange(.removed):
      return say("history.happening.status-change-removed", ["by": by(occurrence)])
    case .statusChange(.reinstated):
      return say("history.happening.status-change-reinstated", ["by": by(occurrence)])
    case .inspection(.conforming):
      return
        say(
          "history.happening.inspection-conforming",
          ["heading": occurrence.heading, "by": inspected(occurrence), "number": number])
    case .inspection(.varied):
      return
        say(
          "history.happening.inspection-varied",
          ["heading": occurrence.heading, "by": inspected(occurrence), "number": number])
    case .inspection(.notSeen):
      return
        say(
          "history.happening.inspection-not-seen",
          ["heading": occurrence.heading, "by": inspected(occurrence), "number": number])
    case .variation(let finder):
      return
        say(
          "history.happening.variation",
          [
            "number": number,
            "finder": article(finder),
          ])
    case .resolution(.accepted):
      return say("history.happening.resolution-accepted", ["number": number, "by": by(occurrence)])
    case .resolution(.corrected):
      return say("history.happening.resolution-corrected", ["number": number, "by": by(occurrence)])
    case .resolution(.newDesignation):
      return say("history.happening.resolution-new-designation", ["number": number, "by": by(occurrence)])
    case .notice(let kind):
      let effect =
        entry.status == entry.before
        ? "" : say("history.happening.notice.the-model-was-by", ["status": status(entry.status).lowercased()])
      return say(
        "history.happening.notice.notice",
        [
          "kind": kind == .advisory
            ? say("history.happening.notice.advisory") : say("history.happening.notice.safety"),
          "number": number, "heading": occurrence.heading, "effect": effect,
        ])
    case .fieldReport(.stop): return say("history.happening.field-report-stop", ["number": number])
    case .fieldReport(.nearMiss): return say("history.happening.field-report-near-miss", ["number": number])
    case .fieldReport(.failure): return say("history.happening.field-report-failure", ["number": number])
    }
  }

  private static func article(_ finder: Variation.Finder) -> String {
    switch finder {
    case .inspection: say("history.article.inspection")
    case .supplier: say("history.article.supplier")
    case .laboratory: say("history.article.laboratory")
    case .agency: say("history.article.agency")
    }
  }

  private static func inspected(_ occurrence: Occurrence) -> String {
    occurrence.decidedBy.map { say("history.inspected", ["name": $0.name]) } ?? ""
  }

  private static func by(_ occurrence: Occurrence) -> String {
    guard let decided = occurrence.decidedBy else { return "" }
    let reviewed =
      occurrence.reviewedBy.map { say("history.by.reviewed-by", ["name": $0.name, "role": $0.role]) } ?? ""
    return say(
      "history.by.decided-by", ["decided": decided.name, "role": decided.role, "reviewed": reviewed])
  }

  /// What to know about the day of an event that was corrected.
  static func correctedDay(_ occurrence: Occurrence) -> String? {
    guard occurrence.correction != nil, occurrence.day != occurrence.statedDay else { return nil }
    return say("history.corrected-day", ["statedDay": occurrence.statedDay.description])
  }

  static func voided(_ occurrence: Occurrence) -> String {
    say("history.voided", ["statedDay": occurrence.statedDay.description, "act": occurrence.act.word])
  }
}
