import Foundation
import Quantities
import Testing
import XMLSignatures

/// Keys that openssl makes once for the tests, in a folder that is removed with them.
enum LaboratoryKeys {
  private static let folder =
    FileManager.default.temporaryDirectory.appendingPathComponent("laboratory-keys-\(getpid())").path

  /// Two keys of a laboratory, one after the other, valid for 30 days.
  static let old = Result { try make("old") }
  static let new = Result { try make("new") }

  private static func make(_ name: String) throws -> SigningKey {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    atexit { try? FileManager.default.removeItem(atPath: LaboratoryKeys.folder) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
    process.arguments = [
      "req", "-x509", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-days", "30",
      "-subj",
      "/O=Northfield/CN=\(name)", "-keyout", "\(folder)/\(name).key", "-out", "\(folder)/\(name).pem",
    ]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "openssl could not make a key")
    func bytes(_ file: String) throws -> [UInt8] {
      [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name).\(file)")))
    }
    return try SigningKey(
      pem: bytes("key"), file: "\(name).key", certificate: bytes("pem"), certificateFile: "\(name).pem")
  }

  /// The certificate of a key in PEM.
  static func pem(_ key: SigningKey) -> String {
    let base64 = Data(key.certificate.der).base64EncodedString(options: [
      .lineLength64Characters, .endLineWithLineFeed,
    ])
    return "-----BEGIN CERTIFICATE-----\n\(base64)\n-----END CERTIFICATE-----\n"
  }
}
