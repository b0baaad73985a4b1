import Foundation
import Testing
import XMLDocuments
import XMLSignatures

@Suite("Signatures that are refused, each by name")
struct RefusalTests {
  private let keys: Keys

  init() throws { keys = try Keys.made.get() }

  private func refusal(_ document: [UInt8]) throws -> Diagnostic {
    let (signature, problems) = XMLSignature.verify(document, file: "report.xml")
    #expect(signature == nil)
    #expect(problems.count == 1, "\(problems)")
    let problem = try #require(problems.first)
    #expect(problem.severity == .error)
    #expect(problem.cure != nil)
    return problem
  }

  private func refusal(_ text: String) throws -> Diagnostic { try refusal(Array(text.utf8)) }

  private func signed() throws -> String {
    String(decoding: try keys.xmlsec(Template().document()), as: UTF8.self)
  }

  private func signature(of text: String) throws -> String {
    let begin = try #require(text.range(of: "<Signature"))
    let end = try #require(text.range(of: "</Signature>"))
    return String(text[begin.lowerBound..<end.upperBound])
  }

  @Test("a document without a signature")
  func unsigned() throws {
    let problem = try refusal(Template.plain)
    #expect(problem.code == .xmlSignatureMissing)
    #expect(problem.expected == "a ds:Signature as the last element of <report>")
  }

  @Test("a second signature, beside the first or anywhere else")
  func several() throws {
    let text = try signed()
    let signature = try signature(of: text)
    #expect(try refusal(text.replacing(signature, with: signature + signature)).code == .xmlSignatureSeveral)
    let hidden = text.replacing("<shot", with: "<note>\(signature)</note><shot")
    let problem = try refusal(hidden)
    #expect(problem.code == .xmlSignatureSeveral)
    #expect(problem.found == "2 signatures")
    // Also where neither of them holds, and where one is within the other.
    let nested = text.replacing(
      "</Signature>", with: "<Object>\(signature)</Object></Signature>", maxReplacements: 1)
    #expect(try refusal(nested).code == .xmlSignatureSeveral)
  }

  @Test("a signed document wrapped in another one")
  func wrapped() throws {
    let text = try signed()
    let signed = try #require(text.range(of: "<report"))
    let inside = String(text[signed.lowerBound...])
    let wrapping = "<report xmlns=\"urn:example\"><shot depth=\"20\"/><note>\(inside)</note></report>"
    let problem = try refusal(wrapping)
    #expect(problem.code == .xmlSignaturePlace)
    #expect(problem.found == "a signature in <report>")
    // The classic: the signed part by its identifier, moved away, with another in its place.
    var template = Template(uri: "URI=\"#signed\"")
    template.transforms = "<Transform Algorithm=\"\(Template.exclusive)\"/>"
    let part = try keys.xmlsec(
      template.document("<shot Id=\"signed\" depth=\"20\"/>"),
      options: [
        "--privkey-pem", "\(keys.place.path("rsa")).key,\(keys.place.path("rsa")).pem", "--id-attr:Id",
        "urn:example:shot",
      ])
    let codes = XMLSignature.verify(part, file: "report.xml").diagnostics.map(\.code)
    #expect(codes == [.xmlSignatureReference, .xmlSignatureTransform])
  }

  @Test("a signature that is not the last element of the root: what follows could be put in later")
  func place() throws {
    let text = try signed()
    let signature = try signature(of: text)
    let moved = text.replacing(signature, with: "").replacing("<shot", with: "\(signature)<shot")
    let problem = try refusal(moved)
    #expect(problem.code == .xmlSignaturePlace)
    #expect(problem.found == "elements after the signature")
    let root = try refusal(signature)
    #expect(root.code == .xmlSignaturePlace)
  }

