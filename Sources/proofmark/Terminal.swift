import ArgumentParser
import Foundation
import Registry

/// What the command line knows about where its output goes.
enum Terminal {
  /// Whether standard output is a terminal.
  static let isOutput = isatty(STDOUT_FILENO) == 1
  /// Whether standard error is a terminal.
  static let isError = isatty(STDERR_FILENO) == 1

  /// Columns of the terminal, or nil in a pipe, where nothing is cut.
  static var width: Int? {
    guard isOutput else { return nil }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Whether to colour: on a terminal, unless the reader asked for none (no-color.org).
  static var usesColor: Bool {
    isOutput && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
      && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  /// Prints a line to standard error. Where that cannot be written either, there is nobody left to tell.
  static func complain(_ text: String) {
    _ = write(text + "\n", to: STDERR_FILENO)
  }

  /// Writes to standard error as it is, without a line's end.
  static func show(_ text: String) { _ = write(text, to: STDERR_FILENO) }

  /// Writes text to standard output as it is.
  ///
  /// Where it cannot be written, the program ends: quietly if the reader has gone, otherwise with the reason.
  static func write(_ text: String) { settle(write(text, to: STDOUT_FILENO)) }

  /// The same for bytes.
  static func write(_ data: Data) { settle(data.withUnsafeBytes { write($0, to: STDOUT_FILENO) }) }

  private static func settle(_ number: Int32) {
    if number == 0 { return }
    if number != EPIPE {
      complain("standard output: error: The answer cannot be written: \(SystemReason.of(number)).")
    }
    exit(ProofmarkExit.unwritten.rawValue)
  }

  /// - Returns: 0, or the error's number.
  private static func write(_ text: String, to descriptor: Int32) -> Int32 {
    var text = text
    return text.withUTF8 { write(UnsafeRawBufferPointer($0), to: descriptor) }
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
    var rest = bytes
    while !rest.isEmpty {
      let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
      if count >= 0 {
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }
}
