import Foundation
import Registry
import Testing

/// Small documents that fit together: one standard, one supplier, one laboratory, models and reports.
enum Toy {
  static let namespace = "https://proofmark.example/ns/registry/1"

  /// The definition of TOY-1: three shots at one specimen, none of which may perforate, on clay that is soft enough.
  static func standard(replacing text: String = "", with other: String = "") throws -> [UInt8] {
    let folder = try #require(Bundle.module.resourceURL)
    let bytes = try Data(contentsOf: folder.appendingPathComponent("Fixtures/TOY-1.xml"))
    guard !text.isEmpty else { return [UInt8](bytes) }
    let original = String(decoding: bytes, as: UTF8.self)
    try #require(original.contains(text))
    return Array(original.replacing(text, with: other).utf8)
  }

  static func adoption(
    of definition: [UInt8], standard: String = "TOY-1", on day: String = "2026-03-01", role: String = "tester"
  ) -> [UInt8] {
    Array(
      """
      <adoption xmlns="https://proofmark.example/ns/standard/1" standard="\(standard)"
        sha256="\(SHA256Hex.of(definition))" role="\(role)" on="\(day)"><note>For a test.</note></adoption>
      """.utf8)
  }

  static func programme(title: String = "Register of Trials", attributes: String = "") -> [UInt8] {
    Array(
      """
      <programme xmlns="\(namespace)" title="\(title)"\(attributes)>
        <operator>The Office of Trials</operator><contact>trials@example.example</contact>
      </programme>
      """.utf8)
  }

  static func supplier(_ id: String = "harrow", name: String = "Harrow Armor Works") -> [UInt8] {
    Array(
      """
      <supplier xmlns="\(namespace)" id="\(id)" name="\(name)">
        <contact>sales@\(id).example</contact>
      </supplier>
      """.utf8)
  }

  static func laboratory(
    _ id: String = "northfield", name: String = "Northfield Ballistics", standards: String = "TOY-1 TOY-0",
    from: String = "2020-01-01", until: String = "2027-12-31", methods: String? = nil,
    suspensions: String = "",
    certificates: String = ""
  ) -> [UInt8] {
    let scope = methods.map { " methods=\"\($0)\"" } ?? ""
    return Array(
      """
      <laboratory xmlns="\(namespace)" id="\(id)" name="\(name)" place="Northfield">
        <accreditation body="A body" certificate="1" standards="\(standards)" from="\(from)" until="\(until)"\(scope)>
          \(suspensions)</accreditation>
        \(certificates)
      </laboratory>
      """.utf8)
  }

  static func model(
    _ designation: String = "HX-1", supplier: String = "harrow", standard: String = "TOY-1",
    level: String = "A",
    kind: String = "flexible", sizes: [String] = ["S", "M"], former: [String] = [], remark: String = ""
  ) -> [UInt8] {
    let names = former.map { "<designation>\($0)</designation>" }.joined()
    let before = former.isEmpty ? "" : "<former-designations>\(names)</former-designations>"
    return Array(
      """
      <model xmlns="\(namespace)" designation="\(designation)" supplier="\(supplier)" standard="\(standard)"
        level="\(level)" kind="\(kind)" gender="neutral" opening="pullover" warranty-months="60"
        applied="2024-01-15">\(remark)
        <sizes>\(sizes.map { "<size>\($0)</size>" }.joined())</sizes>
        <materials>Felt</materials>\(before)
      </model>
      """.utf8)
  }

  /// A report that shows compliance, unless a shot perforates.
  static func report(
    _ id: String = "R1", model: String = "HX-1", supplier: String = "harrow",
    laboratory: String = "northfield",
    standard: String = "TOY-1", level: String = "A", kind: String = "flexible", issued: String = "2024-03-09",
    tested: String = "2024-02-28", until: String? = nil, day: String? = nil, accreditation: String = "1",
    outcomes: [String] = ["stop", "stop", "stop"], depth: String = "19"
  ) -> [UInt8] {
    let shots = outcomes.enumerated().map { index, outcome in
      """
      <observation n="\(index + 1)" outcome="\(outcome)" velocity="10.2" angle="0" obliquity="0" bfs="3"/>
      """
    }
    return Array(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <report xmlns="https://proofmark.example/ns/evidence/1" id="\(id)" standard="\(standard)" issued="\(issued)">
        <laboratory ref="\(laboratory)" accreditation="\(accreditation)"/>
        <model designation="\(model)" supplier="\(supplier)" level="\(level)" kind="\(kind)"/>
        <tested from="\(tested)" to="\(until ?? tested)"/>
        <measures>
          <measure quantity="velocity" unit="m/s"/><measure quantity="angle" unit="deg"/>
          <measure quantity="obliquity" unit="deg"/><measure quantity="bfs" unit="mm"/>
          <measure quantity="depth" unit="mm"/>
        </measures>
        <specimens><specimen id="S1" serial="1" size="large" condition="new"/></specimens>
        <calibration id="C1" method="clay-drop"><observation n="1" depth="\(depth)"/></calibration>
        <series method="shooting" specimen="S1" threat="pea" calibrations="C1"\(day.map { " day=\"\($0)\"" } ?? "")>
          \(shots.joined(separator: "\n    "))
        </series>
        <sign-off name="A. Example" role="test engineer" day="\(issued)"/>
      </report>

      """.utf8)
  }

  /// What every report needs.
  static func parties() throws -> [ImportSource] {
    [
      ImportSource(path: "TOY-1.xml", bytes: try standard()),
      ImportSource(path: "supplier.xml", bytes: supplier()),
      ImportSource(path: "laboratory.xml", bytes: laboratory()),
    ]
  }
}
