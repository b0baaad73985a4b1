/// The texts of a site that only an agency can say; nil: what the programme's document says, or nothing. All others are
/// texts of the ``Wording``.
struct SiteTexts: Sendable, Hashable {
  /// The site's title, on every page.
  var title: String?
  /// Who keeps the register.
  var keeper: String?
  /// Where questions go.
  var contact: String?

  private static let places: [(name: String, path: WritableKeyPath<SiteTexts, String?> & Sendable)] = [
    ("title", \.title), ("keeper", \.keeper), ("contact", \.contact),
  ]

  static let names = places.map(\.name)

  /// What each of ``names`` says, in their order.
  var values: [String?] { SiteTexts.places.map { self[keyPath: $0.path] } }

  /// Sets a text by its name; false where there is none of that name.
  mutating func set(_ name: String, _ text: String) -> Bool {
    guard let place = SiteTexts.places.first(where: { $0.name == name }) else { return false }
    self[keyPath: place.path] = text
    return true
  }
}
