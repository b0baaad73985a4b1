import ArgumentParser
import Registry

/// Who stands behind a decision.
struct SignatoryOptions: ParsableArguments {
  @Option(name: .customLong("by"), help: "The name of the person who decides.")
  var name: String

  @Option(help: "Their role.")
  var role: String

  @Option(name: .customLong("reviewed-by"), help: "The name of the person who has reviewed it.")
  var reviewer: String?

  @Option(name: .customLong("reviewer-role"), help: "The reviewer's role.")
  var reviewerRole: String?

  func validate() throws {
    if name.allSatisfy(\.isWhitespace) || role.allSatisfy(\.isWhitespace) {
      throw ValidationError(
        "A decision names who decides, and in which role: --by \"A. Person\" --role \"Manager\".")
    }
    if (reviewer == nil) != (reviewerRole == nil) {
      throw ValidationError(
        "A reviewer has a name and a role: --reviewed-by \"B. Person\" --reviewer-role \"Reviewer\".")
    }
  }

  var signatories: Signatories {
    Signatories(
      decidedBy: Person(name: name, role: role),
      reviewedBy: reviewer.map { Person(name: $0, role: reviewerRole ?? "") })
  }
}
