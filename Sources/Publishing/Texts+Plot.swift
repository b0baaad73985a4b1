// MARK: - Pictures

extension Texts {
  enum Plot {
    static var limitKey: String { say("plot.limit-key") }
    static var meanKey: String { say("plot.mean-key") }
    static var boundKey: String { say("plot.bound-key") }
    static var curveKey: String { say("plot.curve-key") }
    static var bandKey: String { say("plot.band-key") }
    static var bandTable: String { say("plot.band-table") }
    static var bandColumns: [String] {
      [say("heading.lower-limit"), say("heading.fitted"), say("heading.upper-limit")]
    }
    static var markedKey: String { say("plot.marked-key") }
    static var fitTable: String { say("plot.fit-table") }
    static var fitColumns: (String, String) { (say("heading.name"), say("heading.value")) }
    static var groupColumns: [String] {
      [
        say("heading.group"), say("heading.shots"), say("heading.largest"), say("heading.mean"),
        say("heading.standard-deviation"), say("heading.factor-k"), say("heading.tolerance-bound"),
      ]
    }

    /// What the line of the reference means, and the probability allowed there.
    static func referenceKey(_ limit: String?) -> String {
      say("plot.reference-key.reference")
        + (limit.map { say("plot.reference-key.the-curve-must-be", ["limit": $0]) } ?? "")
    }

    static func within(_ limit: String) -> String { say("plot.within", ["limit": limit]) }
    static func over(_ limit: String) -> String { say("plot.over", ["limit": limit]) }
    static func reference(_ value: String) -> String { say("plot.reference", ["value": value]) }

    static func groupTable(_ quantity: String) -> String {
      say("plot.group-table", ["quantity": quantity.capitalizedFirst])
    }
    static func shotTable(_ quantity: String) -> String {
      say("plot.shot-table", ["quantity": quantity.capitalizedFirst])
    }

    static func stripShotColumns(_ quantity: String) -> [String] {
      [
        say("heading.group"), say("heading.specimen"), say("heading.number"), quantity.capitalizedFirst,
        say("heading.line-of-report"),
      ]
    }

    static func curveShotColumns(_ quantity: String) -> [String] {
      [
        say("heading.specimen"), say("heading.number"), quantity.capitalizedFirst, say("heading.outcome"),
        say("heading.line-of-report"),
      ]
    }

    static func strips(_ quantity: String) -> String {
      say("plot.strips", ["quantity": quantity.capitalizedFirst])
    }
    static func curve(_ outcome: String, _ group: String?) -> String {
      say("plot.curve", ["outcome": outcome]) + (group.map { ": \($0)" } ?? "")
    }

    static func stripNote(count: Int, bound: String?) -> String {
      let shots = say("plot.strip-note.n", ["count": String(count)])
      return bound.map { say("plot.strip-note.bound", ["shots": shots, "bound": $0]) } ?? shots
    }

    /// Such as `S12, 3: 22.4 mm, stop`; written directly, because a page has hundreds of them.
    static func writeShot(
      specimen: String, number: Int, value: String, outcome: String?, to out: inout MarkupWriter
    ) {
      out.text(specimen)
      out.raw(", ")
      out.number(number)
      out.raw(": ")
      out.text(value)
      guard let outcome else { return }
      out.raw(", ")
      out.text(outcome)
    }

    static func limitSummary(quantity: String, limits: [String]) -> String {
      limits.isEmpty
        ? say("plot.limit-summary.alone", ["quantity": quantity.capitalizedFirst])
        : say(
          "plot.limit-summary.against",
          [
            "quantity": quantity.capitalizedFirst,
            "limits": list(limits.map { say("plot.limit-summary.the-limit-of", ["limit": $0]) }),
          ])
    }

    static func stripSummary(title: String, count: Int, largest: String?, bound: String?) -> String {
      var text = "\(title): \(Texts.count(count, "counted.observations"))"
      if let largest { text += say("plot.strip-summary.largest", ["largest": largest]) }
      if let bound { text += say("plot.strip-summary.tolerance-bound", ["bound": bound]) }
      return text + "."
    }

    static func curveSummary(
      shots: Int, events: Int, event: String, quantity: String, v05: String?, v50: String?,
      reference: String?,
      probability: String?
    ) -> String {
      var text =
        say(
          "plot.curve-summary.by-with-outcome",
          [
            "observations": Texts.count(shots, "counted.observations"), "quantity": quantity,
            "events": String(events), "event": event,
          ])
      if let v05, let v50 {
        text += say("plot.curve-summary.by-the-fitted-curve", ["v05": v05, "v50": v50])
      } else {
        text += say("plot.curve-summary.no-curve-could-be")
      }
      if let reference {
        text += say("plot.curve-summary.the-reference-is", ["reference": reference])
        text +=
          probability.map { say("plot.curve-summary.where-the-fitted-probability", ["probability": $0]) }
          ?? "."
      }
      return text
    }
  }
}
