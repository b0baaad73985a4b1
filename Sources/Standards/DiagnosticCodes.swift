import XMLDocuments

// The kinds of problem that this room reports in definitions and adoptions. The reference page of diagnostics
// is made from these comments: the first paragraph says what it means and why it happens, the second what to
// do.

extension Diagnostic.Code {
  // MARK: - Words

  /// The document is well-formed and of this vocabulary, but another kind of document: an adoption where a
  /// definition is due, or the other way round.
  ///
  /// Check that the right file was given.
  public static let standardRoot: Self = "standard.root"

  /// Two declarations of the same sort bear the same identifier, so that a reference to it has two meanings.
  ///
  /// Rename or remove one of the two.
  public static let standardIdentifierDuplicate: Self = "standard.identifier.duplicate"

  /// A kind of equipment is referred to that the definition does not declare.
  ///
  /// Spell it as under `kinds`, or declare it there.
  public static let standardKindUnknown: Self = "standard.kind.unknown"

  /// A size class is referred to that the definition does not declare.
  ///
  /// Spell it as under `sizes`, or declare it there.
  public static let standardSizeUnknown: Self = "standard.size.unknown"

  /// A component is referred to that the definition does not declare.
  ///
  /// Spell it as under `components`, or declare it there.
  public static let standardComponentUnknown: Self = "standard.component.unknown"

  /// A region of the body is referred to that the definition does not declare.
  ///
  /// Spell it as under `regions`, or declare it there.
  public static let standardRegionUnknown: Self = "standard.region.unknown"

  /// A part of the definition begins or ends with an amendment that the definition does not have.
  ///
  /// Spell it as under `amendments`, or add the amendment.
  public static let standardAmendmentUnknown: Self = "standard.amendment.unknown"

  /// A condition of specimens is referred to that the definition does not declare.
  ///
  /// Spell it as under `conditions`, or declare it there.
  public static let standardConditionUnknown: Self = "standard.condition.unknown"

  /// A threat is referred to that the definition does not declare.
  ///
  /// Spell it as under `threats`, or declare it there.
  public static let standardThreatUnknown: Self = "standard.threat.unknown"

  /// A level is referred to that the definition does not declare.
  ///
  /// Spell it as under `levels`, or declare it there.
  public static let standardLevelUnknown: Self = "standard.level.unknown"

  /// A test method is referred to that the definition does not declare.
  ///
  /// Spell it as under `methods`, or declare it there.
  public static let standardMethodUnknown: Self = "standard.method.unknown"

  /// A rule speaks of a quantity that observations of its test method do not carry.
  ///
  /// Name one of the method's quantities, or add the quantity to the method.
  public static let standardQuantityUnknown: Self = "standard.quantity.unknown"

  /// A rule speaks of an outcome that observations of its test method cannot have.
  ///
  /// Name one of the method's outcomes, or add the outcome to the method.
  public static let standardOutcomeUnknown: Self = "standard.outcome.unknown"

  /// A source is referred to that the definition does not declare.
  ///
  /// Spell it as under `sources`, or declare it there.
  public static let standardSourceUnknown: Self = "standard.source.unknown"

  /// A fair-hit rule refers to a requirement that the definition does not have.
  ///
  /// Spell it as under `requirements`, or add the requirement.
  public static let standardRequirementUnknown: Self = "standard.requirement.unknown"

  /// A rule speaks of threats in a role that no level gives to a threat.
  ///
  /// Spell it as the levels do.
  public static let standardRoleUnknown: Self = "standard.role.unknown"

  // MARK: - Figures

  /// A unit is not a UCUM code, or not one that is known here.
  ///
  /// Write the UCUM code, such as `m/s`, `mm`, `g`, `deg`, `Cel`, `%`, or `1` for a pure number.
  public static let standardUnitUnknown: Self = "standard.unit.unknown"

