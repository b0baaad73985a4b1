internal import CXMLSec
import XMLDocuments

/// A private key with its certificate: what a laboratory signs with. Nothing prints the key.
public final class SigningKey: @unchecked Sendable {
  // Sendable, because OpenSSL's keys may be used by several threads at a time (openssl-threads(7)): each signature has a
  // context of its own, and references are counted atomically. The pointer itself never changes.

  public let certificate: SigningCertificate
  let method: SignatureMethod
  private let key: OpaquePointer

  /// - Parameters:
  ///   - pem: the private key, in PEM and without a password.
  ///   - certificate: the certificate, in PEM.
  ///   - file, certificateFile: what to call them in diagnostics.
  /// - Throws: ``SigningProblem`` where one of them cannot be read, the key is not of a kind that is taken, or the
  ///   two do not belong together.
  public init(
    pem: [UInt8], file: String, certificate: [UInt8], certificateFile: String
  ) throws(SigningProblem) {
    guard let read = SigningCertificate(pem: certificate) else {
      throw SigningProblem(
        diagnostic: Diagnostic(
          .xmlSignatureCertificate, file: certificateFile, "The certificate cannot be read.",
          expected: "an X.509 certificate in PEM", cure: "Name the certificate of the laboratory's key."))
    }
    guard let method = read.key.method else {
      let objection = read.key.objection(line: 0)
      throw SigningProblem(
        diagnostic: Diagnostic(
          objection.code, file: certificateFile, objection.message, found: objection.found,
          expected: objection.expected, cure: objection.cure))
    }
    guard let key = XMLSecurity.quietly({ SigningKey.privateKey(pem) }) else {
      throw SigningProblem(
        diagnostic: Diagnostic(
          .xmlSignaturePrivateKey, file: file, "The private key cannot be read.",
          expected: "a private key in PEM without a password",
          cure:
            "Name the laboratory's private key; openssl pkey takes a password off a copy for its owner alone."
        ))
    }
    let belongs = read.publicKey.map { other in
      defer { EVP_PKEY_free(other) }
      return XMLSecurity.quietly { EVP_PKEY_eq(key, other) == 1 }
    }
    guard belongs == true else {
      EVP_PKEY_free(key)
      throw SigningProblem(
        diagnostic: Diagnostic(
          .xmlSignatureKeyMismatch, file: file, "The private key does not belong to the certificate.",
          found: "another key", expected: "the key of \(read.subject)",
          cure: "Name the key that the certificate was made for."))
    }
    self.certificate = read
    self.method = method
    self.key = key
  }

  deinit { EVP_PKEY_free(key) }

  /// A context to sign once.
  func context() -> SignatureContext? {
    guard EVP_PKEY_up_ref(key) == 1 else { return nil }
    return SignatureContext(key: key, method: method)
  }

  private static func privateKey(_ pem: [UInt8]) -> OpaquePointer? {
    guard XMLSecurity.isReady, let bio = BIO_new_mem_buf(pem, Int32(clamping: pem.count)) else { return nil }
    defer { BIO_free(bio) }
    // OpenSSL would ask for a password on the terminal; this gives none.
    return PEM_read_bio_PrivateKey(bio, nil, { _, _, _, _ in -1 }, nil)
  }
}

/// Why a document cannot be signed.
public struct SigningProblem: Error {
  public let diagnostic: Diagnostic
}
