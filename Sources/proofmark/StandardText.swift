import Conformity
import Publishing
import Registry
import Standards

/// A definition for reading on a terminal.
struct StandardText {
  let style: TextStyle

  func text(of entry: Shelf.Entry) -> String {
    let standard = entry.standard
    var lines = ["\(standard.id)  \(standard.title)", "  \(standard.publisher), \(standard.edition)"]
    if let next = standard.supersededBy { lines.append("  superseded by \(next.id) since \(next.since)") }
    lines.append("  definition SHA-256 \(entry.reference.sha256)")
    lines.append(
      "  "
        + (entry.reference.adoption.map { "adopted on \($0.day) by \($0.role)" }
          ?? "a draft: nobody has adopted these bytes"))
    let figures = standard.figures
    lines.append("  \(figures.count { $0.isVerified }) of \(figures.count) figures verified in a source")
    lines += ["", "LEVELS"]
    for level in standard.levels { lines += self.lines(of: level, in: standard) }
    lines += ["", "REQUIREMENTS"]
    for requirement in standard.requirements {
      let scope = (requirement.kinds + requirement.levels).joined(separator: ", ")
      lines.append(
        "  \(requirement.clause)  \(requirement.title)\(scope.isEmpty ? "" : " (\(scope))")  [\(requirement.id)]"
      )
      for figure in requirement.rule.figures {
        lines.append("      \(figure.amount)  clause \(figure.clause), \(standing(of: figure, in: standard))")
      }
    }
    lines += ["", "SOURCES"]
    for source in standard.sources {
      lines.append("  \(source.id) (\(source.kind.rawValue)): \(source.title)")
      if !source.address.isEmpty { lines.append("      \(source.address)") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func lines(of level: Level, in standard: Standard) -> [String] {
    var lines = ["  \(level.title) (\(level.kinds.joined(separator: ", ")))"]
    switch level.threats {
    case .declaredInReport:
      lines.append("      threats and velocities as the purchaser specifies")
    case .listed(let threats):
      for threat in threats {
        let title = standard.threat(threat.threat)?.title ?? threat.threat
        let velocities = threat.references.map { reference in
          let place = [reference.condition, reference.method].compactMap(\.self).joined(separator: ", ")
          let tolerance = reference.tolerance.map { " ± \($0.amount)" } ?? ""
          return
            "\(place) \(reference.value.amount)\(tolerance)\(reference.value.isVerified ? "" : " (unverified)")"
        }
        lines.append("      \(title): \(velocities.joined(separator: ", "))")
      }
    }
    return lines
  }

  private func standing(of figure: Figure, in standard: Standard) -> String {
    let source = standard.source(figure.source)?.id ?? figure.source
    return figure.isVerified ? "verified in \(source)" : "UNVERIFIED (\(source))"
  }
}
