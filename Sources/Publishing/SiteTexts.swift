/// The texts of a site that are an agency's to say; nil: what the programme's document says, or nothing.
struct SiteTexts: Sendable, Hashable {
  /// The site's title, on every page.
  var title: String?
  /// Who keeps the register.
  var keeper: String?
  /// Where questions go.
  var contact: String?
  /// The question over the search of the first page.
  var question: String?
  /// What the first page says of the list, in a sentence or two.
  var lead: String?
  /// The last sentence at the foot of every page.
  var footer: String?

  /// The longest text, in bytes.
  static let longest = 1000

  private static let places: [(name: String, path: WritableKeyPath<SiteTexts, String?> & Sendable)] = [
    ("title", \.title), ("keeper", \.keeper), ("contact", \.contact), ("question", \.question),
    ("lead", \.lead),
    ("footer", \.footer),
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

  /// A file to start from: the texts that the program itself has.
  static var json: String {
    JSONText.object([
      ("footer", .text(Texts.Home.footer)), ("lead", .text(Texts.Home.lead)),
      ("question", .text(Texts.Home.question)),
    ]).printed()
  }
}
