import Foundation
import Quantities
import Registry
import Testing
import XMLDocuments
import XMLSignatures

@Suite("Signed reports: the certificate must be the laboratory's on the date")
struct SignedReportTests {
  private let old: SigningKey
  private let new: SigningKey
  /// The day on which the certificates begin: reports are issued and arrive on it or later.
  private let first: Day

  init() throws {
    old = try LaboratoryKeys.old.get()
    new = try LaboratoryKeys.new.get()
    first = try #require([old.certificate.from, new.certificate.from].max())
  }

  private func day(_ offset: Int) -> Day { first.adding(days: offset) }

  private func report(_ id: String = "R1", issued: Int = 1, key: SigningKey? = nil) throws -> [UInt8] {
    let plain = Toy.report(id, issued: day(issued).description, tested: "2024-02-28")
    guard let key else { return plain }
    let (signed, problems) = key.sign(plain, file: "report.xml")
    #expect(problems.isEmpty)
    return try #require(signed)
  }

  private func named(
    _ key: SigningKey, from: Int = 0, until: Int? = nil, revokedOn: Int? = nil
  ) -> String {
    let end = until.map { " until=\"\(day($0))\"" } ?? ""
    let revoked = revokedOn.map { " revoked-on=\"\(day($0))\"" } ?? ""
    return
      "<signing-certificate sha256=\"\(key.certificate.sha256)\" from=\"\(day(from))\"\(end)\(revoked)/>"
  }

  /// What becomes of a report that arrives on a day, with the laboratory's certificates.
  private func importing(
    _ report: [UInt8], certificates: String, received: Int = 1, policy: String = ""
  ) throws -> (outcome: ImportOutcome, database: RegistryDatabase, scratch: Scratch) {
    let scratch = try Scratch()
    let database = try scratch.open()
    let sources =
      try Toy.parties().dropLast() + [
        ImportSource(path: "programme.xml", bytes: Toy.programme(policies: policy)),
        ImportSource(
          path: "laboratory.xml", bytes: Toy.laboratory(until: "2099-12-31", certificates: certificates)),
        ImportSource(path: "model.xml", bytes: Toy.model()),
        ImportSource(path: "report.xml", bytes: report),
      ]
    var outcomes: [ImportOutcome] = []
    // Days since 1970-01-01, at noon.
    let epoch = try #require(Day("1970-01-01"))
    let moment = Moment(milliseconds: (Int64(day(received).ordinal - epoch.ordinal) * 24 + 12) * 3_600_000)
    _ = try Importer(into: database, moment: { moment }).run(sources) { outcomes.append($0) }
    #expect(outcomes.dropLast().allSatisfy { $0.result == .imported }, "\(outcomes.codes)")
    return (try #require(outcomes.last), database, scratch)
  }

  private func refusal(
    _ report: [UInt8], certificates: String, received: Int = 1, policy: String = ""
  ) throws -> Diagnostic {
    let outcome = try importing(report, certificates: certificates, received: received, policy: policy)
      .outcome
    #expect(outcome.result == .refused)
    #expect(outcome.diagnostics.count == 1, "\(outcome.diagnostics)")
    return try #require(outcome.diagnostics.first)
  }

  private static let demand = #"<listing signed-reports="yes"/>"#

  @Test("a signed report is judged like the same without a signature, and the registry says who signed it")
  func accepted() throws {
    for policy in ["", SignedReportTests.demand] {
      let (outcome, database, scratch) = try importing(
        report(key: old), certificates: named(old), policy: policy)
      #expect(outcome.result == .imported, "\(outcome.diagnostics)")
      #expect(outcome.diagnostics.isEmpty)
      let listing = try #require(try database.snapshot().listings().first)
      #expect(listing.verdict == .compliant)
      let stored = try #require(try database.snapshot().reports(of: listing.key).first)
      #expect(stored.signer == "/O=Northfield/CN=old")
      #expect(stored.certificate == old.certificate.sha256)
      // Deriving everything again verifies the signature again.
      let before = try scratch.dump()
      try database.rebuildProjections()
      #expect(try scratch.dump() == before)
      #expect(try Verifier(path: scratch.path).run().isSound)
    }
    let plain = try importing(report(), certificates: "")
    #expect(plain.outcome.result == .imported)
    let listing = try #require(try plain.database.snapshot().listings().first)
    #expect(listing.verdict == .compliant)
    #expect(try plain.database.snapshot().reports(of: listing.key).first?.signer == nil)
  }

  @Test("a programme that demands signatures refuses a report without one")
  func unsigned() throws {
    let problem = try refusal(report(), certificates: named(old), policy: SignedReportTests.demand)
    #expect(problem.code == .programmeUnsigned)
    #expect(problem.found == "no signature")
  }

  @Test("a changed byte, also where nobody demands a signature")
  func changed() throws {
    let text = String(decoding: try report(key: old), as: UTF8.self)
    let other = text.replacing("velocity=\"10.2\"", with: "velocity=\"10.3\"", maxReplacements: 1)
    let problem = try refusal(Array(other.utf8), certificates: named(old))
    #expect(problem.code == .xmlSignatureChanged)
    #expect(problem.line > 10)
  }

  @Test("a second signature, and one in another place, are refused by the schema or by name")
  func several() throws {
    let text = String(decoding: try report(key: old), as: UTF8.self)
    let begin = try #require(text.range(of: "  <Signature")).lowerBound
    let end = try #require(text.range(of: "</Signature>\n")).upperBound
    let twice = text.replacing(text[begin..<end], with: text[begin..<end] + text[begin..<end])
    #expect(try refusal(Array(twice.utf8), certificates: named(old)).code == .xmlSignatureSeveral)
    let moved = text.replacing(text[begin..<end], with: "").replacing(
      "  <sign-off", with: text[begin..<end] + "  <sign-off")
    let outcome = try importing(Array(moved.utf8), certificates: named(old)).outcome
    #expect(outcome.result == .refused)
    #expect(outcome.diagnostics.map(\.code).contains(.schemaElementUnexpected))
    let object = text.replacing("</report>", with: "<Object xmlns=\"\(XMLSignature.namespace)\"/></report>")
    #expect(try refusal(Array(object.utf8), certificates: named(old)).code == .xmlSignaturePlace)
    // What looks like evidence within the signature is none, and has no place there.
    let inside = text.replacing(
      "</Signature>",
      with: """
        <Object><report xmlns="https://proofmark.example/ns/evidence/1"><series method="shooting">\
        <observation n="1" outcome="stop"/></series></report></Object></Signature>
        """)
    #expect(try refusal(Array(inside.utf8), certificates: named(old)).code == .xmlSignatureForm)
  }

  @Test("a certificate that the laboratory's document does not name")
  func unknown() throws {
    let problem = try refusal(report(key: new), certificates: named(old))
    #expect(problem.code == .registryCertificateUnknown)
    #expect(problem.found == "/O=Northfield/CN=new, SHA-256 \(new.certificate.sha256)")
    #expect(problem.expected == old.certificate.sha256)
    let none = try refusal(report(key: old), certificates: "")
    #expect(none.code == .registryCertificateUnknown)
    #expect(none.expected?.hasSuffix("it names none") == true)
  }

  @Test("key roll-over: each certificate for the reports issued while it was the laboratory's")
  func rollOver() throws {
    let certificates = named(old, from: 0, until: 9) + named(new, from: 10)
    for (key, issued, isTaken) in [
      (old, 0, true), (old, 9, true), (old, 10, false), (new, 9, false), (new, 10, true),
    ] {
      let document = try report(issued: issued, key: key)
      // The old one still holds for its time when the report arrives later.
      let outcome = try importing(document, certificates: certificates, received: 20).outcome
      #expect((outcome.result == .imported) == isTaken, "\(issued): \(outcome.diagnostics)")
      if !isTaken {
        let problem = try #require(outcome.diagnostics.first)
        #expect(problem.code == .registryCertificatePeriod)
        #expect(problem.message.contains(issued == 10 ? "any more" : "yet"))
        #expect(problem.found == "issued on \(day(issued))")
      }
    }
  }

  @Test("a revoked certificate: nothing that arrives from that day on, whatever day of issue it bears")
  func revoked() throws {
    let certificates = named(old, revokedOn: 5)
    #expect(
      try importing(report(key: old), certificates: certificates, received: 4).outcome.result == .imported)
    for received in [5, 6] {
      let problem = try refusal(report(issued: 1, key: old), certificates: certificates, received: received)
      #expect(problem.code == .registryCertificateRevoked)
      #expect(problem.expected == "before \(day(5))")
    }
    // Dated forward, it does not get in before its revocation either.
    let problem = try refusal(report(issued: 6, key: old), certificates: certificates, received: 1)
    #expect(problem.code == .registryCertificateRevoked)
  }

