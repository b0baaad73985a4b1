import Quantities
import Standards

extension Determination {
  /// Reads what ``canonicalJSON()`` writes, many times as quickly as a decoder of any JSON; like that it does not know of
  /// which report a group is.
  ///
  /// - Returns: nil where the bytes have another form: a decoder may still make something of them.
  public init?(canonicalJSON bytes: [UInt8]) {
    let read = bytes.withUnsafeBufferPointer { bytes -> Determination? in
      var json = CanonicalReader(bytes)
      guard let determination = try? Determination(&json), json.isAtEnd else { return nil }
      return determination
    }
    guard let read else { return nil }
    self = read
  }
}

private typealias Unexpected = CanonicalReader.Unexpected

extension Determination {
  fileprivate init(_ json: inout CanonicalReader) throws(Unexpected) {
    try json.pass("{\"acceptance\":")
    let acceptance: Acceptance = try json.choice()
    try json.pass(",\"amendments\":")
    let amendments = try json.array { (json: inout CanonicalReader) throws(Unexpected) in
      try AmendmentReference(&json)
    }
    try json.pass(",\"engine\":")
    let engine = try json.text()
    try json.pass(",\"findings\":")
    let findings = try json.array { (json: inout CanonicalReader) throws(Unexpected) in try Finding(&json) }
    try json.pass(",\"remarks\":")
    let remarks = try json.texts()
    try json.pass(",\"reports\":")
    let reports = try json.array { (json: inout CanonicalReader) throws(Unexpected) in
      try ReportReference(&json)
    }
    try json.pass(",\"standard\":")
    let standard = try StandardReference(&json)
    try json.pass(",\"subject\":")
    let subject = try Subject(&json)
    try json.pass(",\"unverifiedFigures\":")
    let figures = try json.array { (json: inout CanonicalReader) throws(Unexpected) in try CitedFigure(&json)
    }
    try json.pass(",\"verdict\":")
    let verdict: Verdict = try json.choice()
    try json.pass("}")
    self.init(
      engine: engine, standard: standard, acceptance: acceptance, amendments: amendments, subject: subject,
      reports: reports, verdict: verdict, findings: findings, unverifiedFigures: figures, remarks: remarks)
  }
}

extension CanonicalReader {
  fileprivate mutating func day() throws(Unexpected) -> Day {
    guard let day = Day(try text()) else { throw Unexpected() }
    return day
  }

  /// A member that may be missing; its key begins with a comma.
  fileprivate mutating func text(ifAny key: StaticString) throws(Unexpected) -> String? {
    skip(key) ? try text() : nil
  }

  fileprivate mutating func groups() throws(Unexpected) -> [GroupResult] {
    try array { (json: inout CanonicalReader) throws(Unexpected) in try GroupResult(&json) }
  }

  fileprivate mutating func outcome() throws(Unexpected) -> Outcome {
    if skip("\"met\"") { return .met }
    if skip("\"not met\"") { return .notMet }
    if skip("\"not determined\"") { return .notDetermined }
    try pass("\"not applicable\"")
    return .notApplicable
  }
}

extension AmendmentReference {
  fileprivate init(_ json: inout CanonicalReader) throws(Unexpected) {
    try json.pass("{\"effective\":")
    let effective = try json.day()
    try json.pass(",\"id\":")
    let id = try json.text()
    try json.pass(",\"title\":")
    self.init(id: id, title: try json.text(), effective: effective)
    try json.pass("}")
  }
}

extension StandardReference {
  fileprivate init(_ json: inout CanonicalReader) throws(Unexpected) {
    try json.pass("{")
    var adoption: Adoption?
    if json.skip("\"adoption\":{\"day\":") {
      let day = try json.day()
      try json.pass(",\"role\":")
      adoption = Adoption(role: try json.text(), day: day)
      try json.pass("},")
    }
    try json.pass("\"id\":")
    let id = try json.text()
    try json.pass(",\"sha256\":")
    let sha256 = try json.text()
    try json.pass(",\"title\":")
    self.init(id: id, title: try json.text(), sha256: sha256, adoption: adoption)
    try json.pass("}")
  }
}

