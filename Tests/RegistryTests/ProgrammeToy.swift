import Registry

/// What happens to models, as small documents.
extension Toy {
  static let persons = #"<reviewed-by name="R" role="reviewer"/><decided-by name="D" role="manager"/>"#

  static func decision(
    _ outcome: String = "list", model: String = "HX-1", supplier: String = "harrow",
    day: String = "2024-04-01",
    evidence: String = "held", persons: String = Toy.persons
  ) -> [UInt8] {
    Array(
      """
      <decision xmlns="\(namespace)" supplier="\(supplier)" designation="\(model)" outcome="\(outcome)" day="\(day)"
        evidence="\(evidence)">
        <reason>For a test.</reason>
        \(persons)
      </decision>
      """.utf8)
  }

  static func statusChange(
    _ status: String, model: String = "HX-1", supplier: String = "harrow", day: String,
    persons: String = Toy.persons
  ) -> [UInt8] {
    Array(
      """
      <status-change xmlns="\(namespace)" supplier="\(supplier)" designation="\(model)" status="\(status)"
        day="\(day)">
        <reason>For a test.</reason>
        \(persons)
      </status-change>
      """.utf8)
  }

  static func inspection(
    _ id: String = "I-1", models: [(String, String)] = [("HX-1", "conforming")], day: String = "2024-06-01"
  ) -> [UInt8] {
    let results = models.map { #"<model designation="\#($0.0)" outcome="\#($0.1)"/>"# }
    return Array(
      """
      <inspection xmlns="\(namespace)" id="\(id)" supplier="harrow" location="Works" occasion="follow-up" day="\(day)">
        \(results.joined(separator: "\n  "))
        <inspected-by name="I" role="inspector"/>
      </inspection>
      """.utf8)
  }

  static func variation(_ id: String = "V-1", day: String = "2024-06-01") -> [UInt8] {
    Array(
      """
      <variation xmlns="\(namespace)" id="\(id)" supplier="harrow" designation="HX-1" found-by="inspection" day="\(day)">
        <description>Another thread.</description>
      </variation>
      """.utf8)
  }

  static func resolution(_ variation: String = "V-1", day: String = "2024-07-01") -> [UInt8] {
    Array(
      """
      <variation-resolution xmlns="\(namespace)" variation="\(variation)" outcome="accepted" day="\(day)">
        <reason>It does not matter.</reason>
        \(persons)
      </variation-resolution>
      """.utf8)
  }

  static func notice(
    _ kind: String, id: String = "N-1", models: [String] = ["HX-1"], day: String,
    persons: String = Toy.persons
  ) -> [UInt8] {
    let models = models.map { #"<model supplier="harrow" designation="\#($0)"/>"# }
    return Array(
      """
      <notice xmlns="\(namespace)" id="\(id)" kind="\(kind)" title="Look at the seams" day="\(day)">
        <text>Look at the seams.</text>
        \(models.joined(separator: "\n  "))
        \(persons)
      </notice>
      """.utf8)
  }

  static func correction(
    of document: [UInt8], _ remedy: String, day: String = "2024-12-01", persons: String = Toy.persons
  ) -> [UInt8] {
    correction(of: SHA256Hex.of(document), remedy, day: day, persons: persons)
  }

  static func correction(
    of sha256: String, _ remedy: String, day: String = "2024-12-01", persons: String = Toy.persons
  ) -> [UInt8] {
    Array(
      """
      <correction xmlns="\(namespace)" document="\(sha256)" \(remedy) day="\(day)">
        <reason>A slip of the pen.</reason>
        \(persons)
      </correction>
      """.utf8)
  }

  static func fieldReport(_ id: String = "F-1", model: String = "HX-1", day: String = "2024-08-01") -> [UInt8]
  {
    Array(
      """
      <field-report xmlns="\(namespace)" id="\(id)" event="failure" performed="no" day="\(day)">
        <armor supplier="harrow" designation="\(model)" size="M"/>
        <description>It came through.</description>
      </field-report>
      """.utf8)
  }

  /// A programme's document with the inside of its policies.
  static func programme(policies: String, from day: String? = nil) -> [UInt8] {
    Array(
      """
      <programme xmlns="\(namespace)" title="Register of Trials"\(day.map { #" from="\#($0)""# } ?? "")>
        <operator>The Office of Trials</operator><contact>trials@example.example</contact>
        \(policies)
      </programme>
      """.utf8)
  }

  /// A programme that lists by drafts, so that no adoption is needed.
  static let lenient = programme(policies: #"<listing adopted-definitions="no"/>"#)
}
