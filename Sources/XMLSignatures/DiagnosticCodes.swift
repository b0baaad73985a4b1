import XMLDocuments

// The kinds of problem that this room reports. The reference page of diagnostics is made from these comments: the
// first paragraph says what it means and why it happens, the second what to do.

extension Diagnostic.Code {
  // MARK: - What a signature covers

  /// The document has no XML signature.
  ///
  /// Have it signed: `proofmark sign`.
  public static let xmlSignatureMissing: Self = "xml.signature.missing"

  /// The document has more than one XML signature, so that it would depend on the reader which one counts.
  ///
  /// Sign the document once.
  public static let xmlSignatureSeveral: Self = "xml.signature.several"

  /// The signature does not stand as the last element of the root: the document may have been wrapped in another one,
  /// or something put in beside what was signed.
  ///
  /// Get the document again from whoever signed it.
  public static let xmlSignaturePlace: Self = "xml.signature.place"

  /// The signature has an element, attribute or text that has no place in it, or lacks one that has: an object, a
  /// manifest, a parameter of an algorithm.
  ///
  /// Sign with `SignedInfo`, `SignatureValue` and `KeyInfo` and nothing else.
  public static let xmlSignatureForm: Self = "xml.signature.form"

  /// The signature does not refer to the whole document, once: it refers to a part, to another document, to several or
  /// to nothing.
  ///
  /// Sign with a single `Reference URI=""`.
  public static let xmlSignatureReference: Self = "xml.signature.reference"

  /// The reference is transformed by something else than the two transforms that leave nothing out but the signature:
  /// XSLT, XPath, another canonicalisation.
  ///
  /// Sign with the enveloped-signature transform and exclusive canonicalisation, in this order.
  public static let xmlSignatureTransform: Self = "xml.signature.transform"

  /// What was signed is not in exclusive canonical form.
  ///
  /// Sign with `http://www.w3.org/2001/10/xml-exc-c14n#` as the canonicalisation method.
  public static let xmlSignatureCanonicalization: Self = "xml.signature.canonicalization"

  // MARK: - How it was made

  /// The signature or its digest rests on SHA-1, for which different documents with the same digest can be made.
  ///
  /// Sign with SHA-256.
  public static let xmlSignatureSHA1: Self = "xml.signature.sha1"

  /// The signature is a code made with a shared secret (HMAC). Whoever can check it can make it, so it shows nothing;
  /// with a public key as the secret, anybody can.
  ///
  /// Sign with the laboratory's private key: RSA-SHA256 or ECDSA-SHA256.
  public static let xmlSignatureHMAC: Self = "xml.signature.hmac"

  /// The signature is made by a method that is not taken here.
  ///
  /// Sign with RSA-SHA256 or ECDSA-SHA256.
  public static let xmlSignatureMethod: Self = "xml.signature.method"

  /// The digest is made by a method that is not taken here.
  ///
  /// Sign with SHA-256 as the digest method.
  public static let xmlSignatureDigestMethod: Self = "xml.signature.digest-method"

  // MARK: - Who made it

  /// The signature does not say by exactly one X.509 certificate whose it is: it names a bare key, a name, or several
  /// certificates. A bare key is anybody's.
  ///
  /// Sign with the laboratory's certificate in `KeyInfo/X509Data/X509Certificate`, and nothing else there.
  public static let xmlSignatureKeyInfo: Self = "xml.signature.key-info"

  /// The certificate cannot be read.
  ///
  /// Use an X.509 certificate in PEM, or in DER as base64.
  public static let xmlSignatureCertificate: Self = "xml.signature.certificate"

  /// The RSA key of the certificate is too short.
  ///
  /// Make a key of at least 2048 bits, and let the registry know its certificate.
  public static let xmlSignatureKeySize: Self = "xml.signature.key-size"

  /// The key of the certificate is on another elliptic curve than P-256.
  ///
  /// Make a key on P-256 (prime256v1, secp256r1), and let the registry know its certificate.
  public static let xmlSignatureCurve: Self = "xml.signature.curve"

  /// The key of the certificate is neither an RSA nor an elliptic-curve key, or not of the kind that the signature's
  /// method needs.
  ///
  /// Sign with RSA-SHA256 and an RSA key, or with ECDSA-SHA256 and a key on P-256.
  public static let xmlSignatureKeyKind: Self = "xml.signature.key-kind"

  // MARK: - Whether it holds

  /// The document was changed since it was signed: it no longer has the digest that was signed.
  ///
  /// Do not trust the document; get it again from whoever signed it.
  public static let xmlSignatureChanged: Self = "xml.signature.changed"

  /// The signature was not made with the key of the certificate that it names, or the signature itself was changed.
  ///
  /// Do not trust the document; get it again from whoever signed it.
  public static let xmlSignatureWrong: Self = "xml.signature.wrong"

  /// The signature holds, and was made with another certificate than the one that was named.
  ///
  /// Name the right certificate, or do not take the document for signed by its owner.
  public static let xmlSignatureOther: Self = "xml.signature.other"

  // MARK: - Signing

  /// The document is signed already.
  ///
  /// Sign the document as it was before, or send it as it is.
  public static let xmlSignaturePresent: Self = "xml.signature.present"

  /// The private key cannot be read: the file is no key in PEM, or is encrypted with a password.
  ///
  /// Name a private key in PEM without a password, which only its owner may read.
  public static let xmlSignaturePrivateKey: Self = "xml.signature.private-key"

  /// The private key does not belong to the certificate.
  ///
  /// Name the key that the certificate was made for.
  public static let xmlSignatureKeyMismatch: Self = "xml.signature.key-mismatch"

  /// The signing library failed.
  ///
  /// Try again; if it persists, report it together with the document.
  public static let xmlSignatureFailed: Self = "xml.signature.failed"
}
