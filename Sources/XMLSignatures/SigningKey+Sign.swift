internal import CLibXML2
internal import CXMLSec
import XMLDocuments

extension SigningKey {
  /// Signs the whole of a document.
  ///
  /// The document stays as it is, byte for byte; the signature is put in before the end of its root. The result was
  /// verified before it is returned.
  ///
  /// - Parameters:
  ///   - bytes: the document in UTF-8, at most 4 MiB, not signed yet.
  ///   - file: what to call it in diagnostics.
  /// - Returns: the signed document, or nil; and every problem.
  public func sign(_ bytes: [UInt8], file: String) -> (signed: [UInt8]?, diagnostics: [Diagnostic]) {
    func failure(
      _ code: Diagnostic.Code, line: Int = 0, _ message: String, found: String? = nil,
      expected: String? = nil,
      cure: String? = nil
    ) -> (signed: [UInt8]?, diagnostics: [Diagnostic]) {
      (
        nil,
        [
          Diagnostic(
            code, file: file, line: line, message, found: found, expected: expected, cure: cure)
        ]
      )
    }
    let (present, problems) = bytes.withUnsafeBytes { buffer in
      SignedTree.with(buffer, file: file) { tree, text -> (line: Int?, isUTF8: Bool) in
        var line: Int?
        tree.root.forEachElement {
          if line == nil, $0.isNamed("Signature", in: XMLSignature.namespace) { line = $0.line }
        }
        return (line, bytes.elementsEqual(text) || bytes.dropFirst(3).elementsEqual(text))
      }
    }
    guard let present else { return (nil, problems) }
    if let line = present.line {
      return failure(
        .xmlSignaturePresent, line: line, "The document is signed already.", found: "a signature",
        expected: "a document without one", cure: "Send it as it is, or sign the document as it was before.")
    }
    guard present.isUTF8 else {
      return failure(
        .xmlEncoding, "The document is not written in UTF-8, and a signature is only put into one that is.",
        found: "another encoding", expected: "UTF-8", cure: "Save the document as UTF-8 and sign that.")
    }
    guard let place = SigningKey.endOfRoot(of: bytes) else {
      return failure(
        .xmlSignatureFailed, "The end of the root element is not found.", found: "a root without content",
        expected: "a closing tag", cure: "Check that the right file was named.")
    }
    func document(_ signature: String) -> [UInt8] {
      Array(bytes[..<place]) + Array(signature.utf8) + Array(bytes[place...])
    }
    let template = SignatureText(method: method).text
    let filled = document(template).withUnsafeBytes { buffer in
      SignedTree.with(buffer, file: file) { tree, _ in self.fill(tree) }.value ?? nil
    }
    guard let filled else {
      return failure(
        .xmlSignatureFailed, "The document could not be signed.",
        cure: "Try again; if it persists, report it.")
    }
    let signed = document(
      SignatureText(method: method, digest: filled.digest, value: filled.value, certificate: certificate).text
    )
    let (signature, faults) = XMLSignature.verify(signed, file: file)
    return (signature?.certificate == certificate ? signed : nil, faults)
  }

  /// Calculates the two values of the signature in a tree.
  private func fill(_ tree: borrowing SignedTree) -> (digest: String, value: String)? {
    var node: xmlNodePtr?
    var (digest, value): (xmlNodePtr?, xmlNodePtr?)
    tree.root.forEachElement {
      if $0.isNamed("Signature", in: XMLSignature.namespace) { node = $0 }
      if $0.isNamed("DigestValue", in: XMLSignature.namespace) { digest = $0 }
      if $0.isNamed("SignatureValue", in: XMLSignature.namespace) { value = $0 }
    }
    guard let node, let context = context(), context.sign(node), let digest, let value else { return nil }
    return (digest.content.map(\.ownText).joined(), value.content.map(\.ownText).joined())
  }

  /// Where the root's closing tag begins: before it only comments, instructions and white space can follow.
  private static func endOfRoot(of bytes: [UInt8]) -> Int? {
    var end = bytes.count
    func last(_ text: String) -> Int? {
      let wanted = Array(text.utf8)
      return stride(from: end - wanted.count, through: 0, by: -1).first {
        bytes[$0..<$0 + wanted.count].elementsEqual(wanted)
      }
    }
    while true {
      while end > 0, bytes[end - 1] <= UInt8(ascii: " ") { end -= 1 }
      if bytes[..<end].suffix(3).elementsEqual("-->".utf8) {
        guard let begin = last("<!--") else { return nil }
        end = begin
      } else if bytes[..<end].suffix(2).elementsEqual("?>".utf8) {
        guard let begin = last("<?") else { return nil }
        end = begin
      } else {
        guard let begin = last("<"), begin + 1 < end, bytes[begin + 1] == UInt8(ascii: "/") else {
          return nil
        }
        return begin
      }
    }
  }
}

/// A signature as it is written into a document.
struct SignatureText {
  let method: SignatureMethod
  var digest = ""
  var value = ""
  /// Without it, as long as the values are calculated: it is not signed, and must not be looked at then.
  var certificate: SigningCertificate?

  var text: String {
    """
      <Signature xmlns="\(XMLSignature.namespace)">
        <SignedInfo>
          <CanonicalizationMethod Algorithm="\(Algorithm.exclusiveCanonicalization)"/>
          <SignatureMethod Algorithm="\(method.rawValue)"/>
          <Reference URI="">
            <Transforms>
              <Transform Algorithm="\(Algorithm.enveloped)"/>
              <Transform Algorithm="\(Algorithm.exclusiveCanonicalization)"/>
            </Transforms>
            <DigestMethod Algorithm="\(Algorithm.sha256)"/>
            <DigestValue>\(digest)</DigestValue>
          </Reference>
        </SignedInfo>
        <SignatureValue>\(value)</SignatureValue>
    \(keyInfo)  </Signature>

    """
  }

  private var keyInfo: String {
    guard let certificate else { return "" }
    return """
          <KeyInfo>
            <X509Data>
              <X509Certificate>\(certificate.base64)</X509Certificate>
            </X509Data>
          </KeyInfo>

      """
  }
}
