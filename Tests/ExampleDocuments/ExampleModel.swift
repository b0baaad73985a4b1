import Quantities

/// One invented model, and what its report was made to show.
public struct ExampleModel: Sendable {
  public var designation: String
  public var supplier: String
  public var level: String
  public var kind: String
  public var gender: String
  public var opening: String
  public var sizes: [String]
  public var warrantyMonths: Int
  public var materials: String
  public var laboratory: String
  /// The first day of testing; the rest of the calendar follows from it.
  public var begin: Day
  public var flaw: Flaw
  /// The standard applied for.
  public var standard = ExampleRegistry.standard
  /// What the report to another standard than body armor's was made to show.
  public var showing: Showing?
  /// Nil: the model has been applied for and no report has come.
  public var hasReport = true
  /// What the model was called before.
  public var formerDesignations: [String] = []
  /// Whether the report says where the hits are.
  public var hasPositions = false

  /// A name for files: letters, digits and hyphens.
  public var fileName: String {
    let name = designation.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" }
    return "\(supplier)-\(String(name))"
  }

  /// The report's number at the laboratory.
  public var reportNumber: String { "EX-\(begin.year)-\(designation)" }
}

/// An invented supplier or laboratory.
public struct ExampleParty: Sendable {
  public var id: String
  public var name: String
  public var place: String
}

/// The invented parties and models of the example registry.
public enum ExampleRegistry {
  public static let standard = "NIJ-0101.06"

  public static let suppliers = [
    ExampleParty(id: "aldermark", name: "Aldermark Soft Armor", place: "Aldermark, Example County"),
    ExampleParty(
      id: "brackwater", name: "Brackwater Protective Textiles", place: "Brackwater, Example County"),
    ExampleParty(id: "corvane", name: "Corvane Armor Works", place: "Corvane, Example County"),
    ExampleParty(id: "dunholt", name: "Dunholt & Daughters", place: "Dunholt, Example County"),
    ExampleParty(id: "eskmere", name: "Eskmere Ceramic Plates", place: "Eskmere, Example County"),
    ExampleParty(id: "fennick", name: "Fennick Composite Systems", place: "Fennick, Example County"),
    ExampleParty(id: "gorsehill", name: "Gorsehill Stab Protection", place: "Gorsehill, Example County"),
    ExampleParty(id: "harrowby", name: "Harrowby Helmets & Shields", place: "Harrowby, Example County"),
    ExampleParty(id: "inverleck", name: "Inverleck Ensembles", place: "Inverleck, Example County"),
  ]

  public static let laboratories = [
    ExampleParty(
      id: "larkfield", name: "Larkfield Ballistics Laboratory", place: "Larkfield, Example County"),
    ExampleParty(id: "marrow-hill", name: "Marrow Hill Test House", place: "Marrow Hill, Example County"),
    ExampleParty(id: "quillby", name: "Quillby Range and Laboratory", place: "Quillby, Example County"),
  ]

