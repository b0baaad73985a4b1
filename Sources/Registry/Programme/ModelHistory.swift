import Quantities

/// What happened to a model, in the order in which it took effect, and where it stood after each event.
///
/// A pure function of the events known, their corrections and the programme's policies: no status is stored anywhere.
public struct ModelHistory: Sendable, Hashable {
  /// By the day that counts; of one day, in the order in which the registry learned of it. What a correction voids is
  /// not among them.
  public let entries: [Entry]
  /// What corrections say never was, in the order in which it was stored.
  public let voided: [Occurrence]
  /// The edition that the model was applied for.
  public let standard: String
  private let policies: PolicyRecord

  public struct Entry: Sendable, Hashable {
    public var occurrence: Occurrence
    /// The status before; an event that changes nothing has the same after.
    public var before: ListingStatus
    public var status: ListingStatus
    /// Whether the event demands a change of status that may not follow what was before. The status stays.
    public var isRefused: Bool
  }

  /// - Parameters:
  ///   - occurrences: in the order in which they were stored, corrections applied.
  ///   - standard: the edition that the model was applied for.
  public init(_ occurrences: [Occurrence], standard: String, policies: PolicyRecord) {
    var status = ListingStatus.undecided
    let counted = occurrences.filter { !$0.isVoid }
    entries = counted.sorted { ($0.day, $0.sequence) < ($1.day, $1.sequence) }.map { occurrence in
      let before = status
      var isRefused = false
      if let move = StateMachine.Move(occurrence.act) {
        if let after = StateMachine.status(after: move, from: status) {
          status = after
        } else {
          isRefused = true
        }
      } else if case .notice(let kind) = occurrence.act,
        let move = StateMachine.Move(
          policies.policy(on: occurrence.day, knownBy: occurrence.sequence).effect(of: kind)),
        let after = StateMachine.status(after: move, from: status)
      {
        // A notice can be given about a model of any status; it changes that where it can. What it did when it was
        // stored stays done: a policy that is stored afterwards gives nobody back what a notice took.
        status = after
      }
      return Entry(occurrence: occurrence, before: before, status: status, isRefused: isRefused)
    }
    voided = occurrences.filter(\.isVoid)
    self.standard = standard
    self.policies = policies
  }

  /// The first entry that demands what is not allowed; nil where all follow from each other.
  public var refused: Entry? { entries.first(where: \.isRefused) }

  /// Where the model stands on a day.
  public func standing(on day: Day) -> Standing {
    let past = entries.prefix { $0.occurrence.day <= day }
    let policy = policies.policy(on: day)
    var standing = Standing()
    if let last = past.last {
      standing.status = last.status
      standing.since = past.last { $0.status != $0.before }?.occurrence.day
    }
    if standing.status.isOnList, let over = policies.over(listOf: standard, on: day) {
      standing.status = .ended
      standing.since = over
    } else if standing.status.isOnList, let opened = policies.opened(listOf: standard, on: day) {
      standing.since = max(opened, standing.since ?? opened)
    }
    standing.listedOn = past.first { $0.status.isOnList }?.occurrence.day
    standing.offListSince = standing.status.isOnList || standing.listedOn == nil ? nil : standing.since
    standing.isEvidenceHeld =
      past.last { $0.occurrence.act == .decision(.list) }.map { $0.occurrence.determination != nil } ?? true
    standing.notices = past.compactMap { entry in
      if case .notice = entry.occurrence.act { entry.occurrence } else { nil }
    }
    standing.openVariations = openVariations(in: past)
    standing.lastInspection = past.last { isInspection($0.occurrence) }?.occurrence.day
    if standing.status == .active, let months = policy.inspectionIntervalMonths {
      standing.inspectionDue = (standing.lastInspection ?? standing.listedOn)?.adding(months: months)
    }
    return standing
  }

  /// The days on which the status changes, each with the status from then on, in order of time; the list of an
  /// edition that ends within the days known is among them.
  public func periods(until last: Day) -> [(from: Day, status: ListingStatus)] {
    let days =
      entries.filter { $0.status != $0.before }.map(\.occurrence.day)
      + policies.turningDays(ofListOf: standard)
    var periods: [(from: Day, status: ListingStatus)] = []
    for day in days.filter({ $0 <= last }).sorted() {
      let status = standing(on: day).status
      if periods.last?.from == day { periods.removeLast() }
      if (periods.last?.status ?? .undecided) != status { periods.append((day, status)) }
    }
    return periods
  }

  /// The days on which the model goes off the list because the list of its edition has ended, or is on it again because
  /// the programme has opened that list again, each with the document of the programme that says so.
  public func turns(until last: Day) -> [(day: Day, status: ListingStatus, policy: PolicyRecord.Entry)] {
    let periods = periods(until: last)
    return periods.indices.compactMap { index in
      let (day, status) = periods[index]
      let isOpened = status.isOnList && index > 0 && periods[index - 1].status == .ended
      guard status == .ended || isOpened,
        let policy = policies.settling(endOfListOf: standard, on: day)
      else { return nil }
      return (day, status, policy)
    }
  }

  private func isInspection(_ occurrence: Occurrence) -> Bool {
    switch occurrence.act {
    case .inspection(.conforming), .inspection(.varied): true
    default: false
    }
  }

  private func openVariations(in past: ArraySlice<Entry>) -> [Occurrence] {
    var open: [Occurrence] = []
    for entry in past {
      switch entry.occurrence.act {
      case .variation: open.append(entry.occurrence)
      case .resolution: open.removeAll { $0.number == entry.occurrence.number }
      default: break
      }
    }
    return open
  }
}

/// Where a model stands with the programme on a day.
public struct Standing: Sendable, Hashable {
  public var status = ListingStatus.undecided
  /// The day from which it has this status; nil: from the application on.
  public var since: Day?
  /// The day on which it first came onto the list; nil: it never did.
  public var listedOn: Day?
  /// The day from which it is off the list; nil where it is on it, or never was.
  public var offListSince: Day?
  /// Whether the evidence is held on which the listing rests; false where it was taken over from an earlier list.
  public var isEvidenceHeld = true
  /// The notices about it, in order of time.
  public var notices: [Occurrence] = []
  /// The construction variations without a resolution, in order of time.
  public var openVariations: [Occurrence] = []
  /// The day on which it was last inspected; nil: it never was.
  public var lastInspection: Day?
  /// The last day on which the next inspection is in time; nil where none is due.
  public var inspectionDue: Day?

  /// Of a model that nothing happened to.
  public init() {}

  public var isOnList: Bool { status.isOnList }
}
