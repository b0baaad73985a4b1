/// What an event does or says, in one value for all kinds of event.
public enum Act: Sendable, Hashable {
  case decision(Decision.Outcome)
  case statusChange(StatusChange.Change)
  case inspection(Inspection.Outcome)
  case variation(Variation.Finder)
  case resolution(VariationResolution.Outcome)
  case notice(Notice.Kind)
  case fieldReport(FieldReport.Event)

  /// The act of a document of a kind, by its ``word``; nil where there is none such.
  public init?(kind: DocumentKind, word: String) {
    let act: Act?
    switch kind {
    case .decision: act = Decision.Outcome(rawValue: word).map(Act.decision)
    case .statusChange: act = StatusChange.Change(rawValue: word).map(Act.statusChange)
    case .inspection: act = Inspection.Outcome(rawValue: word).map(Act.inspection)
    case .variation: act = Variation.Finder(rawValue: word).map(Act.variation)
    case .variationResolution: act = VariationResolution.Outcome(rawValue: word).map(Act.resolution)
    case .notice: act = Notice.Kind(rawValue: word).map(Act.notice)
    case .fieldReport: act = FieldReport.Event(rawValue: word).map(Act.fieldReport)
    case .standard, .adoption, .programme, .supplier, .laboratory, .model, .report, .correction: act = nil
    }
    guard let act else { return nil }
    self = act
  }

  /// The word that the document uses.
  public var word: String {
    switch self {
    case .decision(let outcome): outcome.rawValue
    case .statusChange(let change): change.rawValue
    case .inspection(let outcome): outcome.rawValue
    case .variation(let finder): finder.rawValue
    case .resolution(let outcome): outcome.rawValue
    case .notice(let kind): kind.rawValue
    case .fieldReport(let event): event.rawValue
    }
  }

  /// The kind of document that says it.
  public var kind: DocumentKind {
    switch self {
    case .decision: .decision
    case .statusChange: .statusChange
    case .inspection: .inspection
    case .variation: .variation
    case .resolution: .variationResolution
    case .notice: .notice
    case .fieldReport: .fieldReport
    }
  }
}
