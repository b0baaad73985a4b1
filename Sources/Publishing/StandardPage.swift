import Conformity
import Quantities
import Standards

/// The page of a standard, drawn from its definition alone.
struct StandardPage {
  let standard: Standard
  let reference: StandardReference

  /// The context of the template `standard`, without that of the site.
  var context: Context {
    [
      "standard": facts,
      "levels": standard.levels.map(level),
      "hasEncodingNotes": !standard.encoding.note.isEmpty,
      "terms": [
        (Texts.kindsTitle, standard.kinds), (Texts.conditionsTitle, standard.conditions),
        (Texts.sizesTitle, standard.sizes), (Texts.componentsTitle, standard.components),
        (Texts.regionsTitle, standard.regions),
      ].filter { !$0.1.isEmpty }.map { title, terms -> Context in
        [
          "title": title,
          "terms": terms.map { Publishing.context(["title": $0.title, "summary": $0.summary.nonEmpty]) },
        ]
      },
      "methods": standard.methods.map(method),
      "hasPlan": !standard.plan.isEmpty,
      "plan": standard.plan.map(planEntry),
      "requirements": standard.requirements.map(requirement),
      "amendments": standard.amendments.map(amendment),
      "sources": standard.sources.enumerated().map { source($1, number: $0 + 1) },
    ]
  }

  /// How many figures the definition states, and how many of them are verified.
  var coverage: String {
    let coverage = standard.coverage
    return Texts.coverage(
      verified: coverage.verified, total: coverage.figures + coverage.unknown, unknown: coverage.unknown)
  }

  /// The name of a requirement's section on the page.
  static func anchor(_ prefix: String, _ id: String) -> String { "\(prefix)-\(Slug(folding: id).text)" }
}

// MARK: - Parts

extension StandardPage {
  private var facts: Context {
    Publishing.context([
      "id": standard.id,
      "title": standard.title,
      "edition": standard.edition,
      "publisher": standard.publisher,
      "published": standard.published.description,
      "supersedes": standard.supersedes,
      "supersededBy": standard.supersededBy.map { Texts.supersession($0.id, since: $0.since.description) },
      "adopted": reference.adoption != nil,
      "standing": Texts.adoption(reference.adoption),
      "sha256": reference.sha256,
      "coverage": coverage,
      "encodedBy": standard.encoding.by,
      "encodedOn": standard.encoding.on.description,
      "encodingNotes": standard.encoding.note.split(separator: "\n\n").map(String.init),
    ])
  }

  private func level(_ level: Level) -> Context {
    var threats: [LevelThreat] = []
    if case .listed(let listed) = level.threats { threats = listed }
    return Publishing.context([
      "id": level.id,
      "anchor": StandardPage.anchor("level", level.id),
      "title": Texts.level(level.id, title: level.title),
      "summary": level.summary,
      "kinds": level.kinds.isEmpty ? nil : level.kinds.map(title(ofKind:)).joined(separator: Texts.separator),
      "declared": level.threats == .declaredInReport,
      "hasThreats": !threats.isEmpty,
      "threats": threats.map { use -> Context in
        let threat = standard.threat(use.threat)
        return Publishing.context([
          "title": threat?.title ?? use.threat,
          "role": use.role,
          "mass": threat?.mass?.context(in: standard, linked: true),
          "references": use.references.map { reference -> Context in
            reference.value.context(in: standard, linked: true).merging(
              Publishing.context([
                "condition": place(of: reference),
                "tolerance": reference.tolerance.map { tolerance in
                  Publishing.context([
                    "words": Texts.tolerance(tolerance.amount.description), "verified": tolerance.isVerified,
                  ])
                },
              ]))
          },
        ])
      },
    ])
  }

  private func method(_ method: TestMethod) -> Context {
    [
      "anchor": StandardPage.anchor("method", method.id),
      "title": method.title,
      "clause": Texts.clause(method.clause).capitalizedFirst,
      "sentence": Texts.method(
        noun: method.observation,
        quantities: method.quantities.map { ($0.title, $0.unit.symbol, $0.isRequired) },
        outcomes: method.outcomes.map(\.title)),
      "hasFairHit": !method.fairHit.isEmpty,
      "fairHit": method.fairHit.map { rule -> Context in
        [
          "summary": rule.summary,
          "clause": Texts.clause(rule.clause),
          "hasFigures": !rule.figures.isEmpty,
          "figures": rule.figures.map { $0.context(in: standard, linked: true) },
        ]
      },
    ]
  }

