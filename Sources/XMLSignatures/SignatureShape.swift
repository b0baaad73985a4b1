internal import CLibXML2
internal import CXMLSec
import XMLDocuments

/// A signature whose form leaves nothing open: what it covers, by which methods, and with whose certificate.
///
/// Everything in it is looked at before any of it is calculated with: whatever is not the one form that is taken is
/// refused by name.
struct SignatureShape {
  let node: xmlNodePtr
  let method: SignatureMethod
  let certificate: SigningCertificate

  /// The namespace of XML signatures.
  static let namespace = "http://www.w3.org/2000/09/xmldsig#"

  /// The signature of a tree; nil where it is not of the form, which is reported.
  static func of(_ tree: borrowing SignedTree, _ sink: inout DiagnosticSink) -> SignatureShape? {
    var examiner = ShapeExaminer(sink: sink)
    let shape = examiner.signature(of: tree)
    sink = examiner.sink
    return sink.hasErrors ? nil : shape
  }
}

/// Goes through a signature from the outside to the inside.
private struct ShapeExaminer {
  var sink: DiagnosticSink

  mutating func signature(of tree: borrowing SignedTree) -> SignatureShape? {
    var signatures: [xmlNodePtr] = []
    let root = tree.root
    root.forEachElement { if $0.isNamed("Signature", in: SignatureShape.namespace) { signatures.append($0) } }
    guard let signature = signatures.first else {
      sink.error(
        .xmlSignatureMissing, line: 0, "The document is not signed.", found: "no XML signature",
        expected: "a ds:Signature as the last element of <\(root.localName)>",
        cure: "Have it signed: proofmark sign.")
      return nil
    }
    if signatures.count > 1 {
      sink.error(
        .xmlSignatureSeveral, line: signatures[1].line, "The document has more than one signature.",
        found: "\(signatures.count) signatures", expected: "one", cure: "Sign the document once.")
      return nil
    }
    let isLast = xmlNodePtr.siblings(signature.pointee.next).allSatisfy { !$0.isElement }
    guard signature.pointee.parent == root, isLast else {
      let parent = signature.pointee.parent.map(\.localName) ?? ""
      sink.error(
        .xmlSignaturePlace, line: signature.line,
        "The signature does not stand at the end of the document that it signs.",
        found: signature.pointee.parent == root
          ? "elements after the signature" : "a signature in <\(parent)>",
        expected: "the last element of the root <\(root.localName)>",
        cure: "Get the document again from whoever signed it: something may have been wrapped around it.")
      return nil
    }
    return examine(signature)
  }

  private mutating func examine(_ signature: xmlNodePtr) -> SignatureShape? {
    guard let parts = children(of: signature, expected: ["SignedInfo", "SignatureValue", "KeyInfo"]) else {
      return nil
    }
    let method = signedInfo(parts[0])
    _ = text(of: parts[1])
    let certificate = keyInfo(parts[2])
    guard let method, let certificate else { return nil }
    guard let needed = taken(certificate, line: parts[2].line) else { return nil }
    guard needed == method else {
      sink.error(
        .xmlSignatureKeyKind, line: parts[2].line, "The key of the certificate does not sign by this method.",
        found: "\(method.name) with \(certificate.key)", expected: "\(needed.name) with this key",
        cure: "Sign with \(needed.name), or with the certificate of another key.")
      return nil
    }
    return SignatureShape(node: signature, method: method, certificate: certificate)
  }

  // MARK: - What is signed, and how

  private mutating func signedInfo(_ node: xmlNodePtr) -> SignatureMethod? {
    // Several references are named as what they are, not as elements in a wrong place.
    let references = node.content.filter { $0.isNamed("Reference", in: SignatureShape.namespace) }
    guard references.count == 1 else {
      sink.error(
        .xmlSignatureReference, line: node.line, "The signature does not refer to the document once.",
        found: "\(references.count) references", expected: "one, with URI=\"\"",
        cure: "Sign the whole document with a single Reference URI=\"\".")
      return nil
    }
    guard
      let parts = children(of: node, expected: ["CanonicalizationMethod", "SignatureMethod", "Reference"])
    else { return nil }
    if let canonicalization = algorithm(of: parts[0]), canonicalization != Algorithm.exclusiveCanonicalization
    {
      sink.error(
        .xmlSignatureCanonicalization, line: parts[0].line,
        "What is signed is in another form than is taken.",
        found: Algorithm.named(canonicalization),
        expected: Algorithm.named(Algorithm.exclusiveCanonicalization),
        cure: "Sign with exclusive canonicalisation without comments.")
    }
    reference(parts[2])
    return algorithm(of: parts[1]).flatMap { signatureMethod($0, line: parts[1].line) }
  }

