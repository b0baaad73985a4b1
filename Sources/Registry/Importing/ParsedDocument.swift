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
    }
  }
}