  @Test("something put in after signing, also behind the signature")
  func additions() throws {
    let text = try signed()
    for (place, code) in [
      ("<shot", Diagnostic.Code.xmlSignatureChanged), ("</report>", .xmlSignaturePlace),
    ] {
      #expect(try refusal(text.replacing(place, with: "<shot depth=\"1\"/>" + place)).code == code)
    }
    #expect(try refusal(text.replacing("</report>", with: "text</report>")).code == .xmlSignatureChanged)
  }

  @Test("SHA-1, in the signature and in the digest")
  func sha1() throws {
    let method = try keys.xmlsec(Template(method: "http://www.w3.org/2000/09/xmldsig#rsa-sha1").document())
    let problem = try refusal(method)
    #expect(problem.code == .xmlSignatureSHA1)
    #expect(problem.found == "RSA-SHA1 (http://www.w3.org/2000/09/xmldsig#rsa-sha1)")
    #expect(problem.expected?.contains("RSA-SHA256") == true)
    let digest = try keys.xmlsec(Template(digest: "http://www.w3.org/2000/09/xmldsig#sha1").document())
    let other = try refusal(digest)
    #expect(other.code == .xmlSignatureSHA1)
    #expect(other.found == "SHA-1 (http://www.w3.org/2000/09/xmldsig#sha1)")
  }

  @Test("other methods and digests, although they are strong: one form is taken")
  func otherMethods() throws {
    let method = try keys.xmlsec(Template(method: Template.more + "rsa-sha512").document())
    #expect(try refusal(method).code == .xmlSignatureMethod)
    let digest = try keys.xmlsec(Template(digest: "http://www.w3.org/2001/04/xmlenc#sha512").document())
    #expect(try refusal(digest).code == .xmlSignatureDigestMethod)
    let unknown = try signed().replacing(Template.more + "rsa-sha256", with: "urn:unknown")
    #expect(try refusal(unknown).found == "urn:unknown")
  }

  @Test("a code made with the public key as a shared secret, which anybody can make")
  func hmac() throws {
    let place = keys.place
    let secret = try place.run("openssl", ["x509", "-in", "rsa.pem", "-pubkey", "-noout"]).output
    let temporary = try Workplace()
    try temporary.write("public.pem", secret)
    for method in [Template.more + "hmac-sha256", "http://www.w3.org/2000/09/xmldsig#hmac-sha1"] {
      var template = Template(method: method)
      let certificate = try place.text("rsa.pem").split(separator: "\n").dropFirst().dropLast().joined()
      template.keyInfo =
        "<KeyInfo><X509Data><X509Certificate>\(certificate)</X509Certificate></X509Data></KeyInfo>"
      let document = try keys.xmlsec(
        template.document(), options: ["--hmackey", temporary.path("public.pem")])
      let problem = try refusal(document)
      #expect(problem.code == .xmlSignatureHMAC)
      #expect(problem.found?.hasPrefix("HMAC-SHA") == true)
    }
  }

