import Foundation
import Testing

/// What a laboratory and a registry do with each other, from the command line.
@Suite("A laboratory's day")
struct LaboratoryDayTests {
  /// Runs a tool of the machine in the workplace.
  private func tool(_ name: String, _ arguments: [String], in place: Workplace) throws -> Program.Run {
    try Child(arguments, in: place.folder, program: "/usr/bin/" + name).wait()
  }

  private static let namespace = "https://proofmark.example/ns/registry/1"

  /// A signature that is yet to be made, as xmlsec1 wants it.
  private static let template = """
    <Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo>\
    <CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>\
    <SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"/>\
    <Reference URI=""><Transforms>\
    <Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>\
    <Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/></Transforms>\
    <DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue/></Reference></SignedInfo>\
    <SignatureValue/><KeyInfo><X509Data><X509Certificate/></X509Data></KeyInfo></Signature>
    """

  @Test("plan, fill the workbook, convert, check, mend a mistake, sign with xmlsec1, deliver, receipt")
  func day() throws {
    let place = try Workplace(hasExamples: true)
    let formatter = ISO8601DateFormatter()
    formatter.formatOptions = [.withFullDate]
    let day = formatter.string(from: Date())

    // The programme takes the application in, and knows the laboratory and its key.
    let made = try tool(
      "openssl",
      [
        "req", "-x509", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-days", "30",
        "-subj",
        "/O=Day/CN=Report signing", "-keyout", "lab.key", "-out", "lab.pem",
      ], in: place)
    #expect(made.code == 0, "\(made.errors)")
    let print = try tool(
      "openssl", ["x509", "-in", "lab.pem", "-noout", "-fingerprint", "-sha256"], in: place)
    let fingerprint = print.output.trimmingCharacters(in: .whitespacesAndNewlines)
      .split(separator: "=").last.map { $0.replacing(":", with: "").lowercased() }
    try place.file(
      "laboratory.xml",
      """
      <laboratory xmlns="\(LaboratoryDayTests.namespace)" id="day-lab" name="Day Laboratory" place="Nowhere" example="yes">
        <accreditation body="Example Accreditation Body" certificate="DAY-1" from="2020-01-01" until="2199-12-31"
                       standards="NIJ-0101.06"/>
        <signing-certificate sha256="\(try #require(fingerprint))" from="\(day)"/>
      </laboratory>
      """)
    try place.file(
      "model.xml",
      """
      <model xmlns="\(LaboratoryDayTests.namespace)" designation="DAY-IV" supplier="fennick" standard="NIJ-0101.06"
             level="IV" kind="hard" gender="neutral" opening="none" warranty-months="60" applied="2024-01-01"
             example="yes">
        <sizes><size>10x12</size></sizes>
        <materials>Invented</materials>
      </model>
      """)
    #expect(try place.run("import", "laboratory.xml", "model.xml").code == 0)

    // Before the first shot: what is to be tested, as a workbook to fill in.
    let plan = try place.run(
      "plan", "NIJ-0101.06", "--level", "IV", "--format", "skeleton", "--output", "skeleton.xml")
    #expect(plan.code == 0, "\(plan.errors)")
    let workbook = try place.run("convert", "skeleton.xml", "--output", "day.xlsx")
    #expect(workbook.code == 0, "\(workbook.errors)")
    // Sent back as it is, every empty cell is named.
    let early = try place.run("convert", "day.xlsx", "--output", "report.xml")
    #expect(early.code == 3)
    #expect(early.errors.contains("day.xlsx:Head!B2: error: The cell is empty"))
    #expect(!place.exists("report.xml"))

    // The shots are fired and written down with a spreadsheet library that is none of ours.
    let filled = try tool(
      "python3",
      [
        Program.root + "/Tests/CommandLineTests/fill.py", "day.xlsx", day, "report number=DAY-1",
        "laboratory=day-lab", "accreditation=DAY-1", "model designation=DAY-IV", "supplier=fennick",
        "size=10x12", "example=yes",
      ], in: place)
    #expect(filled.code == 0, "\(filled.errors)")
    let converted = try place.run("convert", "day.xlsx", "--output", "report.xml")
    #expect(converted.code == 0, "\(converted.errors)")
    let checked = try place.run("check", "report.xml")
    #expect(checked.code == 0, "\(checked.output)\(checked.errors)")
    #expect(checked.output.contains("COMPLIANT"))

    // A mistake: a slow shot that stopped says nothing, so that one plate is missing.
    let report = try String(contentsOfFile: place.folder + "/report.xml", encoding: .utf8)
    let shot = try #require(report.firstRange(of: "outcome=\"stop\" velocity=\"878.3\""))
    try place.file(
      "mistaken.xml", report.replacingCharacters(in: shot, with: "outcome=\"stop\" velocity=\"778.3\""))
    let mistaken = try place.run("check", "mistaken.xml")
    #expect(mistaken.code == 2, "\(mistaken.output)")
    #expect(mistaken.output.contains("NOT DETERMINED"))
    let detail = try place.run("check", "mistaken.xml", "--format", "json").output
    #expect(detail.contains("778.3 m/s lies below the window"))

    // Mended: the report as it was. Signed by a program that is none of ours, verified by this one.
    let end = try #require(report.range(of: "</report>", options: .backwards))
    try place.file("template.xml", report[..<end.lowerBound] + LaboratoryDayTests.template + "\n</report>\n")
    let signed = try tool(
      "xmlsec1",
      ["--sign", "--privkey-pem", "lab.key,lab.pem", "--output", "delivery/report.xml", "template.xml"],
      in: try place.with("delivery"))
    #expect(signed.code == 0, "\(signed.errors)")
    let verified = try place.run("verify-signature", "delivery/report.xml", "--certificate", "lab.pem")
    #expect(verified.code == 0, "\(verified.errors)")

    // Delivered with a stray document, which stays in quarantine; the receipt says both, and minisign verifies it.
    try place.file(
      "delivery/stray.xml", report.replacing("DAY-IV", with: "DAY-V").replacing("DAY-1", with: "DAY-2"))
    #expect(try place.run("key", "make", "registry.key").code == 0)
    let delivered = try place.run(
      "import", "delivery", "--delivered-by", "Day Laboratory", "--receipt", "receipt.json", "--key",
      "registry.key")
    #expect(delivered.code == 3, "\(delivered.errors)")
    let minisign = try tool(
      "minisign", ["-V", "-q", "-p", "registry.key.pub", "-m", "receipt.json"], in: place)
    #expect(minisign.code == 0, "\(minisign.errors)")
    let receipt = try String(contentsOfFile: place.folder + "/receipt.json", encoding: .utf8)
    #expect(receipt.contains("\"compliant\"") && receipt.contains("stray.xml"))
    let quarantine = try place.run("quarantine", "list")
    #expect(quarantine.output.contains("stray.xml"))
    let shown = try place.run("show", "DAY-IV")
    #expect(shown.output.contains("report DAY-1 is signed by /O=Day/CN=Report signing"))
    #expect(try place.run("verify").code == 0)
  }
}

extension Workplace {
  /// Itself, with a folder made in it.
  fileprivate func with(_ name: String) throws -> Workplace {
    try FileManager.default.createDirectory(atPath: folder + "/" + name, withIntermediateDirectories: true)
    return self
  }
}
