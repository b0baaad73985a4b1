// MARK: - What changed for an inventory

extension Texts {
  enum InventoryChanges {
    static var columns: [String] {
      [
        say("heading.line"), say("heading.label"), say("heading.serial"), say("heading.best-match"),
        say("heading.before"), say("heading.now"), say("heading.what-changed"),
      ]
    }

    static func title(_ since: String) -> String { say("inventory-changes.title", ["since": since]) }

    static func none(_ since: String) -> String { say("inventory-changes.none", ["since": since]) }

    static func summary(_ count: Int, since: String, on day: String) -> String {
      say(
        "inventory-changes.summary",
        ["lines": Texts.count(count, "counted.lines"), "since": since, "day": day])
    }

    /// Stands behind the day of something that the registry learned of late.
    static func learned(_ day: String?) -> String {
      say("inventory-changes.learned", ["day": day ?? say("inventory-changes.learned.later")])
    }
  }
}
