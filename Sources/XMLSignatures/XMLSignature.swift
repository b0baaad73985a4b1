internal import CXMLSec
import XMLDocuments

/// The XML signature of a document: who signed all of it.
///
/// One form is taken and everything else is refused by name: exactly one `ds:Signature`, the last element of the root;
/// one `Reference URI=""`, transformed by enveloped-signature and exclusive canonicalisation (without comments, without
/// a prefix list) and nothing else; SHA-256; RSA-SHA256 with at least 2048 bits or ECDSA-SHA256 on P-256; `KeyInfo` with
/// one X.509 certificate. So nothing in the document but comments and the signature itself is unsigned, and comments
/// are no part of what a reader here sees.
///
/// Nothing is fetched, and no authority is asked: that the certificate is the signer's is for the caller to know.
public struct XMLSignature: Sendable, Hashable {
  /// The namespace of signatures.
  public static let namespace = SignatureShape.namespace

  /// Whose key signed.
  public var certificate: SigningCertificate
  /// How: `RSA-SHA256` or `ECDSA-SHA256`.
  public var method: String
  /// The line on which the signature begins.
  public var line: Int

  /// Verifies that the whole of a document was signed with the key of the certificate that its signature names.
  ///
  /// - Parameters:
  ///   - bytes: the document, at most 4 MiB.
  ///   - file: what to call it in diagnostics.
  /// - Returns: the signature where it holds, otherwise nil; and every problem.
  public static func verify(
    _ bytes: UnsafeRawBufferPointer, file: String
  ) -> (signature: XMLSignature?, diagnostics: [Diagnostic]) {
    let (result, problems) = SignedTree.with(bytes, file: file) { tree, _ in
      var sink = DiagnosticSink(file: file)
      let signature = SignatureShape.of(tree, &sink).flatMap { verify($0, &sink) }
      return (sink.hasErrors ? nil : signature, sink.diagnostics)
    }
    return result ?? (nil, problems)
  }

  /// The same for bytes in an array.
  public static func verify(
    _ bytes: [UInt8], file: String
  ) -> (signature: XMLSignature?, diagnostics: [Diagnostic]) {
    bytes.withUnsafeBytes { verify($0, file: file) }
  }

  private static func verify(_ shape: SignatureShape, _ sink: inout DiagnosticSink) -> XMLSignature? {
    let line = shape.node.line
    guard let context = SignatureContext(key: shape.certificate.publicKey, method: shape.method) else {
      sink.error(.xmlSignatureFailed, line: line, "The key of the certificate cannot be used.")
      return nil
    }
    switch context.verify(shape.node) {
    case .holds:
      return XMLSignature(certificate: shape.certificate, method: shape.method.name, line: line)
    case .changed:
      sink.error(
        .xmlSignatureChanged, line: line, "The document was changed since it was signed.",
        found: "another digest", expected: "the digest that was signed",
        cure: "Do not trust the document; get it again from whoever signed it.")
    case .wrong:
      sink.error(
        .xmlSignatureWrong, line: line,
        "The signature was not made with the key of its certificate, or was itself changed.",
        found: "a signature that does not fit \(shape.certificate.subject)",
        expected: "a signature by the certificate's key",
        cure: "Do not trust the document; get it again from whoever signed it.")
    }
    return nil
  }
}
