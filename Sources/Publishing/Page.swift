/// The site's templates, compiled into the program.
struct Templates: Sendable {
  enum Page: String {
    case home, list, model, search, compare, supplier, moved, laboratory, notice, changes, directory
    case agencies, procurement, testing, verifying
    case standard, coverage, inventory, plan, check
  }

  /// A template cannot be parsed: a fault of this program's build; those of a look are checked when it is read.
  struct Malformed: Error, CustomStringConvertible {
    let template: String
    let reason: String
    var description: String { "The page template \(template) cannot be parsed: \(reason)." }
  }

  private let program: TemplateProgram

  /// - Parameter look: what stands in the place of some of them.
  init(_ look: Look = .standard) throws(Malformed) {
    var templates: [String: Template] = [:]
    for (name, bytes) in Templates.sources {
      do throws(Template.Malformed) {
        templates[name] = try Template(String(decoding: look.templates[name] ?? bytes, as: UTF8.self))
          .saying(look.wording)
      } catch {
        throw Malformed(template: name, reason: "\(error.reason), line \(error.line)")
      }
    }
    program = TemplateProgram(templates)
  }

  /// The page as text; empty lines that sections leave behind are dropped.
  func render(_ page: Page, _ context: Context) throws(Malformed) -> String {
    String(decoding: try self.page(page, context), as: UTF8.self)
  }

  /// The names of those that the site is made with; the others are for pages that the command line makes.
  static let onSite = Set(sources.map(\.0)).subtracting(["inventory", "plan", "check"])

  /// The same as bytes in UTF-8.
  func page(_ page: Page, _ context: Context) throws(Malformed) -> [UInt8] {
    var renderer = TemplateRenderer(program)
    guard let text = renderer.render(page.rawValue, context) else {
      throw Malformed(template: page.rawValue, reason: "it is missing")
    }
    return text
  }

  /// Names and bytes of every template.
  static let sources: [(String, [UInt8])] = [
    ("layout", PackageResources.layout_mustache),
    ("home", PackageResources.home_mustache),
    ("list", PackageResources.list_mustache),
    ("pages", PackageResources.pages_mustache),
    ("search", PackageResources.search_mustache),
    ("compare", PackageResources.compare_mustache),
    ("finder", PackageResources.finder_mustache),
    ("supplier", PackageResources.supplier_mustache),
    ("moved", PackageResources.moved_mustache),
    ("laboratory", PackageResources.laboratory_mustache),
    ("notice", PackageResources.notice_mustache),
    ("changes", PackageResources.changes_mustache),
    ("directory", PackageResources.directory_mustache),
    ("agencies", PackageResources.agencies_mustache),
    ("procurement", PackageResources.procurement_mustache),
    ("testing", PackageResources.testing_mustache),
    ("verifying", PackageResources.verifying_mustache),
    ("model", PackageResources.model_mustache),
    ("why", PackageResources.why_mustache),
    ("cautions", PackageResources.cautions_mustache),
    ("requirements", PackageResources.requirements_mustache),
    ("definition", PackageResources.definition_mustache),
    ("finding", PackageResources.finding_mustache),
    ("picture", PackageResources.picture_mustache),
    ("group", PackageResources.group_mustache),
    ("folded", PackageResources.folded_mustache),
    ("rule", PackageResources.rule_mustache),
    ("parts", PackageResources.parts_mustache),
    ("coverage", PackageResources.coverage_mustache),
    ("demand", PackageResources.demand_mustache),
    ("figure", PackageResources.figure_mustache),
    ("standard", PackageResources.standard_mustache),
    ("inventory", PackageResources.inventory_mustache),
    ("plan", PackageResources.plan_mustache),
    ("check", PackageResources.check_mustache),
  ]
}
