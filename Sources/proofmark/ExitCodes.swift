import ArgumentParser

/// What a script can tell from the exit code.
enum ProofmarkExit {
  /// Everything asked for is met or done.
  static let success = ExitCode(0)
  /// Some requirement is not met.
  static let notMet = ExitCode(1)
  /// Nothing is known not to be met, and something is not determined.
  static let notDetermined = ExitCode(2)
  /// An input was refused; nothing of it was stored.
  static let refused = ExitCode(3)

  /// The program itself failed.
  static let failed = ExitCode(70)
  /// The answer could not be written.
  static let unwritten = ExitCode(74)

  /// The text that help pages print.
  static let help = """
    EXIT CODES
      0  all requirements met     1  some requirement not met
      2  not determined           3  an input was refused
      64 the command line itself cannot be read
      70 the program failed       74 the answer cannot be written
    """
}

/// How a command prints its answer.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
}
