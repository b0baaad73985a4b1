import Quantities

/// What happened to the example models: two years of a programme, with every status, and the decisions before.
public enum ExampleStory {
  /// A document, named by the day on which the registry learned of it.
  public struct Document: Sendable {
    public var recorded: Day
    public var name: String
    public var text: String

    /// A name for its file, by which they sort in the order of the story.
    public var fileName: String { "\(recorded)-\(name)" }
  }

  /// The documents, in the order in which the registry learned of them.
  public static func documents(sha256: ([UInt8]) -> String) -> [Document] {
    let mistaken = (
      removal: statusChange(
        "dunholt", "DU-IIIA-119", "removed", day: "2025-02-15", recorded: "2025-02-27",
        "The supplier has ended the support of this model."),
      suspension: statusChange(
        "brackwater", "BR-II-109", "suspended", day: "2025-10-02", recorded: "2025-10-02",
        "Labels without a serial number were found.")
    )
    let corrections = [
      correction(
        of: mistaken.removal, sha256: sha256, effective: "2025-03-15", recorded: "2025-04-08",
        "The supplier's letter says that support ends on 15 March, not on 15 February."),
      correction(
        of: mistaken.suspension, sha256: sha256, effective: nil, recorded: "2025-10-03",
        "The labels were those of another supplier's model: this one was never concerned."),
    ]
    return (decisions + events + [mistaken.removal, mistaken.suspension] + corrections)
      .sorted { ($0.recorded, $0.name) < ($1.recorded, $1.name) }
  }

  /// Every compliant model of the adopted edition is listed, but one that still waits; one that failed is declined.
  private static var decisions: [Document] {
    ExampleRegistry.models.compactMap { model in
      if model.standard == "NIJ-2005-Interim", !model.hasReport {
        return decision(
          model, "list", evidence: "not-held", "Taken over from the list of the interim requirements.")
      }
      guard model.standard == ExampleRegistry.standard else { return nil }
      if model.flaw == .perforation, model.level == "IIA" {
        return decision(model, "decline", "A test round perforated the armor.")
      }
      guard model.expectedVerdict == "compliant", model.hasReport, model.designation != "CO-II-110" else {
        return nil
      }
      return decision(
        model, "list", "The evidence meets every requirement; labels and workmanship were found in order.")
    }
  }

