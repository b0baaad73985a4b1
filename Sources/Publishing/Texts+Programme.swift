import Quantities
import Registry

// MARK: - Where a model stands, and what happened to it

extension Texts {
  static func status(_ status: ListingStatus) -> String {
    switch status {
    case .active: "Active"
    case .inactive: "Inactive"
    case .suspended: "SUSPENDED"
    case .removed: "REMOVED"
    case .ended: "LIST ENDED"
    case .declined: "DECLINED"
    case .undecided: "NOT DECIDED"
    }
  }

  static func statusSentence(_ status: ListingStatus) -> String {
    switch status {
    case .active: "This model is on the list."
    case .inactive: "This model is on the list. It is no longer made and still supported."
    case .suspended: "This model is NOT on the list until a concern is resolved."
    case .removed: "This model was removed and is NOT on the list."
    case .ended: "The list of this edition of the standard has ended: this model is NOT on the list any more."
    case .declined: "The programme decided not to list this model: it is NOT on the list."
    case .undecided: "Nobody has decided on this model: it is NOT on the list."
    }
  }

  static func since(_ day: String) -> String { "Since \(day)." }
  static func asOf(_ day: String) -> String { "As of \(day)." }

  static let evidenceOfUnlisted = "That is what was tested then. It does not put the model on the list."

  static func noticeTitle(_ notice: Occurrence) -> String {
    notice.act == .notice(.safety) ? "Safety notice: \(notice.heading)" : "Advisory notice: \(notice.heading)"
  }

  static let evidenceNotHeld =
    "The listing was taken over from an earlier list. The evidence that it rests on is not held here."
  static let listedAgainstEvidence =
    "The evidence known now does not show that this model is compliant. The programme has not decided on that yet."

  /// What an event did, as a sentence without its day.
  static func happening(_ entry: ModelHistory.Entry) -> String {
    let occurrence = entry.occurrence
    let number = occurrence.number.map { " \($0)" } ?? ""
    switch occurrence.act {
    case .decision(.list): return "Put on the list\(by(occurrence))."
    case .decision(.decline): return "Not put on the list\(by(occurrence))."
    case .statusChange(.inactive): return "Inactive: no longer made\(by(occurrence))."
    case .statusChange(.suspended): return "Suspended\(by(occurrence))."
    case .statusChange(.removed): return "Removed from the list\(by(occurrence))."
    case .statusChange(.reinstated): return "Reinstated\(by(occurrence))."
    case .inspection(.conforming):
      return
        "Inspected at \(occurrence.heading)\(inspected(occurrence)): built as applied for (inspection\(number))."
    case .inspection(.varied):
      return
        "Inspected at \(occurrence.heading)\(inspected(occurrence)): built otherwise (inspection\(number))."
    case .inspection(.notSeen):
      return
        "Not seen in an inspection at \(occurrence.heading)\(inspected(occurrence)) (inspection\(number))."
    case .variation(let finder):
      return
        "Construction variation\(number) found by \(finder == .inspection ? "an inspection" : article(finder))."
    case .resolution(.accepted): return "Construction variation\(number) accepted\(by(occurrence))."
    case .resolution(.corrected): return "Construction variation\(number) corrected\(by(occurrence))."
    case .resolution(.newDesignation):
      return "Construction variation\(number) applied for under a designation of its own\(by(occurrence))."
    case .notice(let kind):
      let effect = entry.status == entry.before ? "" : " The model was \(entry.status.rawValue) by it."
      return "\(kind == .advisory ? "Advisory" : "Safety") notice\(number): \(occurrence.heading).\(effect)"
    case .fieldReport(.stop): return "Field report\(number): a hit, and the wearer was protected."
    case .fieldReport(.nearMiss): return "Field report\(number): a near miss."
    case .fieldReport(.failure): return "Field report\(number): a failure."
    }
  }

  private static func article(_ finder: Variation.Finder) -> String {
    switch finder {
    case .inspection: "an inspection"
    case .supplier: "the supplier"
    case .laboratory: "a laboratory"
    case .agency: "an agency"
    }
  }

  private static func inspected(_ occurrence: Occurrence) -> String {
    occurrence.decidedBy.map { " by \($0.name)" } ?? ""
  }

  private static func by(_ occurrence: Occurrence) -> String {
    guard let decided = occurrence.decidedBy else { return "" }
    let reviewed = occurrence.reviewedBy.map { ", reviewed by \($0.name) (\($0.role))" } ?? ""
    return ", decided by \(decided.name) (\(decided.role))\(reviewed)"
  }

  /// What to know about the day of an event that was corrected.
  static func correctedDay(_ occurrence: Occurrence) -> String? {
    guard occurrence.correction != nil, occurrence.day != occurrence.statedDay else { return nil }
    return "The document said \(occurrence.statedDay); a later correction gives this day."
  }

  static func voided(_ occurrence: Occurrence) -> String {
    "Void: a document said that on \(occurrence.statedDay) the model was \(occurrence.act.word); it was not so."
  }
}
