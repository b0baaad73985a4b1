import ReportTables
import XMLDocuments

/// What became of a report that was to be converted.
struct ConversionAccount: Encodable {
  /// Where it was to go.
  let output: String
  /// Whether it is there.
  var written = false
  /// Whether values are still to be filled in.
  private(set) var open = false
  private(set) var specimens = 0
  private(set) var observations = 0
  var diagnostics: [Diagnostic] = []

  init(output: String) { self.output = output }

  mutating func count(_ draft: ReportDraft) {
    (specimens, observations, open) = (draft.specimenCount, draft.observationCount, draft.isOpen)
  }

  var sentence: String {
    func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
    return "\(count(specimens, "specimen")) and \(count(observations, "observation")) written to \(output)"
      + (open ? ", some of it still to be filled in" : "")
  }
}
