import Conformity
import Registry

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
