import Conformity
import Quantities

/// What a label or an inventory's line is held against: a model, and its listing through time.
public struct ListingRecord: Sendable, Hashable {
  public var key: ModelKey
  /// What the same model was called before.
  public var formerDesignations: [String]
  public var supplierName: String
  /// The identifier of the standard's edition.
  public var standard: String
  public var level: String
  /// The sizes offered, as labelled, in order.
  public var sizes: [String]
  public var warrantyMonths: Int
  /// In order, without overlap; where none applies, nothing was decided yet.
  public var periods: [Period]
  public var notices: [Notice]
  /// The day by which the next surveillance inspection is due; nil where none is.
  public var nextInspectionDue: Day?
  public var isExample: Bool

  public init(
    key: ModelKey, formerDesignations: [String] = [], supplierName: String, standard: String, level: String,
    sizes: [String],
    warrantyMonths: Int, periods: [Period], notices: [Notice] = [], nextInspectionDue: Day? = nil,
    isExample: Bool = false
  ) {
    self.key = key
    self.formerDesignations = formerDesignations
    self.supplierName = supplierName
    self.standard = standard
    self.level = level
    self.sizes = sizes
    self.warrantyMonths = warrantyMonths
    self.periods = periods
    self.notices = notices
    self.nextInspectionDue = nextInspectionDue
    self.isExample = isExample
  }

  public typealias Status = ListingStatus

  /// A time through which a status holds.
  public struct Period: Sendable, Hashable {
    public var status: Status
    /// The first day.
    public var from: Day
    /// The first day on which it no longer holds; nil: it still does.
    public var until: Day?

    public init(_ status: Status, from: Day, until: Day? = nil) {
      self.status = status
      self.from = from
      self.until = until
    }

    func contains(_ day: Day) -> Bool { from <= day && (until.map { day < $0 } ?? true) }

    /// Whether it holds on every day of a span.
    func contains(_ span: DaySpan) -> Bool { contains(span.first) && contains(span.last) }
  }

  /// An advisory or safety notice.
  public struct Notice: Sendable, Hashable {
    /// `advisory` or `safety`.
    public var kind: String
    public var day: Day
    public var summary: String

    public init(kind: String, day: Day, summary: String) {
      self.kind = kind
      self.day = day
      self.summary = summary
    }
  }

  public func status(on day: Day) -> Status { period(on: day)?.status ?? .undecided }

  /// The time, around a day, through which the same status holds; nil where nothing was decided.
  public func period(on day: Day) -> Period? { periods.last { $0.contains(day) } }

  /// The first day on which it was on the list; nil: it never was.
  public var firstListed: Day? { periods.filter(\.status.isOnList).map(\.from).min() }
}

extension ListingRecord {
  /// From a listing and what happened to the model.
  init(_ listing: Listing, _ history: ModelHistory) {
    let changes = history.periods(until: .last)
    let periods = changes.indices.map { index in
      Period(
        changes[index].status, from: changes[index].from,
        until: changes.indices.contains(index + 1) ? changes[index + 1].from : nil)
    }
    self.init(
      key: listing.key, formerDesignations: listing.formerDesignations, supplierName: listing.supplierName,
      standard: listing.standard, level: listing.level,
      sizes: listing.sizes, warrantyMonths: listing.warrantyMonths, periods: periods,
      notices: history.standing(on: .last).notices.map { notice in
        Notice(kind: notice.act.word, day: notice.day, summary: notice.heading)
      }, nextInspectionDue: listing.standing.inspectionDue, isExample: listing.isExample)
  }
}
