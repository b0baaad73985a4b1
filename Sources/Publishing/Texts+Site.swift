import Registry

// MARK: - Lists

extension Texts {
  static func sinceDay(_ day: String) -> String { say("lists.since-day", ["day": day]) }
  static func modelCount(_ number: Int) -> String { count(number, "counted.models") }
  static func offListCaption(_ number: Int) -> String {
    count(number, "counted.models-that-are-not-on-the")
  }

  enum Lists {
    static var title: String { say("lists.title") }
    static var lead: String { say("lists.lead") }
    static var allSuppliers: String { say("lists.all-suppliers") }
    static var columns: [String] {
      [
        say("heading.model-designation"), say("heading.supplier"), say("heading.level"), say("heading.kind"),
        say("heading.made-for"), say("heading.sizes"), say("heading.status"),
      ]
    }
    static var otherInitial: String { say("lists.other-initial") }
    static var initialLead: String { say("lists.initial-lead") }
    static var laboratoryLead: String { say("lists.laboratory-lead") }

    static func initial(_ words: String) -> String { say("lists.initial", ["words": words]) }

    static func facet(_ facet: Facet) -> String {
      switch facet {
      case .standard: say("lists.facet.standard")
      case .level: say("lists.facet.level")
      case .kind: say("lists.facet.kind")
      case .gender: say("lists.facet.gender")
      case .opening: say("lists.facet.opening")
      case .size: say("lists.facet.size")
      case .supplier: say("lists.facet.supplier")
      case .status: say("lists.facet.status")
      }
    }

    static func heading(_ facet: Facet, _ value: String) -> String { "\(Lists.facet(facet)): \(value)" }

    /// What a list of models of one status is.
    static func statusLead(_ status: ListingStatus) -> String {
      status.isOnList ? lead : say("lists.status-lead")
    }

    /// A page of a list by the model that it begins with.
    static func page(_ heading: String, from first: String) -> String {
      say("lists.page", ["heading": heading, "first": first])
    }

    /// From which model to which a page goes, as the running heads of a dictionary say.
    static func range(_ first: String, _ last: String) -> String {
      say("lists.range.alone", ["first": first, "last": last])
    }

    static func range(_ range: String, of models: String) -> String {
      say("lists.range.of-all", ["models": models, "range": range])
    }

    static func description(_ heading: String, _ site: String) -> String {
      say("lists.description", ["heading": heading, "site": site])
    }
  }
}

// MARK: - Suppliers, laboratories, notices, changes

extension Texts {
  static var allMethods: String { say("parties.all-methods") }

  static func person(_ person: Person) -> String {
    person.role.isEmpty ? person.name : "\(person.name) (\(person.role))"
  }

  /// An address that a page may link to: documents come from strangers.
  static func webAddress(_ text: String) -> String? {
    text.hasPrefix("https://") || text.hasPrefix("http://") ? text : nil
  }

  enum Parties {
    static var suppliers: String { say("parties.suppliers") }
    static var suppliersLead: String { say("parties.suppliers-lead") }
    static var supplierColumns: [String] {
      [say("heading.supplier"), say("heading.models-on-the-list"), say("heading.models-not-on-the-list")]
    }
    static var laboratories: String { say("parties.laboratories") }
    static var laboratoriesLead: String { say("parties.laboratories-lead") }
    static var laboratoryColumns: [String] {
      [say("heading.laboratory"), say("heading.place"), say("heading.models-tested")]
    }

    static func moved(_ name: String, to heir: String) -> String {
      say("parties.moved", ["heir": heir, "name": name])
    }

    static func supplierDescription(_ name: String, _ site: String) -> String {
      say("parties.supplier-description", ["name": name, "site": site])
    }

    static func laboratoryDescription(_ name: String, _ site: String) -> String {
      say("parties.laboratory-description", ["name": name, "site": site])
    }
  }

  enum Notices {
    static var title: String { say("notices.title") }
    static var lead: String { say("notices.lead") }
    static var directoryColumns: [String] {
      [
        say("heading.notice"), say("heading.kind"), say("heading.number"), say("heading.day"),
        say("heading.concerns"),
      ]
    }
    static var columns: [String] {
      [
        say("heading.model-designation"), say("heading.supplier"), say("heading.status-after-the-notice"),
        say("heading.status-today"),
      ]
    }

    static func kind(_ kind: Notice.Kind) -> String {
      kind == .safety ? say("notices.kind.safety-notice") : say("notices.kind.advisory-notice")
    }

    static func description(_ title: String, _ day: String) -> String {
      say("notices.description", ["title": title, "day": day])
    }
  }

  enum Changes {
    static var title: String { say("changes.title") }
    static var lead: String { say("changes.lead") }
    static var directoryColumns: [String] { [say("heading.month"), say("heading.changes")] }
    static var columns: [String] {
      [
        say("heading.day"), say("heading.model-designation"), say("heading.supplier"),
        say("heading.what-happened"), say("heading.status-from-then-on"),
      ]
    }

    /// `2025-03` as `March 2025`.
    static func month(_ month: String) -> String {
      let parts = month.split(separator: "-")
      guard parts.count == 2, let number = Int(parts[1]), (1...12).contains(number) else { return month }
      return "\(months[number - 1]) \(parts[0])"
    }

    private static var months: [String] {
      [
        say("changes.months.january"), say("changes.months.february"), say("changes.months.march"),
        say("changes.months.april"), say("changes.months.may"), say("changes.months.june"),
        say("changes.months.july"), say("changes.months.august"), say("changes.months.september"),
        say("changes.months.october"),
        say("changes.months.november"),
        say("changes.months.december"),
      ]
    }

