import XMLDocuments

/// What no part of a definition can see on its own: whether its parts fit together.
extension Standard {
  func checkConsistency(_ root: DocumentElement, _ reading: inout DefinitionReading) {
    checkReferenceVelocities(root.child("levels")?.children("level") ?? [], &reading)
    checkImportedReferences(&reading)
    checkReferenceUnits(&reading)
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
          && needsReference(entry.method)
      }
      for (threat, place) in zip(threats, element.children("level-threat")) {
        // The elements are asked and not the values, since an unreadable velocity has been reported already.
        let references = place.children("reference")
        let stated = references.compactMap { $0["condition"] }
        var reported: Set<String> = []
        for entry in planned {
          guard entry.threats.isEmpty || entry.threats.contains(threat.threat),
            let condition = entry.condition,
            !references.contains(where: { reference in
              (reference["condition"] ?? condition) == condition
                && (reference["method"] ?? entry.method) == entry.method
            }),
            threat.kinds.isEmpty
              || threat.kinds.contains(where: { entry.applies(kind: $0, level: level.id) }),
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

  /// The same for levels that were imported, whose elements stand in another document.
  private func checkImportedReferences(_ reading: inout DefinitionReading) {
    for wanted in imports.flatMap(\.levels) {
      guard let level = level(wanted.id), case .listed(let threats) = level.threats else { continue }
      for entry in plan where entry.perThreat && needsReference(entry.method) {
        guard level.kinds.contains(where: { entry.applies(kind: $0, level: level.id) }) else { continue }
        for threat in threats where entry.threats.isEmpty || entry.threats.contains(threat.threat) {
          guard threat.reference(in: entry.condition, method: entry.method) == nil else { continue }
          reading.report.error(
            .standardReferenceMissing, line: wanted.line,
            "The imported level \(level.id) states no reference of \(threat.threat) for plan entry \(entry.id).",
            found: threat.references.compactMap(\.condition).joined(separator: ", "),
            expected: entry.condition,
            cure: "Correct the plan entry, or import a level that states it.")
        }
      }
    }
  }

  /// Whether anything about a method is held against the threat's reference.
  private func needsReference(_ method: String) -> Bool {
    let isFairnessBound =
      self.method(method)?.fairHit.contains { rule in
        if case .nearReference = rule.test { true } else { false }
      } ?? false
    return isFairnessBound
      || requirements.contains { $0.selection.method == method && $0.rule.refersToReference }
  }

  /// A reference is in a unit of what it is held against: a velocity for shots, an energy for strikes.
  private func checkReferenceUnits(_ reading: inout DefinitionReading) {
    for method in methods {
      for rule in method.fairHit {
        guard case .nearReference(let quantity, let tolerance, _) = rule.test,
          let unit = method.quantity(quantity)?.unit
        else { continue }
        for level in levels {
          guard case .listed(let threats) = level.threats else { continue }
          for reference in threats.flatMap(\.references)
          where reference.method == method.id || reference.method == nil && isUsed(method, at: level) {
            if !reference.value.amount.unit.isConvertible(to: unit) {
              reading.wrongDimension(reference.value, unit)
            }
            if reference.tolerance == nil, tolerance == nil {
              reading.report.error(
                .standardToleranceMissing, line: reference.value.line,
                "Neither the reference nor the fair-hit rule \(rule.id) of \(method.id) states a tolerance.",
                expected: "a tolerance in one of them")
            }
          }
        }
      }
    }
  }

  /// Whether the plan has a method used at a level.
  private func isUsed(_ method: TestMethod, at level: Level) -> Bool {
    plan.contains { entry in
      entry.method == method.id && level.kinds.contains { entry.applies(kind: $0, level: level.id) }
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
