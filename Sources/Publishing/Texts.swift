import Conformity
import Registry

/// The English words that code puts on pages, pictures and terminals; longer prose stands in the templates.
///
/// One place, so that a translation is this file and the templates.
enum Texts {
  /// Stands where a table has nothing to say.
  static let none = "—"

  static func percent(_ number: Int) -> String { "\(number) %" }
  static let verified = "verified"
  /// Between short facts on one line.
  static let separator = " · "
  static let notVerified = "not verified"

  static func verdict(_ verdict: Verdict) -> String {
    switch verdict {
    case .compliant: "Compliant"
    case .notCompliant: "NOT COMPLIANT"
    case .notDetermined: "NOT DETERMINED"
    }
  }

  static func verdictSentence(_ verdict: Verdict, isAdopted: Bool) -> String {
    switch verdict {
    case .compliant:
      isAdopted
        ? "Every requirement that applies is met by the evidence."
        : "Every requirement that applies is met, but by a draft definition, which decides nothing."
    case .notCompliant: "At least one requirement is not met."
    case .notDetermined:
      "The evidence leaves at least one requirement open. Missing evidence is never a pass."
    }
  }

  static func outcome(_ outcome: Outcome) -> String {
    switch outcome {
    case .met: "Met"
    case .notMet: "Not met"
    case .notDetermined: "Not determined"
    case .notApplicable: "Not applicable"
    }
  }

  /// How the parts of a combined rule are introduced.
  static func combination(_ rule: String) -> String? {
    switch rule {
    case "all of": "All of these must hold:"
    case "any of": "One of these must hold:"
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
    case "male": "Male"
    case "female": "Female"
    case "neutral": "Neutral"
    default: gender
    }
  }

  static func count(_ number: Int, _ singular: String, _ plural: String) -> String {
    "\(grouped(number)) \(number == 1 ? singular : plural)"
  }

  /// Digits in groups of three from 10,000 on.
  static func grouped(_ number: Int) -> String {
    let digits = Array(String(abs(number)))
    guard digits.count > 4 else { return String(number) }
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  /// `a`, `a and b`, `a, b and c`.
  static func list(_ items: [String], _ word: String = "and") -> String {
    guard let last = items.last else { return "" }
    guard items.count > 1 else { return last }
    return items.dropLast().joined(separator: ", ") + " \(word) " + last
  }

  static func months(_ months: Int) -> String {
    months % 12 == 0 && months > 0
      ? count(months / 12, "year", "years") : count(months, "month", "months")
  }
}

// MARK: - Pages

extension Texts {
  static let untitled = "Compliant models"

  static func withoutDetermination(_ designation: String) -> String {
    "There is no determination of \(designation): the definition that it was judged by is not in the registry."
  }

  static let draftCaution =
    "The definition that was used is a draft: nobody has adopted it. A determination by a draft decides nothing."

  static func supersededCaution(_ id: String, by next: String, since: String) -> String {
    "\(id) was superseded by \(next) on \(since). This model was judged by \(id)."
  }

  static func settingCaution(_ setting: EvidenceSetting) -> String {
    switch setting {
    case .verdict:
      "This programme publishes outcomes only. Measured values, margins and reasons are not public."
    case .summary:
      "This programme publishes limits, extremes and margins. Single observations are not public."
    case .full: ""
    }
  }

  static func settingSentence(_ setting: EvidenceSetting) -> String {
    switch setting {
    case .verdict: "Outcomes are public; what was measured is not."
    case .summary: "Limits, measured extremes and margins are public; single observations are not."
    case .full: "All of the evidence is public."
    }
  }

  static func verdictStanding(standard: String, day: String?, laboratories: [String]) -> String {
    guard let day else { return "Judged by \(standard). There is no report to judge." }
    return "Judged by \(standard). Newest report: \(day), from \(list(laboratories))."
  }

  static func findingsCaption(_ outcomes: [Outcome]) -> String {
    let parts = [Outcome.notMet, .notDetermined, .met, .notApplicable].compactMap { outcome -> String? in
      let number = outcomes.count { $0 == outcome }
      return number == 0 ? nil : "\(number) \(Texts.outcome(outcome).lowercased())"
    }
    return "\(count(outcomes.count, "requirement", "requirements")): \(parts.joined(separator: ", "))"
  }

  static func modelsCaption(_ number: Int) -> String {
    count(number, "model on the list", "models on the list")
  }

