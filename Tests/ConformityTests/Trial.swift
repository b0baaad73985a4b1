import Conformity
import Evidence
import Standards
import Testing
import XMLDocuments

/// One requirement and the evidence about it, each written as the document it would be.
///
///     var trial = Trial("<every quantity='value'><at-most {44 mm}/></every>")
///     trial.observe("value=43", "value=44")
///     #expect(try trial.result().outcome == .met)
///
/// In the definition `{44 mm}` is short for a figure with its clause and source. Observations are lists of attributes
/// and become a series each time. There is a test method `trial` and its `control`, with the same quantities.
struct Trial {
  // MARK: The definition

  /// The rule as a definition has it.
  var rule: String
  /// Further attributes of the selection, such as `region='neck' group-by='subject'`.
  var select = ""
  var fairOnly = "yes"
  var requirementAttributes = ""
  /// The attribute that makes the outcomes steps of a scale.
  var scale = "scale='yes'"
  /// Rules about which observations of `trial` count.
  var fairHit = ""
  /// Lines of the plan; see ``plan(_:for:)``.
  var plan = ""
  var levelThreats = ""
  var moreLevels = ""
  var moreRequirements = ""
  var amendments = ""
  /// What the requirement says of retests.
  var retestRule = ""
  /// The acceptance that the definition sets.
  var acceptance: Acceptance?

  // MARK: The report

  var level = "basic"
  var kind = "ensemble"
  var id = "R1"
  /// What the report says it was made for.
  var occasion = ""
  var testedFrom = "2024-05-06"
  var testedTo = "2024-05-08"
  var units = [
    "value": "mm", "velocity": "m/s", "edge": "mm", "energy": "J", "temperature": "Cel", "outside": "mg",
    "inside": "mg", "time": "min", "mass": "ug/cm2", "duration": "s", "peak": "kN", "above": "ms",
  ]
  /// Expanded uncertainties, by quantity, in the report's units.
  var uncertainties: [String: String] = [:]
  private var specimens: [String] = []
  private var series: [String] = []
  private var certificates: [String] = []

  init(_ rule: String) { self.rule = rule }

