/// How much of a definition was read in sources: its figures by clause and by source, and how many are verified.
public struct StandardCoverage: Sendable, Hashable {
  /// In the order in which the definition first mentions them.
  public var clauses: [Clause]
  /// The sources that figures name, in the definition's order.
  public var sources: [Citation]

  /// What is encoded of one clause.
  public struct Clause: Sendable, Hashable, Codable {
    public var clause: String
    /// Requirements that cite the clause.
    public var requirements: Int
    public var figures: Int
    public var verified: Int
    /// Limits, and lines of the plan, whose numbers the encoder does not know.
    public var unknown: Int
  }

  /// The figures that one source answers for.
  public struct Citation: Sendable, Hashable, Codable {
    /// The source's identifier in the definition.
    public var source: String
    public var title: String
    public var kind: String
    public var figures: Int
    public var verified: Int
  }

  public var figures: Int { clauses.reduce(0) { $0 + $1.figures } }
  public var verified: Int { clauses.reduce(0) { $0 + $1.verified } }
  public var unknown: Int { clauses.reduce(0) { $0 + $1.unknown } }
}

extension Standard {
  /// How much of the definition was read in sources.
  public var coverage: StandardCoverage {
    var clauses: [StandardCoverage.Clause] = []
    func index(of clause: String) -> Int {
      if let known = clauses.firstIndex(where: { $0.clause == clause }) { return known }
      clauses.append(.init(clause: clause, requirements: 0, figures: 0, verified: 0, unknown: 0))
      return clauses.count - 1
    }
    let figures = figures
    for figure in figures {
      let place = index(of: figure.clause)
      clauses[place].figures += 1
      if figure.isVerified { clauses[place].verified += 1 }
    }
    for requirement in requirements {
      clauses[index(of: requirement.clause)].requirements += 1
      for limit in requirement.rule.unknownLimits { clauses[index(of: limit.clause)].unknown += 1 }
    }
    for entry in plan where !entry.areCountsKnown { clauses[index(of: entry.clause)].unknown += 1 }
    let citations = sources.compactMap { source -> StandardCoverage.Citation? in
      let cited = figures.filter { $0.source == source.id }
      guard !cited.isEmpty else { return nil }
      return .init(
        source: source.id, title: source.title, kind: source.kind.rawValue, figures: cited.count,
        verified: cited.count { $0.isVerified })
    }
    return StandardCoverage(clauses: clauses, sources: citations)
  }
}
