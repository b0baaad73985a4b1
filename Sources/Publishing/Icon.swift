import Conformity

/// The small picture beside an outcome: each outcome has a shape of its own, and the word always stands beside it.
enum Icon {
  /// A reference to the picture, which ``sprite`` draws once on each page.
  static func markup(_ outcome: Outcome) -> String {
    switch outcome {
    case .met: met
    case .notMet: notMet
    case .notDetermined: notDetermined
    case .notApplicable: notApplicable
    }
  }

  private static let met = reference(.met)
  private static let notMet = reference(.notMet)
  private static let notDetermined = reference(.notDetermined)
  private static let notApplicable = reference(.notApplicable)

  private static func reference(_ outcome: Outcome) -> String {
    "<svg class=\"icon\" aria-hidden=\"true\"><use href=\"#icon-\(outcome.className)\"/></svg>"
  }

  /// All pictures, unseen, for the pages' frame.
  static let sprite: String = {
    let symbols = Outcome.allCases.map {
      "<symbol id=\"icon-\($0.className)\" viewBox=\"0 0 24 24\">\(shape($0))</symbol>"
    }
    return "<svg class=\"sprite\" aria-hidden=\"true\" width=\"0\" height=\"0\">\(symbols.joined())</svg>"
  }()

  private static func shape(_ outcome: Outcome) -> String {
    switch outcome {
    // A tick in a circle, a cross in an octagon, a question mark in a diamond, a dash in a square.
    case .met: "<circle cx=\"12\" cy=\"12\" r=\"10\"/><path d=\"M7 12.5l3.4 3.4L17 9\"/>"
    case .notMet: "<path d=\"M8 2h8l6 6v8l-6 6H8l-6-6V8zM8.5 8.5l7 7M15.5 8.5l-7 7\"/>"
    case .notDetermined:
      "<path d=\"M12 1.5L22.5 12 12 22.5 1.5 12zM9.5 10a2.5 2.5 0 1 1 2.5 2.7v1M12 16.6v.1\"/>"
    case .notApplicable: "<path d=\"M4 4h16v16H4zM8.5 12h7\"/>"
    }
  }
}

extension Outcome {
  /// The class by which the style sheet knows it.
  var className: String {
    switch self {
    case .met: "met"
    case .notMet: "not-met"
    case .notDetermined: "not-determined"
    case .notApplicable: "not-applicable"
    }
  }
}

extension Verdict {
  /// The outcome that looks like the verdict.
  var outcome: Outcome {
    switch self {
    case .compliant: .met
    case .notCompliant: .notMet
    case .notDetermined: .notDetermined
    }
  }
}
