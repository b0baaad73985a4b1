import Conformity
import Quantities
import Registry
import Signatures
import Standards

/// Writes the public site of a registry from one snapshot of it: plain files that any host serves, and that work
/// from a file path.
///
///     let publisher = SitePublisher(snapshot: try database.snapshot())
///     let summary = try publisher.publish(to: "site")
///
/// The pages are written beside the folder and switched into its place, so that nobody sees a half-written site. The
/// same snapshot gives the same bytes, whatever was published before: a page that is made from the same as the last time
/// stays, only the others are made.
public struct SitePublisher {
  private let snapshot: Snapshot
  private let baseURL: String?
  private let title: String?
  let look: Look
  private let key: SecretKey?
  private let hasPacks: Bool

  /// - Parameters:
  ///   - snapshot: The site shows the day of its vantage.
  ///   - baseURL: Where the site will be found, such as `https://example.org/list/`; it names the pages' own addresses
  ///     for search engines and catalogs. nil: nobody knows, and none of that is written.
  ///   - title: The site's title; nil: that of the look, or of the programme.
  ///   - look: What stands in the place of the site's own templates, style sheet and texts.
  ///   - key: The registry's key, which signs the sums and a checkpoint of the chain, of the site and of each pack; nil:
  ///     nothing is signed.
  ///   - hasPacks: Whether each model has an evidence pack.
  public init(
    snapshot: Snapshot, baseURL: String? = nil, title: String? = nil, look: Look = .standard,
    key: SecretKey? = nil, hasPacks: Bool = true
  ) {
    self.hasPacks = hasPacks
    self.title = title
    self.look = look
    self.key = key
    self.snapshot = snapshot
    self.baseURL = baseURL.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
  }

  /// Publishes the site.
  ///
  /// - Parameters:
  ///   - directory: The folder of the site; created where it is missing, replaced where it holds a published site.
  ///   - isFull: Whether to make every page, and to hold each file that is there against its SHA-256; otherwise a file
  ///     that looks as it was left (size, day of change, place on the disk) is taken to be what it was.
  ///   - progress: Told after each page how many are done, of how many.
  /// - Throws: ``PublicationProblem`` or a `RegistryError`; the site is then what it was before.
  public func publish(
    to directory: String, isFull: Bool = false, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws -> PublicationSummary {
    let folder = try SiteFolder(directory, isFull: isFull)
    return try look.speaking { try publish(to: folder, progress: progress) }
  }

  private func publish(to folder: SiteFolder, progress: (Int, Int) -> Void) throws -> PublicationSummary {
    let key = try stateKey()
    if let summary = try publishQuietly(to: folder, key: key, progress: progress) { return summary }
    folder.lookAhead()
    let site = try site()
    let pages = try site.write(to: folder, progress: progress)
    let listed = site.rows.count(where: \.isListed)
    return try finish(
      site, in: folder,
      SiteState(
        key: key, lastDocument: snapshot.lastDocument(), isExample: site.isExample, pages: pages,
        listedModels: listed, otherModels: site.rows.count - listed))
  }

  /// The key of everything that the site is made from but for what changes no list.
  func stateKey() throws -> LeafKey {
    try LeafKey(of: snapshot, look: look, [title, baseURL, key?.publicKey.encoded, hasPacks ? "packs" : nil])
  }

  /// Where nothing happened since the last publication that can change a list, makes the pages of the models that
  /// something happened to, and what bears the day.
  ///
  /// - Returns: nil where more can have changed, or a file is not what was published: then each of them is looked at.
  func publishQuietly(
    to folder: SiteFolder, key: LeafKey, progress: (_ done: Int, _ total: Int) -> Void
  ) throws -> PublicationSummary? {
    guard var state = folder.formerState, state.key == key else { return nil }
    let touched = try snapshot.modelsTouched(since: state.lastDocument)
    // What a model was called before says which page it has, or leads to.
    let renamed = try snapshot.suppliersOfRenamed()
    guard !touched.contains(where: { renamed.contains($0.supplier) }) else { return nil }
    var site = try site(of: touched)
    site.isExample = state.isExample
    let leaves = SiteLeaves(site, templates: try Templates(look))
    let due = leaves.ofModels + leaves.dated + leaves.seals
    let places = Set(due.map(\.path))
    // An address depends on whether other names look the same. One that was published belongs to one name alone.
    guard places.union(leaves.linked).allSatisfy(folder.had), folder.keepAll(but: places) else { return nil }
    for leaf in due { try folder.put(leaf) }
    progress(state.pages, state.pages)
    state.lastDocument = try snapshot.lastDocument()
    return try finish(site, in: folder, state)
  }

  private func finish(_ site: Site, in folder: SiteFolder, _ state: SiteState) throws -> PublicationSummary {
    folder.state = state
    let changes = try folder.publish { (sums) throws(PublicationProblem) in try site.seal?.signature(of: sums)
    }
    return PublicationSummary(
      directory: folder.path, pages: state.pages, files: folder.fileCount, bytes: folder.byteCount,
      written: changes.written, kept: changes.kept, removed: changes.removed,
      listedModels: state.listedModels, otherModels: state.otherModels, standards: site.standards.count,
      evidence: site.setting)
  }
}

extension SitePublisher {
  /// What the site is made from.
  ///
  /// - Parameter models: the ones that are wanted; nil: all.
  func site(of models: [ModelKey]? = nil) throws -> Site {
    var site = try Site(snapshot, of: models)
    site.baseURL = baseURL
    site.look = look
    if let key { site.seal = try SiteSeal(key, checkpoint: snapshot.checkpoint()) }
    site.title = title ?? look.texts.title ?? site.title
    site.keeper = look.texts.keeper ?? site.keeper
    site.contact = look.texts.contact ?? site.contact
    if !hasPacks { site.evidence = nil }
    return site
  }

