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

// MARK: - Determinations

extension Texts {
  static var limit: String { say("determination.limit") }
  static var measured: String { say("determination.measured") }
  static var margin: String { say("determination.margin") }
  static var toleranceBound: String { say("determination.measured.tolerance-bound") }
  static var fittedProbability: String { say("determination.measured.fitted-probability") }
  static var number: String { say("determination.number") }
  static var leftOut: String { say("determination.left-out") }
  /// Why observations are left out that break no rule of the standard.
  static func leftOut(by rule: String) -> String {
    switch rule {
    case GroupResult.LeftOut.unplaced: say("determination.left-out.unplaced")
    case GroupResult.LeftOut.repeated: say("determination.left-out.repeated")
    default: say("determination.left-out.other")
    }
  }

  /// The mark beside an outcome; the words always stand beside it.
  static func mark(_ outcome: Outcome) -> String {
    switch outcome {
    case .met: "✓"
    case .notMet: "✗"
    case .notDetermined: "?"
    case .notApplicable: "–"
    }
  }

  static func standing(of adoption: StandardReference.Adoption?) -> String {
    adoption.map {
      say("determination.standing.adopted-on-by", ["day": $0.day.description, "role": $0.role])
    }
      ?? say("determination.standing.draft-nobody-has-adopted")
  }

  /// The same beside a tag that says `Adopted` or `Draft`.
  static func adoption(_ adoption: StandardReference.Adoption?) -> String {
    adoption.map { say("determination.adoption.on-by", ["day": $0.day.description, "role": $0.role]) }
      ?? say("determination.adoption.nobody-has-adopted-this")
  }

  /// A clause as it is cited: numbers need the word, tables and definitions bring theirs.
  static func clause(_ clause: String) -> String {
    needsWord(clause) ? say("determination.clause", ["clause": clause]) : clause
  }

  static func needsWord(_ clause: String) -> Bool {
    let isNumber = clause.utf8.first.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
    return isNumber || clause == "not located"
  }

  static func restsOn(unverified count: Int) -> String {
    say("determination.rests-on", ["points": Texts.count(count, "counted.points")])
  }

  static func decidingRequirements(_ outcome: Outcome, count: Int) -> String {
    let word =
      outcome == .notMet
      ? say("determination.deciding-requirements.not-met")
      : say("determination.deciding-requirements.not-determined")
    return count == 1
      ? say("determination.deciding-requirements.the-requirement-that-is", ["word": word])
      : say(
        "determination.deciding-requirements.the-requirements-that-are",
        ["count": grouped(count), "word": word])
  }

  /// A rule that is not met, with what was found instead.
  static func broken(_ rule: String, found: String) -> String {
    say("determination.broken", ["rule": rule, "found": found])
  }

  /// How many observations do not count, with the reason for the first.
  static func doNotCount(_ count: Int, _ noun: String, first: String, reason: String) -> String {
    count == 1
      ? say("determination.do-not-count.does-not-count", ["first": first, "reason": reason])
      : say(
        "determination.do-not-count.s-do-not-count",
        ["count": grouped(count), "noun": noun, "first": first.lowercasedFirst, "reason": reason])
  }

  static var sameReason: String { say("determination.same-reason") }

  static func andMoreGroups(_ count: Int) -> String {
    say("determination.and-more-groups", ["more": Texts.count(count, "counted.more-groups")])
  }

  static func andMore(_ count: Int) -> String { say("determination.and-more", ["count": grouped(count)]) }

  /// Where a limit is stated, and whether it was confirmed there.
  static func cited(_ clause: String?, isVerified: Bool) -> String {
    let notes = [clause.map(Texts.clause), isVerified ? nil : notVerified].compactMap { $0 }
    return notes.isEmpty ? "" : " (\(notes.joined(separator: ", ")))"
  }

  enum Terminal {
    static let definition = "Definition"
    static let report = "Report"
    static let remark = "Remark"
    static let acceptance = "Acceptance"
    static let amendment = "Amended by"

    static func subject(
      designation: String, supplier: String, standard: String, level: String, kind: String
    ) -> String {
      "\(designation) of \(supplier): \(standard), level \(level), \(kind)"
    }

    static func report(_ report: ReportReference, file: String?) -> String {
      "\(report.id) of \(report.laboratory), tested \(days(report.testedFrom.description, report.testedTo.description)), "
        + "issued \(report.issued)" + (file.map { ", file \($0)" } ?? "")
    }