  static func homeDescription(_ title: String) -> String {
    "\(title): models of protective equipment that meet every requirement of their standard, with the evidence."
  }

  static func standardDescription(_ id: String) -> String {
    "What \(id) demands, requirement by requirement, with clauses, limits and sources."
  }

  static func renamed(_ old: String, to designation: String) -> String {
    "What was called \(old) is called \(designation) now."
  }

  static func modelDescription(
    _ designation: String, supplier: String, _ status: ListingStatus, _ verdict: Verdict
  ) -> String {
    "\(designation) of \(supplier): \(Texts.status(status)). The evidence: \(Texts.verdict(verdict).lowercased())."
  }
}

// MARK: - Determinations

extension Texts {
  static let limit = "limit"
  static let measured = "measured"
  static let margin = "margin"
  /// What a rule compares with its limit: a measured value, or one that was computed from all of them.
  static func measured(by rule: String) -> String {
    switch rule {
    case "tolerance bound": "tolerance bound"
    case "fitted probability": "fitted probability"
    default: measured
    }
  }
  static let number = "no."
  static let leftOut = "left out"
  /// Why observations are left out that break no rule of the standard.
  static func leftOut(by rule: String) -> String {
    switch rule {
    case GroupResult.LeftOut.unplaced: "not said to what they belong"
    case GroupResult.LeftOut.repeated: "told of by two reports"
    default: "set aside by the laboratory"
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
    adoption.map { "adopted on \($0.day) by \($0.role)" } ?? "draft: nobody has adopted this definition"
  }

  /// The same beside a tag that says `Adopted` or `Draft`.
  static func adoption(_ adoption: StandardReference.Adoption?) -> String {
    adoption.map { "on \($0.day) by \($0.role)" } ?? "Nobody has adopted this definition."
  }

  /// A clause as it is cited: numbers need the word, tables and definitions bring theirs.
  static func clause(_ clause: String) -> String {
    let isNumber = clause.utf8.first.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
    return isNumber || clause == "not located" ? "clause \(clause)" : clause
  }

  static func restsOn(unverified count: Int) -> String {
    "This determination rests on \(Texts.count(count, "point", "points")) that nobody has verified against "
      + "the standard's text."
  }

  static func decidingRequirements(_ outcome: Outcome, count: Int) -> String {
    let word = outcome == .notMet ? "not met" : "not determined"
    return count == 1
      ? "The requirement that is \(word)" : "The \(grouped(count)) requirements that are \(word)"
  }

  /// A rule that is not met, with what was found instead.
  static func broken(_ rule: String, found: String) -> String { "\(rule) – found: \(found)" }

  /// How many observations do not count, with the reason for the first.
  static func doNotCount(_ count: Int, _ noun: String, first: String, reason: String) -> String {
    count == 1
      ? "\(first) does not count: \(reason)"
      : "\(grouped(count)) \(noun)s do not count; the first, \(first.lowercasedFirst): \(reason)"
  }

  static let sameReason = "For a reason given above."

  static func andMoreGroups(_ count: Int) -> String {
    "And \(Texts.count(count, "more group", "more groups")) like this"
  }

  static func andMore(_ count: Int) -> String { "and \(grouped(count)) more" }

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

  static let allObservations = "All observations"
  static func all(_ noun: String) -> String { "All \(noun)s" }

  static func ofReport(_ title: String, _ report: String) -> String { "\(title) (report \(report))" }

  static func no(_ outcome: String) -> String { "no \(outcome)" }

  static func groups(_ count: Int, outcome: Outcome) -> String {
    "\(grouped(count)) groups, all of them: \(Texts.outcome(outcome).lowercased())"
  }

  static func counted(_ count: Int, _ noun: String, leftOut: Int) -> String {
    "\(Texts.count(count, noun, noun + "s")) counted"
      + (leftOut > 0 ? ", \(grouped(leftOut)) \(Texts.leftOut)" : "")
  }

  static func restsOnUnverified(_ count: Int) -> String {
    "\(Texts.count(count, "point", "points")) not verified against the standard's text"
  }

  static func cited(_ figure: CitedFigure) -> String {
    "\(figure.name): \(figure.value) (\(clause(figure.clause)))"
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
    return rules.map { "\(count($0.count, "observation does", "observations do")) not count: \($0.clause)." }
  }

  static func leftOut(_ name: String, reason: String, clause: String, place: String) -> String {
    "\(name): \(reason)" + (clause.isEmpty ? "" : " \(Texts.clause(clause).capitalizedFirst).") + " \(place)"
  }

  static func observation(_ name: String, value: String, place: String) -> String {
    "\(name): \(value) \(place)"
  }

  /// Such as `shot 3 of S12`.
  static func observation(_ noun: String, number: Int, of specimen: String) -> String {
    "\(noun) \(number) of \(specimen)".capitalizedFirst
  }

  /// Where an observation stands; a report that is the only one needs no name.
  static func place(report: String?, line: Int) -> String {
    report.map { "(report \($0), line \(line))" } ?? "(line \(line) of the report)"
  }

  static func statistic(_ name: String) -> String {
    switch name {
    case "n": "n"
    case "s": "standard deviation"
    case "k": "factor k"
    case "v50": "V50"
    case "v05": "V05"
    case "v50 standard error": "standard error of V50"
    case "v05 standard error": "standard error of V05"
    default: name
    }
  }

  /// One day or a span of days.
  static func days(_ from: String, _ to: String) -> String { from == to ? from : "\(from) to \(to)" }
}

// MARK: - Pictures

extension Texts {
  enum Plot {
    static let limitKey = "limit of the rule"
    static let meanKey = "mean of the group"
    static let boundKey = "tolerance bound of the group"
    static let curveKey = "fitted probability"
    static let bandKey = "95 % confidence"
    static let bandTable = "The fitted probability and its 95 % confidence limits"
    static let bandColumns = ["Lower limit", "Fitted", "Upper limit"]
    static let markedKey = "V05 and V50"
    static let fitTable = "What the fit computed"
    static let fitColumns = ("Name", "Value")
    static let groupColumns = [
      "Group", "Shots", "Largest", "Mean", "Standard deviation", "Factor k", "Tolerance bound",
    ]