  /// The evidence pack of a model, as the site has it.
  ///
  /// - Returns: nil where the model has no page: nothing of it is public.
  public func pack(of model: ModelKey) throws -> [UInt8]? {
    try look.speaking { try packSpoken(of: model) }
  }

  private func packSpoken(of model: ModelKey) throws -> [UInt8]? {
    let site = try site()
    guard
      let index = site.rows.firstIndex(where: {
        $0.supplierID == model.supplier && $0.designation == model.designation
      })
    else { return nil }
    return try SiteLeaves(site, templates: try Templates(site.look)).pack(at: index)?.make()
  }
}

/// What was published.
public struct PublicationSummary: Sendable, Hashable {
  /// The absolute path of the site.
  public var directory: String
  public var pages: Int
  public var files: Int
  public var bytes: Int
  /// Files that are new or another than before, the sums not counted.
  public var written: Int
  /// Files that stayed as they were.
  public var kept: Int
  /// Files of the last publication that are gone.
  public var removed: Int
  /// Models on the list.
  public var listedModels: Int
  /// Models that have a page and are not on the list.
  public var otherModels: Int
  public var standards: Int
  public var evidence: EvidenceSetting
}

extension Site {
  /// Gathers what a site is made from. A registry without a programme publishes outcomes only.
  ///
  /// - Parameter models: the ones that are wanted; nil: all.
  init(_ snapshot: Snapshot, of models: [ModelKey]? = nil) throws {
    let programme = try snapshot.programme()
    let stored = try snapshot.standards()
    let inForce = stored.filter(\.isInForce)
    let bySHA256 = Dictionary(stored.map { ($0.sha256, $0) }) { first, _ in first }
    let houses = try snapshot.laboratories()
    let laboratories = Dictionary(houses.map { ($0.id, $0.name) }) { first, _ in first }
    let suppliers = try Dictionary(snapshot.suppliers().map { ($0.id, $0) }) { first, _ in first }
    let standards = Set(inForce.map(\.standard.id))
    var dossiers: [Dossier] = []
    var rows: [ListRow] = []
    for dossier in try models.map({ try snapshot.dossiers(of: $0) }) ?? snapshot.dossiers() {
      let listing = dossier.listing
      // Who was on the list once has a page: the question is asked of armor that is worn.
      guard listing.standing.listedOn != nil || programme?.publishesNotCompliant == true else { continue }
      // A model of a standard that the registry has no definition of was not judged: there is nothing to show.
      guard standards.contains(listing.standard) else { continue }
      rows.append(ListRow(dossier, laboratories: laboratories))
      dossiers.append(dossier)
    }
    let day = snapshot.day
    let histories = dossiers.enumerated().compactMap { index, dossier in
      dossier.history.map { (row: index, history: $0, events: HistoryText($0, until: day).events) }
    }
    self.init(
      title: programme?.title ?? Texts.untitled, keeper: programme?.operatorName ?? "",
      contact: programme?.operatorContact ?? "",
      isExample: programme?.isExample ?? false || rows.contains(where: \.isExample),
      setting: programme?.evidence ?? .verdict, day: stored.isEmpty && rows.isEmpty ? nil : snapshot.day,
      standards: inForce.map { StandardPage(standard: $0.standard, reference: $0.reference) }, rows: rows,
      suppliers: suppliers, laboratories: houses,
      happenings: histories.flatMap { Happening.all(in: $0.events, row: $0.row) }
        .sorted { ($0.event.day, $0.row) < ($1.event.day, $1.row) },
      notices: PublicNotice.all(in: histories.lazy.map { (row: $0.row, history: $0.history) }, until: day)
    ) { index in
      let listing = dossiers[index].listing
      let isFull = programme?.evidence == .full
      let stored = try snapshot.reports(of: listing.key)
      // Read where they are public: once, for the page and to judge by.
      let read =
        isFull
        ? try stored.map {
          SubmittedReport(report: try snapshot.report(sha256: $0.sha256), sha256: $0.sha256)
        } : []
      let judged =
        isFull ? try snapshot.determination(of: listing, from: read) : try snapshot.determination(of: listing)
      guard let determination = judged, let definition = bySHA256[determination.standard.sha256] else {
        throw PublicationProblem.page(Texts.withoutDetermination(listing.designation))
      }
      let application = try snapshot.application(of: listing.key)
      return Detail(
        particulars: ModelParticulars(
          materials: application?.materials ?? "", accessories: listing.accessories,
          applied: application?.applied,
          contact: (suppliers.heir(of: listing.supplier) ?? suppliers[listing.supplier])?.contact ?? ""),
        history: dossiers[index].history,
        standard: StandardPage(standard: definition.standard, reference: definition.reference),
        determination: determination,
        reports: isFull
          ? determination.reports.map { named in read.first { $0.sha256 == named.sha256 }?.report } : [],
        laboratories: laboratories,
        signed: Set(stored.filter { $0.certificate != nil }.map(\.sha256)))
    }
    ground = try snapshot.listGround()
    origin = try snapshot.origin() ?? ""
    let corrections = try snapshot.corrections()
    log = histories.flatMap { row, history, events in
      LogEntry.all(in: history, events, row: row, until: day, corrections: corrections)
    }
    .sorted {
      ($0.event.sequence, $0.row, $0.event.day) < ($1.event.sequence, $1.row, $1.event.day)
    }
    let proof = { (index: Int) in
      let dossier = dossiers[index]
      let listing = dossier.listing
      return try ModelProof(
        listing,
        definition: listing.standardSHA256 ?? inForce.first { $0.standard.id == listing.standard }?.sha256,
        reports: snapshot.reports(of: listing.key),
        happenings: dossier.history.map { HistoryText($0, until: day).events.filter(\.isPublic) }
          ?? [],
        snapshot: snapshot)
    }
    self.proof = proof
    evidence = { [setting] index in
      let listing = dossiers[index].listing
      let definition = listing.standardSHA256 ?? inForce.first { $0.standard.id == listing.standard }?.sha256
      return try PackedEvidence(
        proof(index), of: listing,
        imports: (definition.flatMap { bySHA256[$0] }?.standard.imports ?? []).map {
          ($0.standard, $0.sha256)
        },
        setting: setting, snapshot: snapshot)
    }
    let keys = DetailKeys(
      definitions: bySHA256, inForce: inForce,
      // What the policies say of a model's edition can change with the day.
      policies: try snapshot.programmeEvents() + ["\(String(describing: programme?.policy))"], day: day)
    detailKey = { index in keys.key(of: dossiers[index]) }
  }
}

extension Site {
  /// Tells what the page of a model is made from besides its line in the list.
  private final class DetailKeys {
    private let definitions: [String: StoredStandard]
    private let inForce: [StoredStandard]
    private let day: Day
    private let policies: LeafKey
    /// What models rest on that were judged by one definition and applied for one standard.
    private var known: [[String]: LeafKey] = [:]