    static func group(_ title: String, outcome: Outcome, counted: Int, leftOut: Int) -> String {
      let name = title.isEmpty ? "All observations" : title
      let omitted = leftOut > 0 ? ", \(grouped(leftOut)) \(Texts.leftOut)" : ""
      return "\(name): \(Texts.outcome(outcome).lowercased()) (\(grouped(counted)) counted\(omitted))"
    }

    static func gap(_ gap: String) -> String { "Missing: \(gap)" }

    static func moreGaps(_ count: Int) -> String { "and \(grouped(count)) more gaps like these" }

    static func leftOut(_ count: Int, first: String, place: String) -> String {
      count == 1
        ? "One observation does not count: \(first) (\(place))"
        : "\(grouped(count)) observations do not count; the first: \(first) (\(place))"
    }
  }

  static var allObservations: String { say("determination.all-observations") }
  static func all(_ noun: String) -> String { say("determination.all", ["noun": noun]) }

  static func ofReport(_ title: String, _ report: String) -> String {
    say("determination.of-report", ["title": title, "report": report])
  }

  static func no(_ outcome: String) -> String { say("determination.no", ["outcome": outcome]) }

  static func groups(_ count: Int, outcome: Outcome) -> String {
    say("determination.groups", ["count": grouped(count), "outcome": Texts.outcome(outcome).lowercased()])
  }

  static func restsOnUnverified(_ count: Int) -> String {
    say("determination.rests-on-unverified", ["points": Texts.count(count, "counted.points")])
  }

  /// What is left of a group's particulars where single observations are not public.
  static func withheld(_ group: GroupResult) -> [String] {
    var rules: [(clause: String, count: Int)] = []
    for leftOut in group.leftOut {
      let clause = leftOut.clause.isEmpty ? Texts.leftOut(by: leftOut.rule) : Texts.clause(leftOut.clause)
      if let index = rules.firstIndex(where: { $0.clause == clause }) {
        rules[index].count += 1
      } else {
        rules.append((clause, 1))
      }
    }
    return rules.map {
      say(
        "determination.withheld",
        ["observations": count($0.count, "counted.observations-do"), "clause": $0.clause])
    }
  }

  static func leftOut(_ name: String, reason: String, clause: String, place: String) -> String {
    "\(name): \(reason)" + (clause.isEmpty ? "" : " \(Texts.clause(clause).capitalizedFirst).") + " \(place)"
  }

  /// Such as `shot 3 of S12`.
  static func observation(_ noun: String, number: Int, of specimen: String) -> String {
    say("determination.observation", ["noun": noun, "number": String(number), "specimen": specimen])
      .capitalizedFirst
  }

  /// Where an observation stands; a report that is the only one needs no name.
  static func place(report: String?, line: Int) -> String {
    report.map { say("determination.place.report-line", ["report": $0, "line": String(line)]) }
      ?? say("determination.place.line-of-the-report", ["line": String(line)])
  }

  static func statistic(_ name: String) -> String {
    switch name {
    case "n": "n"
    case "s": say("determination.statistic.s")
    case "mean": say("determination.statistic.mean")
    case "intercept": say("determination.statistic.intercept")
    case "slope": say("determination.statistic.slope")
    case "probability": say("determination.statistic.probability")
    case "k": say("determination.statistic.k")
    case "v50": "V50"
    case "v05": "V05"
    case "v50 standard error": say("determination.statistic.v50-standard-error")
    case "v05 standard error": say("determination.statistic.v05-standard-error")
    default: name
    }
  }

  /// One day or a span of days.
  static func days(_ from: String, _ to: String) -> String {
    from == to ? from : say("determination.days", ["from": from, "to": to])
  }
}

// MARK: - Pictures

extension Texts {
  enum Plot {
    static var limitKey: String { say("plot.limit-key") }
    static var meanKey: String { say("plot.mean-key") }
    static var boundKey: String { say("plot.bound-key") }
    static var curveKey: String { say("plot.curve-key") }
    static var bandKey: String { say("plot.band-key") }
    static var bandTable: String { say("plot.band-table") }
    static var bandColumns: [String] {
      [say("heading.lower-limit"), say("heading.fitted"), say("heading.upper-limit")]
    }
    static var markedKey: String { say("plot.marked-key") }
    static var fitTable: String { say("plot.fit-table") }
    static var fitColumns: (String, String) { (say("heading.name"), say("heading.value")) }
    static var groupColumns: [String] {
      [
        say("heading.group"), say("heading.shots"), say("heading.largest"), say("heading.mean"),
        say("heading.standard-deviation"), say("heading.factor-k"), say("heading.tolerance-bound"),
      ]
    }

