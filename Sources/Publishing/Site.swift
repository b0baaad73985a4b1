import Conformity
import Evidence
import Quantities
import Registry
import Standards

/// Everything a publication is made from, independent of where it is stored.
///
/// The lists are small and held whole; what a model's page needs is fetched when its turn comes, so that memory does
/// not grow with the number of models.
struct Site {
  var title: String
  /// Who keeps the register; may be empty.
  var keeper: String
  /// Where questions go; may be empty.
  var contact = ""
  var isExample: Bool
  var setting: EvidenceSetting
  /// The day on which the list stood as it is shown; nil where nothing bears a day.
  var day: Day?
  /// Since when the list is what it is; nil where nobody knows of events.
  var ground: ListGround?
  /// Where the site will be found, ending in a slash; nil where nobody said.
  var baseURL: String?
  var look = Look.standard
  /// The definitions in use, in the order of their identifiers.
  var standards: [StandardPage]
  /// Every model that gets a page, in the order of the list; which of them are on the list, they say themselves.
  var rows: [ListRow]
  /// What is known of suppliers, by identifier.
  var suppliers: [String: Supplier] = [:]
  /// By name.
  var laboratories: [Laboratory] = []
  /// By day, then by model.
  var happenings: [Happening] = []
  /// The same and what was corrected, in the order in which the registry learned of it, for those who follow the list.
  var log: [LogEntry] = []
  /// What tells the registry apart from any other, for as long as it lives.
  var origin = ""
  /// The latest first.
  var notices: [PublicNotice] = []
  /// Tells whether the page of the model in a row would show the same as before; nil where nobody knows.
  var detailKey: (Int) -> LeafKey? = { _ in nil }
  /// What that page rests on; nil where nobody knows of events.
  var proof: ((Int) throws -> ModelProof)?
  /// What goes into the evidence pack of the model in a row; nil: there are no packs.
  var evidence: ((Int) throws -> PackedEvidence)?
  /// What the registry's key signs; nil: nothing is signed.
  var seal: SiteSeal?
  /// What the page of the model in a row shows.
  var detail: (Int) throws -> Detail

  struct Detail {
    var particulars: ModelParticulars
    /// What happened to the model; nil where nobody says.
    var history: ModelHistory?
    /// The definition that the determination was made by.
    var standard: StandardPage
    var determination: Determination
    /// In the determination's order; empty where they are not public.
    var reports: [Report?]
    var laboratories: [String: String]
    /// SHA-256 of the reports that their laboratory signed.
    var signed: Set<String> = []
  }
}

extension [String: Supplier] {
  /// The supplier that answers for a supplier's models now, at the end of its successors; nil: it does itself.
  func heir(of id: String) -> Supplier? {
    guard self[id]?.successor != nil else { return nil }
    var seen: Set<String> = [id]
    var heir: Supplier?
    var next = self[id]?.successor
    while let one = next, let supplier = self[one] {
      // What goes in a circle leads nowhere.
      guard seen.insert(one).inserted else { return nil }
      heir = supplier
      next = supplier.successor
    }
    return heir
  }
}

extension Site {
  /// Writes every file of the site; `progress` is told how many pages are written, of how many.
  ///
  /// - Returns: how many pages the site has.
  @discardableResult
  func write(to folder: SiteFolder, progress: (Int, Int) -> Void) throws -> Int {
    try look.speaking {
      let leaves = SiteLeaves(self, templates: try Templates(look))
      var (done, total) = (0, 0)
      try folder.put(leaves.exports) {
        try leaves.each { leaf, pageCount in
          try folder.put(leaf)
          total = pageCount
          guard leaf.isPage else { return }
          done += 1
          progress(done, total)
        }
      }
      return total
    }
  }
}