    init(definitions: [String: StoredStandard], inForce: [StoredStandard], policies: [String], day: Day) {
      self.definitions = definitions
      self.inForce = inForce
      self.day = day
      var ingredients = Ingredients()
      ingredients.add(policies)
      self.policies = ingredients.key
    }

    func key(of dossier: Dossier) -> LeafKey {
      var ingredients = Ingredients(policies)
      ingredients.add(definition(of: dossier.listing))
      ingredients.add(dossier.event)
      ingredients.add(dossier.engine)
      ingredients.add(dossier.reports.count)
      for report in dossier.reports {
        ingredients.add([report.event, report.laboratory])
        ingredients.add(report.certificate)
      }
      ingredients.add(dossier.history, until: day)
      return ingredients.key
    }

    private func definition(of listing: Listing) -> LeafKey {
      let place = [listing.standardSHA256 ?? "", listing.standard]
      if let key = known[place] { return key }
      var ingredients = Ingredients()
      // What there is no evidence of is judged by the definition in force.
      for definition in [
        listing.standardSHA256.flatMap { definitions[$0] },
        inForce.first { $0.standard.id == listing.standard },
      ] {
        ingredients.add(definition?.sha256)
        ingredients.add(definition?.adoption?.role)
        ingredients.add(definition?.adoption?.day.description)
      }
      known[place] = ingredients.key
      return ingredients.key
    }
  }
}

extension ListRow {
  /// The line of a model; `laboratories` are names by identifier.
  init(_ dossier: Dossier, laboratories: [String: String]) {
    var (names, identifiers): ([String], [String]) = ([], [])
    for report in dossier.reports {
      let name = laboratories[report.laboratory] ?? report.laboratory
      if !names.contains(name) { names.append(name) }
      if !identifiers.contains(report.laboratory) { identifiers.append(report.laboratory) }
    }
    self.init(dossier.listing, laboratories: names, laboratoryIDs: identifiers)
  }

