import Evidence
import Standards
import XMLDocuments

/// A document as a value, whatever its kind.
enum ParsedDocument {
  case standard(Standard)
  case adoption(Adoption)
  case programme(Programme)
  case supplier(Supplier)
  case laboratory(Laboratory)
  case model(Model)
  case report(Report)
  case decision(Decision)
  case statusChange(StatusChange)
  case inspection(Inspection)
  case variation(Variation)
  case variationResolution(VariationResolution)
  case notice(Notice)
  case fieldReport(FieldReport)
  case correction(Correction)

  /// Reads a document of a known kind.
  ///
  /// - Parameter library: finds the definitions that a definition imports levels from.
  /// - Returns: the value, or nil where there is an error; and every problem, in document order.
  static func read(
    _ bytes: UnsafeRawBufferPointer, kind: DocumentKind, file: String, library: StandardReader.Library
  ) -> (document: ParsedDocument?, diagnostics: [Diagnostic]) {
    switch kind {
    case .standard:
      let (value, problems) = StandardReader.read(Array(bytes), file: file, library: library)
      return (value.map(ParsedDocument.standard), problems)
    case .adoption:
      let (value, problems) = AdoptionReader.read(Array(bytes), file: file)
      return (value.map(ParsedDocument.adoption), problems)
    case .programme:
      let (value, problems) = ProgrammeReader.read(Array(bytes), file: file)
      return (value.map(ParsedDocument.programme), problems)
    case .supplier:
      let (value, problems) = SupplierReader.read(Array(bytes), file: file)
      return (value.map(ParsedDocument.supplier), problems)
    case .laboratory:
      let (value, problems) = LaboratoryReader.read(Array(bytes), file: file)
      return (value.map(ParsedDocument.laboratory), problems)
    case .model:
      let (value, problems) = ModelReader.read(Array(bytes), file: file)
      return (value.map(ParsedDocument.model), problems)
    case .report:
      let (value, problems) = ReportReader.read(.memory(bytes), file: file)
      return (value.map(ParsedDocument.report), problems)
    case .decision:
      let (value, problems) = DecisionReader.read(Array(bytes), file: file)
      return (value.map(ParsedDocument.decision), problems)
    case .statusChange:
      let (value, problems) = StatusChangeReader.read(Array(bytes), file: file)
      return (value.map(ParsedDocument.statusChange), problems)
    case .inspection:
      let (value, problems) = InspectionReader.read(Array(bytes), file: file)
      return (value.map(ParsedDocument.inspection), problems)
    case .variation:
      let (value, problems) = VariationReader.read(Array(bytes), file: file)
      return (value.map(ParsedDocument.variation), problems)
    case .variationResolution:
      let (value, problems) = VariationResolutionReader.read(Array(bytes), file: file)
      return (value.map(ParsedDocument.variationResolution), problems)
    case .notice:
      let (value, problems) = NoticeReader.read(Array(bytes), file: file)
      return (value.map(ParsedDocument.notice), problems)
    case .fieldReport:
      let (value, problems) = FieldReportReader.read(Array(bytes), file: file)
      return (value.map(ParsedDocument.fieldReport), problems)
    case .correction:
      let (value, problems) = CorrectionReader.read(Array(bytes), file: file)
      return (value.map(ParsedDocument.correction), problems)
    }
  }
}
