import Foundation
import Testing
import XMLSignatures

/// Keys and certificates that openssl makes once for all tests, in a folder that is removed with them.
final class Keys: Sendable {
  static let made = Result { try Keys() }

  let place: Workplace
  private static let folder =
    FileManager.default.temporaryDirectory.appendingPathComponent("xmlsignatures-keys-\(getpid())").path

  private init() throws {
    place = try Workplace(Keys.folder)
    atexit { try? FileManager.default.removeItem(atPath: Keys.folder) }
    for (name, algorithm) in [
      ("rsa", ["-newkey", "rsa:2048"]), ("other", ["-newkey", "rsa:2048"]),
      ("short", ["-newkey", "rsa:1024"]),
      ("p256", ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]),
      ("p384", ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-384"]),
      ("ed25519", ["-newkey", "ed25519"]),
    ] {
      let run = try place.run(
        "openssl",
        ["req", "-x509", "-nodes"] + algorithm + [
          "-keyout", "\(name).key", "-out", "\(name).pem", "-days", "800", "-subj",
          "/O=Northfield/CN=\(name)",
        ])
      try #require(run.code == 0, "\(run.output)")
    }

  }

  func signing(_ name: String, certificate: String? = nil) throws -> SigningKey {
    let other = certificate ?? name
    return try SigningKey(
      pem: place.read("\(name).key"), file: "\(name).key", certificate: place.read("\(other).pem"),
      certificateFile: "\(other).pem")
  }

  func certificate(_ name: String) throws -> SigningCertificate {
    try #require(SigningCertificate(pem: place.read("\(name).pem")))
  }
}

/// A template for xmlsec1, with any part of it as a test wants it.
struct Template {
  static let enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
  static let exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#"
  static let more = "http://www.w3.org/2001/04/xmldsig-more#"

  var canonicalization = Template.exclusive
  var method = Template.more + "rsa-sha256"
  var uri = "URI=\"\""
  var transforms = [Template.enveloped, Template.exclusive].map { "<Transform Algorithm=\"\($0)\"/>" }
    .joined()
  var digest = "http://www.w3.org/2001/04/xmlenc#sha256"
  var keyInfo = "<KeyInfo><X509Data/></KeyInfo>"
  /// After the reference, within `SignedInfo`.
  var moreReferences = ""
  /// At the end of the signature.
  var object = ""

  static func reference(_ uri: String, _ transforms: String, _ digest: String) -> String {
    """
    <Reference \(uri)><Transforms>\(transforms)</Transforms><DigestMethod Algorithm="\(digest)"/>\
    <DigestValue></DigestValue></Reference>
    """
  }

  var text: String {
    """
    <Signature xmlns="http://www.w3.org/2000/09/xmldsig#">
      <SignedInfo>
        <CanonicalizationMethod Algorithm="\(canonicalization)"/><SignatureMethod Algorithm="\(method)"/>
        \(Template.reference(uri, transforms, digest))\(moreReferences)
      </SignedInfo>
      <SignatureValue></SignatureValue>
      \(keyInfo)\(object)
    </Signature>
    """
  }

  /// A document with this template as the last element of its root.
  func document(_ inside: String = Template.content) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <report xmlns="urn:example" xmlns:unused="urn:unused" n="1"   id='R 1'>
    \(inside)
    \(text)
    </report>

    """
  }

  static let content =
    "  <!-- a remark --><shot depth=\"43.9\"/><?note kept?>\n  <note>Tiefe &amp; <![CDATA[Größe]]></note>"
  /// The same document without a signature.
  static let plain =
    "<?xml version=\"1.0\"?>\n<report xmlns=\"urn:example\" id='R 1'>\n\(content)\n</report>\n<!-- end -->\n"
}

extension Keys {
  /// Has xmlsec1 sign a document.
  func xmlsec(_ document: String, key: String = "rsa", options: [String] = []) throws -> [UInt8] {
    let place = try Workplace()
    try place.write("in.xml", document)
    let run = try place.run(
      "xmlsec1",
      ["--sign"]
        + (options.isEmpty
          ? ["--privkey-pem", "\(self.place.path(key)).key,\(self.place.path(key)).pem"] : options)
        + ["--output", "out.xml", "in.xml"])
    try #require(run.code == 0, "\(run.output)")
    return try place.read("out.xml")
  }

  /// Whether xmlsec1 finds that a document was signed by a key.
  func xmlsecVerifies(_ document: [UInt8], certificate: String) throws -> Bool {
    let place = try Workplace()
    try place.write("in.xml", document)
    let run = try place.run(
      "xmlsec1", ["--verify", "--pubkey-cert-pem", "\(self.place.path(certificate)).pem", "in.xml"])
    return run.code == 0
  }
}
