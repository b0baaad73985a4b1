import Quantities

/// What a document tells of one model, before it has a place in the registry.
struct Tiding {
  /// Nil where the document names a variation instead.
  var model: ModelKey?
  var act: Act
  var day: Day
  var number: String?
  var heading = ""
  var text = ""
  var decidedBy: Person?
  var reviewedBy: Person?
}

extension ParsedDocument {
  /// What a programme's event tells, model by model; nothing where the document is none.
  var tidings: [Tiding] {
    switch self {
    case .decision(let decision):
      [
        Tiding(
          model: decision.model, act: .decision(decision.outcome), day: decision.day,
          text: decision.reasons.joined(separator: "\n"), signed: decision.signatories)
      ]
    case .statusChange(let change):
      [
        Tiding(
          model: change.model, act: .statusChange(change.change), day: change.day,
          text: change.reasons.joined(separator: "\n"), signed: change.signatories)
      ]
    case .inspection(let inspection):
      inspection.results.map { result in
        Tiding(
          model: ModelKey(supplier: inspection.supplier, designation: result.designation),
          act: .inspection(result.outcome), day: inspection.day, number: inspection.id,
          heading: inspection.location, text: result.told, decidedBy: inspection.inspector)
      }
    case .variation(let variation):
      [
        Tiding(
          model: variation.model, act: .variation(variation.foundBy), day: variation.day,
          number: variation.id,
          text: variation.description)
      ]
    case .variationResolution(let resolution):
      [
        Tiding(
          act: .resolution(resolution.outcome), day: resolution.day, number: resolution.variation,
          text: resolution.reasons.joined(separator: "\n"), signed: resolution.signatories)
      ]
    case .notice(let notice):
      notice.models.map { model in
        Tiding(
          model: model, act: .notice(notice.kind), day: notice.day, number: notice.id, heading: notice.title,
          text: notice.text, signed: notice.signatories)
      }
    case .fieldReport(let report):
      [
        Tiding(
          model: report.armor.model, act: .fieldReport(report.event), day: report.day, number: report.id,
          heading: report.agency ?? "", text: report.description)
      ]
    case .standard, .adoption, .programme, .supplier, .laboratory, .model, .report, .correction: []
    }
  }
}

extension Tiding {
  fileprivate init(
    model: ModelKey? = nil, act: Act, day: Day, number: String? = nil, heading: String = "", text: String,
    signed signatories: Signatories
  ) {
    self.init(
      model: model, act: act, day: day, number: number, heading: heading, text: text,
      decidedBy: signatories.decidedBy, reviewedBy: signatories.reviewedBy)
  }
}

extension Inspection.Result {
  /// The remark and what the tests of pulled samples came to, a sentence each.
  fileprivate var told: String {
    let tests = tests.map { test in
      switch test.outcome {
      case .passed: "Test \(test.report) by \(test.laboratory) passed."
      case .failed: "Test \(test.report) by \(test.laboratory) failed."
      case .pending: "Test \(test.report) by \(test.laboratory) is awaited."
      }
    }
    return ([remark] + tests).filter { !$0.isEmpty }.joined(separator: "\n")
  }
}
