/// The V50 of the military acceptance test: the arithmetic mean of the velocities of an equal number of the
/// highest stops and the lowest perforations that lie within a given spread.
///
/// Source: MIL-STD-662F (1997), V50 Ballistic Test for Armor, definition of the V50 ballistic limit. How many
/// shots and which spread is for the definition of the standard at hand to say.
public struct MeanV50: Sendable, Equatable {
  /// The mean velocity, in the unit of the shots.
  public let velocity: Double

  /// The stops used, fastest first.
  public let stops: [Double]

  /// The perforations used, slowest first.
  public let perforations: [Double]

  /// The fastest velocity used less the slowest.
  public let spread: Double
}

extension MeanV50 {
  /// What was made of a set of shots.
  public enum Outcome: Sendable, Equatable {
    case limit(MeanV50)
    case notDetermined(Reason)
  }

  /// Why there is no V50.
  public enum Reason: NotDeterminedReason {
    /// The number of each kind must be at least 1, and the spread finite and not negative.
    case badParameters(ofEach: Int, spread: Double)
    /// The velocity of the shot at `index` is infinite or not a number.
    case nonFinite(index: Int)
    /// Fewer stops than are to be averaged.
    case tooFewStops(found: Int, needed: Int)
    /// Fewer perforations than are to be averaged.
    case tooFewPerforations(found: Int, needed: Int)
    /// The highest stops and lowest perforations lie too far apart.
    case spreadTooWide(found: Double, allowed: Double)
  }

  /// Averages the `ofEach` highest stops and the `ofEach` lowest perforations.
  /// - Parameters:
  ///   - shots: in any order.
  ///   - ofEach: how many of each kind, at least 1; a ten-shot limit has 5.
  ///   - spread: the widest allowed difference between the velocities used, in their unit; one that differs
  ///     from it by the rounding of two decimals to binary is within it.
  public static func of(_ shots: [BallisticShot], ofEach count: Int, within spread: Double) -> Outcome {
    guard count >= 1, spread.isFinite, spread >= 0 else {
      return .notDetermined(.badParameters(ofEach: count, spread: spread))
    }
    if let index = shots.firstIndex(where: { !$0.velocity.isFinite }) {
      return .notDetermined(.nonFinite(index: index))
    }
    let stops = shots.filter { !$0.perforated }.map(\.velocity).sorted(by: >)
    let perforations = shots.filter(\.perforated).map(\.velocity).sorted()
    guard stops.count >= count else {
      return .notDetermined(.tooFewStops(found: stops.count, needed: count))
    }
    guard perforations.count >= count else {
      return .notDetermined(.tooFewPerforations(found: perforations.count, needed: count))
    }
    return limit(Array(stops.prefix(count)), Array(perforations.prefix(count)), spread)
  }
}

extension MeanV50.Reason {
  public var code: String {
    switch self {
    case .badParameters: "v50.bad-parameters"
    case .nonFinite: "v50.non-finite"
    case .tooFewStops: "v50.too-few-stops"
    case .tooFewPerforations: "v50.too-few-perforations"
    case .spreadTooWide: "v50.spread-too-wide"
    }
  }

  public var description: String {
    switch self {
    case .badParameters(let ofEach, let spread):
      "A V50 of \(ofEach) stops and as many perforations within \(spread) is not defined."
    case .nonFinite(let index):
      "The velocity of shot \(index + 1) is not a finite number."
    case .tooFewStops(let found, let needed):
      "The V50 needs \(needed) stops; there \(found == 1 ? "is 1" : "are \(found)")."
    case .tooFewPerforations(let found, let needed):
      "The V50 needs \(needed) perforations; there \(found == 1 ? "is 1" : "are \(found)")."
    case .spreadTooWide(let found, let allowed):
      "The highest stops and lowest perforations spread over \(found), more than the \(allowed) allowed."
    }
  }
}

extension MeanV50 {
  private static func limit(_ stops: [Double], _ perforations: [Double], _ allowed: Double) -> Outcome {
    // Not "highest stop less lowest perforation": either kind may hold the extreme on either side.
    let used = stops + perforations
    let lowest = used.reduce(.infinity, min)
    let highest = used.reduce(-.infinity, max)
    let spread = highest - lowest
    // Half a unit in the last place for each decimal that became binary, one for the difference.
    let rounding = 2 * max(abs(lowest), abs(highest)).ulp
    guard spread <= allowed + rounding else {
      return .notDetermined(.spreadTooWide(found: spread, allowed: allowed))
    }
    let mean = used.reduce(0) { $0 + ($1 - lowest) / Double(used.count) } + lowest
    return .limit(MeanV50(velocity: mean, stops: stops, perforations: perforations, spread: spread))
  }
}
