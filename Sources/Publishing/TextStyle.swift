import Conformity

/// How text for a terminal is set: plain, or in ANSI colours, which only ever repeat what the words say.
public enum TextStyle: Sendable {
  case plain
  case color

  func bold(_ text: String) -> String { wrapped(text, "1") }
  func dim(_ text: String) -> String { wrapped(text, "2") }

  func coloured(_ text: String, _ outcome: Outcome) -> String {
    switch outcome {
    case .met: wrapped(text, "32")
    case .notMet: wrapped(text, "1;31")
    case .notDetermined: wrapped(text, "33")
    case .notApplicable: wrapped(text, "2")
    }
  }

  private func wrapped(_ text: String, _ code: String) -> String {
    self == .plain || text.isEmpty ? text : "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}
