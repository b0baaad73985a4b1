/// How stops and perforations lie along the velocity axis: the extremes, from which it can be told exactly,
/// before any iteration, whether a maximum likelihood estimate exists.
///
/// With one predictor and an intercept the estimate exists and is unique if and only if the velocity ranges of
/// stops and perforations overlap by more than a point. Source: M. J. Silvapulle (1981), Journal of the Royal
/// Statistical Society B 43, 310–313; A. Albert, J. A. Anderson (1984), Biometrika 71, 1–10.
struct ShotPattern {
  private(set) var lowestStop = Double.infinity
  private(set) var highestStop = -Double.infinity
  private(set) var lowestPerforation = Double.infinity
  private(set) var highestPerforation = -Double.infinity
  private(set) var count = 0
  private(set) var perforations = 0
  private(set) var firstNonFinite: Int?

  init(_ shots: [BallisticShot]) {
    for shot in shots {
      let velocity = shot.velocity
      if !velocity.isFinite, firstNonFinite == nil { firstNonFinite = count }
      count += 1
      if shot.perforated {
        perforations += 1
        lowestPerforation = min(lowestPerforation, velocity)
        highestPerforation = max(highestPerforation, velocity)
      } else {
        lowestStop = min(lowestStop, velocity)
        highestStop = max(highestStop, velocity)
      }
    }
  }

  var stops: Int { count - perforations }
  var lowest: Double { min(lowestStop, lowestPerforation) }
  var highest: Double { max(highestStop, highestPerforation) }

  /// What forbids any fit of a curve, penalised or not.
  var reasonAgainstAnyFit: LogisticFit.Reason? {
    if let index = firstNonFinite { return .nonFinite(index: index) }
    guard count >= LogisticFit.minimumCount else { return .tooFew(count: count) }
    guard perforations > 0 else { return .allStops(count: count, highestStop: highestStop) }
    guard stops > 0 else { return .allPerforations(count: count, lowestPerforation: lowestPerforation) }
    guard lowest < highest else { return .identicalVelocities(velocity: lowest, count: count) }
    return nil
  }

  /// What forbids a maximum likelihood fit: the above, and separation.
  var reasonAgainstMaximumLikelihood: LogisticFit.Reason? {
    if let reason = reasonAgainstAnyFit { return reason }
    if highestStop < lowestPerforation {
      return .completeSeparation(highestStop: highestStop, lowestPerforation: lowestPerforation)
    }
    if highestStop == lowestPerforation { return .quasiSeparation(velocity: highestStop) }
    if highestPerforation <= lowestStop {
      return .reversedSeparation(highestPerforation: highestPerforation, lowestStop: lowestStop)
    }
    return nil
  }
}
