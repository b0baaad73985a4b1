extension ExactSum {
  /// The mean in percent of another mean, to 16 significant digits: four more than decide anywhere, so that several
  /// percentages can be averaged.
  ///
  /// - Returns: nil where the other mean is not positive or the result has too many digits.
  public func meanPercentage(ofMeanOf base: ExactSum) -> ExactDecimal? {
    guard let above = mean, let below = base.mean, below.numerator > 0, let inverse = below.inverse,
      let percent = above.times(inverse)?.times(Rational(100))
    else { return nil }
    return percent.rounded(toSignificantDigits: Amount.conversionDigits + 4)
  }
}
