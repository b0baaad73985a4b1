import Quantities
import XMLDocuments

/// Makes the documents by which a list that existed before enters a registry: suppliers, models, and decisions that say
/// that the evidence is not held.
public struct ListTakeOver {
  private let snapshot: Snapshot
  private let signatories: Signatories
  private let day: Day
  private let isExample: Bool

  /// - Parameters:
  ///   - snapshot: the registry as it is: what it holds already is not made again.
  ///   - day: the day from which a listing holds whose own day the list does not give.
  ///   - isExample: whether all of it is invented.
  public init(into snapshot: Snapshot, signatories: Signatories, day: Day, isExample: Bool = false) {
    self.snapshot = snapshot
    self.signatories = signatories
    self.day = day
    self.isExample = isExample
  }

  /// The documents of a list, named by its lines.
  ///
  /// - Parameters:
  ///   - contact: where buyers ask a supplier that the registry does not know yet.
  ///   - kind: the kind of equipment where neither the list nor the level's definition says.
  /// - Returns: the documents; and what stands against taking a line over, of which then nothing is made.
  public func documents(
    of list: PresentList, file: String, contact: String, kind: String? = nil
  ) throws(RegistryError) -> (documents: [ImportSource], diagnostics: [Diagnostic]) {
    var report = DiagnosticSink(file: file)
    var documents: [ImportSource] = []
    var suppliers = Set(try snapshot.suppliers().map(\.id))
    let kinds = try Dictionary(
      snapshot.standards().filter(\.isInForce).map { ($0.standard.id, $0.standard) },
      uniquingKeysWith: { a, _ in a })
    for line in list.lines {
      let key = ModelKey(supplier: line.supplierID, designation: line.designation)
      if try snapshot.listing(key) != nil {
        report.error(
          .takeOverLine, line: line.line, "The registry has this model already: the line is left out.",
          found: key.description, expected: "a model that it does not have",
          cure: "Decide on it by its own evidence, or take the line out.")
        continue
      }
      let offered = kinds[line.standard]?.level(line.level)?.kinds ?? []
      guard let kind = line.kind ?? (offered.count == 1 ? offered[0] : kind) else {
        report.error(
          .takeOverLine, line: line.line,
          "The list does not say of which kind the model is: the line is left out.",
          found: "level \(line.level) of \(line.standard)",
          expected: offered.isEmpty ? "a kind" : offered.joined(separator: " or "),
          cure: "Add a column kind, or state one for all such lines with --kind.")
        continue
      }
      func add(_ what: String, _ bytes: [UInt8]) {
        documents.append(ImportSource(path: "\(file):\(line.line) \(what)", bytes: bytes))
      }
      if suppliers.insert(line.supplierID).inserted {
        add(
          "supplier",
          DocumentWriter.write(
            Supplier(
              id: line.supplierID, isExample: isExample, name: line.company, contact: contact, website: "")))
      }
      add("model", DocumentWriter.write(model(of: line, kind: kind)))
      for (index, event) in events(of: line, key, file: file).enumerated() {
        add("event \(index + 1)", event)
      }
    }
    return (documents, report.diagnostics)
  }

  private func model(of line: PresentList.Line, kind: String) -> Model {
    Model(
      isExample: isExample, designation: line.designation, supplier: line.supplierID, standard: line.standard,
      level: line.level, kind: kind, gender: line.gender, opening: line.opening, sizes: line.sizes,
      warrantyMonths: line.warrantyMonths, materials: "", applied: line.listedOn ?? day,
      accessories: line.accessories, formerDesignations: line.formerDesignations)
  }

  private func events(of line: PresentList.Line, _ key: ModelKey, file: String) -> [[UInt8]] {
    let reasons = ["Taken over from line \(line.line) of \(file); the evidence is not held here."]
    let listed = line.listedOn ?? day
    func decision(_ outcome: Decision.Outcome, _ day: Day) -> [UInt8] {
      DocumentWriter.write(
        Decision(
          isExample: isExample, model: key, outcome: outcome, day: day, evidence: .notHeld, reasons: reasons,
          signatories: signatories))
    }
    func change(_ change: StatusChange.Change) -> [UInt8] {
      DocumentWriter.write(
        StatusChange(
          isExample: isExample, model: key, change: change, day: max(line.statusSince ?? day, listed),
          reasons: reasons, signatories: signatories))
    }
    switch line.status {
    case .undecided: return []
    case .declined: return [decision(.decline, line.statusSince ?? day)]
    case .ended: return [decision(.list, listed)]
    case .active:
      // Active since a later day than it was listed: it may have been off the list in between, and nobody says when.
      return [decision(.list, max(line.statusSince ?? listed, listed))]
    case .inactive: return [decision(.list, listed), change(.inactive)]
    case .suspended: return [decision(.list, listed), change(.suspended)]
    case .removed: return [decision(.list, listed), change(.removed)]
    }
  }
}
