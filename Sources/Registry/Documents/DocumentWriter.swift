import Quantities
import XMLDocuments

/// Prints the registry's own documents; reading one again gives an equal value.
///
/// The same value always gives the same bytes.
public enum DocumentWriter {
  public static func write(_ supplier: Supplier) -> [UInt8] {
    let successor = supplier.successor.map { [("successor", $0)] } ?? []
    return document(
      "supplier", isExample: supplier.isExample, [("id", supplier.id), ("name", supplier.name)] + successor
    ) { out in
      out.element("contact", text: supplier.contact)
      if !supplier.website.isEmpty { out.element("website", text: supplier.website) }
    }
  }

  public static func write(_ model: Model) -> [UInt8] {
    let attributes = [
      ("designation", model.designation), ("supplier", model.supplier), ("standard", model.standard),
      ("level", model.level), ("kind", model.kind), ("gender", model.gender), ("opening", model.opening),
      ("warranty-months", String(model.warrantyMonths)), ("applied", model.applied.description),
    ]
    return document("model", isExample: model.isExample, attributes) { out in
      write(model.sizes, each: "size", in: "sizes", &out)
      out.element("materials", text: model.materials)
      if !model.accessories.isEmpty { write(model.accessories, each: "accessory", in: "accessories", &out) }
      if !model.locations.isEmpty { write(model.locations, each: "location", in: "locations", &out) }
      if !model.formerDesignations.isEmpty {
        write(model.formerDesignations, each: "designation", in: "former-designations", &out)
      }
    }
  }

  public static func write(_ decision: Decision) -> [UInt8] {
    var attributes = key(decision.model) + [("outcome", decision.outcome.rawValue)]
    if decision.evidence == .notHeld { attributes.append(("evidence", decision.evidence.rawValue)) }
    attributes.append(("day", decision.day.description))
    return document("decision", isExample: decision.isExample, attributes) { out in
      write(decision.reasons, decision.signatories, &out)
    }
  }

  public static func write(_ change: StatusChange) -> [UInt8] {
    let attributes =
      key(change.model) + [("status", change.change.rawValue), ("day", change.day.description)]
    return document("status-change", isExample: change.isExample, attributes) { out in
      write(change.reasons, change.signatories, &out)
    }
  }

  public static func write(_ correction: Correction) -> [UInt8] {
    var attributes = [("document", correction.document)]
    switch correction.remedy {
    case .effective(let day): attributes.append(("effective", day.description))
    case .void: attributes.append(("void", "yes"))
    }
    attributes.append(("day", correction.day.description))
    return document("correction", isExample: correction.isExample, attributes) { out in
      write(correction.reasons, correction.signatories, &out)
    }
  }

  // MARK: - Parts

  private static func document(
    _ root: String, isExample: Bool, _ attributes: [(String, String)], _ body: (inout XMLText) -> Void
  ) -> [UInt8] {
    var out = XMLText()
    out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    out.open(root)
    out.attribute("xmlns", RegistryVocabulary.namespace)
    for (name, value) in attributes { out.attribute(name, value) }
    if isExample { out.attribute("example", "yes") }
    out.children()
    body(&out)
    out.end(root)
    return out.bytes
  }

  private static func key(_ model: ModelKey) -> [(String, String)] {
    [("supplier", model.supplier), ("designation", model.designation)]
  }

  private static func write(_ texts: [String], each: String, in whole: String, _ out: inout XMLText) {
    out.open(whole)
    out.children()
    for text in texts { out.element(each, text: text) }
    out.end(whole)
  }

  private static func write(_ reasons: [String], _ signatories: Signatories, _ out: inout XMLText) {
    for reason in reasons { out.element("reason", text: reason) }
    if let reviewer = signatories.reviewedBy { write(reviewer, as: "reviewed-by", &out) }
    write(signatories.decidedBy, as: "decided-by", &out)
  }

  private static func write(_ person: Person, as name: String, _ out: inout XMLText) {
    out.open(name)
    out.attribute("name", person.name)
    out.attribute("role", person.role)
    out.close()
  }
}
