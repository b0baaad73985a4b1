import ArgumentParser
import Evidence
import Foundation
import Signatures
import XMLDocuments
import XMLSignatures

/// What a laboratory runs before it delivers a report.
struct SignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign",
    abstract: "Sign a test report with the laboratory's key.",
    discussion: """
      The report stays as it is, byte for byte; an XML signature of all of it is put in before its end, by RSA-SHA256 or \
      ECDSA-SHA256, with the certificate. Other programs verify it as well, such as xmlsec1. A report that has problems \
      is not signed. The registry takes the signature where it knows the certificate as the laboratory's.

      EXAMPLES
        openssl req -x509 -nodes -newkey ec -pkeyopt ec_paramgen_curve:P-256 -days 800 \\
          -subj "/O=Northfield Ballistics/CN=Report signing" -keyout lab.key -out lab.pem
        proofmark sign report.xml --key lab.key --certificate lab.pem -o signed.xml
        proofmark verify-signature signed.xml
        xmlsec1 --verify --pubkey-cert-pem lab.pem signed.xml

      \(ProofmarkExit.help)
      """)

  @Argument(help: "The report; - reads standard input.", completion: .file(extensions: ["xml"]))
  var report: String

  @Option(
    help: "The private key, in PEM without a password, for its owner alone (chmod 600).", completion: .file())
  var key: String

  @Option(help: "The certificate of the key, in PEM.", completion: .file(extensions: ["pem", "crt"]))
  var certificate: String

  @Option(name: .shortAndLong, help: "The file to write; - is standard output.", completion: .file())
  var output: String

  func run() throws {
    let bytes = try InputFile.demanded(report)
    let name = InputFile.name(of: report)
    let secret = try KeyAccess.reporting(key) { () throws(SignatureProblem) in
      try KeyFiles.secretBytes(at: key)
    }
    let (read, problems) = ReportReader.read(.bytes(bytes), file: name)
    for problem in problems { Terminal.complain(problem.description) }
    if read == nil { throw ProofmarkExit.refused }
    let signing: SigningKey
    do {
      signing = try SigningKey(
        pem: secret, file: key, certificate: InputFile.demanded(certificate), certificateFile: certificate)
    } catch let problem as SigningProblem {
      Terminal.complain(problem.diagnostic.description)
      throw ProofmarkExit.refused
    }
    let (signed, objections) = signing.sign(bytes, file: name)
    for objection in objections { Terminal.complain(objection.description) }
    guard let signed else { throw ProofmarkExit.refused }
    try OutputFile.write(String(decoding: signed, as: UTF8.self), to: output)
    if output != "-" {
      Terminal.write("\(SignatureText.of(signing.certificate))\nWritten     \(output)\n")
    }
  }
}

/// Says whether a report's signature holds.
struct VerifySignatureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify-signature",
    abstract: "Verify the XML signature of a report.",
    discussion: """
      One form of signature is taken, which covers the whole document: one ds:Signature as the last element of the \
      root; one Reference URI="", enveloped-signature and exclusive canonicalisation, SHA-256; RSA-SHA256 with at least \
      2048 bits or ECDSA-SHA256 on P-256; one X.509 certificate. Everything else is refused by name.

      Whose certificate it is, is not asked of anybody: name the certificate that you trust, or let the registry say, \
      which knows those of its laboratories: proofmark import.

      EXAMPLES
        proofmark verify-signature signed.xml
        proofmark verify-signature signed.xml --certificate lab.pem
        proofmark verify-signature signed.xml --format json

      \(ProofmarkExit.help)
      Here 0 says that the signature holds, and 3 that it does not or that there is none.
      """)

  @Argument(help: "The signed document; - reads standard input.", completion: .file(extensions: ["xml"]))
  var file: String

  @Option(
    help: "The certificate that it must be signed with, in PEM.",
    completion: .file(extensions: ["pem", "crt"]))
  var certificate: String?

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func run() throws {
    let bytes = try InputFile.demanded(file)
    let name = InputFile.name(of: file)
    var (signature, problems) = XMLSignature.verify(bytes, file: name)
    if let path = certificate, let found = signature {
      let pem = try InputFile.demanded(path)
      if let problem = found.objection(toOthersThan: pem, certificateFile: path, file: name) {
        problems.append(problem)
        signature = nil
      }
    }
    switch format {
    case .json:
      try JSONOutput.print(
        VerifiedSignature(
          file: name, holds: signature != nil, signature: signature.map(SignatureReport.init),
          diagnostics: problems))
    case .text:
      for problem in problems { Terminal.complain(problem.description) }
      if let signature {
        Terminal.write("\(name): the signature holds.\n\(SignatureText.of(signature.certificate))\n")
      }
    }
    if signature == nil { throw ProofmarkExit.refused }
  }
}

extension XMLSignature {
  /// What speaks against a signature that must be by one certificate; nil: nothing.
  fileprivate func objection(toOthersThan pem: [UInt8], certificateFile: String, file: String) -> Diagnostic?
  {
    guard let wanted = SigningCertificate(pem: pem) else {
      return Diagnostic(
        .xmlSignatureCertificate, file: certificateFile, "The certificate cannot be read.",
        expected: "an X.509 certificate in PEM", cure: "Name the certificate that you trust.")
    }
    if certificate == wanted { return nil }
    return Diagnostic(
      .xmlSignatureOther, file: file, line: line, "The document is signed with another certificate.",
      found: "\(certificate.subject), SHA-256 \(certificate.sha256)",
      expected: "\(wanted.subject), SHA-256 \(wanted.sha256)",
      cure: "Do not take it for signed by the one you trust.")
  }
}

/// A signature for people.
enum SignatureText {
  static func of(_ certificate: SigningCertificate) -> String {
    """
    Signed by   \(certificate.subject)
    Key         \(certificate.key), certified from \(certificate.from) to \(certificate.until)
    SHA-256     \(certificate.sha256)
    """
  }
}

/// A signature, in JSON as it stands.
struct SignatureReport: Encodable {
  var subject: String
  var sha256: String
  var method: String
  var certifiedFrom: String
  var certifiedUntil: String
  var line: Int

  init(_ signature: XMLSignature) {
    subject = signature.certificate.subject
    sha256 = signature.certificate.sha256
    method = signature.method
    certifiedFrom = signature.certificate.from.description
    certifiedUntil = signature.certificate.until.description
    line = signature.line
  }
}

private struct VerifiedSignature: Encodable {
  var file: String
  var holds: Bool
  var signature: SignatureReport?
  var diagnostics: [Diagnostic]
}