  private mutating func signatureMethod(_ identifier: String, line: Int) -> SignatureMethod? {
    if let method = SignatureMethod(rawValue: identifier) { return method }
    let expected = SignatureMethod.allCases.map { "\($0.name) (\($0.rawValue))" }.joined(separator: " or ")
    let found = Algorithm.named(identifier)
    if Algorithm.isHMAC(identifier) {
      sink.error(
        .xmlSignatureHMAC, line: line,
        "The signature is a code made with a shared secret, which anybody who can check it can make.",
        found: found, expected: expected, cure: "Sign with the laboratory's private key.")
    } else if Algorithm.isSHA1(identifier) {
      sink.error(
        .xmlSignatureSHA1, line: line, "The signature rests on SHA-1, which is broken.", found: found,
        expected: expected, cure: "Sign with SHA-256.")
    } else {
      sink.error(
        .xmlSignatureMethod, line: line, "The signature is made by a method that is not taken.", found: found,
        expected: expected, cure: "Sign with RSA-SHA256 or ECDSA-SHA256.")
    }
    return nil
  }

  private mutating func reference(_ node: xmlNodePtr) {
    guard
      let parts = children(
        of: node, expected: ["Transforms", "DigestMethod", "DigestValue"], attributes: ["URI"])
    else { return }
    // Without a URI the application would say what is meant.
    let uri = node.attributes.first { $0.name == "URI" }?.value
    if uri != "" {
      sink.error(
        .xmlSignatureReference, line: node.line,
        uri.map { $0.hasPrefix("#") } ?? true
          ? "The signature covers a part of the document." : "The signature covers another document.",
        found: uri.map { "URI=\"\($0)\"" } ?? "no URI", expected: "URI=\"\"",
        cure: "Sign the whole document with a single Reference URI=\"\".")
    }
    transforms(parts[0])
    if let digest = algorithm(of: parts[1]), digest != Algorithm.sha256 {
      let isSHA1 = Algorithm.isSHA1(digest)
      sink.error(
        isSHA1 ? .xmlSignatureSHA1 : .xmlSignatureDigestMethod, line: parts[1].line,
        isSHA1
          ? "The digest is SHA-1, which is broken." : "The digest is made by a method that is not taken.",
        found: Algorithm.named(digest), expected: "SHA-256 (\(Algorithm.sha256))", cure: "Sign with SHA-256.")
    }
    _ = text(of: parts[2])
  }

  private mutating func transforms(_ node: xmlNodePtr) {
    let wanted = [Algorithm.enveloped, Algorithm.exclusiveCanonicalization]
    guard elements(of: node, attributes: []) != nil else { return }
    var found: [String] = []
    for transform in node.content where transform.isElement {
      guard transform.isNamed("Transform", in: SignatureShape.namespace) else {
        misfit(transform, in: node)
        return
      }
      found.append(transform.attributes.first { $0.name == "Algorithm" }?.value ?? "")
    }
    guard found == wanted else {
      sink.error(
        .xmlSignatureTransform, line: node.line,
        "The document is transformed by something else before it is signed.",
        found: found.isEmpty ? "no transform" : found.map(Algorithm.named).joined(separator: ", "),
        expected: wanted.map(Algorithm.named).joined(separator: ", "),
        cure: "Sign with these two transforms in this order and no other.")
      return
    }
    // A prefix list would have namespaces left to chance.
    for transform in node.content where transform.isElement { _ = algorithm(of: transform) }
  }

  // MARK: - Whose key it is

  private mutating func keyInfo(_ node: xmlNodePtr) -> SigningCertificate? {
    let inside = node.content.filter(\.isElement)
    let data = inside.first { $0.isNamed("X509Data", in: SignatureShape.namespace) }
    let certificates = data?.content.filter(\.isElement) ?? []
    guard inside.count == 1, data != nil, certificates.count == 1,
      let certificate = certificates.first,
      certificate.isNamed("X509Certificate", in: SignatureShape.namespace)
    else {
      let names = (data != nil && inside.count == 1 ? certificates : inside).map(\.localName)
      sink.error(
        .xmlSignatureKeyInfo, line: node.line, "The signature does not say by one certificate whose it is.",
        found: names.isEmpty ? "nothing" : names.joined(separator: ", "),
        expected: "X509Data with one X509Certificate and nothing else",
        cure: "Sign with the laboratory's certificate in KeyInfo; a bare key or a name shows nothing.")
      return nil
    }
    guard elements(of: node, attributes: []) != nil, let data, elements(of: data, attributes: []) != nil,
      let text = text(of: certificate)
    else { return nil }
    guard let read = SigningCertificate(base64: text) else {
      sink.error(
        .xmlSignatureCertificate, line: certificate.line, "The certificate cannot be read.",
        expected: "an X.509 certificate in DER as base64",
        cure: "Sign again with the laboratory's certificate.")
      return nil
    }
    return read
  }