    /// What the line of the reference means, and the probability allowed there.
    static func referenceKey(_ limit: String?) -> String {
      say("plot.reference-key.reference")
        + (limit.map { say("plot.reference-key.the-curve-must-be", ["limit": $0]) } ?? "")
    }

    static func within(_ limit: String) -> String { say("plot.within", ["limit": limit]) }
    static func over(_ limit: String) -> String { say("plot.over", ["limit": limit]) }
    static func reference(_ value: String) -> String { say("plot.reference", ["value": value]) }

    static func groupTable(_ quantity: String) -> String {
      say("plot.group-table", ["quantity": quantity.capitalizedFirst])
    }
    static func shotTable(_ quantity: String) -> String {
      say("plot.shot-table", ["quantity": quantity.capitalizedFirst])
    }

    static func stripShotColumns(_ quantity: String) -> [String] {
      [
        say("heading.group"), say("heading.specimen"), say("heading.number"), quantity.capitalizedFirst,
        say("heading.line-of-report"),
      ]
    }

    static func curveShotColumns(_ quantity: String) -> [String] {
      [
        say("heading.specimen"), say("heading.number"), quantity.capitalizedFirst, say("heading.outcome"),
        say("heading.line-of-report"),
      ]
    }

    static func strips(_ quantity: String) -> String {
      say("plot.strips", ["quantity": quantity.capitalizedFirst])
    }
    static func curve(_ outcome: String, _ group: String?) -> String {
      say("plot.curve", ["outcome": outcome]) + (group.map { ": \($0)" } ?? "")
    }

    static func stripNote(count: Int, bound: String?) -> String {
      let shots = say("plot.strip-note.n", ["count": String(count)])
      return bound.map { say("plot.strip-note.bound", ["shots": shots, "bound": $0]) } ?? shots
    }

    /// Such as `S12, 3: 22.4 mm, stop`; written directly, because a page has hundreds of them.
    static func writeShot(
      specimen: String, number: Int, value: String, outcome: String?, to out: inout MarkupWriter
    ) {
      out.text(specimen)
      out.raw(", ")
      out.number(number)
      out.raw(": ")
      out.text(value)
      guard let outcome else { return }
      out.raw(", ")
      out.text(outcome)
    }

    static func limitSummary(quantity: String, limits: [String]) -> String {
      limits.isEmpty
        ? say("plot.limit-summary.alone", ["quantity": quantity.capitalizedFirst])
        : say(
          "plot.limit-summary.against",
          [
            "quantity": quantity.capitalizedFirst,
            "limits": list(limits.map { say("plot.limit-summary.the-limit-of", ["limit": $0]) }),
          ])
    }

    static func stripSummary(title: String, count: Int, largest: String?, bound: String?) -> String {
      var text = "\(title): \(Texts.count(count, "counted.observations"))"
      if let largest { text += say("plot.strip-summary.largest", ["largest": largest]) }
      if let bound { text += say("plot.strip-summary.tolerance-bound", ["bound": bound]) }
      return text + "."
    }

    static func curveSummary(
      shots: Int, events: Int, event: String, quantity: String, v05: String?, v50: String?,
      reference: String?,
      probability: String?
    ) -> String {
      var text =
        say(
          "plot.curve-summary.by-with-outcome",
          [
            "observations": Texts.count(shots, "counted.observations"), "quantity": quantity,
            "events": String(events), "event": event,
          ])
      if let v05, let v50 {
        text += say("plot.curve-summary.by-the-fitted-curve", ["v05": v05, "v50": v50])
      } else {
        text += say("plot.curve-summary.no-curve-could-be")
      }
      if let reference {
        text += say("plot.curve-summary.the-reference-is", ["reference": reference])
        text +=
          probability.map { say("plot.curve-summary.where-the-fitted-probability", ["probability": $0]) }
          ?? "."
      }
      return text
    }
  }
}
