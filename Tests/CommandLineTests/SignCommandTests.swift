import Foundation
import Testing

@Suite("proofmark sign and verify-signature")
struct SignCommandTests {
  /// A key of a laboratory with its certificate, made by openssl in the workplace.
  private func makeKey(_ name: String, in place: Workplace, _ options: [String] = ["-newkey", "rsa:2048"])
    throws
  {
    let run = try tool(
      "openssl",
      ["req", "-x509", "-nodes"] + options + [
        "-days", "30", "-subj", "/O=Marrow Hill/CN=\(name)", "-keyout", "\(name).key", "-out", "\(name).pem",
      ], in: place)
    try #require(run == 0)
  }

  /// The exit code of a tool that runs in the workplace.
  private func tool(_ name: String, _ arguments: [String], in place: Workplace) throws -> Int32 {
    try Child(arguments, in: place.folder, program: "/usr/bin/" + name).wait().code
  }

  @Test("a signed report: xmlsec1 verifies it, check says so and judges the same, show says who signed it")
  func signed() throws {
    let place = try Workplace(hasExamples: true)
    try makeKey("lab", in: place)
    let today = try #require(try place.run("verify-signature", "--help").output.isEmpty ? nil : Date())
    let formatter = ISO8601DateFormatter()
    formatter.formatOptions = [.withFullDate]
    let day = formatter.string(from: today)
    // A report of today: the certificate is valid from today on.
    let original = try String(contentsOfFile: Workplace.report("fennick-fe-iv-135"), encoding: .utf8)
    let text = original.replacing(#/ id="[^"]*" standard/#, with: " id=\"TODAY-1\" standard")
      .replacing(#/issued="[^"]*"/#, with: "issued=\"\(day)\"")
    try place.file("report.xml", text)
    let run = try place.run(
      "sign", "report.xml", "--key", "lab.key", "--certificate", "lab.pem", "-o", "signed.xml")
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.contains("Signed by   /O=Marrow Hill/CN=lab"))
    #expect(try tool("xmlsec1", ["--verify", "--pubkey-cert-pem", "lab.pem", "signed.xml"], in: place) == 0)
    let verified = try place.run("verify-signature", "signed.xml", "--certificate", "lab.pem")
    #expect(verified.code == 0)
    #expect(verified.output.hasPrefix("signed.xml: the signature holds.\n"))

    let plain = try place.run("check", "report.xml")
    let checked = try place.run("check", "signed.xml")
    #expect(checked.code == plain.code)
    #expect(checked.output.hasPrefix("Signed by /O=Marrow Hill/CN=lab, and the signature holds.\n"))
    #expect(checked.output.matches(of: #/Signed by/#).count == 1)
    func verdict(_ run: Program.Run) -> Substring? {
      run.output.split(separator: "\n").first { $0.contains("COMPLIANT") }
    }
    #expect(verdict(checked) == verdict(plain))
    let json = try place.run("check", "signed.xml", "--format", "json").json([[String: Any]].self)
    let signature = try #require(json.first?["signature"] as? [String: Any])
    #expect(signature["method"] as? String == "RSA-SHA256")
    let unsigned = try place.run("check", "report.xml", "--format", "json").json([[String: Any]].self)
    #expect(unsigned.first?["signature"] is NSNull)

    // The registry does not know the certificate yet.
    let stranger = try place.run("import", "signed.xml")
    #expect(stranger.code == 3)
    #expect(stranger.errors.contains("[registry.certificate.unknown]"))
    let number = try #require(signature["sha256"] as? String)
    let name = try #require(original.firstMatch(of: #/laboratory ref="([^"]*)"/#)).1
    let document = try String(
      contentsOfFile: "\(Workplace.examplesFolder)/laboratories/\(name).xml", encoding: .utf8)
    try place.file(
      "laboratory.xml",
      document.replacing(
        "</laboratory>", with: "  <signing-certificate sha256=\"\(number)\" from=\"\(day)\"/>\n</laboratory>")
    )
    let taken = try place.run("import", "laboratory.xml", "signed.xml")
    #expect(taken.code == 0, "\(taken.errors)")
    let shown = try place.run("show", "FE-IV-135")
    #expect(shown.output.contains("report TODAY-1 is signed by /O=Marrow Hill/CN=lab"))
    #expect(try place.run("verify").code == 0)
  }

  @Test("a signature that does not hold: check and verify-signature refuse by name, with line and cure")
  func changed() throws {
    let place = try Workplace()
    try makeKey("lab", in: place, ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"])
    try makeKey("other", in: place, ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"])
    let run = try place.run(
      "sign", Workplace.compliant, "--key", "lab.key", "--certificate", "lab.pem", "--output", "-")
    #expect(run.code == 0, "\(run.errors)")
    try place.file("signed.xml", run.output)
    let other = try place.run("verify-signature", "signed.xml", "--certificate", "other.pem")
    #expect(other.code == 3)
    #expect(other.errors.contains("[xml.signature.other]"))
    try place.file(
      "changed.xml",
      run.output.replacing("model designation=\"FE-IV-135\"", with: "model designation=\"FE-IV-136\""))
    let verified = try place.run("verify-signature", "changed.xml")
    #expect(verified.code == 3)
    #expect(verified.output == "")
    #expect(
      verified.errors.contains(#/changed\.xml:\d+: error: The document was changed since it was signed\./#))
    #expect(verified.errors.contains("[xml.signature.changed]"))
    let json = try place.run("verify-signature", "changed.xml", "--format", "json")
    #expect(json.code == 3)
    #expect(try json.json()["holds"] as? Bool == false)
    let checked = try place.run("check", "changed.xml")
    #expect(checked.code == 3)
    #expect(checked.errors.contains("[xml.signature.changed]"))
    let missing = try place.run("verify-signature", Workplace.compliant)
    #expect(missing.code == 3)
    #expect(missing.errors.contains("[xml.signature.missing]"))
  }

  @Test(
    "a key that others may read, another's key and a report with problems are not signed with; no key is shown"
  )
  func refusals() throws {
    let place = try Workplace()
    try makeKey("lab", in: place)
    try makeKey("other", in: place)
    func sign(_ report: String, key: String = "lab.key") throws -> Program.Run {
      try place.run("sign", report, "--key", key, "--certificate", "lab.pem", "-o", "signed.xml")
    }
    let secret = try String(contentsOfFile: place.folder + "/lab.key", encoding: .utf8).split(separator: "\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: place.folder + "/lab.key")
    let exposed = try sign(Workplace.compliant)
    #expect(exposed.code == 3)
    #expect(exposed.errors.contains("[key.exposed]"))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: place.folder + "/lab.key")
    let mismatch = try sign(Workplace.compliant, key: "other.key")
    #expect(mismatch.errors.contains("[xml.signature.key-mismatch]"))
    let absent = try sign(Workplace.compliant, key: "absent.key")
    #expect(absent.errors.contains("[key.unreadable]"))
    let broken = try sign(
      place.changed("fennick-fe-iv-135", "<tested from=\"", to: "<tested from=\"2099"))
    #expect(broken.code == 3)
    #expect(!place.exists("signed.xml"))
    let signed = try sign(Workplace.compliant)
    #expect(signed.code == 0)
    let again = try sign("signed.xml")
    #expect(again.code == 3)
    #expect(again.errors.contains("[xml.signature.present]"))
    for run in [exposed, mismatch, absent, broken, signed, again] {
      for line in secret.dropFirst().dropLast() { #expect(!(run.output + run.errors).contains(line)) }
    }
  }
}
