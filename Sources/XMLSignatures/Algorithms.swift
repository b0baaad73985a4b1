// The algorithms of XML signatures, by the identifiers that their specifications give them (W3C XML Signature 1.1,
// XML Encryption 1.1, RFC 9231).

/// The methods by which a document may be signed.
enum SignatureMethod: String, CaseIterable {
  case rsaSHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
  case ecdsaSHA256 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"

  /// The least length of an RSA key (NIST SP 800-131A).
  static let leastBits = 2048
  /// OpenSSL's name of P-256.
  static let curve = "prime256v1"

  /// The method as people call it.
  var name: String {
    switch self {
    case .rsaSHA256: "RSA-SHA256"
    case .ecdsaSHA256: "ECDSA-SHA256"
    }
  }
}

enum Algorithm {
  static let exclusiveCanonicalization = "http://www.w3.org/2001/10/xml-exc-c14n#"
  static let enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
  static let sha256 = "http://www.w3.org/2001/04/xmlenc#sha256"

  /// An identifier with what it is called, where that is known.
  static func named(_ identifier: String) -> String {
    names[identifier].map { "\($0) (\(identifier))" } ?? (identifier.isEmpty ? "none" : identifier)
  }

  /// Whether it rests on SHA-1.
  static func isSHA1(_ identifier: String) -> Bool {
    identifier.hasSuffix("sha1") || identifier.hasSuffix("#sha1-rsa-MGF1")
  }

  /// Whether it is a code made with a shared secret.
  static func isHMAC(_ identifier: String) -> Bool { identifier.contains("#hmac-") }

  private static let names = [
    "http://www.w3.org/2000/09/xmldsig#sha1": "SHA-1",
    "http://www.w3.org/2001/04/xmldsig-more#md5": "MD5",
    "http://www.w3.org/2001/04/xmldsig-more#sha384": "SHA-384",
    "http://www.w3.org/2001/04/xmlenc#sha512": "SHA-512",
    "http://www.w3.org/2000/09/xmldsig#rsa-sha1": "RSA-SHA1",
    "http://www.w3.org/2000/09/xmldsig#dsa-sha1": "DSA-SHA1",
    "http://www.w3.org/2009/xmldsig11#dsa-sha256": "DSA-SHA256",
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1": "ECDSA-SHA1",
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512": "RSA-SHA512",
    "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1": "RSA-PSS-SHA256",
    "http://www.w3.org/2000/09/xmldsig#hmac-sha1": "HMAC-SHA1",
    "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256": "HMAC-SHA256",
    "http://www.w3.org/2001/04/xmldsig-more#hmac-sha512": "HMAC-SHA512",
    "http://www.w3.org/TR/1999/REC-xslt-19991116": "XSLT",
    "http://www.w3.org/TR/1999/REC-xpath-19991116": "XPath",
    "http://www.w3.org/2002/06/xmldsig-filter2": "XPath filter 2",
    "http://www.w3.org/2000/09/xmldsig#base64": "base64",
    "http://www.w3.org/TR/2001/REC-xml-c14n-20010315": "inclusive canonicalisation",
    "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments":
      "inclusive canonicalisation with comments",
    "http://www.w3.org/2006/12/xml-c14n11": "inclusive canonicalisation 1.1",
    "http://www.w3.org/2001/10/xml-exc-c14n#WithComments": "exclusive canonicalisation with comments",
    exclusiveCanonicalization: "exclusive canonicalisation",
    enveloped: "enveloped signature",
  ]
}
