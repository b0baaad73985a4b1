import Foundation
import Registry
import Testing

/// A small registry of invented documents by the definition TOY-1, to which things happen.
struct TrialRegistry {
  static let namespace = "https://proofmark.example/ns/registry/1"
  private static let persons =
    #"<reviewed-by name="R" role="reviewer"/><decided-by name="D" role="manager"/>"#

  let database: RegistryDatabase
  private var moment: Int64 = 1_795_000_000_000

  /// A registry with a programme, two laboratories, some suppliers, and models of theirs with a report each.
  init(_ path: String, models: Int = 6) throws {
    database = try RegistryDatabase.open(path: path, mode: .create)
    let definition = try TrialRegistry.definition()
    let adoption = """
      <adoption xmlns="https://proofmark.example/ns/standard/1" standard="TOY-1"
        sha256="\(SHA256Hex.of(definition))" role="tester" on="2024-01-01"><note>For a test.</note></adoption>
      """
    var documents = [definition, Array(adoption.utf8)]
    documents += [
      TrialRegistry.programme(), TrialRegistry.laboratory("northfield"), TrialRegistry.laboratory("quill"),
    ]
    .map { Array($0.utf8) }
    documents += ["harrow", "dunmore", "eskdale"].map { Array(TrialRegistry.supplier($0).utf8) }
    for number in 0..<models { documents += TrialRegistry.model(number).map { Array($0.utf8) } }
    #expect(try add(documents) == documents.count)
  }

  /// Stores documents; returns how many got in.
  @discardableResult
  mutating func add(_ documents: [[UInt8]]) throws -> Int {
    moment += 1000
    let sources = documents.enumerated().map { ImportSource(path: "\(moment)-\($0).xml", bytes: $1) }
    let now = moment
    return try Importer(into: database) { Moment(milliseconds: now) }.run(sources) { _ in }.imported
  }

  /// Lets days go by before the next document is recorded.
  mutating func wait(days: Int64) { moment += days * 86_400_000 }

  @discardableResult
  mutating func add(_ document: String) throws -> Bool { try add([Array(document.utf8)]) == 1 }

  // MARK: - Documents

  static func definition() throws -> [UInt8] {
    let path = Fixture.folder.deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("RegistryTests/Fixtures/TOY-1.xml")
    return [UInt8](try Data(contentsOf: path))
  }

  static func programme(
    title: String = "Register of Trials", evidence: String = "full", others: String = "yes",
    listedUntil: String? = nil, from: String? = nil
  ) -> String {
    """
    <programme xmlns="\(namespace)" title="\(title)" evidence="\(evidence)" publishes-not-compliant="\(others)"\(from.map { " from=\"\($0)\"" } ?? "")>
      <operator>The Office of Trials</operator><contact>trials@example.example</contact>\(listedUntil.map { "<listing><edition standard=\"TOY-1\" listed-until=\"\($0)\"/></listing>" } ?? "")
      <notices advisory="suspended" safety="removed"/>
    </programme>
    """
  }

  static func laboratory(_ id: String, name: String = "Ballistics") -> String {
    """
    <laboratory xmlns="\(namespace)" id="\(id)" name="\(id.capitalized) \(name)" place="Northfield">
      <accreditation body="A body" certificate="1" standards="TOY-1" from="2020-01-01" until="2027-12-31"/>
    </laboratory>
    """
  }

  static func supplier(_ id: String, name: String = "Armor Works", successor: String? = nil) -> String {
    """
    <supplier xmlns="\(namespace)" id="\(id)" name="\(id.capitalized) \(name)"\(successor.map { " successor=\"\($0)\"" } ?? "")>
      <contact>sales@\(id).example</contact>
    </supplier>
    """
  }

  static func supplier(of number: Int) -> String { ["harrow", "dunmore", "eskdale"][number % 3] }

  /// The documents of the model with a number: its own and a report. Every fifth one is perforated.
  static func model(_ number: Int) -> [String] {
    let outcomes = number % 5 == 4 ? ["stop", "perforation", "stop"] : ["stop", "stop", "stop"]
    return [
      """
      <model xmlns="\(namespace)" designation="HX-\(number)" supplier="\(supplier(of: number))" standard="TOY-1"
        level="A" kind="flexible" gender="neutral" opening="pullover" warranty-months="60" applied="2024-01-15">
        <sizes><size>S</size><size>M</size></sizes>
        <materials>Felt</materials>
      </model>
      """, report("R-\(number)", model: number, outcomes: outcomes),
    ]
  }