  @Test("a certificate that had expired, or was not valid yet, on the day of issue")
  func expired() throws {
    let certificates = "<signing-certificate sha256=\"\(old.certificate.sha256)\" from=\"2000-01-01\"/>"
    let last = old.certificate.until.ordinal - first.ordinal
    #expect(
      try importing(report(issued: last, key: old), certificates: certificates).outcome.result == .imported)
    let expired = try refusal(report(issued: last + 1, key: old), certificates: certificates)
    #expect(expired.code == .registryCertificateExpired)
    #expect(expired.message == "The certificate had expired on the report's day of issue.")
    #expect(expired.expected == "from \(old.certificate.from) to \(old.certificate.until)")
    let early = try refusal(report(issued: -1000, key: old), certificates: certificates)
    #expect(early.code == .registryCertificateExpired)
    #expect(early.message == "The certificate was not valid yet on the report's day of issue.")
  }

  @Test("a certificate in the laboratory's document as PEM")
  func pem() throws {
    let element = """
      <signing-certificate from="\(first)">
      \(LaboratoryKeys.pem(old))</signing-certificate>
      """
    #expect(try importing(report(key: old), certificates: element).outcome.result == .imported)
    let read = LaboratoryReader.read(Toy.laboratory(certificates: element), file: "laboratory.xml")
    #expect(read.laboratory?.certificates.first?.sha256 == old.certificate.sha256)
  }

  @Test(
    "a certificate that a laboratory's document names wrongly",
    arguments: [
      #"<signing-certificate from="2024-01-01"/>"#,
      #"<signing-certificate from="2024-01-01">letter</signing-certificate>"#,
      "disagrees", "backwards",
    ])
  func misnamed(element: String) throws {
    let text =
      switch element {
      case "disagrees":
        """
        <signing-certificate from="2024-01-01" sha256="\(new.certificate.sha256)">
        \(LaboratoryKeys.pem(old))</signing-certificate>
        """
      case "backwards":
        #"<signing-certificate sha256="\#(old.certificate.sha256)" from="2024-01-02" until="2024-01-01"/>"#
      default: element
      }
    let (laboratory, problems) = LaboratoryReader.read(
      Toy.laboratory(certificates: text), file: "laboratory.xml")
    #expect(laboratory == nil)
    #expect(problems.map(\.code) == [.registryCertificateDocument])
    #expect(problems.first?.cure != nil)
  }
}
