import Testing
import XMLSignatures

@Suite("Signatures made here and by xmlsec1, both ways")
struct BothWaysTests {
  private let keys: Keys

  init() throws { keys = try Keys.made.get() }

  @Test(
    "what is signed here, xmlsec1 verifies, and not after a byte was changed", arguments: ["rsa", "p256"])
  func signedHere(name: String) throws {
    let plain = Array(Template.plain.utf8)
    let (signed, problems) = try keys.signing(name).sign(plain, file: "report.xml")
    #expect(problems.isEmpty)
    let document = try #require(signed)
    #expect(try keys.xmlsecVerifies(document, certificate: name))
    let changed = String(decoding: document, as: UTF8.self).replacing("43.9", with: "44.9")
    #expect(try !keys.xmlsecVerifies(Array(changed.utf8), certificate: name))
    #expect(try !keys.xmlsecVerifies(document, certificate: "other"))
    let signature = try #require(XMLSignature.verify(document, file: "report.xml").signature)
    #expect(try signature.certificate == keys.certificate(name))
    #expect(signature.method == (name == "rsa" ? "RSA-SHA256" : "ECDSA-SHA256"))
    #expect(signature.line == 5)
  }

  @Test("the document itself stays as it is, byte for byte")
  func splice() throws {
    let plain = Array(Template.plain.utf8)
    let document = try #require(try keys.signing("rsa").sign(plain, file: "report.xml").signed)
    let text = String(decoding: document, as: UTF8.self)
    let begin = try #require(text.range(of: "  <Signature "))
    let end = try #require(text.range(of: "</Signature>\n"))
    #expect(text[..<begin.lowerBound] + text[end.upperBound...] == Template.plain)
  }

  @Test("what xmlsec1 signs is verified here, and not after a byte was changed", arguments: ["rsa", "p256"])
  func signedByXMLSec(name: String) throws {
    var template = Template()
    if name == "p256" { template.method = Template.more + "ecdsa-sha256" }
    let document = try keys.xmlsec(template.document(), key: name)
    let (signature, problems) = XMLSignature.verify(document, file: "report.xml")
    #expect(problems.isEmpty, "\(problems)")
    #expect(try signature?.certificate == keys.certificate(name))
    for (text, other) in [("43.9", "44.9"), ("R 1", "R 2"), ("kept", "lost"), ("Größe", "Große")] {
      let changed = String(decoding: document, as: UTF8.self).replacing(text, with: other)
      #expect(Array(changed.utf8) != document)
      let (signature, problems) = XMLSignature.verify(Array(changed.utf8), file: "report.xml")
      #expect(signature == nil)
      #expect(problems.map(\.code) == [.xmlSignatureChanged])
    }
  }

  @Test("names with a prefix mean the same")
  func prefix() throws {
    let template = Template().document().replacing(#/<(\/?)([A-Z])/#) { "<\($0.1)ds:\($0.2)" }
      .replacing("xmlns=\"http://www.w3.org", with: "xmlns:ds=\"http://www.w3.org")
    #expect(template.contains("<ds:Signature xmlns:ds="))
    let document = try keys.xmlsec(template)
    let (signature, problems) = XMLSignature.verify(document, file: "report.xml")
    #expect(problems.isEmpty, "\(problems)")
    #expect(signature?.line == 5)
    // Of another namespace, it is no signature.
    let other = String(decoding: document, as: UTF8.self).replacing("xmldsig#\">", with: "xmldsig\">")
    #expect(
      XMLSignature.verify(Array(other.utf8), file: "report.xml").diagnostics.map(\.code) == [
        .xmlSignatureMissing
      ])
  }

  @Test("comments are no part of what is signed, nor of what is read")
  func comments() throws {
    let document = try keys.xmlsec(Template().document())
    let changed = String(decoding: document, as: UTF8.self).replacing("a remark", with: "another remark")
    #expect(XMLSignature.verify(Array(changed.utf8), file: "report.xml").signature != nil)
  }

  @Test("every bit of what is signed and of the signature counts, wherever it is flipped")
  func everyByte() throws {
    let document = try #require(
      try keys.signing("p256").sign(Array("<r xmlns=\"urn:e\"><a b=\"c\">d</a>\n</r>".utf8), file: "r").signed
    )
    let whole = try #require(XMLSignature.verify(document, file: "r").signature)
    let certificate = try keys.certificate("p256")
    let text = String(decoding: document, as: UTF8.self)
    let begin = try #require(text.range(of: "<X509Certificate>")).upperBound.utf16Offset(in: text)
    let certified =
      begin..<(try #require(text.range(of: "</X509Certificate>")).lowerBound.utf16Offset(in: text))
    for index in document.indices {
      var changed = document
      changed[index] ^= 1
      let found = XMLSignature.verify(changed, file: "r").signature
      // White space between the parts of the signature, and outside the root, says nothing; and the unused bits of
      // base64's last letter are none of its bytes.
      guard let found else { continue }
      #expect(found.method == whole.method)
      // Another certificate of the same key is another certificate, which nobody knows.
      if found.certificate.sha256 != certificate.sha256 {
        #expect(certified.contains(index))
        continue
      }
      let what = String(
        decoding: document[max(0, index - 3)...min(index + 3, document.count - 1)], as: UTF8.self)
      #expect(
        document[index] == 0x0A || document[index] == 0x20 || document[index] == UInt8(ascii: "=")
          || document[index + 1] == UInt8(ascii: "=") || document[index + 2] == UInt8(ascii: "="),
        "byte \(index), in \(what)")
    }
  }

  @Test("a certificate tells whose it is, from when to when, and its SHA-256 as openssl has it")
  func certificate() throws {
    let certificate = try keys.certificate("rsa")
    #expect(certificate.subject == "/O=Northfield/CN=rsa")
    #expect(certificate.key == .rsa(bits: 2048))
    #expect(certificate.until.ordinal - certificate.from.ordinal == 800)
    #expect(try keys.certificate("p256").key == .elliptic(curve: "prime256v1"))
    let run = try keys.place.run("openssl", ["x509", "-in", "rsa.pem", "-noout", "-fingerprint", "-sha256"])
    let print = try #require(run.output.split(separator: "=").last)
    #expect(certificate.sha256 == print.filter { $0.isHexDigit }.lowercased())
    #expect(SigningCertificate(der: certificate.der + [0]) == nil)
    #expect(
      SigningCertificate(pem: Array("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----".utf8))
        == nil)
  }
}
