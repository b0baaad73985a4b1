// MARK: - What changed for an inventory

extension Texts {
  enum InventoryChanges {
    static let columns = ["Line", "Label", "Serial", "Best match", "Before", "Now", "What changed"]

    static func title(_ since: String) -> String { "Inventory changes since \(since)" }

    static func none(_ since: String) -> String { "Nothing changed since \(since) for any line." }

    static func summary(_ count: Int, since: String, on day: String) -> String {
      "\(Texts.count(count, "line", "lines")) changed since \(since), as of \(day)."
    }

    /// Stands behind the day of something that the registry learned of late.
    static func learned(_ day: String?) -> String { " (learned \(day ?? "later"))" }
  }
}