  @Test("a reference to another document, to a part, to several, to none")
  func references() throws {
    let temporary = try Workplace()
    try temporary.write("other.xml", "<other/>")
    let external = try keys.xmlsec(
      Template(
        uri: "URI=\"\(temporary.path("other.xml"))\"",
        transforms: "<Transform Algorithm=\"\(Template.exclusive)\"/>"
      ).document())
    let problems = XMLSignature.verify(external, file: "report.xml").diagnostics
    #expect(problems.map(\.code) == [.xmlSignatureReference, .xmlSignatureTransform])
    #expect(problems.first?.message == "The signature covers another document.")
    let address = try signed().replacing("URI=\"\"", with: "URI=\"http://192.0.2.1/report.xml\"")
    #expect(try refusal(address).found == "URI=\"http://192.0.2.1/report.xml\"")
    #expect(
      try refusal(signed().replacing("URI=\"\"", with: "URI=\"#xpointer(/)\"")).code == .xmlSignatureReference
    )
    #expect(try refusal(signed().replacing(" URI=\"\"", with: "")).found == "no URI")
    let second = Template.reference(
      "URI=\"\"", "<Transform Algorithm=\"\(Template.enveloped)\"/>",
      "http://www.w3.org/2001/04/xmlenc#sha256")
    let two = try refusal(keys.xmlsec(Template(moreReferences: second).document()))
    #expect(two.code == .xmlSignatureReference)
    #expect(two.found == "2 references")
    let text = try signed()
    let begin = try #require(text.range(of: "<Reference")).lowerBound
    let end = try #require(text.range(of: "</Reference>")).upperBound
    #expect(try refusal(text.replacing(text[begin..<end], with: "")).found == "0 references")
  }

  @Test("transforms that leave something out, or that run programs")
  func transforms() throws {
    let own = "<Transform Algorithm=\"\(Template.enveloped)\"/>"
    let exclusive = "<Transform Algorithm=\"\(Template.exclusive)\"/>"
    let xpath = """
      <Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116">\
      <XPath>not(ancestor-or-self::*[local-name()='shot'])</XPath></Transform>
      """
    let xslt = """
      <Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"><xsl:stylesheet version="1.0" \
      xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><a/></xsl:template></xsl:stylesheet>\
      </Transform>
      """
    let filter = """
      <Transform Algorithm="http://www.w3.org/2002/06/xmldsig-filter2"><XPath \
      xmlns="http://www.w3.org/2002/06/xmldsig-filter2" Filter="subtract">//*[local-name()='shot']</XPath></Transform>
      """
    for (transforms, name) in [
      (own + xpath + exclusive, "XPath"), (own + xslt, "XSLT"), (own + filter + exclusive, "XPath filter 2"),
      (own, "enveloped signature"),
      (own + "<Transform Algorithm=\"\(Template.exclusive)WithComments\"/>", "with comments"),
      (own + "<Transform Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\"/>", "inclusive"),
    ] {
      let problem = try refusal(keys.xmlsec(Template(transforms: transforms).document()))
      #expect(problem.code == .xmlSignatureTransform)
      #expect(problem.found?.contains(name) == true, "\(problem)")
    }
    let text = try signed()
    let swapped = text.replacing(own + exclusive, with: exclusive + own)
    for document in [
      swapped, text.replacing("#enveloped-signature", with: "#base64"), text.replacing(own, with: ""),
      text.replacing(own + exclusive, with: ""), text.replacing(own, with: own + own),
    ] {
      #expect(document != text)
      #expect(try refusal(document).code == .xmlSignatureTransform)
    }
    let prefixes = """
      \(own)<Transform Algorithm="\(Template.exclusive)"><ec:InclusiveNamespaces \
      xmlns:ec="\(Template.exclusive)" PrefixList="unused"/></Transform>
      """
    let problem = try refusal(keys.xmlsec(Template(transforms: prefixes).document()))
    #expect(problem.code == .xmlSignatureForm)
    #expect(problem.found == "<InclusiveNamespaces> in <Transform>")
  }

  @Test("another canonicalisation of what is signed")
  func canonicalization() throws {
    let document = try keys.xmlsec(
      Template(canonicalization: "http://www.w3.org/TR/2001/REC-xml-c14n-20010315").document())
    #expect(try refusal(document).code == .xmlSignatureCanonicalization)
  }

  @Test("a bare key, a name, two certificates or nothing where the certificate belongs")
  func keyInfo() throws {
    let bare = try refusal(keys.xmlsec(Template(keyInfo: "<KeyInfo><KeyValue/></KeyInfo>").document()))
    #expect(bare.code == .xmlSignatureKeyInfo)
    #expect(bare.found == "KeyValue")
    let name = try refusal(
      keys.xmlsec(Template(keyInfo: "<KeyInfo><KeyName>lab</KeyName></KeyInfo>").document()))
    #expect(name.code == .xmlSignatureKeyInfo)
    let both = try keys.xmlsec(Template(keyInfo: "<KeyInfo><KeyValue/><X509Data/></KeyInfo>").document())
    #expect(try refusal(both).found == "KeyValue, X509Data")
    let text = try signed()
    let begin = try #require(text.range(of: "<X509Certificate>")).lowerBound
    let end = try #require(text.range(of: "</X509Certificate>")).upperBound
    let twice = text.replacing(text[begin..<end], with: text[begin..<end] + text[begin..<end])
    #expect(try refusal(twice).found == "X509Certificate, X509Certificate")
    #expect(try refusal(text.replacing(text[begin..<end], with: "")).found == "nothing")
    let start = try #require(text.range(of: "<KeyInfo>")).lowerBound
    let stop = try #require(text.range(of: "</KeyInfo>")).upperBound
    let without = try refusal(text.replacing(text[start..<stop], with: ""))
    #expect(without.code == .xmlSignatureForm)
    let broken = text.replacing("<X509Certificate>", with: "<X509Certificate>AAAA")
    #expect(try refusal(broken).code == .xmlSignatureCertificate)
  }

  @Test("a certificate of another key than signed")
  func otherCertificate() throws {
    let text = try signed()
    let begin = try #require(text.range(of: "<X509Certificate>")).upperBound
    let end = try #require(text.range(of: "</X509Certificate>")).lowerBound
    let other = try keys.place.text("other.pem").split(separator: "\n").dropFirst().dropLast().joined()
    #expect(try refusal(text.replacing(text[begin..<end], with: other)).code == .xmlSignatureWrong)
    let curve = try keys.place.text("p256.pem").split(separator: "\n").dropFirst().dropLast().joined()
    let kind = try refusal(text.replacing(text[begin..<end], with: curve))
    #expect(kind.code == .xmlSignatureKeyKind)
    let value = try #require(text.range(of: "<SignatureValue>")).upperBound
    let letter = text[text.index(value, offsetBy: 10)]
    var changed = text
    let place = text.index(value, offsetBy: 10)
    changed.replaceSubrange(place...place, with: letter == "A" ? "B" : "A")
    #expect(try refusal(changed).code == .xmlSignatureWrong)
  }

  @Test("a key that is too short, and one on another curve")
  func weakKeys() throws {
    let short = try refusal(keys.xmlsec(Template().document(), key: "short"))
    #expect(short.code == .xmlSignatureKeySize)
    #expect(short.found == "RSA of 1024 bits")
    #expect(short.expected == "at least 2048 bits")
    let curve = try refusal(
      keys.xmlsec(Template(method: Template.more + "ecdsa-sha256").document(), key: "p384"))
    #expect(curve.code == .xmlSignatureCurve)
    #expect(curve.found == "elliptic curve secp384r1")
  }

  @Test("objects, identifiers, instructions and text in the signature")
  func strays() throws {
    let object = try refusal(
      keys.xmlsec(Template(object: "<Object><shot xmlns=\"urn:example\" depth=\"1\"/></Object>").document()))
    #expect(object.code == .xmlSignatureForm)
    #expect(object.found == "<Object> in <Signature>")
    let text = try signed()
    for (place, other) in [
      ("<KeyInfo>", "<KeyInfo Id=\"k\">"), ("<SignedInfo>", "<SignedInfo>text"),
      ("<X509Data>", "<X509Data><?x y?>"),
      ("<DigestValue>", "<DigestValue><!-- c -->"), ("<X509Data>", "<X509Data a=\"b\">"),
      ("<SignatureValue>", "<SignatureValue>\u{3C}![CDATA[A]]>"),
    ] {
      #expect(text.contains(place))
      #expect(try refusal(text.replacing(place, with: other)).code == .xmlSignatureForm, "\(other)")
    }
  }

  @Test("a document type definition, an entity, bytes that are no text, and more than the limit")
  func hostile() throws {
    let text = try signed()
    let doctype = text.replacing(
      "<report", with: "<!DOCTYPE report [<!ENTITY e SYSTEM \"/etc/passwd\">]><report")
    #expect(try refusal(doctype).code == .xmlDoctype)
    #expect(try refusal(text.replacing("43.9", with: "&e;")).code == .xmlEntity)
    #expect(try refusal(Array(text.utf8) + [0]).code == .xmlNul)
    #expect(try refusal(Array(text.utf8.dropLast(20))).code == .xmlTruncated)
    let large = text.replacing("<shot", with: String(repeating: "<shot/>\n", count: 600_000) + "<shot")
    #expect(try refusal(large).code == .xmlLimitSize)
    let deep = text.replacing(
      "<shot", with: String(repeating: "<a>", count: 70) + String(repeating: "</a>", count: 70) + "<shot")
    #expect(try refusal(deep).code == .xmlLimitDepth)
  }

  @Test("a document in another encoding is seen as the reader sees it")
  func encoding() throws {
    let text = try signed()
    let latin = text.replacing("encoding=\"UTF-8\"", with: "encoding=\"ISO-8859-1\"")
    let bytes = try #require(latin.data(using: .isoLatin1))
    #expect(XMLSignature.verify([UInt8](bytes), file: "report.xml").signature != nil)
    // UTF-8 read as Latin-1 is another text.
    #expect(try refusal(latin).code == .xmlSignatureChanged)
    let wide = try #require(text.replacing(" encoding=\"UTF-8\"", with: "").data(using: .utf16))
    #expect(XMLSignature.verify([UInt8](wide), file: "report.xml").signature != nil)
  }

  @Test("what cannot be signed")
  func signing() throws {
    let key = try keys.signing("rsa")
    func code(_ text: String) -> Diagnostic.Code? {
      key.sign(Array(text.utf8), file: "r").diagnostics.first?.code
    }
    #expect(code(try signed()) == .xmlSignaturePresent)
    #expect(code("<report/>") == .xmlSignatureFailed)
    #expect(code("<report>") == .xmlTruncated)
    let latin = try #require(
      "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><r>ö</r>".data(using: .isoLatin1))
    #expect(key.sign([UInt8](latin), file: "r").diagnostics.first?.code == .xmlEncoding)
    for (name, certificate, code) in [
      ("rsa", "other", Diagnostic.Code.xmlSignatureKeyMismatch), ("rsa", "p256", .xmlSignatureKeyMismatch),
      ("short", "short", .xmlSignatureKeySize), ("p384", "p384", .xmlSignatureCurve),
      ("ed25519", "ed25519", .xmlSignatureKeyKind),
    ] {
      let problem = #expect(throws: SigningProblem.self) {
        try keys.signing(name, certificate: certificate)
      }
      #expect(problem?.diagnostic.code == code)
    }
    let place = try Workplace()
    let encrypted = try place.run(
      "openssl",
      ["pkey", "-in", keys.place.path("rsa.key"), "-aes256", "-passout", "pass:secret", "-out", "locked.key"])
    #expect(encrypted.code == 0)
    for pem in [try place.read("locked.key"), [], Array("letter".utf8)] {
      let certificate = try keys.place.read("rsa.pem")
      let problem = #expect(throws: SigningProblem.self) {
        try SigningKey(pem: pem, file: "key", certificate: certificate, certificateFile: "certificate")
      }
      #expect(problem?.diagnostic.code == .xmlSignaturePrivateKey)
    }
    let nothing = #expect(throws: SigningProblem.self) {
      try SigningKey(pem: [], file: "key", certificate: [], certificateFile: "certificate")
    }
    #expect(nothing?.diagnostic.code == .xmlSignatureCertificate)
  }

  @Test("several threads verify at once, beside others that read")
  func threads() async throws {
    let document = try keys.xmlsec(Template().document())
    let wrong = Array(String(decoding: document, as: UTF8.self).replacing("43.9", with: "1").utf8)
    await withTaskGroup(of: Bool.self) { group in
      for index in 0..<40 {
        group.addTask {
          let holds = XMLSignature.verify(index % 2 == 0 ? document : wrong, file: "r").signature != nil
          return holds == (index % 2 == 0)
        }
      }
      for await result in group { #expect(result) }
    }
  }
}
