import XMLDocuments

/// What no part of a definition can see on its own: whether its parts fit together.
extension Standard {
  func checkConsistency(_ root: DocumentElement, _ reading: inout DefinitionReading) {
    checkReferenceVelocities(root.child("levels")?.children("level") ?? [], &reading)
    checkGroupings(&reading)
    checkPlan(&reading)
    checkRecords(root.child("methods")?.children("method") ?? [], &reading)
  }

  /// Each threat needs a reference velocity in each condition in which the plan has it fired.
  private func checkReferenceVelocities(_ elements: [DocumentElement], _ reading: inout DefinitionReading) {
    for (level, element) in zip(levels, elements) {
      guard case .listed(let threats) = level.threats else { continue }
      let planned = plan.filter { entry in
        entry.perThreat && level.kinds.contains { entry.applies(kind: $0, level: level.id) }
      }
      for (threat, place) in zip(threats, element.children("level-threat")) {
        // The elements are asked and not the values, since an unreadable velocity has been reported already.
        let stated = place.children("reference").compactMap { $0["condition"] }
        var reported: Set<String> = []
        for entry in planned {
          guard let condition = entry.condition, !stated.contains(condition),
            reported.insert(condition).inserted
          else { continue }
          reading.report.error(
            .standardReferenceMissing, at: place.position,
            "Level \(level.id) states no reference velocity of \(threat.threat) for \(condition) specimens.",
            found: stated.joined(separator: ", "), expected: condition,
            cure: "Add it, or correct the plan entry \(entry.id), which has such specimens shot.")
        }
      }
    }
  }

  /// A rule that is held against the reference velocity needs groups that have a single one.
  private func checkGroupings(_ reading: inout DefinitionReading) {
    for requirement in requirements where requirement.rule.refersToReference {
      let keys = requirement.grouping
      guard !keys.contains(.threat) || !keys.contains(.condition) else { continue }
      reading.report.error(
        .standardReferenceGrouping, line: requirement.line,
        "The requirement \(requirement.id) is held against the reference velocity; its groups have several.",
        found: keys.isEmpty ? "no grouping" : keys.map(\.rawValue).joined(separator: " "),
        expected: "group-by=\"threat condition\"")
    }
  }

  /// Where the plan speaks of a method at all, it must do so for each level and kind that the method judges.
  private func checkPlan(_ reading: inout DefinitionReading) {
    for requirement in requirements {
      let entries = plan.filter { $0.method == requirement.selection.method }
      guard !entries.isEmpty else { continue }
      for level in levels {
        for kind in level.kinds where requirement.applies(kind: kind, level: level.id) {
          guard !entries.contains(where: { $0.applies(kind: kind, level: level.id) }) else { continue }
          reading.report.error(
            .standardPlanMissing, line: requirement.line,
            "The requirement \(requirement.id) judges \(kind) equipment of level \(level.id), for which "
              + "the plan has no entry of \(requirement.selection.method).",
            expected: "a plan entry for it, or a requirement without it")
        }
      }
    }
  }

  /// Fair-hit rules lean on requirements that judge one calibration or conditioning record at a time.
  private func checkRecords(_ elements: [DocumentElement], _ reading: inout DefinitionReading) {
    for element in elements {
      for rule in element.child("fair-hit")?.children ?? [] {
        guard let id = rule["requirement"], let requirement = requirement(id),
          !requirement.grouping.contains(.record)
        else { continue }
        reading.report.error(
          .standardRequirementRecord, at: rule.position,
          "The requirement \(id) does not judge records one by one.", found: id,
          expected: "a requirement with group-by=\"record\"")
      }
    }
  }
}