  private static var events: [Document] {
    [
      inspection(
        "INS-2024-031", "aldermark", [("AL-IIIA-120", "varied"), ("AL-IIA-100", "conforming")],
        day: "2024-11-18",
        remark: "Panels of the last two months have a stitched edge where a sealed one was applied for."),
      variation(
        "V-2024-07", "aldermark", "AL-IIIA-120", "inspection", day: "2024-11-18",
        "The edge of the panel cover is stitched and not sealed; water can enter."),
      inspection(
        "INS-2025-002", "brackwater", [("BR-II-105", "conforming"), ("BR-IIIA-121", "conforming")],
        day: "2025-01-21"),
      notice(
        "AN-2025-01", "advisory", "Panel covers that may let water in", [("aldermark", "AL-IIIA-120")],
        day: "2025-02-11",
        "Covers made since September 2024 have a stitched edge. Inspect yours; do not wear one whose edge is open."
      ),
      variation(
        "V-2025-01", "brackwater", "BR-II-105", "supplier", day: "2025-03-03",
        "The carrier's buckles come from another maker."),
      resolution(
        "V-2025-01", "accepted", day: "2025-03-24", "Buckles do not take part in the protection."),
      resolution(
        "V-2024-07", "corrected", day: "2025-04-24",
        "The covers are sealed again, and those that were sold are exchanged; an inspection has seen both."),
      statusChange(
        "aldermark", "AL-IIIA-120", "reinstated", day: "2025-05-06", recorded: "2025-05-06",
        "Variation V-2024-07 is corrected."),
      statusChange(
        "aldermark", "AL-IIA-100", "inactive", day: "2025-07-01", recorded: "2025-06-17",
        "The supplier makes it no longer, and supports it until the end of its warranty."),
      fieldReport(
        "FR-2025-011", "failure", performed: "no", "corvane", "CO-IIIA-118", day: "2025-08-14",
        "A round came through near the lower edge. The wearer was hurt and has recovered."),
      inspection(
        "INS-2025-024", "corvane", [("CO-IIIA-118", "conforming")], day: "2025-08-26", occasion: "for-cause",
        test: #"<test laboratory="larkfield" report="LK-2025-0826" outcome="failed"/>"#),
      notice(
        "SN-2025-02", "safety", "Do not wear: rounds can come through near the edge",
        [("corvane", "CO-IIIA-118")], day: "2025-09-03",
        "Take it out of service at once. Samples from production were perforated near the lower edge."),
      fieldReport(
        "FR-2025-019", "stop", performed: "yes", "brackwater", "BR-IIIA-121", day: "2025-11-29",
        "Two hits in the chest; the armor stopped both.", agency: "An example police department"),
      inspection(
        "INS-2026-004", "aldermark", [("AL-IIIA-120", "conforming")], day: "2026-02-10",
        test: #"<test laboratory="quillby" report="QB-2026-0301" outcome="passed"/>"#),
      statusChange(
        "brackwater", "BR-IIIA-121", "inactive", day: "2026-03-01", recorded: "2026-02-24",
        "Replaced in the supplier's range."),
      statusChange(
        "brackwater", "BR-IIIA-121", "reinstated", day: "2026-08-03", recorded: "2026-07-28",
        "The supplier makes it again, as it was applied for."),
      statusChange(
        "dunholt", "DU-II-107", "suspended", day: "2026-10-12", recorded: "2026-10-12",
        "A test of samples from production is awaited."),
    ]
  }

  // MARK: - Documents

  private static let declaration = """
    <?xml version="1.0" encoding="UTF-8"?>
    <!-- Example document, invented. -->

    """
  private static let namespace = #"xmlns="https://proofmark.example/ns/registry/1""#
  private static let signed = """
      <reviewed-by name="R. Example" role="technical reviewer"/>
      <decided-by name="D. Example" role="programme manager"/>
    """

  /// The decision to list a model that meets everything.
  public static func listing(of model: ExampleModel) -> String {
    decision(
      model, "list", "The evidence meets every requirement; labels and workmanship were found in order."
    ).text
  }

  private static func decision(
    _ model: ExampleModel, _ outcome: String, evidence: String = "held", _ reason: String
  ) -> Document {
    let day = model.begin.adding(months: 3)
    return Document(
      recorded: day, name: "\(outcome)-\(model.fileName)",
      text: declaration + """
        <decision \(namespace) supplier="\(model.supplier)" designation="\(model.designation)"
                  outcome="\(outcome)" evidence="\(evidence)" day="\(day)" example="yes">
          <reason>\(reason)</reason>
        \(signed)
        </decision>

        """)
  }

  private static func statusChange(
    _ supplier: String, _ designation: String, _ status: String, day: String, recorded: String,
    _ reason: String
  ) -> Document {
    Document(
      recorded: known(recorded), name: "\(status)-\(designation.lowercased())",
      text: declaration + """
        <status-change \(namespace) supplier="\(supplier)" designation="\(designation)"
                       status="\(status)" day="\(day)" example="yes">
          <reason>\(reason)</reason>
        \(signed)
        </status-change>

        """)
  }

  private static func inspection(
    _ id: String, _ supplier: String, _ models: [(designation: String, outcome: String)], day: String,
    occasion: String = "follow-up", remark: String = "", test: String = ""
  ) -> Document {
    let results = models.enumerated().map { index, model in
      let told = index == 0 ? (remark.isEmpty ? "" : "<remark>\(remark)</remark>") + test : ""
      return "  <model designation=\"\(model.designation)\" outcome=\"\(model.outcome)\">\(told)</model>"
    }.joined(separator: "\n")
    return Document(
      recorded: known(day), name: "inspection-\(id.lowercased())",
      text: declaration + """
        <inspection \(namespace) id="\(id)" supplier="\(supplier)" location="Works 1, Example County"
                    occasion="\(occasion)" day="\(day)" example="yes">
        \(results)
          <inspected-by name="I. Example" role="inspector"/>
        </inspection>

        """)
  }

  private static func variation(
    _ id: String, _ supplier: String, _ designation: String, _ finder: String, day: String,
    _ description: String
  ) -> Document {
    Document(
      recorded: known(day), name: "variation-\(id.lowercased())",
      text: declaration + """
        <variation \(namespace) id="\(id)" supplier="\(supplier)" designation="\(designation)"
                   found-by="\(finder)" day="\(day)" example="yes">
          <description>\(description)</description>
        </variation>

        """)
  }

  private static func resolution(
    _ variation: String, _ outcome: String, day: String, _ reason: String
  ) -> Document {
    Document(
      recorded: known(day), name: "resolution-\(variation.lowercased())",
      text: declaration + """
        <variation-resolution \(namespace) variation="\(variation)" outcome="\(outcome)"
                              day="\(day)" example="yes">
          <reason>\(reason)</reason>
        \(signed)
        </variation-resolution>

        """)
  }

  private static func notice(
    _ id: String, _ kind: String, _ title: String, _ models: [(supplier: String, designation: String)],
    day: String, _ text: String
  ) -> Document {
    let models = models.map { "  <model supplier=\"\($0.supplier)\" designation=\"\($0.designation)\"/>" }
    return Document(
      recorded: known(day), name: "notice-\(id.lowercased())",
      text: declaration + """
        <notice \(namespace) id="\(id)" kind="\(kind)" title="\(title)" day="\(day)" example="yes">
          <text>\(text)</text>
        \(models.joined(separator: "\n"))
        \(signed)
        </notice>

        """)
  }

  private static func fieldReport(
    _ id: String, _ event: String, performed: String, _ supplier: String, _ designation: String, day: String,
    _ description: String, agency: String? = nil
  ) -> Document {
    let teller = agency.map { " agency=\"\($0)\"" } ?? ""
    return Document(
      recorded: known(day), name: "field-report-\(id.lowercased())",
      text: declaration + """
        <field-report \(namespace) id="\(id)" event="\(event)" performed="\(performed)"\(teller)
                      day="\(day)" example="yes">
          <armor supplier="\(supplier)" designation="\(designation)" size="L"/>
          <description>\(description)</description>
        </field-report>

        """)
  }

  private static func correction(
    of document: Document, sha256: ([UInt8]) -> String, effective: String?, recorded: String, _ reason: String
  ) -> Document {
    let remedy = effective.map { "effective=\"\($0)\"" } ?? "void=\"yes\""
    return Document(
      recorded: known(recorded), name: "correction-of-\(document.name)",
      text: declaration + """
        <correction \(namespace) \(remedy) day="\(recorded)" example="yes"
                    document="\(sha256(Array(document.text.utf8)))">
          <reason>\(reason)</reason>
        \(signed)
        </correction>

        """)
  }

  /// A day that the calendar has.
  private static func known(_ text: String) -> Day {
    guard let day = Day(text) else { preconditionFailure("\(text) is not a day") }
    return day
  }
}
