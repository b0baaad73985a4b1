import Quantities

/// A laboratory's test report: what was tested, on what, and what was seen, in the order it was seen.
public struct Report: Sendable, Hashable {
  /// The laboratory's own report number.
  public var id: String
  /// Whether the document says that it is an invented example.
  public var isExample: Bool
  public var issued: Day
  /// What it was made for.
  public var occasion: Occasion
  public var laboratory: LaboratoryReference
  /// The identifier of the standard's edition that was tested to.
  public var standard: String
  public var model: ModelReference
  public var testedFrom: Day
  public var testedTo: Day
  /// Threats that the purchaser specified, for levels that leave them open.
  public var declaredThreats: [DeclaredThreat]
  /// The quantities that observations carry; ``Measurement/measure`` is an index into this.
  public var measures: [Measure]
  public var specimens: [Specimen]
  /// Calibrations, conditioning records and tests, in document order.
  public var series: [Series]
  public var certificates: [Certificate]
  public var attachments: [Attachment]
  public var signOffs: [SignOff]
  public var remarks: [String]
  /// The line of its XML signature; nil: it is not signed. Whether the signature holds was not looked at.
  public var signatureLine: Int?

  public func specimen(_ id: String) -> Specimen? { specimens.first { $0.id == id } }
  /// The number of observations in all series.
  public var observationCount: Int { series.reduce(0) { $0 + $1.observations.count } }

  public init(
    id: String, isExample: Bool, issued: Day, laboratory: LaboratoryReference, standard: String,
    model: ModelReference, testedFrom: Day, testedTo: Day, declaredThreats: [DeclaredThreat],
    measures: [Measure], specimens: [Specimen], series: [Series], certificates: [Certificate] = [],
    attachments: [Attachment],
    signOffs: [SignOff], remarks: [String], signatureLine: Int? = nil, occasion: Occasion = .initial
  ) {
    self.id = id
    self.isExample = isExample
    self.issued = issued
    self.occasion = occasion
    self.laboratory = laboratory
    self.standard = standard
    self.model = model
    self.testedFrom = testedFrom
    self.testedTo = testedTo
    self.declaredThreats = declaredThreats
    self.measures = measures
    self.specimens = specimens
    self.series = series
    self.certificates = certificates
    self.attachments = attachments
    self.signOffs = signOffs
    self.remarks = remarks
    self.signatureLine = signatureLine
  }
}

/// The laboratory that made a report, and the accreditation it claims.
public struct LaboratoryReference: Sendable, Hashable {
  /// The laboratory's identifier in the registry.
  public var id: String
  public var accreditation: String

  public init(
    id: String, accreditation: String
  ) {
    self.id = id
    self.accreditation = accreditation
  }
}

/// The model that a report is about, as its label says.
public struct ModelReference: Sendable, Hashable {
  public var designation: String
  /// The supplier's identifier in the registry.
  public var supplier: String
  public var level: String
  /// The kind of equipment: one of the standard's.
  public var kind: String
  public var line: Int

  public init(
    designation: String, supplier: String, level: String, kind: String, line: Int
  ) {
    self.designation = designation
    self.supplier = supplier
    self.level = level
    self.kind = kind
    self.line = line
  }
}

/// A threat that the purchaser specified.
public struct DeclaredThreat: Sendable, Hashable {
  public var id: String
  public var title: String
  public var role: String
  public var mass: Amount
  /// Reference velocity by condition.
  public var references: [Reference]
  public var line: Int

  public struct Reference: Sendable, Hashable {
    public var condition: String
    public var velocity: Amount
    public var line: Int

    public init(
      condition: String, velocity: Amount, line: Int
    ) {
      self.condition = condition
      self.velocity = velocity
      self.line = line
    }
  }

  public init(
    id: String, title: String, role: String, mass: Amount, references: [Reference], line: Int
  ) {
    self.id = id
    self.title = title
    self.role = role
    self.mass = mass
    self.references = references
    self.line = line
  }
}

/// A certificate that another body gave, such as the approval of a respirator.
public struct Certificate: Sendable, Hashable {
  /// What it is evidence for: one of the standard's methods.
  public var method: String
  /// The body that gave it.
  public var body: String
  public var number: String
  /// The first and the last day of its validity; no last day: without end.
  public var from: Day
  public var until: Day?
  /// The component that it is about; nil: the equipment as a whole.
  public var component: String?
  public var line: Int

  public init(
    method: String, body: String, number: String, from: Day, until: Day?, component: String?, line: Int
  ) {
    self.method = method
    self.body = body
    self.number = number
    self.from = from
    self.until = until
    self.component = component
    self.line = line
  }

  /// Whether it was valid on a day, its first and last day included.
  public func isValid(on day: Day) -> Bool { from <= day && (until.map { day <= $0 } ?? true) }
}

/// A document that belongs to the report, named by the SHA-256 of its bytes (lower-case hexadecimal).
public struct Attachment: Sendable, Hashable {
  public var title: String
  public var mediaType: String
  public var sha256: String

  public init(
    title: String, mediaType: String, sha256: String
  ) {
    self.title = title
    self.mediaType = mediaType
    self.sha256 = sha256
  }
}

/// Who answers for the report.
public struct SignOff: Sendable, Hashable {
  public var name: String
  public var role: String
  public var day: Day

  public init(
    name: String, role: String, day: Day
  ) {
    self.name = name
    self.role = role
    self.day = day
  }
}
