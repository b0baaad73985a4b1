import Quantities

/// A model that a label may be of: how it was matched, how sure that is, and what on the label speaks against it.
public struct LabelMatch: Sendable, Hashable {
  public var record: ListingRecord
  /// How the designation was matched; nil where the label states none.
  public var designation: DesignationMatch?
  /// The designation that was matched, where it is one that the model had before.
  public var former: String?
  /// How the company's name agrees; nil where the label states none.
  public var company: Agreement?
  public var certainty: Certainty
  public var contradictions: [Contradiction]
  /// On the day asked about.
  public var status: ListingRecord.Status

  /// How a designation was matched, the closest first.
  public enum DesignationMatch: Sendable, Hashable {
    /// Character by character.
    case exact
    /// But for case, spaces and hyphens.
    case folded
    /// But for characters that look alike: `O` and `0`, `I`, `l` and `1`.
    case lookalike
    /// But for so many slips: a character too many, missing, wrong, or two swapped.
    case slips(Int)
    /// One is a part of the other, which is so many characters longer.
    case part(Int)

    /// What was matched, in words.
    public var words: String {
      switch self {
      case .exact: "the designation as written"
      case .folded: "the designation but for case, spaces and hyphens"
      case .lookalike: "the designation but for characters that look alike (O and 0, I, l and 1)"
      case .slips(1): "the designation but for one character"
      case .slips(let count): "the designation but for \(count) characters"
      case .part: "a part of the designation"
      }
    }
  }

  /// How sure it is that the model is meant.
  public enum Certainty: String, Sendable, Hashable, Codable {
    /// The designation is as written or differs in case, spaces and hyphens only, and no other model fits as well.
    case certain
    /// It differs in characters that look alike or by one slip, and no other model is as near.
    case likely
    /// Something else.
    case possible
  }

  /// What was matched, in a sentence; that which was not is among the contradictions.
  public var reason: String {
    var parts: [String] = []
    if let designation {
      parts.append(designation.words + (former.map { " (\($0), which it was called before)" } ?? ""))
    }
    switch company {
    case .same: parts.append("the company")
    case .similar: parts.append("the company by a similar name (\(record.supplierName))")
    case .different, nil: break
    }
    return parts.isEmpty
      ? "Nothing that names a model was matched." : "Matched \(parts.joined(separator: " and "))."
  }

  /// How far away it is: what candidates are ranked by, not a probability.
  var distance: Int {
    let name =
      switch designation {
      case .exact: 0
      case .folded: 1
      case .lookalike: 4
      case .slips(let count): 10 * count
      case .part(let longer): 25 + min(longer, 20)
      case nil: 0
      }
    let other = contradictions.reduce(0) { sum, contradiction in
      switch contradiction {
      case .company: sum + 15
      case .level: sum + 8
      case .size: sum + 4
      // When it was made says nothing of which model is meant.
      case .madeBeforeListing, .madeAfterRemoval, .madeWhileSuspended, .madeWhileInactive, .madeInFuture: sum
      }
    }
    return name + other + (company == .similar ? 2 : 0) + (former == nil ? 0 : 2)
  }
}

/// What a look-up came to: the models that a label may be of, the likeliest first.
public struct LookupAnswer: Sendable, Hashable {
  public var label: Label
  /// The day whose status is told.
  public var day: Day
  public var matches: [LabelMatch]
  /// How many further models might be meant.
  public var further: Int

  /// In one word, for scripts.
  public enum Outcome: String, Sendable, Hashable, Codable, CaseIterable {
    /// Found with certainty, on the list, and nothing on the label speaks against it.
    case listed
    /// Found with certainty, and not on the list.
    case notListed = "not listed"
    /// Found with certainty, and the label says something that cannot be.
    case contradicted
    /// Models are like it, and none is it with certainty.
    case uncertain
    /// Nothing like it is known.
    case unknown
  }

