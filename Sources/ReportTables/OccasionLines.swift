/// The lines of the head that say what a report was made for: nothing where it is first evidence.
struct OccasionLines: Sendable {
  /// What the report was made for, in one word; see ``Kind``.
  static let occasion = Field(
    heading: "occasion", attribute: "", hint: "empty for first evidence, or retest, or follow-up")
  static let reason = Field(
    heading: "reason", attribute: "reason", presence: .required, hint: "why tests were made again")
  static let report = Field(
    heading: "repeats report", attribute: "of", presence: .required,
    hint: "of a retest: the number of the report whose tests it repeats")
  static let laboratory = Field(
    heading: "repeats laboratory", attribute: "laboratory",
    hint: "of a retest: who made that report, where it was another laboratory")
  static let tests = Field(
    heading: "repeated tests", attribute: "", presence: .required,
    hint: "of a retest: methods, each with one threat or alone for all, as in: p-bfs 9mm; v50")
  static let all = [occasion, reason, report, laboratory, tests]

  enum Kind: String, CaseIterable {
    case retest
    case followUp = "follow-up"

    /// The lines that belong to it, besides the one that names it.
    var fields: [Field] {
      switch self {
      case .retest: [reason, report, laboratory, tests]
      case .followUp: [reason]
      }
    }
  }

  /// The lines' values, by their headings.
  private(set) var values: [String: String] = [:]

  /// - Parameter root: of a report.
  init(of root: ReportDraft.Element) {
    guard let (kind, element) = OccasionLines.occasion(of: root) else { return }
    values[OccasionLines.occasion.heading] = kind.rawValue
    for field in kind.fields where !field.attribute.isEmpty {
      values[field.heading] = element[field.attribute]
    }
    if kind == .retest {
      values[OccasionLines.tests.heading] = element.children("test").map { test in
        [test["method"], test["threat"]].compactMap(\.self).joined(separator: " ")
      }.joined(separator: "; ")
    }
  }

  private static func occasion(of root: ReportDraft.Element) -> (Kind, ReportDraft.Element)? {
    for kind in Kind.allCases {
      if let element = root.children(kind.rawValue).first { return (kind, element) }
    }
    return nil
  }

  /// The tests that a line names; nil where it cannot be read.
  static func tests(_ text: String, at place: TablePlace) -> [ReportDraft.Element]? {
    var tests: [ReportDraft.Element] = []
    for part in text.split(separator: ";") {
      let words = part.split(separator: " ").map(String.init)
      guard words.count == 1 || words.count == 2 else { return nil }
      let attributes = zip(["method", "threat"], words).map {
        ReportDraft.Attribute(name: $0, value: $1, place: place)
      }
      tests.append(ReportDraft.Element(name: "test", attributes: attributes, place: place))
    }
    return tests.isEmpty ? nil : tests
  }
}
