// The only file of this room that touches the platform's C library. Square roots need none of it: IEEE 754
// defines them to the last bit. What stands here may differ in the last bit between C libraries, so results
// are compared and printed with fewer digits than a `Double` holds.

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// eˣ.
@inline(__always)
func exponential(_ x: Double) -> Double { exp(x) }

/// eˣ − 1 without cancellation at small x.
@inline(__always)
func exponentialMinusOne(_ x: Double) -> Double { expm1(x) }

/// ln x.
@inline(__always)
func logarithm(_ x: Double) -> Double { log(x) }

/// ln(1 + x) without cancellation at small x.
@inline(__always)
func logarithm(onePlus x: Double) -> Double { log1p(x) }

/// The complementary error function, 2/√π ∫ₓ^∞ exp(−t²) dt.
@inline(__always)
func complementaryError(_ x: Double) -> Double { erfc(x) }

/// The angle in −π/2 ... π/2 whose sine is x.
@inline(__always)
func arcsine(_ x: Double) -> Double { asin(x) }

/// ln(p / (1 − p)), the logit of a probability; ±∞ at 0 and 1, NaN outside them.
@inline(__always)
func logit(_ p: Double) -> Double { logarithm(p) - logarithm(onePlus: -p) }

/// 1 / (1 + exp(−x)), the inverse of the logit, written so that neither tail loses digits.
@inline(__always)
func logistic(_ x: Double) -> Double {
  let e = exponential(-abs(x))
  return x >= 0 ? 1 / (1 + e) : e / (1 + e)
}
