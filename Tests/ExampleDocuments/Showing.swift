import Evidence
import Quantities
import Standards

/// What an example to another standard than NIJ-0101.06 was made to show.
public struct Showing: Sendable {
  /// In a sentence.
  public var story: String
  public var verdict: String
  /// The requirement that decides; nil where all are met.
  public var requirement: String?
  /// What differs from a complete report.
  var edit: Edit?

  enum Edit: Sendable {
    /// The first value of a quantity in a method's tests, in the unit of the report.
    case value(String, of: String, in: String)
    /// The first outcome of a method's tests, of a component where one is named.
    case outcome(String, in: String, component: String? = nil)
    case check(String, in: String)
    /// The certificates end before testing does.
    case expired
  }

  /// All is well, as far as it is known.
  static let compliant = Showing(story: "Everything is as it should be.", verdict: "compliant")

  /// All is well that the definition knows of.
  static func open(_ requirement: String) -> Showing {
    Showing(
      story:
        "Everything is as it should be, as far as the definition knows the standard's limits and numbers.",
      verdict: "not determined", requirement: requirement)
  }

  static func failing(_ story: String, _ requirement: String, _ edit: Edit) -> Showing {
    Showing(story: story, verdict: "not compliant", requirement: requirement, edit: edit)
  }

  /// The remark that the report carries; tests read the expectation from it.
  public var remark: String {
    let outcome = verdict == "not compliant" ? "not met" : "not determined"
    let decisive = requirement.map { "; requirement \($0) \(outcome)" } ?? ""
    return "Example document, invented. \(story) Expected: \(verdict)\(decisive)."
  }
}

extension ExampleModel {
  /// The verdict that the example was made for.
  public var expectedVerdict: String {
    hasReport ? showing?.verdict ?? flaw.verdict : "not determined"
  }
}

extension PlanFiller {
  /// The report of an example, complete but for what it is to show.
  public static func report(
    for model: ExampleModel, showing: Showing, standard: Standard, seed: UInt64
  ) -> Report {
    let certificate = model.begin.year < 2015 ? 0 : 1
    var report = report(
      standard, level: model.level, kind: model.kind,
      heading: Heading(
        id: model.reportNumber, designation: model.designation, supplier: model.supplier,
        laboratory: model.laboratory, accreditation: "EX-\(model.laboratory)-\(certificate)",
        remark: showing.remark),
      begin: model.begin, seed: seed)
    report.attachments = [
      Attachment(
        title: "Photographs of the specimens (invented)", mediaType: "application/zip",
        sha256: String(repeating: "0123456789abcdef", count: 4))
    ]
    if let edit = showing.edit { report.apply(edit) }
    return report
  }
}

extension Report {
  fileprivate mutating func apply(_ edit: Showing.Edit) {
    switch edit {
    case .value(let text, let quantity, let method):
      guard let measure = measures.firstIndex(where: { $0.quantity == quantity }),
        let value = try? ExactDecimal(text),
        let series = self.series.firstIndex(where: { $0.method == method && $0.role == .test })
      else { preconditionFailure("\(standard) has no \(quantity) in \(method)") }
      self.series[series].observations[0].measurements.removeAll { $0.measure == measure }
      self.series[series].observations[0].measurements.append(Measurement(measure: measure, value: value))
    case .outcome(let outcome, let method, let component):
      let place = self.series.firstIndex { one in
        let own = one.specimen.flatMap { specimen($0)?.component } ?? one.place.component
        return one.method == method && (component == nil || component == own)
      }
      guard let place else { preconditionFailure("\(standard) has no test \(method)") }
      self.series[place].observations[0].outcome = outcome
    case .check(let item, let method):
      for one in series.indices where series[one].method == method {
        for index in series[one].observations.indices where series[one].observations[index].item == item {
          series[one].observations[index].outcome = "does-not-conform"
          series[one].observations[index].remark = "not found"
        }
      }
    case .expired:
      for index in certificates.indices { certificates[index].until = testedFrom }
    }
  }
}

