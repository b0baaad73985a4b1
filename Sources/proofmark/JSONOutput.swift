import Foundation

/// Answers for scripts.
enum JSONOutput {
  /// Prints a value as JSON: keys sorted, so that two runs can be compared.
  static func print(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    Terminal.write(String(decoding: try encoder.encode(value), as: UTF8.self) + "\n")
  }
}
