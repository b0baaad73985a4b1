import Quantities
import XMLDocuments

/// The rules that a programme sets, not a standard: how models get onto the list and stay there.
public struct ProgrammePolicy: Sendable, Hashable {
  /// Whether the person who reviews must not be the one who decides.
  public var demandsTwoPersons = false
  /// Whether a model can be listed by an adopted definition only. What a draft says is for trials.
  public var demandsAdoptedDefinitions = true
  /// Whether reports must be signed by their laboratory.
  public var demandsSignedReports = false
  /// Whether listings can be taken over from a list whose evidence is not held here.
  public var takesOverLists = false
  /// The least warranty of a model that is put on the list, in whole months.
  public var minimumWarrantyMonths = 0
  /// The editions that are open for listing; empty: all that the registry has a definition of.
  public var editions: [Edition] = []
  /// How long after an inspection the next one is due, in whole months; nil: the programme does not inspect.
  public var inspectionIntervalMonths: Int?
  /// What an advisory notice does to the models that it names.
  public var advisoryEffect = NoticeEffect.suspended
  /// What a safety notice does to the models that it names.
  public var safetyEffect = NoticeEffect.removed

  public enum NoticeEffect: String, Sendable, Hashable, Codable, CaseIterable {
    case none
    case suspended
    case removed
  }

  /// An edition of a standard, and how long its list runs.
  public struct Edition: Sendable, Hashable {
    /// The standard's identifier.
    public var standard: String
    /// The last day on which a model can be applied for; nil: no end is set.
    public var applicationsUntil: Day?
    /// The last day of its list; nil: no end is set.
    public var listedUntil: Day?
    /// The identifier of the edition that follows it.
    public var successor: String?

    public init(
      standard: String, applicationsUntil: Day? = nil, listedUntil: Day? = nil, successor: String? = nil
    ) {
      self.standard = standard
      self.applicationsUntil = applicationsUntil
      self.listedUntil = listedUntil
      self.successor = successor
    }
  }

  /// Two persons are not demanded, adopted definitions are; an advisory suspends, a safety notice removes.
  public init() {}

  /// The terms of an edition; nil where the programme has closed it or never opened it.
  public func edition(_ standard: String) -> Edition? {
    if editions.isEmpty { return Edition(standard: standard) }
    return editions.first { $0.standard == standard }
  }

  /// What a notice of a kind does.
  public func effect(of kind: Notice.Kind) -> NoticeEffect {
    switch kind {
    case .advisory: advisoryEffect
    case .safety: safetyEffect
    }
  }
}

extension ProgrammePolicy {
  /// The policy in a programme's document; what it does not speak of is as ``init()`` has it.
  init(_ root: DocumentElement, _ reading: inout RegistryReading) {
    self.init()
    if let listing = root.child("listing") {
      demandsTwoPersons = reading.isYes("two-persons", of: listing)
      demandsAdoptedDefinitions = listing["adopted-definitions"] != "no"
      demandsSignedReports = reading.isYes("signed-reports", of: listing)
      takesOverLists = reading.isYes("takes-over-lists", of: listing)
      minimumWarrantyMonths = listing["warranty-months"].flatMap { Int($0) } ?? 0
      for element in listing.children("edition") { add(element, &reading) }
    }
    inspectionIntervalMonths = root.child("surveillance")?["interval-months"].flatMap { Int($0) }
    if let notices = root.child("notices") {
      advisoryEffect = notices["advisory"].flatMap(NoticeEffect.init(rawValue:)) ?? .suspended
      safetyEffect = notices["safety"].flatMap(NoticeEffect.init(rawValue:)) ?? .removed
    }
  }

  private mutating func add(_ element: DocumentElement, _ reading: inout RegistryReading) {
    let standard = reading.text("standard", of: element)
    if editions.contains(where: { $0.standard == standard }) {
      reading.report.error(
        .registryEventDuplicate, at: element.position, "The edition is named twice.", found: standard,
        expected: "each edition once", cure: "Delete one of the two.")
    }
    func optional(_ attribute: String) -> Day? {
      element[attribute] == nil ? nil : reading.day(attribute, of: element)
    }
    editions.append(
      Edition(
        standard: standard, applicationsUntil: optional("applications-until"),
        listedUntil: optional("listed-until"), successor: element["successor"]))
  }
}