extension ExampleRegistry {
  /// The models for the other standards of the shelf, at least a good one and a failing one for each.
  static let others: [ExampleModel] = {
    let plan: [(Application, Showing)] = [
      (.stab("edged-blade", "2"), .open("placement.e1.edge")),
      (.stab("spike", "1"), .open("placement.e1.edge")),
      (
        .stab("edged-blade", "3"),
        .failing(
          "One strike at the energy E1 came 8.2 mm through.", "e1.penetration",
          .value("8.2", of: "penetration", in: "e1-strike"))
      ),
      (.sheet("II-A"), .compliant), (.sheet("III"), .compliant), (.sheet("IV"), .compliant),
      (
        .sheet("III-A"),
        .failing(
          "One shot made a hole in the witness plate.", "witness-plate.no-perforation",
          .outcome("perforation-of-witness-plate", in: "witness-plate"))
      ),
      (.helmet("II"), .open("placement.edge")),
      (
        .helmet("IIA"),
        .failing(
          "The headform was jerked at 412.5 times the acceleration of gravity.", "impact.acceleration",
          .value("412.5", of: "acceleration", in: "impact-attenuation"))
      ),
      (.armor("NIJ-0101.07", "HG2", "flexible", 2024), .open("conditioning.flexible")),
      (.armor("NIJ-0101.07", "RF2", "hard", 2024), .open("placement.edge")),
      (
        .armor("NIJ-0101.07", "RF1", "hard", 2024),
        .failing(
          "One dent is 50.6 mm deep.", "pbfs.bfs.hard", .value("50.6", of: "bfs", in: "p-bfs"))
      ),
      (.armor("NIJ-0101.04", "IIIA", "flexible", 2003), .open("conditioning.wet")),
      (
        .armor("NIJ-0101.04", "II", "flexible", 2003),
        .failing("One dent is 45.2 mm deep.", "pbfs.bfs", .value("45.2", of: "bfs", in: "p-bfs"))
      ),
      (.armor("NIJ-2005-Interim", "IIA", "flexible", 2006), .open("conditioning.wet")),
      (
        .armor("NIJ-2005-Interim", "III", "hard", 2006),
        .failing(
          "Nothing shows that the armor keeps its performance over its warranty.",
          "interim.warranty-performance",
          .check("warranty-performance", in: "documentation-check"))
      ),
      (.ensemble("LERL-2"), .open("mist.local.head")),
      (.ensemble("LERL-4"), .open("factors.donning")),
      (
        .ensemble("LERL-3"),
        .failing(
          "Liquid came into a glove.", "liquid.hand",
          .outcome("liquid-inside", in: "liquid-component", component: "hand"))
      ),
      (
        .ensemble("LERL-4"),
        .failing("The respirator's approval ended before testing did.", "respirator.approval", .expired)
      ),
      (.bombSuit, .open("fragmentation.head")),
      (
        .bombSuit,
        .failing(
          "The detonation moved the visor from its place.", "blast.visor",
          .outcome("visor-displaced", in: "blast-integrity"))
      ),
    ]
    return plan.enumerated().map { index, entry in entry.0.model(number: 200 + index, showing: entry.1) }
  }()

  /// What is applied for.
  private struct Application {
    var standard: String
    var level: String
    var kind: String
    var supplier: String
    var year: Int
    var opening: String
    var sizes: [String]
    var materials: String

    static func stab(_ kind: String, _ level: String) -> Application {
      Application(
        standard: "NIJ-0115.00", level: level, kind: kind, supplier: "gorsehill", year: 2018,
        opening: "side opening", sizes: ["S", "M", "L"],
        materials: "Laminated aramid and chain mail (invented)")
    }

    static func sheet(_ level: String) -> Application {
      Application(
        standard: "NIJ-0108.01", level: level, kind: "material", supplier: "harrowby", year: 2019,
        opening: "none", sizes: ["12x12", "24x48"], materials: "Pressed glass fiber and steel (invented)")
    }

    static func helmet(_ level: String) -> Application {
      Application(
        standard: "NIJ-0106.01", level: level, kind: "helmet", supplier: "harrowby", year: 2017,
        opening: "chin strap", sizes: ["M", "L"], materials: "Molded aramid shell (invented)")
    }

    static func armor(_ standard: String, _ level: String, _ kind: String, _ year: Int) -> Application {
      let isHard = kind == "hard"
      return Application(
        standard: standard, level: level, kind: kind, supplier: isHard ? "eskmere" : "aldermark", year: year,
        opening: isHard ? "none" : "side opening", sizes: isHard ? ["10x12"] : ["S", "M", "L", "XL"],
        materials: isHard
          ? "Ceramic strike face on a polyethylene backing (invented)" : "Woven aramid (invented)")
    }

    static func ensemble(_ level: String) -> Application {
      Application(
        standard: "NIJ-0116.00", level: level, kind: "ensemble", supplier: "inverleck", year: 2020,
        opening: "front opening", sizes: ["M", "L", "XL"],
        materials: "Coated laminate with glued seams (invented)")
    }

    static let bombSuit = Application(
      standard: "NIJ-0117.01", level: "bomb-suit", kind: "bomb-suit", supplier: "inverleck", year: 2021,
      opening: "back opening", sizes: ["M", "L"], materials: "Aramid and composite plates (invented)")

    func model(number: Int, showing: Showing) -> ExampleModel {
      let prefix = supplier.prefix(2).uppercased()
      let name = level == kind ? "\(prefix)-SUIT" : "\(prefix)-\(level.uppercased())"
      return ExampleModel(
        designation: "\(name)-\(number)", supplier: supplier, level: level, kind: kind, gender: "neutral",
        opening: opening, sizes: sizes, warrantyMonths: 60, materials: materials,
        laboratory: laboratories[number % 3].id, begin: day(year, number % 12 + 1, 3), flaw: .none,
        standard: standard, showing: showing)
    }
  }
}