  /// The models, in the order of their applications.
  public static let models: [ExampleModel] = {
    let plan: [(String, Flaw)] = [
      ("IIA", .none), ("IIA", .fastStop), ("IIA", .none), ("IIA", .perforation), ("IIA", .specimenMissing),
      ("II", .none), ("II", .depthsSaved), ("II", .none), ("II", .inches), ("II", .none), ("II", .none),
      ("II", .depthBeyondCap), ("II", .slowPerforation), ("II", .nearEdge), ("II", .clayOutOfCalibration),
      ("II", .labelWrong), ("II", .wrongEdition), ("II", .perforationSetAside),
      ("IIIA", .none), ("IIIA", .none), ("IIIA", .none), ("IIIA", .none), ("IIIA", .depthsNotSaved),
      ("IIIA", .weakLimit), ("IIIA", .perforationAtReference), ("IIIA", .separated), ("IIIA", .slowStop),
      ("IIIA", .conditioningOutOfLimits), ("IIIA", .wrongUnit), ("IIIA", .labelNotChecked),
      ("IIIA", .obliqueBeyondPlan), ("III", .none), ("III", .none), ("III", .perforation), ("III", .allStops),
      ("IV", .none), ("IV", .none), ("IV", .workmanshipFault), ("IV", .depthMissing), ("IV", .unknownUnit),
      ("special", .none), ("special", .none),
    ]
    var models = plan.enumerated().map { index, entry in
      model(number: index, level: entry.0, kind: kind(of: entry.0, index), flaw: entry.1)
    }
    for index in models.indices where ["CO-IIIA-118", "FE-III-131"].contains(models[index].designation) {
      models[index].hasPositions = true
    }
    for index in models.indices where models[index].designation == "BR-IIIA-121" {
      models[index].formerDesignations = ["Patrol 7 Mk 2"]
    }
    // Applied for, and nothing delivered yet.
    var waiting = model(number: models.count, level: "II", kind: "flexible", flaw: .none)
    waiting.hasReport = false
    models.append(waiting)
    // Listed by the programme of an earlier edition, whose evidence was never handed over.
    var inherited = model(number: models.count, level: "IIA", kind: "flexible", flaw: .none)
    (inherited.standard, inherited.hasReport, inherited.begin) = ("NIJ-2005-Interim", false, day(2006, 4, 3))
    return models + others + [inherited]
  }()

  /// Models for measurements: as many as asked for, over all levels, each with a complete report.
  public static func more(_ count: Int) -> some Sequence<ExampleModel> {
    let levels = ["II", "IIIA", "IIA", "IIIA", "II", "IIIA", "III", "IV"]
    return (0..<count).lazy.map { index in
      var model = model(number: index, level: levels[index % levels.count], kind: nil, flaw: .none)
      model.designation += "-N\(index)"
      return model
    }
  }

  private static func kind(of level: String, _ index: Int) -> String {
    switch level {
    case "III", "IV": "hard"
    case "special": index % 2 == 0 ? "flexible" : "hard"
    default: "flexible"
    }
  }

  private static func model(number: Int, level: String, kind given: String?, flaw: Flaw) -> ExampleModel {
    let kind = given ?? kind(of: level, number)
    let isHard = kind == "hard"
    let supplier = isHard ? suppliers[4 + number % 2] : suppliers[number % 4]
    let prefix = supplier.id.prefix(2).uppercased()
    let genders = ["male", "female", "neutral"]
    let mark = flaw == .none ? "" : " \(words(flaw.rawValue))"
    let sizes = [["XS", "S", "M", "L", "XL"], ["S", "M", "L"], ["S", "M", "L", "XL", "2XL", "3XL"]][
      number % 3]
    return ExampleModel(
      designation: "\(prefix)-\(level.uppercased())-\(100 + number)\(mark)", supplier: supplier.id,
      level: level,
      kind: kind, gender: isHard ? "neutral" : genders[number % 3],
      opening: isHard ? "none" : ["side opening", "front opening", "pullover"][number % 3],
      sizes: isHard ? ["10x12"] : sizes, warrantyMonths: 60,
      materials: isHard
        ? "Ceramic strike face on a polyethylene backing (invented)" : "Woven aramid (invented)",
      laboratory: laboratories[number % 3].id,
      begin: day(2016 + number / 12 % 7, number % 12 + 1, 3), flaw: flaw)
  }

  /// A day that the calendar has.
  static func day(_ year: Int, _ month: Int, _ day: Int) -> Day {
    guard let result = Day(year: year, month: month, day: day) else {
      preconditionFailure("\(year)-\(month)-\(day) is not a day")
    }
    return result
  }

  /// `nearEdge` as `near edge`.
  private static func words(_ name: String) -> String {
    name.map { $0.isUppercase ? " \($0.lowercased())" : String($0) }.joined()
  }
}