    static func heading(_ month: String) -> String { say("changes.heading", ["month": Changes.month(month)]) }

    static func description(_ month: String, _ site: String) -> String {
      say("changes.description", ["month": Changes.month(month), "site": site])
    }
  }
}

// MARK: - Models

extension Texts {
  static var stillSo: String { say("model.still-so") }
  static var yesOnList: String { say("model.yes-on-list") }
  static var notOnList: String { say("model.not-on-list") }
  static var lastInspection: String { say("model.last-inspection") }
  static var inspectionDue: String { say("model.inspection-due") }
  static var openVariations: String { say("model.open-variations") }

  static func beforeListing(_ day: String) -> String { say("model.before-listing", ["day": day]) }

  static func citation(
    designation: String, supplier: String, status: ListingStatus, since: String?, site: String,
    changed: String?
  ) -> String {
    let standing = Texts.status(status) + (since.map { say("model.citation.since", ["day": $0]) } ?? "")
    return "\(designation), \(supplier): \(standing). \(site)"
      + (changed.map { say("model.citation.page-last-changed", ["day": $0]) } ?? ".")
  }

  enum Timeline {
    static var on: String { say("timeline.on") }
    static var off: String { say("timeline.off") }
    static var notice: String { say("timeline.notice") }
    static var inspection: String { say("timeline.inspection") }

    static func title(_ designation: String) -> String { say("timeline.title", ["designation": designation]) }

    static func period(_ status: ListingStatus, _ from: String, _ through: String?) -> String {
      "\(from) \(through.map { say("timeline.period.to", ["day": $0]) } ?? say("timeline.period.and-since")): \(Texts.status(status).lowercased()), \(status.isOnList ? on : off)."
    }
  }
}

// MARK: - Search, guides, catalogs

extension Texts {
  static var catalogKeywords: [String] {
    [
      say("guide.catalog-keywords.body-armor"), say("guide.catalog-keywords.compliant-products"),
      say("guide.catalog-keywords.protective-equipment"), say("guide.catalog-keywords.test-reports"),
    ]
  }

  enum Search {
    static var title: String { say("search.title") }
    static var compareTitle: String { say("search.compare-title") }
    static func description(_ site: String) -> String {
      say("search.description", ["site": site])
    }
    static func compareDescription(_ site: String) -> String {
      say("search.compare-description", ["site": site])
    }
  }

  static func guideTitle(_ guide: Guide) -> String {
    switch guide {
    case .agencies: say("guide.guide-title.agencies")
    case .procurement: say("guide.guide-title.procurement")
    case .testing: say("guide.guide-title.testing")
    case .verifying: say("guide.guide-title.verifying")
    }
  }

  static func guideDescription(_ guide: Guide, _ site: String) -> String { "\(guideTitle(guide)) \(site)." }

  /// The words of the site's script, by the names it knows them by; `#` stands for a number or a name.
  static var script: [(String, String)] {
    scriptNames.map { name in
      let text = wording.source(of: "script.\(hyphenated(name))") ?? name
      return (name, text.replacing(#/\{\{[a-z]+\}\}/#, with: "#"))
    } + [("none", none), ("onList", yesOnList), ("notOnList", notOnList)]
  }

  /// `notFoundMeans` as `not-found-means`.
  static func hyphenated(_ name: String) -> String {
    name.reduce(into: "") { text, letter in
      text += letter.isUppercase ? "-" + letter.lowercased() : String(letter)
    }
  }

  static let scriptNames = [
    "found", "foundOne", "foundNone", "notFoundMeans", "like", "all", "level", "standard", "supplier", "kind",
    "size", "gender", "opening", "status", "warranty", "months", "since", "formerly", "clear", "narrow",
    "compare", "compareThis", "comparing", "compareNow", "compareFull", "remove", "addMore",
    "nothingToCompare", "previous", "next", "page", "onDay", "never", "later", "failed", "loading",
  ]
}

// MARK: - What an agency may say in its own words

extension Texts {
  enum Home {
    static var question: String { say("question") }
    static var lead: String { say("lead") }
    static var footer: String { say("footer") }
  }
}

// MARK: - Proofs

extension Texts {
  enum Proof {
    static let howTo =
      "Beside documents of these names: sha256sum --check --ignore-missing FILE. SHA256SUMS names this list."
    static let chain =
      "An event is a link of the registry's chain of hashes, which signed checkpoints vouch for."
    static let determination = "determination, in canonical JSON"

    static func title(_ designation: String, of supplier: String, standard: String) -> String {
      "What the page of \(designation) of \(supplier) by \(standard) rests on"
    }

    static func definition(_ id: String) -> String { "definition of \(id)" }
    static func report(_ id: String) -> String { "report \(id)" }
    static func happening(_ kind: DocumentKind, _ day: String) -> String { "\(kind.words) of \(day)" }
    static func event(_ number: Int, _ hash: String, day: String) -> String {
      "event \(number) \(hash) recorded on \(day)"
    }
  }
}

// MARK: - What a server says in place of a page

extension Texts {
  enum Server {
    static var missing: String { say("server.missing") }
    static var notUnderstood: String { say("server.not-understood") }
    static var method: String { say("server.method") }
    static var moved: String { say("server.moved") }
    static var switched: String { say("server.switched") }
    static var home: String { say("server.home") }
    static var search: String { say("server.search") }
  }
}
