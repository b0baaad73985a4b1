import Conformity
import Evidence
import Standards

/// What judging a model's stored evidence by another definition would come to; nothing is changed by asking.
public struct Impact: Sendable, Hashable, Codable {
  public var designation: String
  public var supplier: String
  public var supplierName: String
  /// The level it is applied for, and the one it was held against here.
  public var level: String
  public var newLevel: String
  public var verdict: Verdict
  public var newVerdict: Verdict
  public var effect: Effect
  /// The requirements that keep it from being compliant, in the definition's order; empty where it is.
  public var reasons: [Reason]

  public enum Effect: String, Sendable, Hashable, Codable, CaseIterable {
    /// Compliant before, not compliant after.
    case fallsOff = "falls off"
    /// Compliant before; what is stored does not say whether it is after.
    case lacksEvidence = "lacks evidence"
    /// Not compliant or not determined before, compliant after.
    case gains
    /// Compliant before and after.
    case stays
    /// Not on the list before nor after.
    case staysOff = "stays off"

    init(from old: Verdict, to new: Verdict) {
      self =
        switch (old, new) {
        case (.compliant, .compliant): .stays
        case (.compliant, .notCompliant): .fallsOff
        case (.compliant, .notDetermined): .lacksEvidence
        case (_, .compliant): .gains
        default: .staysOff
        }
    }
  }

  /// One requirement that is not met or not determined.
  public struct Reason: Sendable, Hashable, Codable {
    public var requirement: String
    public var clause: String
    public var title: String
    public var outcome: Outcome
    /// Why, in a sentence.
    public var reason: String
  }
}

extension Snapshot {
  /// What the list would come to if the models of a standard were judged by another definition.
  ///
  /// Each report is read as if it had been made to that definition: methods, quantities and conditions of the same
  /// name are taken to be the same, and what the definition asks for beyond them is missing evidence.
  ///
  /// - Parameters:
  ///   - judge: by the other definition.
  ///   - standard: the standard whose models are looked at.
  ///   - levels: the level there for a level here; a level not named keeps its name.
  ///   - progress: called with the number of models judged and of all.
  /// - Returns: a line for each model, in the order of ``listings(matching:)``.
  public func impact(
    of judge: Judge, onModelsOf standard: String, levels: [String: String] = [:],
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws(RegistryError) -> [Impact] {
    let listings = try listings().filter { $0.standard == standard }
    var impacts: [Impact] = []
    for (index, listing) in listings.enumerated() {
      let level = levels[listing.level] ?? listing.level
      var submitted: [SubmittedReport] = []
      for stored in try reports(of: listing.key) {
        var report = try report(sha256: stored.sha256)
        // A report to yet another edition was no evidence before and is none now.
        if report.standard == standard { report.standard = judge.standard.id }
        if report.model.level == listing.level { report.model.level = level }
        submitted.append(SubmittedReport(report: report, sha256: stored.sha256))
      }
      let determination = judge.determine(
        subject: Subject(
          designation: listing.designation, supplier: listing.supplier, level: level, kind: listing.kind),
        reports: submitted)
      impacts.append(
        Impact(
          designation: listing.designation, supplier: listing.supplier, supplierName: listing.supplierName,
          level: listing.level, newLevel: level, verdict: listing.verdict, newVerdict: determination.verdict,
          effect: .init(from: listing.verdict, to: determination.verdict),
          reasons: reasons(in: determination, by: judge.standard)))
      progress(index + 1, listings.count)
    }
    return impacts
  }
}

/// What keeps a model from being compliant: where it cannot be judged at all, that alone.
private func reasons(in determination: Determination, by standard: Standard) -> [Impact.Reason] {
  let level = standard.level(determination.subject.level)
  if level?.kinds.contains(determination.subject.kind) == true, !determination.findings.isEmpty {
    return determination.findings.compactMap { Impact.Reason($0) }
  }
  return determination.remarks.map {
    Impact.Reason(requirement: "", clause: "", title: "", outcome: .notDetermined, reason: $0)
  }
}

extension Impact.Reason {
  /// Nil where the finding does not stand in the way.
  init?(_ finding: Finding) {
    guard finding.outcome == .notMet || finding.outcome == .notDetermined else { return nil }
    let group = finding.groups.first { $0.outcome == finding.outcome }
    self.init(
      requirement: finding.requirement, clause: finding.clause, title: finding.title,
      outcome: finding.outcome,
      reason: group.flatMap { $0.gaps.first ?? $0.result.firstReason } ?? "There is no evidence about it.")
  }
}

extension RuleResult {
  /// The first reason given by the rule or those within it.
  fileprivate var firstReason: String? { reason ?? children.lazy.compactMap(\.firstReason).first }
}