  private func planEntry(_ entry: PlanEntry) -> Context {
    Publishing.context([
      "method": standard.method(entry.method)?.title ?? entry.method,
      "clause": Texts.clause(entry.clause),
      "scope": Texts.planScope(
        levels: entry.levels, kinds: entry.kinds.map(title(ofKind:)),
        narrowed: narrowed(
          entry.condition, entry.size, entry.component, entry.region, threats: entry.threats, role: nil),
        perThreat: entry.perThreat),
      "subjects": entry.subjects?.context(in: standard, linked: true),
      "unknown": entry.areCountsKnown ? nil : Texts.unknownCounts,
      "specimens": entry.specimens?.context(in: standard, linked: true),
      "each": entry.observationsPerSpecimen?.context(in: standard, linked: true),
      "total": entry.total?.context(in: standard, linked: true),
      "hasAngles": !entry.angles.isEmpty,
      "angles": entry.angles.map { planned -> Context in
        planned.count.context(in: standard, linked: true).merging([
          "words": Texts.angles(planned.angles.map(\.amount.description))
        ])
      },
    ])
  }

  private func requirement(_ requirement: Requirement) -> Context {
    let method = standard.method(requirement.selection.method)
    return Publishing.context([
      "anchor": StandardPage.anchor("requirement", requirement.id),
      "title": requirement.title,
      "clause": Texts.clause(requirement.clause).capitalizedFirst,
      "summary": requirement.summary,
      "scope": Texts.scope(levels: requirement.levels, kinds: requirement.kinds.map(title(ofKind:))),
      "subject": Texts.subject(isEvidence: requirement.subject == .evidence),
      "selection": Texts.selection(
        method: method?.title ?? requirement.selection.method,
        narrowed: narrowed(
          requirement.selection.condition, requirement.selection.size, requirement.selection.component,
          requirement.selection.region, threats: requirement.selection.threat.map { [$0] } ?? [],
          role: requirement.selection.role),
        fairOnly: requirement.selection.fairOnly),
      "grouping": Texts.grouping(requirement.grouping.map(\.rawValue)),
      "demand": Demand(requirement.rule, method: method).context(in: standard, linked: true),
      "retest": requirement.retest.map { rule -> Context in
        ["words": Texts.retestDecides(clause: rule.clause), "verified": rule.isVerified]
      },
    ])
  }

  private func amendment(_ amendment: Amendment) -> Context {
    [
      "title": amendment.title,
      "effective": amendment.effective.description,
      "source": standard.source(amendment.source)?.title ?? amendment.source,
      "verified": amendment.isVerified,
      "changes": amendment.changes.map {
        ["clause": Texts.clause($0.clause).capitalizedFirst, "text": $0.text] as Context
      },
    ]
  }

  private func source(_ source: Source, number: Int) -> Context {
    // Only web addresses become links: a definition is a document, and documents come from strangers.
    let isLink = source.address.hasPrefix("https://") || source.address.hasPrefix("http://")
    return Publishing.context([
      "number": number,
      "title": source.title,
      "kind": Texts.source(kind: source.kind.rawValue),
      "address": isLink ? source.address : nil,
      "place": isLink ? nil : source.address.nonEmpty,
    ])
  }

  private func title(ofKind id: String) -> String { standard.kinds.first { $0.id == id }?.title ?? id }
  private func title(ofCondition id: String) -> String { standard.condition(id)?.title ?? id }
  /// Where a reference applies: a condition, a method, or both.
  private func place(of reference: Reference) -> String {
    let method = reference.method.map { standard.method($0)?.title ?? $0 }
    let places = [reference.condition.map(title(ofCondition:)), method].compactMap { $0 }
    return places.isEmpty ? Texts.anyCondition : places.joined(separator: Texts.separator)
  }

  /// What narrows a selection or a line of the plan, in words.
  private func narrowed(
    _ condition: String?, _ size: String?, _ component: String?, _ region: String?, threats: [String],
    role: String?
  ) -> [String] {
    [
      component.map { standard.component($0)?.title ?? $0 }, region.map { standard.region($0)?.title ?? $0 },
      condition.map(title(ofCondition:)), size.map(title(ofSize:)),
    ].compactMap { $0 } + threats.map { standard.threat($0)?.title ?? $0 }
      + (role.map { [Texts.threatInRole($0)] } ?? [])
  }

  private func title(ofSize id: String) -> String { standard.sizes.first { $0.id == id }?.title ?? id }
}

extension String {
  /// The text, or nil where it is empty.
  var nonEmpty: String? { isEmpty ? nil : self }
}
