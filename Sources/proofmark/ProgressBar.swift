import Foundation

/// A bar on the terminal for long work; silent in a pipe.
struct ProgressBar {
  private var total: Int
  private let label: String
  private var shown = -1
  private var drawnAt: UInt64 = 0

  init(_ label: String, total: Int) {
    self.label = label
    self.total = total
  }

  /// Shows that so much of the work is done, at most ten times a second.
  mutating func update(_ done: Int, of newTotal: Int? = nil) {
    if let newTotal { total = newTotal }
    guard Terminal.isError, total > 0, done != shown else { return }
    let now = DispatchTime.now().uptimeNanoseconds
    guard done >= total || now - drawnAt > 100_000_000 else { return }
    shown = done
    drawnAt = now
    let width = 30
    let filled = min(width, done * width / total)
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    Terminal.show("\r\(label) \(bar) \(done) of \(total)")
  }

  /// Takes the bar off the terminal.
  mutating func finish() {
    guard Terminal.isError, shown >= 0 else { return }
    Terminal.show("\r\u{1B}[2K")
    shown = -1
  }
}
