import Standards
import Testing

@Suite("An adoption names a definition's bytes, the adopter's role and the day")
struct AdoptionTests {
  @Test("an adoption is read as it stands")
  func reading() throws {
    let document = try Document.fixture("adoption")
    let (adoption, diagnostics) = AdoptionReader.read(document.bytes, file: document.file)
    #expect(diagnostics.isEmpty)
    let read = try #require(adoption)
    #expect(read.standard == "TOY-1")
    #expect(read.sha256 == String(repeating: "0123456789abcdef", count: 4))
    #expect(read.role == "tester")
    #expect(read.name == nil)
    #expect(read.day.description == "2026-03-01")
    #expect(read.note == "For a test.")
  }

  @Test("an adoption with a faulty hash or day is refused", arguments: ["adoption-hash", "adoption-day"])
  func faults(name: String) throws {
    let document = try Document.fixture(name)
    let (adoption, diagnostics) = AdoptionReader.read(document.bytes, file: document.file)
    #expect(adoption == nil)
    #expect(places(diagnostics) == document.expected)
  }

  @Test("the shipped adoption is of the shipped standard, in the words of an example")
  func shipped() throws {
    let document = try Document.shipped("adoptions/NIJ-0101.06.xml")
    let (adoption, diagnostics) = AdoptionReader.read(document.bytes, file: document.file)
    #expect(diagnostics.isEmpty)
    let read = try #require(adoption)
    let definition = try standard(in: .shipped("NIJ-0101.06.xml"))
    #expect(read.standard == definition.id)
    #expect(read.role.contains("example"))
  }
}
