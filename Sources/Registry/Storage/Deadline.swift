import Dispatch
import Foundation

/// How long somebody waits for another program.
struct Deadline {
  private let end: DispatchTime

  init(seconds: Double) { end = .now() + seconds }

  var hasTimeLeft: Bool { DispatchTime.now() < end }

  /// Lets the other program go on for a moment.
  func pause() { usleep(5_000) }
}
