/// What is wrong with a key or a signature, in words that say what to do; never a part of a secret key.
public struct SignatureProblem: Error, Sendable, Hashable {
  /// A stable, dotted name for a kind of problem, such as `key.encrypted`.
  public struct Code: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }
    public init(stringLiteral value: String) { rawValue = value }
  }

  /// What kind of problem it is; stable from release to release.
  public var code: Code
  /// The line of the file, counted from 1; 0 if the problem concerns the file as a whole.
  public var line: Int
  /// The problem in one sentence.
  public var message: String
  /// What to do about it, in a sentence.
  public var cure: String

  init(_ code: Code, line: Int = 0, _ message: String, cure: String) {
    self.code = code
    self.line = line
    self.message = message
    self.cure = cure
  }
}

extension SignatureProblem: CustomStringConvertible {
  /// The sentence with its code, and the cure on a line of its own.
  public var description: String { "\(message) [\(code.rawValue)]\n  \(cure)" }
}