  public var outcome: Outcome {
    guard let best = matches.first else { return .unknown }
    guard best.certainty == .certain else { return .uncertain }
    if !best.contradictions.isEmpty { return .contradicted }
    return best.status.isOnList ? .listed : .notListed
  }

  /// Ranks models that may be meant, and says how sure each is.
  ///
  /// - Parameters:
  ///   - records: the models whose designations are near to that of the label, or all that might be meant where it
  ///     states none.
  ///   - day: the day whose status is told.
  ///   - today: the day on which somebody asks.
  ///   - limit: how many matches are kept.
  public static func ranking(
    _ records: [(record: ListingRecord, name: LabelMatch.MatchedName?)], for label: Label,
    on day: Day,
    today: Day, limit: Int
  ) -> LookupAnswer {
    var comparison = LabelComparison(label)
    var matches = records.map { record, name in
      LabelMatch(
        record: record, designation: name?.match, former: name?.former,
        company: comparison.company(of: record), certainty: .possible,
        contradictions: Contradiction.all(by: &comparison, with: record, today: today),
        status: record.status(on: day))
    }
    matches.sort { a, b in
      (a.distance, a.record.key.designation, a.record.key.supplier)
        < (b.distance, b.record.key.designation, b.record.key.supplier)
    }
    var told = Array(matches.prefix(limit))
    for index in told.indices { told[index].certainty = certainty(of: told[index], among: matches) }
    return LookupAnswer(label: label, day: day, matches: told, further: max(0, matches.count - limit))
  }

  private static func certainty(of match: LabelMatch, among all: [LabelMatch]) -> LabelMatch.Certainty {
    /// Others that the same reading of the label could mean as well.
    func rivals(_ isRival: (LabelMatch) -> Bool) -> Bool {
      all.contains { $0.record.key != match.record.key && $0.company != .different && isRival($0) }
    }
    switch match.designation {
    case .exact, .folded:
      // A label that names another company may be forged, or of another model that is a slip away.
      if match.company == .different {
        return rivals { $0.designation != nil && !$0.isPart } ? .possible : .certain
      }
      // A supplier has a designation but once.
      if match.designation == .exact, match.former == nil, match.company == .same { return .certain }
      return rivals { $0.isWhole && ($0.company == .same || match.company != .same) } ? .possible : .certain
    case .lookalike, .slips(1):
      if match.company == .different { return .possible }
      // A longer designation that begins alike may be meant just as well as one with a slip.
      return rivals { $0.distance <= match.distance || $0.isPart && match.designation != .lookalike }
        ? .possible : .likely
    case .slips, .part, nil:
      return .possible
    }
  }
}

extension LabelMatch {
  /// Whether the designations are the same but for the way of writing.
  fileprivate var isWhole: Bool { designation == .exact || designation == .folded }

  fileprivate var isPart: Bool {
    if case .part = designation { true } else { false }
  }
}

extension LabelMatch {
  /// Which of a model's designations was matched, and how.
  public struct MatchedName: Sendable, Hashable {
    var match: DesignationMatch
    /// nil: the one that it has.
    var former: String?

    /// - Parameter nearness: how near the lexicon found the nearest of the model's designations to be.
    init(_ text: String, of record: ListingRecord, _ nearness: Lexicon.Nearness) {
      former =
        record.formerDesignations.isEmpty || nearness.isOf(text, record.key.designation)
        ? nil : record.formerDesignations.first { nearness.isOf(text, $0) }
      match = DesignationMatch(text, former ?? record.key.designation, nearness)
    }
  }
}

extension LabelMatch.DesignationMatch {
  /// How a text matches a designation that the lexicon found to be near.
  init(_ text: String, _ designation: String, _ nearness: Lexicon.Nearness) {
    switch nearness {
    case .slips(0) where text == designation: self = .exact
    case .slips(0) where Folding.folded(text) == Folding.folded(designation): self = .folded
    case .slips(0): self = .lookalike
    case .slips(let count): self = .slips(count)
    case .part(let longer): self = .part(longer)
    }
  }
}
