internal import CXMLSec
import Foundation
import Quantities

/// An X.509 certificate, as far as it matters here: whose key it is and from when to when.
///
/// Nobody's authority stands behind it but the registry's, which names it by ``sha256``: who issued it is not asked.
public struct SigningCertificate: Sendable, Hashable {
  /// The certificate in DER.
  public let der: [UInt8]
  /// SHA-256 of ``der``, lower-case hexadecimal.
  public let sha256: String
  /// Whom it names, such as `/O=Northfield Ballistics/CN=Report signing`.
  public let subject: String
  /// The first and the last day of its validity, in UTC.
  public let from: Day
  public let until: Day
  public let key: Key

  /// What kind of key it certifies.
  public enum Key: Sendable, Hashable, CustomStringConvertible {
    /// RSA, with so many bits.
    case rsa(bits: Int)
    /// An elliptic curve by OpenSSL's name; empty where it has none.
    case elliptic(curve: String)
    case other

    public var description: String {
      switch self {
      case .rsa(let bits): "RSA of \(bits) bits"
      case .elliptic(let curve): "elliptic curve \(curve.isEmpty ? "without a name" : curve)"
      case .other: "neither RSA nor an elliptic curve"
      }
    }
  }

  /// The longest certificate that is read, in bytes of DER.
  static let limit = 64 << 10

  /// Reads a certificate; nil where the bytes are no X.509 certificate, and nothing else, in DER.
  public init?(der: [UInt8]) {
    guard XMLSecurity.isReady, der.count <= SigningCertificate.limit else { return nil }
    let read = XMLSecurity.quietly { () -> Self? in
      guard let certificate = SigningCertificate.parsed(der) else { return nil }
      defer { X509_free(certificate) }
      return Self(certificate, der: der)
    }
    guard let read else { return nil }
    self = read
  }

  /// Reads the first certificate of a PEM file; nil where there is none.
  public init?(pem: [UInt8]) {
    let text = String(decoding: pem, as: UTF8.self)
    guard let begin = text.range(of: "-----BEGIN CERTIFICATE-----"),
      let end = text.range(of: "-----END CERTIFICATE-----", range: begin.upperBound..<text.endIndex)
    else { return nil }
    self.init(base64: text[begin.upperBound..<end.lowerBound])
  }

  /// Reads a certificate in DER as base64, with white space anywhere.
  init?(base64: some StringProtocol) {
    let packed = base64.utf8.filter { !" \t\r\n".utf8.contains($0) }
    guard let der = Data(base64Encoded: Data(packed)) else { return nil }
    self.init(der: [UInt8](der))
  }

  private init?(_ certificate: OpaquePointer, der: [UInt8]) {
    guard let from = SigningCertificate.day(X509_get0_notBefore(certificate)),
      let until = SigningCertificate.day(X509_get0_notAfter(certificate)),
      let key = X509_get0_pubkey(certificate), let sha256 = SigningCertificate.digest(of: der)
    else { return nil }
    self.der = der
    self.sha256 = sha256
    self.from = from
    self.until = until
    self.key = Key(key)
    var name = [CChar](repeating: 0, count: 512)
    X509_NAME_oneline(X509_get_subject_name(certificate), &name, Int32(name.count))
    subject = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// OpenSSL's form of a certificate, which the caller frees.
  static func parsed(_ der: [UInt8]) -> OpaquePointer? {
    der.withUnsafeBufferPointer { buffer in
      var position = buffer.baseAddress
      guard let certificate = d2i_X509(nil, &position, buffer.count) else { return nil }
      // What follows the certificate is none of it.
      guard let start = buffer.baseAddress, position == start + buffer.count else {
        X509_free(certificate)
        return nil
      }
      return certificate
    }
  }

  private static func day(_ time: UnsafePointer<ASN1_TIME>?) -> Day? {
    var fields = tm()
    guard let time, ASN1_TIME_to_tm(time, &fields) == 1 else { return nil }
    return Day(year: Int(fields.tm_year) + 1900, month: Int(fields.tm_mon) + 1, day: Int(fields.tm_mday))
  }

  private static func digest(of bytes: [UInt8]) -> String? {
    var digest = [UInt8](repeating: 0, count: 32)
    guard EVP_Digest(bytes, bytes.count, &digest, nil, EVP_sha256(), nil) == 1 else { return nil }
    return digest.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }
}

extension SigningCertificate.Key {
  init(_ key: OpaquePointer) {
    switch EVP_PKEY_get_base_id(key) {
    case NID_rsaEncryption: self = .rsa(bits: Int(EVP_PKEY_get_bits(key)))
    case NID_X9_62_id_ecPublicKey:
      var name = [CChar](repeating: 0, count: 80)
      var length = 0
      let isNamed = EVP_PKEY_get_group_name(key, &name, name.count, &length) == 1
      let letters = name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
      self = .elliptic(curve: isNamed ? String(decoding: letters, as: UTF8.self) : "")
    default: self = .other
    }
  }

  /// The method that a key of this kind signs by; nil where it is not taken.
  var method: SignatureMethod? {
    switch self {
    case .rsa(let bits): bits >= SignatureMethod.leastBits ? .rsaSHA256 : nil
    case .elliptic(let curve): curve == SignatureMethod.curve ? .ecdsaSHA256 : nil
    case .other: nil
    }
  }
}

extension SigningCertificate {
  /// ``der`` as base64 in lines of 64 characters, as xmlsec writes it.
  var base64: String {
    Data(der).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
  }
}
