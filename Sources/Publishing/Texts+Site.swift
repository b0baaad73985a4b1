import Registry

// MARK: - Lists

extension Texts {
  static func sinceDay(_ day: String) -> String { "since \(day)" }
  static func modelCount(_ number: Int) -> String { count(number, "model", "models") }
  static func offListCaption(_ number: Int) -> String {
    count(number, "model that is NOT on the list", "models that are NOT on the list")
  }

  enum Lists {
    static let title = "Models on the list"
    static let lead =
      "Look for the model designation that is printed on the label inside the armor; the marketing name is not on this "
      + "list."
    static let allSuppliers = "All suppliers"
    static let columns = ["Model designation", "Supplier", "Level", "Kind", "Made for", "Sizes", "Status"]
    static let otherInitial = "Others"
    static let initialLead =
      "Every model whose designation begins so, by designation. Models that are not on the list are among them: look at "
      + "the status."

    static func initial(_ words: String) -> String { "Designations: \(words)" }

    static func facet(_ facet: Facet) -> String {
      switch facet {
      case .standard: "Standard"
      case .level: "Level"
      case .kind: "Kind"
      case .gender: "Made for"
      case .opening: "Opening"
      case .size: "Size"
      case .supplier: "Supplier"
      case .status: "Status"
      }
    }

    static func heading(_ facet: Facet, _ value: String) -> String { "\(Lists.facet(facet)): \(value)" }

    /// What a list of models of one status is.
    static func statusLead(_ status: ListingStatus) -> String {
      status.isOnList ? lead : "These models are NOT on the list. The page of each says since when and why."
    }

    static func page(_ heading: String, _ number: Int, of count: Int) -> String {
      "\(heading), page \(grouped(number)) of \(grouped(count))"
    }

    static func range(_ first: Int, _ last: Int, of total: Int) -> String {
      "Models \(grouped(first)) to \(grouped(last)) of \(grouped(total))"
    }

    static func description(_ heading: String, _ site: String) -> String {
      "\(heading). Each with its status and the page that says why. \(site)."
    }
  }
}

// MARK: - Suppliers, laboratories, notices, changes

extension Texts {
  static let allMethods = "All methods of these standards"

  static func person(_ person: Person) -> String {
    person.role.isEmpty ? person.name : "\(person.name) (\(person.role))"
  }

  /// An address that a page may link to: documents come from strangers.
  static func webAddress(_ text: String) -> String? {
    text.hasPrefix("https://") || text.hasPrefix("http://") ? text : nil
  }

  enum Parties {
    static let suppliers = "Suppliers"
    static let suppliersLead =
      "The companies that answer for the models: the listed companies. They are not always the makers."
    static let supplierColumns = ["Supplier", "Models on the list", "Models not on the list"]
    static let laboratories = "Laboratories"
    static let laboratoriesLead = "The laboratories that test for this programme, with their accreditations."
    static let laboratoryColumns = ["Laboratory", "Place", "Models tested"]

    static func moved(_ name: String, to heir: String) -> String {
      "\(heir) answers for the models of \(name) now."
    }

    static func supplierDescription(_ name: String, _ site: String) -> String {
      "Models of \(name), on the list and off it, with notices. \(site)."
    }

    static func laboratoryDescription(_ name: String, _ site: String) -> String {
      "Accreditations of \(name), and the models that it tested. \(site)."
    }
  }

  enum Notices {
    static let title = "Notices"
    static let lead =
      "What the programme told users about models: advisory notices (a concern) and safety notices (a danger)."
    static let directoryColumns = ["Notice", "Kind", "Number", "Day", "Concerns"]
    static let columns = ["Model designation", "Supplier", "Status after the notice", "Status today"]

    static func kind(_ kind: Notice.Kind) -> String { kind == .safety ? "SAFETY NOTICE" : "Advisory notice" }

    static func description(_ title: String, _ day: String) -> String {
      "\(title): notice of \(day), and the models concerned."
    }
  }

  enum Changes {
    static let title = "Changes by month"
    static let lead = "What came onto the list, what left it, and which notices were given, month by month."
    static let directoryColumns = ["Month", "Changes"]
    static let columns = ["Day", "Model designation", "Supplier", "What happened", "Status from then on"]

    /// `2025-03` as `March 2025`.
    static func month(_ month: String) -> String {
      let parts = month.split(separator: "-")
      guard parts.count == 2, let number = Int(parts[1]), (1...12).contains(number) else { return month }
      return "\(months[number - 1]) \(parts[0])"
    }

    private static let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
      "November",
      "December",
    ]

    static func heading(_ month: String) -> String { "Changes in \(Changes.month(month))" }

