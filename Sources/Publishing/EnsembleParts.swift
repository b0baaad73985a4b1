import Conformity
import Standards

/// What was found for an ensemble, component by component and region by region of the body.
struct EnsembleParts {
  let standard: Standard
  let determination: Determination

  /// Contexts of the tables of the template `parts`; empty for equipment in one piece.
  var tables: [Context] {
    [
      table(Texts.componentsTitle, Texts.component, standard.components, key: "component") {
        $0.selection.component
      },
      table(Texts.regionsTitle, Texts.region, standard.regions, key: "region") { $0.selection.region },
    ].compactMap { $0 }
  }

  private func table(
    _ title: String, _ column: String, _ parts: [Term], key: String, selected: (Requirement) -> String?
  ) -> Context? {
    let rows = parts.compactMap { part -> Context? in
      let findings = self.findings(about: part.id, key: key, selected: selected)
      guard !findings.isEmpty else { return nil }
      let outcome = worst(findings.map(\.outcome))
      return [
        "title": part.title,
        "class": outcome.className,
        "icon": Icon.markup(outcome),
        "word": Texts.outcome(outcome),
        "findings": findings.map { finding, outcome -> Context in
          [
            "title": finding.title, "anchor": FindingView.anchor(of: finding), "class": outcome.className,
            "icon": Icon.markup(outcome), "word": Texts.outcome(outcome),
          ]
        },
      ]
    }
    guard !rows.isEmpty else { return nil }
    return ["title": title, "column": column, "rows": rows]
  }

  /// The findings that look at a part only, and of those that are divided by parts what concerns this one.
  private func findings(
    about part: String, key: String, selected: (Requirement) -> String?
  ) -> [(finding: Finding, outcome: Outcome)] {
    determination.findings.compactMap { finding in
      guard finding.outcome != .notApplicable, let requirement = standard.requirement(finding.requirement)
      else {
        return nil
      }
      if selected(requirement) == part { return (finding, finding.outcome) }
      let groups = finding.groups.filter { group in group.keys.contains { $0.key == key && $0.id == part } }
      return groups.isEmpty ? nil : (finding, worst(groups.map(\.outcome)))
    }
  }

  /// One that is not met decides, then one that is not determined.
  private func worst(_ outcomes: [Outcome]) -> Outcome {
    outcomes.contains(.notMet) ? .notMet : outcomes.contains(.notDetermined) ? .notDetermined : .met
  }
}
