extension ExactDecimal {
  /// The number in percent of another one, to ``Amount/conversionDigits`` significant digits; nil where that one is not
  /// positive or the result has too many digits.
  public func percentage(of base: ExactDecimal) -> ExactDecimal? {
    guard base > ExactDecimal(0), let above = Rational(self), let below = Rational(base)?.inverse,
      let share = above.times(below), let percent = share.times(Rational(100))
    else { return nil }
    return percent.rounded(toSignificantDigits: Amount.conversionDigits)
  }
}