  static func report(_ id: String, model number: Int, outcomes: [String], issued: String = "2024-03-09")
    -> String
  {
    let shots = outcomes.enumerated().map { index, outcome in
      #"<observation n="\#(index + 1)" outcome="\#(outcome)" velocity="10.2" angle="0" obliquity="0" bfs="3"/>"#
    }
    return """
      <report xmlns="https://proofmark.example/ns/evidence/1" id="\(id)" standard="TOY-1" issued="\(issued)">
        <laboratory ref="\(number % 2 == 0 ? "northfield" : "quill")" accreditation="1"/>
        <model designation="HX-\(number)" supplier="\(supplier(of: number))" level="A" kind="flexible"/>
        <tested from="2024-02-28" to="2024-02-28"/>
        <measures>
          <measure quantity="velocity" unit="m/s"/><measure quantity="angle" unit="deg"/>
          <measure quantity="obliquity" unit="deg"/><measure quantity="bfs" unit="mm"/>
          <measure quantity="depth" unit="mm"/>
        </measures>
        <specimens><specimen id="S1" serial="1" size="large" condition="new"/></specimens>
        <calibration id="C1" method="clay-drop"><observation n="1" depth="19"/></calibration>
        <series method="shooting" specimen="S1" threat="pea" calibrations="C1">\(shots.joined())</series>
        <sign-off name="A. Example" role="test engineer" day="\(issued)"/>
      </report>
      """
  }

  static func decision(_ outcome: String = "list", model number: Int, day: String) -> String {
    """
    <decision xmlns="\(namespace)" supplier="\(supplier(of: number))" designation="HX-\(number)" outcome="\(outcome)"
      day="\(day)" evidence="held"><reason>For a test.</reason>\(persons)</decision>
    """
  }

  static func statusChange(_ status: String, model number: Int, day: String) -> String {
    """
    <status-change xmlns="\(namespace)" supplier="\(supplier(of: number))" designation="HX-\(number)" status="\(status)"
      day="\(day)"><reason>For a test.</reason>\(persons)</status-change>
    """
  }

  static func notice(_ kind: String, id: String, models: [Int], day: String) -> String {
    let models = models.map { #"<model supplier="\#(supplier(of: $0))" designation="HX-\#($0)"/>"# }
    return """
      <notice xmlns="\(namespace)" id="\(id)" kind="\(kind)" title="Look at the seams" day="\(day)">
        <text>Look at the seams.</text>\(models.joined())\(persons)</notice>
      """
  }

  static func inspection(_ id: String, model number: Int, day: String) -> String {
    """
    <inspection xmlns="\(namespace)" id="\(id)" supplier="\(supplier(of: number))" location="Works" occasion="follow-up"
      day="\(day)"><model designation="HX-\(number)" outcome="conforming"/>
      <inspected-by name="I" role="inspector"/></inspection>
    """
  }

  static func variation(_ id: String, model number: Int, day: String) -> String {
    """
    <variation xmlns="\(namespace)" id="\(id)" supplier="\(supplier(of: number))" designation="HX-\(number)"
      found-by="inspection" day="\(day)"><description>Another thread.</description></variation>
    """
  }

  static func variationResolution(of id: String, day: String) -> String {
    """
    <variation-resolution xmlns="\(namespace)" variation="\(id)" outcome="accepted" day="\(day)">
      <reason>It holds as well.</reason>\(persons)</variation-resolution>
    """
  }

  static func fieldReport(_ id: String, model number: Int, day: String) -> String {
    """
    <field-report xmlns="\(namespace)" id="\(id)" event="failure" performed="no" day="\(day)">
      <armor supplier="\(supplier(of: number))" designation="HX-\(number)" size="M"/>
      <description>A round came through.</description></field-report>
    """
  }

  static func correction(of document: String, _ remedy: String, day: String) -> String {
    """
    <correction xmlns="\(namespace)" document="\(SHA256Hex.of(Array(document.utf8)))" \(remedy) day="\(day)">
      <reason>A slip of the pen.</reason>\(persons)</correction>
    """
  }
}