extension Subject {
  fileprivate init(_ json: inout CanonicalReader) throws(Unexpected) {
    try json.pass("{\"designation\":")
    let designation = try json.text()
    try json.pass(",\"kind\":")
    let kind = try json.text()
    try json.pass(",\"level\":")
    let level = try json.text()
    try json.pass(",\"supplier\":")
    self.init(designation: designation, supplier: try json.text(), level: level, kind: kind)
    try json.pass("}")
  }
}

extension ReportReference {
  fileprivate init(_ json: inout CanonicalReader) throws(Unexpected) {
    try json.pass("{\"id\":")
    let id = try json.text()
    try json.pass(",\"issued\":")
    let issued = try json.day()
    try json.pass(",\"laboratory\":")
    let laboratory = try json.text()
    let occasion: OccasionResult.Kind? = json.skip(",\"occasion\":") ? try json.choice() : nil
    let repeats = try json.text(ifAny: ",\"repeats\":")
    try json.pass(",\"sha256\":")
    let sha256 = try json.text()
    try json.pass(",\"testedFrom\":")
    let from = try json.day()
    try json.pass(",\"testedTo\":")
    self.init(
      id: id, sha256: sha256, laboratory: laboratory, issued: issued, testedFrom: from,
      testedTo: try json.day(), occasion: occasion, repeats: repeats)
    try json.pass("}")
  }
}

extension Finding {
  fileprivate init(_ json: inout CanonicalReader) throws(Unexpected) {
    try json.pass("{\"acceptance\":")
    let acceptance: Acceptance = try json.choice()
    try json.pass(",\"clause\":")
    let clause = try json.text()
    try json.pass(",\"groups\":")
    let groups = try json.groups()
    try json.pass(",\"method\":")
    let method = try json.text()
    var occasions: [OccasionResult]?
    if json.skip(",\"occasions\":") {
      occasions = try json.array { (json: inout CanonicalReader) throws(Unexpected) in
        try OccasionResult(&json)
      }
    }
    try json.pass(",\"otherwise\":")
    let otherwise = try json.outcome()
    try json.pass(",\"outcome\":")
    let outcome = try json.outcome()
    try json.pass(",\"requirement\":")
    let requirement = try json.text()
    try json.pass(",\"summary\":")
    let summary = try json.text()
    try json.pass(",\"title\":")
    let title = try json.text()
    try json.pass(",\"unverified\":")
    self.init(
      requirement: requirement, clause: clause, title: title, summary: summary, method: method,
      outcome: outcome, acceptance: acceptance, otherwise: otherwise, unverified: try json.numbers(),
      groups: groups, occasions: occasions)
    try json.pass("}")
  }
}

extension OccasionResult {
  fileprivate init(_ json: inout CanonicalReader) throws(Unexpected) {
    try json.pass("{\"decides\":")
    let decides = try json.flag()
    try json.pass(",\"groups\":")
    let groups = try json.groups()
    try json.pass(",\"kind\":")
    let kind: Kind = try json.choice()
    try json.pass(",\"note\":")
    let note = try json.text()
    try json.pass(",\"outcome\":")
    let outcome = try json.outcome()
    try json.pass(",\"reports\":")
    self.init(
      kind: kind, reports: try json.numbers(), outcome: outcome, decides: decides, note: note, groups: groups)
    try json.pass("}")
  }
}