  /// A figure is in a unit of another dimension than what it is held against: millimetres for a velocity.
  ///
  /// Use a unit of the quantity's own dimension.
  public static let standardUnitDimension: Self = "standard.unit.dimension"

  /// A nominal value and its tolerance are in different units.
  ///
  /// State both in the unit of the standard.
  public static let standardUnitTolerance: Self = "standard.unit.tolerance"

  /// A number is outside the range that its meaning allows: a negative tolerance, half a specimen, a
  /// probability of 2.
  ///
  /// Write the number as the standard does.
  public static let standardValueRange: Self = "standard.value.range"

  /// A bound that no value can hold, because its ends are the wrong way round.
  ///
  /// Swap the ends.
  public static let standardBoundEmpty: Self = "standard.bound.empty"

  /// A figure says that it was verified, and names memory as the source.
  ///
  /// Name the source in which the figure was read, or say that it is not verified.
  public static let standardFigureRecalled: Self = "standard.figure.recalled"

  /// A day that the calendar does not have.
  ///
  /// Write an existing day as YYYY-MM-DD.
  public static let standardDay: Self = "standard.day"

  // MARK: - What belongs together

  /// The definition imports levels from another one, and no definition with these bytes is at hand.
  ///
  /// Put that definition beside this one, or import it first; if it has changed, name its new hash.
  public static let standardImportMissing: Self = "standard.import.missing"

  /// Observations are held near a reference for which no tolerance is stated, neither with the reference nor in the
  /// fair-hit rule.
  ///
  /// State the tolerance in one of them.
  public static let standardToleranceMissing: Self = "standard.tolerance.missing"

  /// A rating is demanded of a method whose outcomes are no scale.
  ///
  /// Say `scale="yes"` on the outcomes and list them from the best to the worst, or demand an outcome.
  public static let standardScaleMissing: Self = "standard.scale.missing"

  /// The test plan has a threat fired at specimens in a condition for which the level states no reference
  /// velocity.
  ///
  /// Add the reference velocity, or correct the plan's condition, kinds or levels.
  public static let standardReferenceMissing: Self = "standard.reference.missing"

  /// A requirement is held against the reference velocity, but its groups do not have a single one, since
  /// they are not formed by threat and condition.
  ///
  /// Group by threat and condition.
  public static let standardReferenceGrouping: Self = "standard.reference.grouping"

  /// The plan demands more observations at certain angles than there are on a specimen.
  ///
  /// Correct the counts of the angles or the number of observations on each specimen.
  public static let standardPlanAngles: Self = "standard.plan.angles"

  /// The plan says nothing about a method for a level whose requirements rest on it, so that a single
  /// observation would be evidence enough.
  ///
  /// Add a plan entry for the level and kind, or restrict the requirement to others.
  public static let standardPlanMissing: Self = "standard.plan.missing"

  /// A requirement looks at specimens or observations that no line of its method's plan asks for, so that nothing
  /// selects any evidence for it.
  ///
  /// Correct the condition, size, component or region that it selects, or add a plan entry.
  public static let standardRequirementIdle: Self = "standard.requirement.idle"

  /// Evidence that fulfils the plan can never meet a requirement: too few values for its statistics, or more
  /// observations than it allows.
  ///
  /// Correct the plan or the rule.
  public static let standardPlanUnsatisfiable: Self = "standard.plan.unsatisfiable"

  /// A limit stands on the wrong side of another one: a cap for single values below what their mean or tolerance
  /// bound may reach.
  ///
  /// Swap the two limits, or correct one of them.
  public static let standardBoundSide: Self = "standard.bound.side"

  /// A fair-hit rule leans on a requirement that cannot judge a single record.
  ///
  /// Refer to a requirement that is grouped by record.
  public static let standardRequirementRecord: Self = "standard.requirement.record"

  /// The document could not be read although no rule of the vocabulary is known to be broken.
  ///
  /// Report it together with the document: this is a fault of the reader.
  public static let standardUnreadable: Self = "standard.unreadable"
}
