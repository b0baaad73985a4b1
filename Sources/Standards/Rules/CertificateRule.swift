import XMLDocuments

/// A certificate by the named body was valid when the equipment was tested.
///
/// A certificate that had not begun or had run out by then is a violation; without a certificate by the body the rule
/// is undetermined.
public struct CertificateRule: Sendable, Hashable {
  /// Who certifies, as certificates name it.
  public var body: String
  /// What is certified, for people.
  public var title: String
}

extension CertificateRule {
  func statement(_ words: RuleWords) -> String {
    "\(title): certificate by \(body), valid when tested"
  }
}

extension CertificateRule {
  init?(_ element: DocumentElement, _ reading: inout DefinitionReading) {
    self.init(body: reading.text("body", of: element), title: reading.text("title", of: element))
  }
}
