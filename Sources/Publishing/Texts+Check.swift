extension Texts {
  /// The words of a check's page.
  enum Check {
    static let refused = "REFUSED"
    static let refusedSentence =
      "The document cannot be accepted as it is. What is wrong with it stands below."
    static let unread = "The document could not be read as a test report."
    static let clean = "No problem was found in the document itself."
    static let standing =
      "This is what the registry's rules make of this report alone. It lists nothing: the programme decides, by all "
      + "of the model's reports."
    static let document = "Document"
    static let laboratory = "Laboratory"
    static let supplier = "Supplier"
    static let tested = "Tested"
    static let issued = "Issued"
    static let observations = "Observations"
    static let signature = "Signature"
    static let unsigned = "None"

    static func signed(by signer: String) -> String { "Holds; signed by \(signer)" }

    static func title(report: String) -> String { "Check of report \(report)" }
    static func title(file: String) -> String { "Check of \(file)" }
    static func wouldBe(_ verdict: String) -> String { "The verdict would be: \(verdict)" }

    static func place(line: Int, column: Int?) -> String {
      if line == 0 { return "The document" }
      return column.map { "Line \(line), column \($0)" } ?? "Line \(line)"
    }

    static func problems(errors: Int, warnings: Int) -> String {
      let parts = [
        errors > 0 ? count(errors, "error", "errors") : nil,
        warnings > 0 ? count(warnings, "warning", "warnings") : nil,
      ].compactMap { $0 }
      return parts.joined(separator: ", ")
    }
  }
}
