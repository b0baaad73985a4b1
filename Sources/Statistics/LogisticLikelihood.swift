/// The log-likelihood of a line of logits, its slopes and its curvature, over one set of shots.
///
/// Velocities are standardised to −1 ... 1 by mid-range and half-range: the information matrix of raw
/// velocities is ill-conditioned, and a sum over extremes does not depend on the order of the shots.
struct LogisticLikelihood: Sendable, Equatable {
  let centre: Double
  let scale: Double
  let perforations: Int

  /// Standardised velocities, the stops first.
  let positions: [Double]

  var count: Int { positions.count }
  var stops: Int { count - perforations }

  /// - Parameter pattern: of the same shots, which are finite and not all of one velocity.
  init(_ shots: [BallisticShot], _ pattern: ShotPattern) {
    // Halved before they are added or subtracted, so that no finite velocity overflows.
    let centre = 0.5 * pattern.lowest + 0.5 * pattern.highest
    let scale = 0.5 * pattern.highest - 0.5 * pattern.lowest
    self.centre = centre
    self.scale = scale
    self.perforations = pattern.perforations
    self.positions = [Double](unsafeUninitializedCapacity: shots.count) { buffer, initialised in
      var stop = 0
      var perforation = pattern.stops
      for shot in shots {
        let position = (shot.velocity - centre) / scale
        if shot.perforated {
          buffer.initializeElement(at: perforation, to: position)
          perforation += 1
        } else {
          buffer.initializeElement(at: stop, to: position)
          stop += 1
        }
      }
      initialised = shots.count
    }
  }
}

/// Logits on a straight line: level + slope·(x − pivot), in standardised velocity x.
struct LogitLine: Sendable, Equatable {
  var pivot = 0.0
  var level = 0.0
  var slope = 0.0
}

/// Sums over the shots, with x counted from the pivot of the line.
struct LikelihoodSums: Sendable, Equatable {
  /// Σ ln P(outcome).
  var logLikelihood = 0.0
  /// Σ(y − p), the slope of the log-likelihood along the level.
  var residual = 0.0
  /// Σ(y − p)x, its slope along the slope.
  var residualMoment = 0.0
  /// Σw, Σwx, Σwx² with w = p(1 − p): the information matrix.
  var weight = 0.0
  var weightMoment = 0.0
  var weightSquare = 0.0
}

extension LogisticLikelihood {
  /// One pass over the shots.
  func sums(_ line: LogitLine) -> LikelihoodSums {
    var sums = LikelihoodSums()
    positions.withUnsafeBufferPointer { positions in
      add(positions[..<stops], line, perforated: false, to: &sums)
      add(positions[stops...], line, perforated: true, to: &sums)
    }
    return sums
  }

  @inline(__always)
  private func add(
    _ positions: Slice<UnsafeBufferPointer<Double>>, _ line: LogitLine, perforated: Bool,
    to sums: inout LikelihoodSums
  ) {
    // Σ ln(1 + e) as the logarithm of a product, whose factors are at most 2: so many of them cannot overflow.
    var product = 1.0
    var factors = 0
    for position in positions {
      let x = position - line.pivot
      let logit = line.level + line.slope * x
      // Everything from exp(−|logit|), which neither overflows nor cancels.
      let e = exponential(-abs(logit))
      let major = 1 / (1 + e)
      let minor = e * major
      let perforationIsLikely = logit >= 0
      let wrong = perforationIsLikely == perforated ? minor : major
      let residual = perforated ? wrong : -wrong
      let against = perforated ? max(-logit, 0) : max(logit, 0)
      let weight = major * minor
      sums.logLikelihood -= against
      product *= 1 + e
      factors += 1
      if factors == 1000 {
        sums.logLikelihood -= logarithm(product)
        (product, factors) = (1, 0)
      }
      sums.residual += residual
      sums.residualMoment += residual * x
      sums.weight += weight
      sums.weightMoment += weight * x
      sums.weightSquare += weight * x * x
    }
    sums.logLikelihood -= logarithm(product)
  }
}
