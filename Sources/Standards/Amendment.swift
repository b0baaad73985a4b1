import Quantities

/// A dated change to an edition: an addendum or an administrative clarification.
public struct Amendment: Sendable, Hashable {
  public var id: String
  public var title: String
  /// The day from which it is in force.
  public var effective: Day
  /// The identifier of the ``Source`` it was read in.
  public var source: String
  public var isVerified: Bool
  /// What it changes, one entry for each clause touched.
  public var changes: [Change]

  public struct Change: Sendable, Hashable {
    public var clause: String
    public var text: String
  }
}

/// From which amendment to which other one a part of a definition is in force.
public struct InForce: Sendable, Hashable {
  /// The amendment that brought it in; nil: in force from the beginning.
  public var since: String?
  /// The amendment that took it away; nil: still in force.
  public var until: String?

  /// In force from the beginning, without end.
  public static let always = InForce(since: nil, until: nil)
}

extension Standard {
  /// The amendments in force on a day, in the order of the definition.
  public func amendments(on day: Day) -> [Amendment] { amendments.filter { $0.effective <= day } }

  /// The definition as it stood on a day: without the parts that a later amendment brings in or that an earlier one
  /// took away.
  ///
  /// - Parameter day: nil: before any amendment.
  public func inForce(on day: Day?) -> Standard {
    guard !amendments.isEmpty else { return self }
    let amended = Set(day.map { amendments(on: $0).map(\.id) } ?? [])
    func holds(_ part: InForce) -> Bool {
      (part.since.map(amended.contains) ?? true) && !(part.until.map(amended.contains) ?? false)
    }
    var standard = self
    standard.requirements.removeAll { !holds($0.inForce) }
    standard.plan.removeAll { !holds($0.inForce) }
    return standard
  }
}
