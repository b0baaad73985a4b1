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
  var isExample: Bool
  var setting: EvidenceSetting
  /// The day on which the list stood as it is shown; nil where nothing bears a day.
  var day: Day?
  /// The definitions in use, in the order of their identifiers.
  var standards: [StandardPage]
  /// Every model that gets a page, in the order of the list; which of them are on the list, they say themselves.
  var rows: [ListRow]
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

extension Site {
  /// How many pages the site has: the first one, those of standards and of models, and what the standards rest on.
  var pageCount: Int { 1 + standards.count + (standards.isEmpty ? 0 : 1) + rows.count }

  /// Writes every file of the site; `progress` is told how many pages are written, of how many.
  func write(to folder: SiteFolder, progress: (Int, Int) -> Void) throws {
    let templates = try Templates()
    let models = SlugBook(rows.map(identity))
    let standardSlugs = SlugBook(standards.map(\.standard.id))
    let total = pageCount
    var done = 0
    func page(_ kind: Templates.Page, _ context: Context, to path: String) throws {
      try folder.write(try templates.render(kind, context), to: path)
      done += 1
      progress(done, total)
    }
    let listed = rows.filter(\.isListed)
    if !standards.isEmpty {
      let coverage = CoveragePage(
        standards: standards.map { ($0, "\(standardSlugs[$0.standard.id].text).html") })
      try page(
        .coverage,
        framed(
          coverage.context, title: "\(Texts.coverageTitle) – \(title)",
          description: Texts.coverageDescription(title), root: "../", section: "onStandards"),
        to: "standards/index.html")
    }
    let address = { (row: ListRow) in "models/\(models[identity(row)].text).html" }
    let standardAddress = { (id: String) in "standards/\(standardSlugs[id].text).html" }
    try folder.write(PackageResources.style_css, to: "style.css")
    try folder.write(ListExport.csv(listed), to: "list.csv")
    try folder.write(ListExport.json(listed), to: "list.json")
    let home = HomePage(
      standards: standards.map { ($0, standardAddress($0.standard.id)) },
      rows: listed.map { ($0, address($0)) })
    try page(
      .home, framed(home.context, title: title, description: Texts.homeDescription(title), root: ""),
      to: "index.html")
    for standard in standards {
      try page(
        .standard,
        framed(
          standard.context, title: "\(standard.standard.id) – \(title)",
          description: Texts.standardDescription(standard.standard.id), root: "../", section: "onStandards"),
        to: standardAddress(standard.standard.id))
    }
    for (index, row) in rows.enumerated() {
      let detail = try detail(index)
      let model = ModelPage(
        row: row, particulars: detail.particulars, history: detail.history, day: day,
        standard: detail.standard,
        standardAddress: "../" + standardAddress(row.standard), setting: setting,
        determination: detail.determination, reports: detail.reports, laboratories: detail.laboratories,
        signed: detail.signed)
      let name = shortened(row.designation, to: 80)
      try page(
        .model,
        framed(
          model.context, title: "\(name): \(Texts.status(row.standing.status)) – \(title)",
          description: Texts.modelDescription(
            name, supplier: shortened(row.supplier, to: 80), row.standing.status, row.verdict),
          root: "../", section: "onModels"),
        to: address(row))
    }
  }

  /// What tells models apart: a designation is unique for its supplier.
  private func identity(_ row: ListRow) -> String { "\(row.supplierID) \(row.designation)" }

  /// A page's context within that of the site.
  private func framed(
    _ context: Context, title: String, description: String, root: String, section: String? = nil
  ) -> Context {
    var framed = context
    framed["title"] = title
    framed["description"] = description
    framed["root"] = root
    if let section { framed[section] = true }
    framed["site"] = Publishing.context([
      "title": self.title,
      "operator": keeper.nonEmpty,
      "example": isExample,
      "day": day?.description,
      "sprite": Icon.sprite,
      "settingSentence": Texts.settingSentence(setting),
    ])
    return framed
  }
}
