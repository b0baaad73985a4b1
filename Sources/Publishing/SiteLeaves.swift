import Conformity
import Registry

/// Every file of a site, each made on its own.
///
/// Each is given what it is made from (``LeafKey``): either all that its template is filled with, or, where that takes long
/// to gather, what it follows from.
final class SiteLeaves {
  let site: Site
  let templates: Templates
  let frame: Frame
  let map: SiteMap
  let words: ModelWords
  let table: ModelTable
  let division: ListDivision
  let facets: FacetBook
  /// What every file is made from: the program with its templates and texts, and what stands around every page.
  let house: LeafKey
  /// What stands for each model in addresses, line by line.
  let slugs: [String]
  /// The addresses of models' pages, line by line.
  let modelPaths: [String]
  /// What lists are made from, line by line.
  let lineKeys: [LeafKey]
  /// What lists have besides: the words of the standards.
  let wordsKey: LeafKey
  /// The places of the models that each supplier answers for, in the order of the list.
  let suppliers: [(id: String, places: [Int])]
  /// The suppliers whose models another one answers for now, by that one.
  let former: [String: [String]]
  /// The models that are called something else now, by what they were told apart by before.
  let renamed: [String: ListRow]
  let style: [UInt8]
  let changeLog: ChangeLog
  let laboratories: [String: String]
  /// What the model in a row is made from, and its page, of the one that was asked for last: its page, its proof and its
  /// pack are made behind each other.
  var lastKeys: (index: Int, detail: LeafKey, page: LeafKey)?
  /// The page that was made last: a pack, which is made behind its page, need not make it again. It is one alone, so that
  /// memory does not grow with the number of pages.
  var lastPage: (index: Int, bytes: [UInt8])?

  init(_ site: Site, templates: Templates) {
    self.site = site
    self.templates = templates
    frame = Frame(site)
    map = SiteMap(site)
    words = ModelWords(site.standards)
    table = ModelTable(site.rows, map: map, words: words)
    division = ListDivision(site.rows)
    facets = FacetBook(site.rows, words: words) { facet, row in facet == .status || row.isListed }
    var house = Ingredients()
    house.add([ProgramIdentity.present, Engine.version])
    house.add(frame.context)
    house.add(site.baseURL)
    house.add(site.look)
    house.add(site.proof != nil)
    house.add(site.evidence != nil)
    house.add(site.setting.rawValue)
    house.add(site.seal?.encodedKey)
    self.house = house.key
    slugs = site.rows.map { [map] in map.slug(of: $0) }
    modelPaths = slugs.map(SiteMap.model)
    lineKeys = site.rows.indices.map { [map, modelPaths] place in
      var ingredients = Ingredients()
      ingredients.add(
        line: site.rows[place], page: modelPaths[place], supplier: map.supplier(site.rows[place].supplierID))
      return ingredients.key
    }
    var used = Ingredients()
    for standard in site.standards {
      used.add([standard.reference.sha256, map.standard(standard.standard.id)])
    }
    wordsKey = used.key
    laboratories = Dictionary(site.laboratories.map { ($0.id, $0.name) }) { first, _ in first }
    var order: [String] = []
    var places: [String: [Int]] = [:]
    var former: [String: [String]] = [:]
    for (place, row) in site.rows.enumerated() {
      let heir = site.suppliers.heir(of: row.supplierID)?.id
      let id = heir ?? row.supplierID
      if places[id] == nil { order.append(id) }
      places[id, default: []].append(place)
      if heir != nil, former[id]?.contains(row.supplierID) != true {
        former[id, default: []].append(row.supplierID)
      }
    }
    suppliers = order.map { ($0, places[$0] ?? []) }
    self.former = former
    renamed = Dictionary(
      site.rows.flatMap { row in row.formerIdentities.map { ($0, row) } },
      uniquingKeysWith: { first, _ in first })
    changeLog = ChangeLog(site, pages: modelPaths)
    style = (site.look.style ?? PackageResources.style_css) + (site.look.moreStyle ?? [])
  }

  /// Every file but ``exports``, in order, with the number of pages there are. Those of models come one after the other, so
  /// that memory does not grow with their number.
  func each(_ body: (_ leaf: Leaf, _ pageCount: Int) throws -> Void) throws {
    let pages = pages
    let count = pages.count + site.rows.count
    for leaf in assets + pages { try body(leaf, count) }
    for index in site.rows.indices {
      try body(modelPage(at: index), count)
      if let proof = proof(at: index) { try body(proof, count) }
      if let pack = pack(at: index) { try body(pack, count) }
    }
    let paths = pages.map(\.path) + modelPaths
    for leaf in following + catalogs(of: paths) + dated + seals { try body(leaf, count) }
  }

  /// The page, the proof and the pack of each model.
  var ofModels: [Leaf] {
    site.rows.indices.flatMap { index in
      [modelPage(at: index), proof(at: index), pack(at: index)].compactMap { $0 }
    }
  }

  /// Where the pages of models lead to, but for what every site has.
  var linked: [String] {
    site.rows.flatMap { row in
      [map.supplier(site.suppliers.heir(of: row.supplierID)?.id ?? row.supplierID)]
        + row.standing.notices.map { map.notice($0.number ?? $0.sha256) }
    }
  }

  /// All pages but those of models.
  private var pages: [Leaf] {
    [home, search, compare] + guides + lists + standardPages + supplierPages + movedPages + renamedPages
      + laboratoryPages + noticePages + changesPages
  }

  /// A page.
  ///
  /// - Parameter origin: adds what the context follows from; nil: the context itself says what the page is made from.
  func page(
    _ template: Templates.Page, _ path: String, title: String?, description: String, section: Frame.Section?,
    feed: (path: String, title: String)? = nil, from origin: ((inout Ingredients) -> Bool)? = nil,
    _ context: @escaping () throws -> Context
  ) -> Leaf {
    let framed = { [frame] in
      frame.around(
        try context(), title: title, description: description, path: path, section: section, feed: feed)
    }
    return Leaf(
      path: path,
      key: { [self] in
        var ingredients = Ingredients(house)
        ingredients.add([path, template.rawValue, description])
        ingredients.add(title)
        ingredients.add(feed?.title)
        ingredients.add(feed?.path)
        if path == SiteMap.home { ingredients.add(frame.listDay) }
        if let origin {
          guard origin(&ingredients) else { return nil }
        } else {
          ingredients.add(try context())
        }
        return ingredients.key
      },
      make: { [templates] in try templates.page(template, framed()) })
  }

  /// A file that is no page.
  ///
  /// - Parameter origin: adds what it follows from, besides the program.
  func file(
    _ path: String, from origin: @escaping (inout Ingredients) -> Void, _ make: @escaping () throws -> [UInt8]
  ) -> Leaf {
    Leaf(
      path: path, isPage: false,
      key: { [house] in
        var ingredients = Ingredients(house)
        ingredients.add(path)
        origin(&ingredients)
        return ingredients.key
      }, make: make)
  }
}