    /// What the line of the reference means, and the probability allowed there.
    static func referenceKey(_ limit: String?) -> String {
      "reference" + (limit.map { ": the curve must be below \($0) here" } ?? "")
    }

    static func within(_ limit: String) -> String { "at most \(limit)" }
    static func over(_ limit: String) -> String { "over \(limit)" }
    static func reference(_ value: String) -> String { "reference \(value)" }

    static func groupTable(_ quantity: String) -> String { "\(quantity.capitalizedFirst) by group" }
    static func shotTable(_ quantity: String) -> String {
      "\(quantity.capitalizedFirst), observation by observation"
    }

    static func stripShotColumns(_ quantity: String) -> [String] {
      ["Group", "Specimen", "Number", quantity.capitalizedFirst, "Line of report"]
    }

    static func curveShotColumns(_ quantity: String) -> [String] {
      ["Specimen", "Number", quantity.capitalizedFirst, "Outcome", "Line of report"]
    }

    static func strips(_ quantity: String) -> String {
      "\(quantity.capitalizedFirst) by group, against the limits"
    }
    static func curve(_ outcome: String, _ group: String?) -> String {
      "Fitted probability of \(outcome)" + (group.map { ": \($0)" } ?? "")
    }

    static func stripNote(count: Int, bound: String?) -> String {
      let shots = "n = \(count)"
      return bound.map { "\(shots), bound \($0)" } ?? shots
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
        ? "\(quantity.capitalizedFirst) of each observation, one strip for each group."
        : "\(quantity.capitalizedFirst) of each observation, one strip for each group, against \(list(limits.map { "the limit of \($0)" }))."
    }

    static func stripSummary(title: String, count: Int, largest: String?, bound: String?) -> String {
      var text = "\(title): \(Texts.count(count, "observation", "observations"))"
      if let largest { text += ", largest \(largest)" }
      if let bound { text += ", tolerance bound \(bound)" }
      return text + "."
    }

    static func curveSummary(
      shots: Int, events: Int, event: String, quantity: String, v05: String?, v50: String?,
      reference: String?,
      probability: String?
    ) -> String {
      var text =
        "\(Texts.count(shots, "observation", "observations")) by \(quantity), \(events) with outcome \(event)."
      if let v05, let v50 {
        text += " By the fitted curve 5 % is reached at \(v05) and 50 % at \(v50)."
      } else {
        text += " No curve could be fitted."
      }
      if let reference {
        text += " The reference is \(reference)"
        text += probability.map { ", where the fitted probability is \($0)." } ?? "."
      }
      return text
    }
  }
}
