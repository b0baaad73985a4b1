import Conformity
import Registry

/// Every file of a site, each made on its own.
///
/// Each is given what it is made from (``LeafKey``): either all that its template is filled with, or, where that takes long
/// to gather, what it follows from.
struct SiteLeaves {
  let site: Site
  let templates: Templates
  let frame: Frame
  let map: SiteMap
  let words: ModelWords
  let table: ModelTable
  let facets: FacetBook
  /// What every file is made from: the program with its templates and texts, and what stands around every page.
  let house: Ingredients
  /// What is made from each line of the list.
  let rowKeys: [LeafKey]
  /// The places of the models that each supplier answers for, in the order of the list.
  let suppliers: [(id: String, places: [Int])]
  /// The suppliers whose models another one answers for now, by that one.
  let former: [String: [String]]
  /// The models that are called something else now, by what they were told apart by before.
  let renamed: [String: ListRow]
  let style: [UInt8]
  let changeLog: ChangeLog

  init(_ site: Site, templates: Templates) {
    self.site = site
    self.templates = templates
    frame = Frame(site)
    map = SiteMap(site)
    words = ModelWords(site.standards)
    table = ModelTable(site.rows, map: map, words: words)
    facets = FacetBook(site.rows, words: words) { facet, row in facet == .status || row.isListed }
    var house = Ingredients()
    house.add([ProgramIdentity.present, Engine.version])
    house.add(frame.context)
    house.add(site.baseURL)
    house.add(site.look)
    house.add(site.proof != nil)
    house.add(site.evidence != nil)
    self.house = house
    rowKeys = site.rows.map { [map] row in
      var ingredients = Ingredients()
      ingredients.add(row, map: map)
      return ingredients.key
    }
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
    changeLog = ChangeLog(site, map: map)
    style = (site.look.style ?? PackageResources.style_css) + (site.look.moreStyle ?? [])
  }

  var all: [Leaf] {
    let pages = pages
    return assets + pages + following + catalogs(of: pages) + seals
  }

  private var pages: [Leaf] {
    [home, search, compare] + guides + lists + standardPages + supplierPages + movedPages + renamedPages
      + laboratoryPages
      + noticePages
      + changesPages + modelPages
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
      key: { [house] in
        var ingredients = house
        ingredients.add([path, template.rawValue, description])
        ingredients.add(title)
        ingredients.add(feed?.title)
        ingredients.add(feed?.path)
        if path == SiteMap.home { dated(&ingredients) }
        if let origin {
          guard origin(&ingredients) else { return nil }
        } else {
          ingredients.add(try context())
        }
        return ingredients.key
      },
      make: { [templates] in try templates.page(template, framed()) }, context: framed)
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
        var ingredients = house
        ingredients.add(path)
        origin(&ingredients)
        return ingredients.key
      }, make: make)
  }
}
