/// What one part of a definition says, as lines of text under stable names, so that two definitions can be compared.
struct StandardFacts {
  let key: Key
  let title: String
  let fields: [Field]

  struct Key: Hashable {
    let part: String
    let id: String
  }

  struct Field {
    let name: String
    let value: String
  }

  /// - Parameter fields: those without a value are left out.
  init(_ part: String, _ id: String, _ title: String, _ fields: [(String, String?)]) {
    key = Key(part: part, id: id)
    self.title = title
    self.fields = fields.compactMap { name, value in
      guard let value, !value.isEmpty else { return nil }
      return Field(name: name, value: value)
    }
  }
}

extension Standard {
  /// Everything that the definition says, part by part.
  var facts: [StandardFacts] {
    [whole] + amendments.map(\.facts) + threats.map(\.facts) + levels.map(\.facts)
      + methods.flatMap { method in [method.facts] + method.fairHit.map { $0.facts(of: method) } }
      + plan.map(\.facts) + requirements.map { $0.facts(method: method($0.selection.method)) }
  }

  private var whole: StandardFacts {
    StandardFacts(
      "standard", "standard", title,
      [
        ("identifier", id), ("title", title), ("edition", edition), ("publisher", publisher),
        ("published", published.description), ("supersedes", supersedes),
        ("superseded by", supersededBy.map { "\($0.id) since \($0.since)" }),
        ("acceptance", decisionRule.map { "\($0.acceptance.rawValue) (clause \($0.clause))" }),
        ("imports", imports.map { "\($0.standard) \($0.sha256)" }.joined(separator: "; ")),
      ])
  }
}

extension Amendment {
  fileprivate var facts: StandardFacts {
    StandardFacts(
      "amendment", id, title,
      [("title", title), ("effective", effective.description)]
        + changes.enumerated().map { ("change \($0 + 1)", "\($1.clause): \($1.text)") })
  }
}

extension Threat {
  fileprivate var facts: StandardFacts {
    StandardFacts("threat", id, title, [("title", title), ("mass", mass?.cited)])
  }
}

extension Level {
  fileprivate var facts: StandardFacts {
    var fields: [(String, String?)] = [
      ("title", title), ("summary", summary), ("kinds", kinds.joined(separator: " ")),
      ("includes", includes.joined(separator: " ")),
    ]
    switch threats {
    case .declaredInReport: fields.append(("threats", "declared in the report"))
    case .listed(let threats):
      for threat in threats {
        fields.append(
          (
            threat.threat,
            threat.role + (threat.kinds.isEmpty ? "" : " on \(threat.kinds.joined(separator: " "))")
          ))
        for reference in threat.references {
          let place = [reference.condition, reference.method].compactMap(\.self)
          let name = ([threat.threat] + place).joined(separator: ", ") + ": reference"
          fields.append((name, reference.value.cited))
          fields.append((name + " tolerance", reference.tolerance?.cited))
        }
      }
    }
    return StandardFacts("level", id, title, fields)
  }
}

extension TestMethod {
  fileprivate var facts: StandardFacts {
    let outcomes = outcomes.map(\.title).joined(separator: isScale ? " > " : ", ")
    return StandardFacts(
      "method", id, title,
      [("title", title), ("clause", clause), ("observation", observation), ("outcomes", outcomes)]
        + quantities.map { ($0.id, "\($0.title) in \($0.unit.code)\($0.isRequired ? "" : ", optional")") })
  }
}

extension FairHitRule {
  fileprivate func facts(of method: TestMethod) -> StandardFacts {
    StandardFacts(
      "fair-hit rule", "\(method.id).\(id)", summary,
      [("clause", clause), ("summary", summary), ("declarable", isDeclarable ? "yes" : nil)] + test.fields
        + figures.enumerated().map { ("figure \($0 + 1)", $1.cited) })
  }
}

extension FairHitRule.Test {
  fileprivate var fields: [(String, String?)] {
    switch self {
    case .nearReference(let quantity, _, let exceptions):
      [("near the reference", quantity)] + exceptions.map { ("exception \($0.side.rawValue)", $0.outcome) }
    case .nearPlanned(let quantity, let planned, _): [("near the planned", "\(quantity), \(planned)")]
    case .atLeast(let quantity, _, let roles, let first):
      [("at least", quantity), ("roles", roles.joined(separator: " ")), ("from observation", String(first))]
    case .calibrated(let requirement, _): [("calibrated", requirement)]
    case .conditioned(let requirement, let condition, let kind):
      [("conditioned", "\(requirement), \(condition), \(kind)")]
    }
  }
}

extension PlanEntry {
  fileprivate var facts: StandardFacts {
    let scope = [condition, size, component, region].compactMap(\.self).joined(separator: ", ")
    return StandardFacts(
      "plan entry", id, "\(method) \(scope)",
      [
        ("clause", clause), ("method", method), ("kinds", kinds.joined(separator: " ")),
        ("levels", levels.joined(separator: " ")), ("per threat", perThreat ? "yes" : "no"),
        ("threats", threats.joined(separator: " ")),
        ("numbers", areCountsKnown ? nil : "not known"), ("scope", scope),
        ("in force", inForce.words), ("subjects", subjects?.cited), ("specimens", specimens?.cited),
        ("observations per specimen", observationsPerSpecimen?.cited), ("total", total?.cited),
      ]
        + angles.map { angle in
          ("at \(angle.angles.map(\.amount.description).joined(separator: " or "))", angle.count.cited)
        })
  }
}

extension Requirement {
  fileprivate func facts(method: TestMethod?) -> StandardFacts {
    let selected = [
      selection.method, selection.condition, selection.size, selection.component, selection.region,
      selection.threat,
      selection.role, selection.fairOnly ? "fair only" : nil,
    ]
    return StandardFacts(
      "requirement", id, title,
      [
        ("clause", clause), ("title", title), ("summary", summary), ("subject", subject.rawValue),
        ("kinds", kinds.joined(separator: " ")), ("levels", levels.joined(separator: " ")),
        ("in force", inForce.words),
        ("standing", standing.source.map { "\(standing.isVerified ? "verified" : "unverified"), \($0)" }),
        (
          "retest",
          retest.map { "decides (\($0.clause); \($0.isVerified ? "verified" : "unverified"), \($0.source))" }
        ),
        ("selection", selected.compactMap(\.self).joined(separator: ", ")),
        ("grouping", grouping.map(\.rawValue).joined(separator: " ")),
      ] + rule.fields(RuleWords(method: method), path: "rule"))
  }
}

extension Rule {
  /// The rule and those within it, each under its place: `rule`, `rule.1`, `rule.1.2`.
  fileprivate func fields(_ words: RuleWords, path: String) -> [(String, String?)] {
    switch self {
    case .allOf(let rules), .anyOf(let rules):
      [(path, statement(words))]
        + rules.enumerated().flatMap { $1.fields(words, path: "\(path).\($0 + 1)") }
    default:
      [(path, statement(words))] + figures.enumerated().map { ("\(path) figure \($0 + 1)", $1.cited) }
    }
  }
}

extension InForce {
  fileprivate var words: String {
    [since.map { "since \($0)" }, until.map { "until \($0)" }].compactMap(\.self).joined(separator: ", ")
  }
}

extension Figure {
  /// The figure with what it rests on.
  fileprivate var cited: String {
    "\(amount) (\(clause); \(isVerified ? "verified" : "unverified"), \(source))"
  }
}