  /// The method that a certificate's key signs by; nil where the key is not taken, which is reported.
  private mutating func taken(_ certificate: SigningCertificate, line: Int) -> SignatureMethod? {
    if let method = certificate.key.method { return method }
    certificate.key.objection(line: line).report(to: &sink)
    return nil
  }

  // MARK: - Elements, attributes, text

  /// The elements inside, which must be these; nil where they are not, which is reported.
  private mutating func children(
    of node: xmlNodePtr, expected: [String], attributes: [String] = []
  ) -> [xmlNodePtr]? {
    guard let inside = elements(of: node, attributes: attributes) else { return nil }
    for (index, child) in inside.enumerated() {
      guard index < expected.count, child.isNamed(expected[index], in: SignatureShape.namespace) else {
        misfit(child, in: node)
        return nil
      }
    }
    guard inside.count == expected.count else {
      sink.error(
        .xmlSignatureForm, line: node.line, "The signature is not complete.",
        found: "<\(node.localName)> without \(expected[inside.count])",
        expected: expected.joined(separator: ", "), cure: "Sign the document anew.")
      return nil
    }
    return inside
  }

  /// The elements inside, where nothing else but white space and comments is; nil otherwise, which is reported.
  private mutating func elements(of node: xmlNodePtr, attributes: [String]) -> [xmlNodePtr]? {
    for attribute in node.attributes where !attributes.contains(attribute.name) {
      stray(node, found: "\(attribute.name)=\"\(attribute.value)\"")
      return nil
    }
    var inside: [xmlNodePtr] = []
    for child in node.content {
      if child.isElement {
        inside.append(child)
      } else if !child.isBlankText, child.pointee.type != XML_COMMENT_NODE {
        stray(node, found: "text or an instruction")
        return nil
      }
    }
    return inside
  }

  /// The `Algorithm` of a method that takes no parameters; nil where it has some or names none, which is reported.
  private mutating func algorithm(of node: xmlNodePtr) -> String? {
    guard let inside = elements(of: node, attributes: ["Algorithm"]) else { return nil }
    if let parameter = inside.first {
      misfit(parameter, in: node)
      return nil
    }
    return node.attributes.first { $0.name == "Algorithm" }?.value ?? ""
  }

  /// The text of an element that has nothing else; nil where it has, which is reported.
  private mutating func text(of node: xmlNodePtr) -> String? {
    let inside = node.content
    guard node.attributes.isEmpty, inside.count == 1, inside[0].pointee.type == XML_TEXT_NODE
    else {
      stray(node, found: inside.isEmpty ? "nothing" : "more than text")
      return nil
    }
    return inside[0].ownText
  }

  private mutating func misfit(_ child: xmlNodePtr, in node: xmlNodePtr) {
    sink.error(
      .xmlSignatureForm, line: child.line, "Something has no place in the signature.",
      found: "<\(child.localName)> in <\(node.localName)>", expected: "nothing but what a signature needs",
      cure: "Sign with SignedInfo, SignatureValue and KeyInfo, without objects, properties and parameters.")
  }

  private mutating func stray(_ node: xmlNodePtr, found: String) {
    sink.error(
      .xmlSignatureForm, line: node.line, "Something has no place in the signature.",
      found: "\(found) in <\(node.localName)>", expected: "nothing but what a signature needs",
      cure: "Sign with SignedInfo, SignatureValue and KeyInfo, without identifiers and parameters.")
  }
}

/// What is wrong with a key, not with a document.
struct KeyObjection {
  var code: Diagnostic.Code
  var line: Int
  var message: String
  var found: String
  var expected: String
  var cure: String

  func report(to sink: inout DiagnosticSink) {
    sink.error(code, line: line, message, found: found, expected: expected, cure: cure)
  }
}

extension SigningCertificate.Key {
  /// Why a key that no method is taken for is refused.
  func objection(line: Int) -> KeyObjection {
    let cure = "Make another key, and let the registry know its certificate."
    return switch self {
    case .rsa:
      KeyObjection(
        code: .xmlSignatureKeySize, line: line, message: "The RSA key of the certificate is too short.",
        found: description, expected: "at least \(SignatureMethod.leastBits) bits", cure: cure)
    case .elliptic:
      KeyObjection(
        code: .xmlSignatureCurve, line: line,
        message: "The key of the certificate is on a curve that is not taken.",
        found: description, expected: "P-256 (\(SignatureMethod.curve))", cure: cure)
    case .other:
      KeyObjection(
        code: .xmlSignatureKeyKind, line: line,
        message: "The key of the certificate is of a kind that is not taken.",
        found: description, expected: "RSA or an elliptic curve", cure: cure)
    }
  }
}
