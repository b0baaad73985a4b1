/// What a definition takes from another one: levels and the threats they use.
///
/// The other definition's bytes are named by their hash, so that a determination still depends on nothing but the
/// bytes of the importing definition.
public struct Import: Sendable, Hashable {
  /// The identifier of the other standard.
  public var standard: String
  /// SHA-256 of the other definition's bytes, lower-case hexadecimal.
  public var sha256: String
  public var levels: [ImportedLevel]
  public var line: Int

  /// A level of the other definition, and which equipment can have it here.
  public struct ImportedLevel: Sendable, Hashable {
    public var id: String
    public var kinds: [String]
    public var line: Int
  }
}

extension Standard {
  /// The definition with what its imports name, taken from the definitions found for them.
  ///
  /// Figures that come in keep their standing; their clauses and sources say from which standard they are.
  mutating func take(_ part: Import, from other: Standard) {
    let prefix = "\(other.id)."
    func relabelled(_ figure: Figure) -> Figure {
      var figure = figure
      figure.clause = "\(other.id), \(figure.clause)"
      figure.source = prefix + figure.source
      return figure
    }
    sources += other.sources.map { source in
      var source = source
      source.id = prefix + source.id
      return source
    }
    var needed: [String] = []
    for wanted in part.levels {
      guard var level = other.level(wanted.id) else { continue }
      level.kinds = wanted.kinds
      if case .listed(var threats) = level.threats {
        for index in threats.indices {
          needed.append(threats[index].threat)
          threats[index].kinds = []
          for place in threats[index].references.indices {
            let reference = threats[index].references[place]
            threats[index].references[place].value = relabelled(reference.value)
            threats[index].references[place].tolerance = reference.tolerance.map(relabelled)
          }
        }
        level.threats = .listed(threats)
      }
      levels.append(level)
    }
    for threat in other.threats where needed.contains(threat.id) && self.threat(threat.id) == nil {
      var threat = threat
      threat.mass = threat.mass.map(relabelled)
      threats.append(threat)
    }
  }
}
