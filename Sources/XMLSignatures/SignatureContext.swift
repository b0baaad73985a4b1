internal import CLibXML2
internal import CXMLSec

/// One signature in the making or under examination: xmlsec, with everything switched off that the one form of
/// signature does not need.
struct SignatureContext: ~Copyable {
  private let context: xmlSecDSigCtxPtr

  /// What verifying came to.
  enum Outcome {
    case holds
    /// The document has another digest than was signed.
    case changed
    /// The signature is not the key's.
    case wrong
  }

  /// - Parameter key: OpenSSL's key, whose reference is taken over; nil gives nil.
  init?(key: OpaquePointer?, method: SignatureMethod) {
    guard let key else { return nil }
    guard let data = xmlSecOpenSSLEvpKeyAdopt(key) else {
      EVP_PKEY_free(key)
      return nil
    }
    guard let ready = xmlSecKeyCreate() else {
      xmlSecKeyDataDestroy(data)
      return nil
    }
    guard xmlSecKeySetValue(ready, data) == 0 else {
      xmlSecKeyDataDestroy(data)
      xmlSecKeyDestroy(ready)
      return nil
    }
    guard let context = xmlSecDSigCtxCreate(nil) else {
      xmlSecKeyDestroy(ready)
      return nil
    }
    // The key is the one of the certificate that was looked at; xmlsec then does not look into KeyInfo itself.
    context.pointee.signKey = ready
    context.pointee.enabledReferenceUris = xmlSecTransformUriType(xmlSecTransformUriTypeEmpty)
    let canonicalization = xmlSecTransformExclC14NGetKlass()
    let references = [
      xmlSecTransformEnvelopedGetKlass(), canonicalization, xmlSecOpenSSLTransformSha256GetKlass(),
    ]
    let signatures = [canonicalization, method.transform]
    guard references.allSatisfy({ xmlSecDSigCtxEnableReferenceTransform(context, $0) == 0 }),
      signatures.allSatisfy({ xmlSecDSigCtxEnableSignatureTransform(context, $0) == 0 })
    else {
      xmlSecDSigCtxDestroy(context)
      return nil
    }
    self.context = context
  }

  deinit { xmlSecDSigCtxDestroy(context) }

  /// Holds a signature against its document.
  func verify(_ signature: xmlNodePtr) -> Outcome {
    guard xmlSecDSigCtxVerify(context, signature) == 0 else { return .wrong }
    if context.pointee.status == xmlSecDSigStatusSucceeded {
      // Anything else than one reference would not have been let pass; that it was looked at is made sure of here.
      let count = xmlSecPtrListGetSize(&context.pointee.signedInfoReferences)
      return count == 1 && referenceStatus == xmlSecDSigStatusSucceeded ? .holds : .wrong
    }
    return referenceStatus == xmlSecDSigStatusSucceeded ? .wrong : .changed
  }

  private var referenceStatus: xmlSecDSigStatus {
    guard let item = xmlSecPtrListGetItem(&context.pointee.signedInfoReferences, 0) else {
      return xmlSecDSigStatusUnknown
    }
    return item.assumingMemoryBound(to: xmlSecDSigReferenceCtx.self).pointee.status
  }

  /// Fills in the digest and the value of a signature.
  func sign(_ signature: xmlNodePtr) -> Bool {
    xmlSecDSigCtxSign(context, signature) == 0 && context.pointee.status == xmlSecDSigStatusSucceeded
  }
}

extension SignatureMethod {
  var transform: xmlSecTransformId? {
    switch self {
    case .rsaSHA256: xmlSecOpenSSLTransformRsaSha256GetKlass()
    case .ecdsaSHA256: xmlSecOpenSSLTransformEcdsaSha256GetKlass()
    }
  }
}

extension SigningCertificate {
  /// The certified key, whose reference the caller owns.
  var publicKey: OpaquePointer? {
    guard let certificate = SigningCertificate.parsed(der) else { return nil }
    defer { X509_free(certificate) }
    return X509_get_pubkey(certificate)
  }
}
