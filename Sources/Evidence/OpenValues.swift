import XMLDocuments

/// Attributes that stand empty, as in the skeleton of a report, until somebody fills them in.
///
/// Said once for each series, and once for all specimens: a skeleton has thousands of them.
struct OpenValues {
  /// The attributes, in the order in which they were met.
  private(set) var names: [String] = []
  /// How many elements have any.
  private(set) var count = 0
  private var last: Int?

  var isEmpty: Bool { names.isEmpty }

  /// Notes an open attribute of an element by its number.
  mutating func note(_ name: String, number: Int) {
    if !names.contains(name) { names.append(name) }
    if last != number { count += 1 }
    last = number
  }

  /// - Parameters:
  ///   - line: the line to point at.
  ///   - what: what has them, such as `observation`.
  ///   - place: where these stand, such as `of specimen S1`; may be empty.
  func report(to sink: inout DiagnosticSink, line: Int, what: String, place: String) {
    guard !isEmpty else { return }
    let things = "\(count) \(what)\(count == 1 ? "" : "s")\(place.isEmpty ? "" : " ")\(place)"
    sink.error(
      .reportValueOpen, line: line, "Values of \(things) are still open.",
      found: names.map { "\($0)=\"\"" }.joined(separator: " "), expected: "what was measured and seen",
      cure: "Fill them in; delete an attribute where there is nothing to measure.")
  }
}