    static func description(_ month: String, _ site: String) -> String {
      "What came onto the list and what left it in \(Changes.month(month)). \(site)."
    }
  }
}

// MARK: - Models

extension Texts {
  static let stillSo = "still so"
  static let yesOnList = "On the list"
  static let notOnList = "NOT on the list"
  static let lastInspection = "Last inspected"
  static let inspectionDue = "Next inspection due by"
  static let openVariations = "Construction variations not yet resolved"

  static func beforeListing(_ day: String) -> String { "Before \(day) the model was not on the list." }

  static func citation(
    designation: String, supplier: String, status: ListingStatus, since: String?, site: String,
    changed: String?
  ) -> String {
    let standing = Texts.status(status) + (since.map { " since \($0)" } ?? "")
    return "\(designation), \(supplier): \(standing). \(site)"
      + (changed.map { ", page last changed \($0)." } ?? ".")
  }

  enum Timeline {
    static let on = "on the list"
    static let off = "not on the list"
    static let notice = "notice"
    static let inspection = "inspection"

    static func title(_ designation: String) -> String { "When \(designation) was on the list" }

    static func period(_ status: ListingStatus, _ from: String, _ through: String?) -> String {
      "\(from) \(through.map { "to \($0)" } ?? "and since"): \(Texts.status(status).lowercased()), \(status.isOnList ? on : off)."
    }
  }
}

// MARK: - Search, guides, catalogs

extension Texts {
  static let catalogKeywords = ["body armor", "compliant products", "protective equipment", "test reports"]

  enum Search {
    static let title = "Search and filter"
    static let compareTitle = "Compare models"
    static func description(_ site: String) -> String {
      "Find a model by its designation or its supplier, and narrow the list by level, size and more. \(site)."
    }
    static func compareDescription(_ site: String) -> String { "Up to four models side by side. \(site)." }
  }

  static func guideTitle(_ guide: Guide) -> String {
    switch guide {
    case .agencies: "For agencies: is this vest on the list?"
    case .procurement: "For procurement: what may we buy?"
    case .testing: "For laboratories: what must be tested, and how is it judged?"
    case .verifying: "How to verify this list"
    }
  }

  static func guideDescription(_ guide: Guide, _ site: String) -> String { "\(guideTitle(guide)) \(site)." }

  /// The words of the site's script, by the names it knows them by; `#` stands for a number or a name.
  static let script: [(String, String)] = [
    ("found", "# models found"), ("foundOne", "1 model found"),
    (
      "foundNone",
      "No model found. Check the designation on the label; it may also have been written in another way."
    ),
    ("notFoundMeans", "A model that is not found here was never on this list, or is written otherwise."),
    ("like", "Nothing is written exactly so. Models that are written alike:"),
    ("all", "See all # models"), ("level", "Level"), ("standard", "Standard"), ("supplier", "Supplier"),
    ("kind", "Kind"),
    ("size", "Size"), ("gender", "Made for"), ("opening", "Opening"), ("status", "Status"),
    ("warranty", "Warranty"),
    ("months", "# months"), ("since", "since #"), ("formerly", "formerly #"), ("none", none),
    ("clear", "Clear all filters"),
    ("narrow", "Narrow the list"),
    ("compare", "Compare"), ("compareThis", "Compare #"), ("comparing", "Selected for comparing: #"),
    ("compareNow", "Compare side by side"),
    ("compareFull", "Four models can be compared; take one out first."),
    ("remove", "Take # out"), ("addMore", "Search for more models"),
    ("nothingToCompare", "No model is selected yet. Search for models and select up to four."),
    ("previous", "Previous page"), ("next", "Next page"), ("page", "Page #"),
    ("onDay", "Was it on the list on this day?"),
    ("onList", yesOnList), ("notOnList", notOnList), ("never", "not yet listed on this day"),
    ("later", "the day is after the one that this page shows"),
    (
      "failed",
      "The search could not be loaded. The lists by level, supplier and first letter work without it."
    ),
    ("loading", "Searching…"),
  ]
}

// MARK: - What an agency may say in its own words

extension Texts {
  enum Home {
    static let question = "Is this model on the list?"
    static let lead =
      "Each model on this list was tested by a laboratory, the evidence was judged requirement by requirement, "
      + "and the programme decided to list it."
    static let footer =
      "Each verdict can be derived again from the documents that are named by their SHA-256. Made with Proofmark."
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
    static let missing = "There is no such page on this site."
    static let notUnderstood = "That is no request that this server understands."
    static let method = "This site can only be read."
    static let moved = "This page is in the folder of that name."
    static let switched = "The site is being published again."
    static let home = "First page"
    static let search = "Search"
  }
}
