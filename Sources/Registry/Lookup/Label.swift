import Quantities

/// What somebody reads from a label and asks about; what was not read is nil.
public struct Label: Sendable, Hashable {
  public var company: String?
  /// The model designation; not the marketing name.
  public var designation: String?
  public var level: String?
  public var size: String?
  /// The day or month of manufacture.
  public var made: DaySpan?
  /// Kept and shown only: a registry holds no serial numbers.
  public var serial: String?

  public init(
    company: String? = nil, designation: String? = nil, level: String? = nil, size: String? = nil,
    made: DaySpan? = nil, serial: String? = nil
  ) {
    self.company = company
    self.designation = designation
    self.level = level
    self.size = size
    self.made = made
    self.serial = serial
  }
}
