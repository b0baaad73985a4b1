import Standards

/// The definition that a report is laid out by: it gives the tables their drop-downs, windows and names.
public struct ReportDefinition: Sendable {
  public var standard: Standard
  /// SHA-256 of the definition's bytes.
  public var sha256: String
  /// Who adopted it and when, or that nobody did.
  public var standing: String

  public init(standard: Standard, sha256: String, standing: String) {
    self.standard = standard
    self.sha256 = sha256
    self.standing = standing
  }

  /// Its name as the head states it.
  var name: String { "\(standard.title), \(standard.edition)" }
}
