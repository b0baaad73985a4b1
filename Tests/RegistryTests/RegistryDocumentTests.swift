import Quantities
import Registry
import Testing
import XMLDocuments

@Suite("The registry's own documents")
struct RegistryDocumentTests {
  @Test("a laboratory with an accreditation that ends before it begins")
  func accreditationPeriod() {
    let bytes = Toy.laboratory(from: "2025-01-02", until: "2025-01-01")
    let (laboratory, diagnostics) = LaboratoryReader.read(bytes, file: "laboratory.xml")
    #expect(laboratory == nil)
    #expect(diagnostics.map(\.code) == [.registryAccreditationPeriod])
    #expect(diagnostics.first?.line == 2)
    #expect(
      LaboratoryReader.read(Toy.laboratory(from: "2025-01-01", until: "2025-01-01"), file: "").laboratory
        != nil)
  }

  @Test(
    "a day that the calendar does not have",
    arguments: ["2023-02-29", "2024-13-01", "2024-00-10", "0000-01-01"])
  func day(text: String) {
    let (laboratory, diagnostics) = LaboratoryReader.read(Toy.laboratory(from: text), file: "laboratory.xml")
    #expect(laboratory == nil)
    #expect(diagnostics.map(\.code) == [.registryDay])
    #expect(diagnostics.first?.found == "from=\"\(text)\"")
  }

  @Test("a model that offers a size twice")
  func sizeTwice() {
    let (model, diagnostics) = ModelReader.read(Toy.model(sizes: ["S", "M", " S "]), file: "model.xml")
    #expect(model == nil)
    #expect(diagnostics.map(\.code) == [.registrySizeDuplicate])
    #expect(diagnostics.first?.found == "S")
  }

  @Test("what a model was called before is kept, and is neither its designation nor there twice")
  func formerDesignations() throws {
    let bytes = Toy.model(
      former: ["HX-0", "Harrow <1> & Sons"].map {
        $0.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      })
    let model = try #require(ModelReader.read(bytes, file: "").model)
    #expect(model.formerDesignations == ["HX-0", "Harrow <1> & Sons"])
    #expect(ModelReader.read(DocumentWriter.write(model), file: "").model == model)
    for former in [["HX-1"], ["HX-0", "HX-0"]] {
      let (model, problems) = ModelReader.read(Toy.model(former: former), file: "model.xml")
      #expect(model == nil && problems.map(\.code) == [.registryDesignationDuplicate])
    }
  }

  @Test("a document of another kind, though of this vocabulary")
  func otherKind() {
    #expect(SupplierReader.read(Toy.laboratory(), file: "").diagnostics.map(\.code) == [.registryRoot])
    #expect(LaboratoryReader.read(Toy.supplier(), file: "").diagnostics.map(\.code) == [.registryRoot])
    #expect(ModelReader.read(Toy.programme(), file: "").diagnostics.map(\.code) == [.registryRoot])
    #expect(ProgrammeReader.read(Toy.model(), file: "").diagnostics.map(\.code) == [.registryRoot])
  }

  @Test("a programme that does not say how much is public shows the least")
  func programmeDefaults() throws {
    let programme = try #require(ProgrammeReader.read(Toy.programme(), file: "").programme)
    #expect(programme.evidence == .verdict)
    #expect(!programme.publishesNotCompliant)
    #expect(!programme.isExample)
  }

  @Test("a programme with an unknown setting is refused, not guessed")
  func programmeUnknown() {
    let (programme, diagnostics) = ProgrammeReader.read(
      Toy.programme(attributes: " evidence=\"everything\""), file: "")
    #expect(programme == nil)
    #expect(diagnostics.map(\.code) == [.schemaValue])
  }

  @Test(
    "a website that is no http address is refused",
    arguments: ["javascript:alert(1)", "ftp://harrow.example/", "harrow.example", "http://a b/"])
  func website(address: String) {
    let text = String(decoding: Toy.supplier(), as: UTF8.self)
      .replacing("</contact>", with: "</contact><website>\(address)</website>")
    let (supplier, diagnostics) = SupplierReader.read(Array(text.utf8), file: "")
    #expect(supplier == nil)
    #expect(diagnostics.map(\.code) == [.schemaValue])
  }

  @Test(
    "the kind of a document is told from its beginning, in UTF-8 and UTF-16, behind comments and instructions"
  )
  func sniffing() {
    let text = "<?xml version='1.0'?>\n<!-- <model/> -->\n<?x <model?>\n<e:report xmlns:e='u'"
    for suffix in [">", "/>", " a='1'>"] {
      #expect(DocumentKind.sniff(Array((text.replacing(" xmlns:e='u'", with: suffix)).utf8)) == .report)
    }
    var little: [UInt8] = [0xFF, 0xFE]
    var big: [UInt8] = [0xFE, 0xFF]
    for unit in "<?xml version='1.0' encoding='UTF-16'?><supplier id='ä'>".utf16 {
      little += [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      big += [UInt8(unit >> 8), UInt8(unit & 0xFF)]
    }
    #expect(DocumentKind.sniff(little) == .supplier)
    #expect(DocumentKind.sniff(big) == .supplier)
    #expect(DocumentKind.sniff([0xEF, 0xBB, 0xBF] + Array("<model ".utf8)) == .model)
    for odd in ["", "<", "<report", "report", "<!DOCTYPE report><report>", "<?xml", "<!--", "<reports>"] {
      #expect(DocumentKind.sniff(Array(odd.utf8)) == nil, "\(odd)")
    }
  }

  @Test("moments are written as RFC 3339 has it, and read back")
  func moments() {
    for (milliseconds, text) in [
      (0, "1970-01-01T00:00:00.000Z"), (951_782_400_123, "2000-02-29T00:00:00.123Z"),
      (-1, "1969-12-31T23:59:59.999Z"), (1_700_000_000_000, "2023-11-14T22:13:20.000Z"),
    ] as [(Int64, String)] {
      #expect(Moment(milliseconds: milliseconds).description == text)
      #expect(Moment(text)?.milliseconds == milliseconds)
    }
    for odd in [
      "", "2024-02-30T00:00:00.000Z", "2024-01-01T24:00:00.000Z", "2024-01-01 00:00:00.000Z",
      "2024-01-01T00:00:00Z",
    ] {
      #expect(Moment(odd) == nil, "\(odd)")
    }
    var random = Seeded(7)
    for _ in 0..<2000 {
      let moment = Moment(
        milliseconds: Int64.random(in: -50_000_000_000_000...200_000_000_000_000, using: &random))
      #expect(Moment(moment.description) == moment)
    }
  }
}
