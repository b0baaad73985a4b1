import Quantities

/// One edition of an equipment standard as data: what is tested, how, and what must be met.
///
/// A definition is read from XML by ``StandardReader`` and never changes afterwards; the same bytes always
/// give an equal value.
public struct Standard: Sendable, Hashable {
  /// The identifier that reports and models name, such as `NIJ-0101.06`.
  public var id: String
  /// The full title.
  public var title: String
  /// The edition as the publisher writes it.
  public var edition: String
  /// The organisation that published the standard.
  public var publisher: String
  /// The day of publication; where only a month is known, its first day.
  public var published: Day
  /// The identifier of the edition that this one replaced, if any.
  public var supersedes: String?
  /// The identifier of the edition that replaced this one, if any, and since when.
  public var supersededBy: Supersession?
  /// Who wrote this definition, when, and from what.
  public var encoding: Encoding
  /// The documents that figures refer to.
  public var sources: [Source]
  /// What is taken from other definitions; it stands among ``levels``, ``threats`` and ``sources`` already.
  public var imports: [Import] = []
  /// How measurement uncertainty is taken into account; nil: values are compared as measured.
  public var decisionRule: DecisionRule?
  /// Dated changes that the publisher made to the edition.
  public var amendments: [Amendment]
  /// The kinds of equipment that the standard distinguishes, such as flexible and hard armor.
  public var kinds: [Term]
  /// Size classes of specimens.
  public var sizes: [Term]
  /// The components an ensemble is made of; empty for equipment in one piece.
  public var components: [Term] = []
  /// The regions of the body that requirements distinguish.
  public var regions: [Term] = []
  /// Conditions a specimen can be in when it is tested.
  public var conditions: [Term]
  /// Test rounds and weapons.
  public var threats: [Threat]
  /// Protection levels.
  public var levels: [Level]
  /// How observations are made, and which of them count.
  public var methods: [TestMethod]
  /// What must be tested.
  public var plan: [PlanEntry]
  /// What must be met.
  public var requirements: [Requirement]

  public struct Supersession: Sendable, Hashable {
    public var id: String
    public var since: Day
  }

  /// Who encoded a definition from what.
  public struct Encoding: Sendable, Hashable {
    public var by: String
    public var on: Day
    /// What was read, and what was not, in plain words.
    public var note: String
  }

  public func level(_ id: String) -> Level? { levels.first { $0.id == id } }
  public func threat(_ id: String) -> Threat? { threats.first { $0.id == id } }
  public func method(_ id: String) -> TestMethod? { methods.first { $0.id == id } }
  public func requirement(_ id: String) -> Requirement? {
    // By place: going through requirements copies each of them, which takes longer than all comparisons.
    requirements.indices.first { requirements[$0].id == id }.map { requirements[$0] }
  }
  public func condition(_ id: String) -> Term? { conditions.first { $0.id == id } }
  public func source(_ id: String) -> Source? { sources.first { $0.id == id } }
  public func component(_ id: String) -> Term? { components.first { $0.id == id } }
  public func region(_ id: String) -> Term? { regions.first { $0.id == id } }
  public func amendment(_ id: String) -> Amendment? { amendments.first { $0.id == id } }
}

/// A word of the standard: an identifier for documents and a title for people.
public struct Term: Sendable, Hashable {
  public var id: String
  public var title: String
  /// One sentence for readers who do not know the standard; may be empty.
  public var summary: String

  public init(id: String, title: String, summary: String = "") {
    self.id = id
    self.title = title
    self.summary = summary
  }
}
