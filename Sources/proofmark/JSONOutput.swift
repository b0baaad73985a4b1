import Foundation

/// Answers for scripts.
enum JSONOutput {
  /// Prints a value as JSON: keys sorted, so that two runs can be compared.
  static func print(_ value: some Encodable) throws { Terminal.write(try text(value) + "\n") }

  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