extension GroupResult {
  fileprivate init(_ json: inout CanonicalReader) throws(Unexpected) {
    try json.pass("{\"counted\":")
    let counted = try json.number()
    try json.pass(",\"gaps\":")
    let gaps = try json.texts()
    try json.pass(",\"keys\":")
    let keys = try json.array { (json: inout CanonicalReader) throws(Unexpected) in
      try json.pass("{\"id\":")
      let id = try json.text()
      try json.pass(",\"key\":")
      let key = try json.text()
      try json.pass(",\"title\":")
      let title = try json.text()
      try json.pass("}")
      return Key(key: key, id: id, title: title)
    }
    try json.pass(",\"leftOut\":")
    let leftOut = try json.array { (json: inout CanonicalReader) throws(Unexpected) in
      try json.pass("{\"clause\":")
      let clause = try json.text()
      try json.pass(",\"observation\":")
      let observation = try ObservationReference(&json)
      try json.pass(",\"reason\":")
      let reason = try json.text()
      try json.pass(",\"rule\":")
      let rule = try json.text()
      try json.pass("}")
      return LeftOut(observation: observation, rule: rule, clause: clause, reason: reason)
    }
    try json.pass(",\"outcome\":")
    let outcome = try json.outcome()
    try json.pass(",\"result\":")
    self.init(
      keys: keys, report: nil, outcome: outcome, counted: counted, gaps: gaps, leftOut: leftOut,
      result: try RuleResult(&json))
    try json.pass("}")
  }
}

extension RuleResult {
  fileprivate init(_ json: inout CanonicalReader) throws(Unexpected) {
    try json.pass("{\"children\":")
    let children = try json.array { (json: inout CanonicalReader) throws(Unexpected) in
      try json.deeper { (json: inout CanonicalReader) throws(Unexpected) in try RuleResult(&json) }
    }
    let clause = try json.text(ifAny: ",\"clause\":")
    try json.pass(",\"decisiveCount\":")
    let decisiveCount = try json.number()
    try json.pass(",\"isVerified\":")
    let isVerified = try json.flag()
    let limit = try json.text(ifAny: ",\"limit\":")
    let margin = try json.text(ifAny: ",\"margin\":")
    let measured = try json.text(ifAny: ",\"measured\":")
    try json.pass(",\"observations\":")
    let observations = try json.array { (json: inout CanonicalReader) throws(Unexpected) in
      try ObservationReference(&json)
    }
    try json.pass(",\"outcome\":")
    let outcome = try json.outcome()
    let reason = try json.text(ifAny: ",\"reason\":")
    try json.pass(",\"rule\":")
    let rule = try json.text()
    try json.pass(",\"statement\":")
    let statement = try json.text()
    try json.pass(",\"statistics\":")
    let statistics = try json.array { (json: inout CanonicalReader) throws(Unexpected) in
      try json.pass("{\"name\":")
      let name = try json.text()
      try json.pass(",\"unit\":")
      let unit = try json.text()
      try json.pass(",\"value\":")
      let value = try json.text()
      try json.pass("}")
      return Statistic(name: name, value: value, unit: unit)
    }
    try json.pass("}")
    self.init(
      rule: rule, statement: statement, outcome: outcome, limit: limit, clause: clause,
      isVerified: isVerified, measured: measured, margin: margin, observations: observations,
      decisiveCount: decisiveCount, reason: reason, statistics: statistics, children: children)
  }
}

extension ObservationReference {
  fileprivate init(_ json: inout CanonicalReader) throws(Unexpected) {
    try json.pass("{\"line\":")
    let line = try json.number()
    try json.pass(",\"number\":")
    let number = try json.number()
    try json.pass(",\"report\":")
    let report = try json.number()
    try json.pass(",\"specimen\":")
    let specimen = try json.text()
    try json.pass(",\"value\":")
    self.init(report: report, specimen: specimen, number: number, line: line, value: try json.text())
    try json.pass("}")
  }
}

extension CitedFigure {
  fileprivate init(_ json: inout CanonicalReader) throws(Unexpected) {
    try json.pass("{\"clause\":")
    let clause = try json.text()
    try json.pass(",\"name\":")
    let name = try json.text()
    try json.pass(",\"source\":")
    let source = try json.text()
    try json.pass(",\"value\":")
    self.init(name: name, value: try json.text(), clause: clause, source: source)
    try json.pass("}")
  }
}