  /// Adds a line to the plan.
  mutating func plan(_ counts: String, for attributes: String = "") {
    let perThreat = attributes.contains("per-threat") ? "" : "per-threat='no'"
    let method = attributes.contains("method") ? "" : "method='trial'"
    let number = plan.matches(of: #/<entry/#).count + 1
    plan += "<entry id='line-\(number)' clause='2' \(method) \(perThreat) \(attributes)>\(counts)</entry>\n"
  }

  /// Declares a specimen; its size is large, it is new unless it says otherwise.
  mutating func specimen(_ id: String, _ attributes: String = "") {
    let condition = attributes.contains("condition=") ? "" : "condition='new'"
    specimens.append("<specimen id='\(id)' serial='\(id)' size='large' \(condition) \(attributes)/>")
  }

  /// Adds a series of observations, each a list such as `value=43 outcome=good`.
  mutating func observe(_ observations: String..., in attributes: String = "", method: String = "trial") {
    let lines = observations.enumerated().map { index, observation in
      let quoted = observation.replacing(#/(\S+)=(\S+)/#) { "\($0.1)='\($0.2)'" }
      return "<observation n='\(index + 1)' \(quoted)/>"
    }
    series.append(
      "<series method='\(method)' \(attributes)>\n\(lines.joined(separator: "\n"))\n</series>")
  }

  mutating func certificate(
    _ number: String, by body: String, from: String, until: String? = nil, _ more: String = ""
  ) {
    let end = until.map { "until='\($0)'" } ?? ""
    certificates.append(
      "<certificate method='trial' body='\(body)' number='\(number)' from='\(from)' \(end) \(more)/>")
  }

  // MARK: What comes of it

  func determination(
    acceptance prescribed: Acceptance? = nil, and others: [Trial] = []
  ) throws -> Determination {
    let standard = try standard()
    let reports = try ([self] + others).enumerated().map { index, trial in
      SubmittedReport(report: try trial.report(), sha256: "\(index)")
    }
    let judge = Judge(
      standard: standard,
      reference: StandardReference(id: standard.id, title: standard.title, sha256: "00", adoption: nil),
      acceptance: prescribed)
    return judge.determine(
      subject: Subject(designation: "E1", supplier: "acme", level: level, kind: kind), reports: reports)
  }

  /// What was found for the requirement.
  func finding(acceptance: Acceptance? = nil, and others: [Trial] = []) throws -> Finding {
    try #require(try determination(acceptance: acceptance, and: others).findings.first)
  }

  /// What was found for the requirement's only group.
  func group() throws -> GroupResult {
    let groups = try finding().groups
    #expect(groups.count == 1)
    return try #require(groups.first)
  }

  func result() throws -> RuleResult { try group().result }

  func outcome() throws -> Outcome { try group().outcome }

  // MARK: The documents

  func standard() throws -> Standard {
    let (standard, problems) = StandardReader.read(Array(definition.utf8), file: "definition.xml")
    return try #require(standard, "\(problems.map(\.description).joined(separator: "\n"))\n\(definition)")
  }

  private func report() throws -> Report {
    let (report, problems) = ReportReader.read(.bytes(Array(reportText.utf8)), file: "report.xml")
    return try #require(report, "\(problems.map(\.description).joined(separator: "\n"))\n\(reportText)")
  }

  private static let quantities = """
    <quantities>
      <quantity id='value' title='value' unit='mm' required='no'/>
      <quantity id='velocity' title='velocity' unit='m/s' required='no'/>
      <quantity id='edge' title='distance to the edge' unit='mm' required='no'/>
      <quantity id='energy' title='energy' unit='J' required='no'/>
      <quantity id='temperature' title='temperature' unit='Cel' required='no'/>
      <quantity id='outside' title='dose outside' unit='mg' required='no'/>
      <quantity id='inside' title='dose inside' unit='mg' required='no'/>
      <quantity id='time' title='time' unit='min' required='no'/>
      <quantity id='mass' title='mass permeated' unit='ug/cm2' required='no'/>
      <quantity id='duration' title='time taken' unit='s' required='no'/>
      <quantity id='peak' title='peak force' unit='kN' required='no'/>
      <quantity id='above' title='time above' unit='ms' required='no'/>
    </quantities>
    """

  private var definition: String {
    let decision = acceptance.map {
      "<decision-rule acceptance='\($0.rawValue)' clause='9' verified='yes' source='text'/>"
    }
    let text = """
      <standard xmlns='https://proofmark.example/ns/standard/1' id='TRIAL-1' title='Trial' edition='1'
                publisher='Nobody' published='2020-01-01'>
      <encoding by='The tests' on='2026-01-01'><note>Invented for a test.</note></encoding>
      <sources><source id='text' kind='text' title='The text'/></sources>
      \(decision ?? "")
      \(amendments.isEmpty ? "" : "<amendments>\(amendments)</amendments>")
      <kinds><kind id='ensemble' title='Ensemble'/><kind id='vest' title='Vest'/></kinds>
      <sizes><size id='large' title='Large'/></sizes>
      <components><component id='glove' title='Glove'/><component id='mask' title='Mask'/></components>
      <regions><region id='neck' title='Neck'/><region id='hand' title='Hand'/></regions>
      <conditions><condition id='new' title='New'/><condition id='worn' title='Worn'/></conditions>
      <threats><threat id='fog' title='Fog'/><threat id='dust' title='Dust'/></threats>
      <levels>
        <level id='basic' title='Basic' kinds='ensemble vest'><summary>Some.</summary>\(levelThreats)</level>
        \(moreLevels)
      </levels>
      <methods>
        <method id='trial' title='Trial' clause='1' observation='trial'>
          \(Trial.quantities)
          <outcomes \(scale)>
            <outcome id='good' title='good'/><outcome id='fair' title='fair'/><outcome id='poor' title='poor'/>
          </outcomes>
          \(fairHit.isEmpty ? "" : "<fair-hit>\(fairHit)</fair-hit>")
        </method>
        <method id='control' title='Control' clause='1' observation='trial'>\(Trial.quantities)</method>
      </methods>
      <plan>\(plan)</plan>
      <requirements>
        <requirement id='rule' clause='1' title='The requirement' subject='equipment' verified='yes' source='text'
                     \(requirementAttributes)>
          <summary>What is tried.</summary>
          <select method='trial' fair-only='\(fairOnly)' \(select)/>
          <rule>\(rule)</rule>\(retestRule)
        </requirement>
        \(moreRequirements)
      </requirements>
      </standard>
      """
    return text.replacing(#/\{(\S+) (\S+)\}/#) {
      "value='\($0.1)' unit='\($0.2)' clause='1' verified='yes' source='text'"
    }
  }

  private var reportText: String {
    let measures = units.sorted { $0.key < $1.key }.map { quantity, unit in
      let uncertainty = uncertainties[quantity].map { "uncertainty='\($0)'" } ?? ""
      return "<measure quantity='\(quantity)' unit='\(unit)' \(uncertainty)/>"
    }
    return """
      <report xmlns='https://proofmark.example/ns/evidence/1' id='\(id)' standard='TRIAL-1' issued='2030-01-01'>
      \(occasion)
      <laboratory ref='lab' accreditation='1'/>
      <model designation='E1' supplier='acme' level='\(level)' kind='\(kind)'/>
      <tested from='\(testedFrom)' to='\(testedTo)'/>
      <measures>\(measures.joined())</measures>
      <specimens>\(specimens.joined())</specimens>
      \(series.joined(separator: "\n"))
      \(certificates.joined(separator: "\n"))
      <sign-off name='A. Person' role='Head' day='2030-01-01'/>
      </report>
      """
  }
}
