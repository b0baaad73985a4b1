extension Texts {
  /// The words of a check's page.
  enum Check {
    static var refused: String { say("check.refused") }
    static var refusedSentence: String { say("check.refused-sentence") }
    static var unread: String { say("check.unread") }
    static var clean: String { say("check.clean") }
    static var standing: String { say("check.standing") }
    static var document: String { say("check.document") }
    static var laboratory: String { say("check.laboratory") }
    static var supplier: String { say("check.supplier") }
    static var tested: String { say("check.tested") }
    static var issued: String { say("check.issued") }
    static var observations: String { say("check.observations") }
    static var signature: String { say("check.signature") }
    static var unsigned: String { say("check.unsigned") }

    static func signed(by signer: String) -> String { say("check.signed", ["signer": signer]) }

    static func title(report: String) -> String { say("check.title.check-of-report", ["report": report]) }
    static func title(file: String) -> String { say("check.title.check-of", ["file": file]) }
    static func wouldBe(_ verdict: String) -> String { say("check.would-be", ["verdict": verdict]) }

    static func place(line: Int, column: Int?) -> String {
      if line == 0 { return say("check.place.the-document") }
      return column.map { say("check.place.line-column", ["line": String(line), "column": String($0)]) }
        ?? say("check.place.line", ["line": String(line)])
    }

    static func problems(errors: Int, warnings: Int) -> String {
      let parts = [
        errors > 0 ? count(errors, "counted.errors") : nil,
        warnings > 0 ? count(warnings, "counted.warnings") : nil,
      ].compactMap { $0 }
      return parts.joined(separator: ", ")
    }
  }
}
