import Conformity
import Registry

/// What code puts on pages and pictures, in words: which text of the ``Wording`` is said, and of what. What only terminals
/// show stands here itself.
enum Texts {
  /// The language of what is being made. Everything on a page depends on it and nothing decides by it, down to the last label
  /// of a picture: so it is there for all that is called, and not handed from each to the next.
  @TaskLocal static var wording = Wording.english

  /// The text of a name in the language of what is being made.
  static func say(_ name: TextName, _ values: KeyValuePairs<StaticString, String> = [:])
    -> String
  {
    wording.text(name, values)
  }

  /// Stands where a table has nothing to say.
  static let none = "—"

  static func percent(_ number: Int) -> String { say("word.percent", ["number": String(number)]) }
  static var verified: String { say("word.verified") }
  /// Between short facts on one line.
  static let separator = " · "
  static var notVerified: String { say("word.not-verified") }

  static func verdict(_ verdict: Verdict) -> String {
    switch verdict {
    case .compliant: say("word.verdict.compliant")
    case .notCompliant: say("word.verdict.not-compliant")
    case .notDetermined: say("word.verdict.not-determined")
    }
  }

  static func verdictSentence(_ verdict: Verdict, isAdopted: Bool) -> String {
    switch verdict {
    case .compliant:
      isAdopted
        ? say("word.verdict-sentence.compliant.adopted")
        : say("word.verdict-sentence.compliant.draft")
    case .notCompliant: say("word.verdict-sentence.not-compliant")
    case .notDetermined:
      say("word.verdict-sentence.not-determined")
    }
  }

  static func outcome(_ outcome: Outcome) -> String {
    switch outcome {
    case .met: say("word.outcome.met")
    case .notMet: say("word.outcome.not-met")
    case .notDetermined: say("word.outcome.not-determined")
    case .notApplicable: say("word.outcome.not-applicable")
    }
  }

  /// How the parts of a combined rule are introduced.
  static func combination(_ rule: String) -> String? {
    switch rule {
    case "all of": say("word.combination.all-of")
    case "any of": say("word.combination.any-of")
    default: nil
    }
  }

  /// A level by its title, with its identifier where the title does not say it.
  static func level(_ id: String, title: String?) -> String {
    guard let title else { return id }
    return title.lowercased().contains(id.lowercased()) ? title : "\(id) (\(title))"
  }

  static func gender(_ gender: String) -> String {
    switch gender {
    case "male": say("word.gender.male")
    case "female": say("word.gender.female")
    case "neutral": say("word.gender.neutral")
    default: gender
    }
  }

  /// How many there are of something that has two texts, one for a single one.
  static func count(_ number: Int, _ name: CountedName) -> String {
    say(name.text(of: number), ["count": grouped(number)])
  }

  /// The same where the number stands apart.
  static func noun(_ number: Int, _ name: CountedName) -> String { say(name.text(of: number)) }

  /// How many there are of what a definition has a noun for.
  static func count(_ number: Int, _ singular: String, _ plural: String) -> String {
    "\(grouped(number)) \(number == 1 ? singular : plural)"
  }

  /// Digits in groups of three from 10,000 on.
  static func grouped(_ number: Int) -> String {
    let digits = Array(String(abs(number)))
    guard digits.count > 4 else { return String(number) }
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += say("word.thousands") }
      text.append(digit)
    }
    return text
  }

  /// `a`, `a and b`, `a, b and c`.
  static func list(_ items: [String], _ word: String = say("word.and")) -> String {
    guard let last = items.last else { return "" }
    guard items.count > 1 else { return last }
    return items.dropLast().joined(separator: ", ") + " \(word) " + last
  }

  static func months(_ months: Int) -> String {
    months % 12 == 0 && months > 0
      ? count(months / 12, "counted.years") : count(months, "counted.months")
  }
}

// MARK: - Pages

extension Texts {
  static var untitled: String { say("model.untitled") }

  static func withoutDetermination(_ designation: String) -> String {
    say("model.without-determination", ["designation": designation])
  }

  static var draftCaution: String { say("model.draft-caution") }

  static func supersededCaution(_ id: String, by next: String, since: String) -> String {
    say("model.superseded-caution", ["id": id, "next": next, "since": since])
  }

  static func settingCaution(_ setting: EvidenceSetting) -> String {
    switch setting {
    case .verdict:
      say("model.setting-caution.verdict")
    case .summary:
      say("model.setting-caution.summary")
    case .full: ""
    }
  }

  static func settingSentence(_ setting: EvidenceSetting) -> String {
    switch setting {
    case .verdict: say("model.setting-sentence.verdict")
    case .summary: say("model.setting-sentence.summary")
    case .full: say("model.setting-sentence.full")
    }
  }

  static func verdictStanding(standard: String, day: String?, laboratories: [String]) -> String {
    guard let day else { return say("model.verdict-standing.judged-by-there-is", ["standard": standard]) }
    return say(
      "model.verdict-standing.judged-by-newest-report",
      ["standard": standard, "day": day, "laboratories": list(laboratories)])
  }

  static func findingsCaption(_ outcomes: [Outcome]) -> String {
    let parts = [Outcome.notMet, .notDetermined, .met, .notApplicable].compactMap { outcome -> String? in
      let number = outcomes.count { $0 == outcome }
      return number == 0 ? nil : "\(number) \(Texts.outcome(outcome).lowercased())"
    }
    return "\(count(outcomes.count, "counted.requirements")): \(parts.joined(separator: ", "))"
  }

  static func modelsCaption(_ number: Int) -> String {
    count(number, "counted.models-on-the-list")
  }

  static func homeDescription(_ title: String) -> String {
    say("model.home-description", ["title": title])
  }

  static func standardDescription(_ id: String) -> String {
    say("model.standard-description", ["id": id])
  }

  static func renamed(_ old: String, to designation: String) -> String {
    say("model.renamed", ["old": old, "designation": designation])
  }

  static func modelDescription(
    _ designation: String, supplier: String, _ status: ListingStatus, _ verdict: Verdict
  ) -> String {
    say(
      "model.model-description",
      [
        "designation": designation, "supplier": supplier, "status": Texts.status(status),
        "verdict": Texts.verdict(verdict).lowercased(),
      ])
  }
}
