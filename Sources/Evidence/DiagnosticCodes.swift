import XMLDocuments

// The kinds of problem that this room reports. The reference page of diagnostics is made from these comments: the
// first paragraph says what it means and why it happens, the second what to do.

extension Diagnostic.Code {
  // MARK: - Test reports

  /// A part of the report that must be there could not be read.
  ///
  /// Mend what the other diagnostics name.
  public static let reportIncomplete: Self = "report.incomplete"

  /// A measured value is not a number: NaN, INF, a decimal comma, letters.
  ///
  /// Write the reading with a decimal point; leave the attribute out where there is no reading.
  public static let reportNumber: Self = "report.number"

  /// Values stand empty, as in the skeleton of a report that `proofmark plan` writes.
  ///
  /// Fill in what was measured and seen; delete an attribute where there is nothing to measure.
  public static let reportValueOpen: Self = "report.value.open"

  /// A measured value is in scientific notation, which hides how it was measured.
  ///
  /// Write the number out.
  public static let reportNumberExponent: Self = "report.number.exponent"

  /// A measured value has more digits than any instrument gives; they come from a calculation.
  ///
  /// Write the reading as it was taken.
  public static let reportNumberDigits: Self = "report.number.digits"

  /// An observation carries an attribute that is no declared measure, so that its unit is unknown.
  ///
  /// Declare the quantity with its unit under `measures`, or correct the name.
  public static let reportMeasureUndeclared: Self = "report.measure.undeclared"

  /// A measure has a name that observations use for something else.
  ///
  /// Use the quantity's name in the standard.
  public static let reportMeasureReserved: Self = "report.measure.reserved"

  /// A measure's unit is not a UCUM code; its values cannot be read, and what rests on them is not determined.
  ///
  /// Write the unit as UCUM does, such as `m/s`, `mm` or `[ft_i]/s`.
  public static let reportUnitUnknown: Self = "report.unit.unknown"

  /// The unit of a declared threat's mass or velocity is not a UCUM code.
  ///
  /// Write the unit as UCUM does.
  public static let reportThreatUnit: Self = "report.threat.unit"

  /// An identifier stands twice, so that a reference to it would be ambiguous.
  ///
  /// Give the second one an identifier of its own.
  public static let reportDuplicate: Self = "report.duplicate"

  /// Two observations of a series have the same number.
  ///
  /// Number them in the order they were made.
  public static let reportObservationDuplicate: Self = "report.observation.duplicate"

  /// The observations of a series are not numbered 1, 2, 3 …: one is missing or out of order.
  ///
  /// Number them in the order they were made, and report every one.
  public static let reportObservationOrder: Self = "report.observation.order"

  /// A series or specimen refers to something that the report does not have.
  ///
  /// Correct the identifier, or add what is missing.
  public static let reportReference: Self = "report.reference"

  /// A day is not written as `YYYY-MM-DD`.
  ///
  /// Write the calendar day at the laboratory, without a time zone.
  public static let reportDay: Self = "report.day"

  /// Testing ends before it begins.
  ///
  /// Correct the days.
  public static let reportTestedOrder: Self = "report.tested.order"

  /// The report was issued before testing ended.
  ///
  /// Correct the day of issue or the days of testing.
  public static let reportIssuedEarly: Self = "report.issued.early"

  /// A series was made on a day outside the days of testing.
  ///
  /// Correct the day, or the days of testing.
  public static let reportSeriesDay: Self = "report.series.day"

  /// A certificate ends before it begins.
  ///
  /// Correct the days of its validity.
  public static let reportCertificateOrder: Self = "report.certificate.order"

  // MARK: - Positions of hits

  /// An observation has only one of `hit-x` and `hit-y`, so that nobody knows where the hit is. A warning.
  ///
  /// Add the other number, or delete both.
  public static let reportPositionIncomplete: Self = "report.position.incomplete"

  /// Hits have positions, but their specimen has no outline to place them in. A warning.
  ///
  /// State the least rectangle around the specimen as its `outline`, or delete the positions.
  public static let reportPositionOutline: Self = "report.position.outline"

  /// The unit of `hit-x`, `hit-y` or an outline is not one of length. A warning: nothing is placed.
  ///
  /// Write a length in UCUM, such as `mm`, `cm` or `[in_i]`.
  public static let reportPositionUnit: Self = "report.position.unit"

  /// A hit lies outside the outline of its specimen, by more than the uncertainty. A warning.
  ///
  /// Correct the position or the outline: x to the right and y upward, from the left lower corner, seen from the strike
  /// face.
  public static let reportPositionOutside: Self = "report.position.outside"

  /// The stated distance to another hit is greater than that to an earlier hit on the specimen by their positions, by
  /// more than the uncertainties. A warning.
  ///
  /// Correct the positions or the spacing; the judge goes by the spacing as it is stated.
  public static let reportPositionSpacing: Self = "report.position.spacing"

  /// The stated distance to the edge is greater than that to the nearest side of the outline, by more than the
  /// uncertainties. A warning: the armor's own edge can only be nearer.
  ///
  /// Correct the position, the outline or the edge; the judge goes by the edge as it is stated.
  public static let reportPositionEdge: Self = "report.position.edge"
}