  /// The line of a listing; `laboratories` are names by identifier.
  public init(_ listing: Listing, snapshot: Snapshot, laboratories: [String: String]) throws {
    var (names, identifiers): ([String], [String]) = ([], [])
    for report in try snapshot.reports(of: listing.key) {
      let name = laboratories[report.laboratory] ?? report.laboratory
      if !names.contains(name) { names.append(name) }
      if !identifiers.contains(report.laboratory) { identifiers.append(report.laboratory) }
    }
    self.init(listing, laboratories: names, laboratoryIDs: identifiers)
  }

  private init(_ listing: Listing, laboratories names: [String], laboratoryIDs identifiers: [String]) {
    self.init(
      designation: listing.designation, supplier: listing.supplierName, supplierID: listing.supplier,
      standard: listing.standard, level: listing.level, kind: listing.kind, gender: listing.gender,
      opening: listing.opening, sizes: listing.sizes, accessories: listing.accessories,
      formerDesignations: listing.formerDesignations,
      warrantyMonths: listing.warrantyMonths,
      standing: listing.standing, verdict: listing.verdict, day: listing.day,
      definition: listing.standardSHA256 ?? "",
      isAdopted: listing.isAdopted, laboratories: names, laboratoryIDs: identifiers,
      isExample: listing.isExample)
  }
}
