/// Reads a UCUM code: atoms with prefixes and exponents, joined by `.` and `/`, with annotations in braces.
struct UnitParser {
  private let code: String
  private var rest: Substring

  struct Parsed {
    var dimension = Dimension.dimensionless
    var factor = Rational(1)
    var offset: Rational?
  }

  init(_ code: String) {
    self.code = code
    rest = code[...]
  }

  mutating func parse() throws(Unit.Problem) -> Parsed {
    guard !code.isEmpty, code.utf8.count <= 64, code.allSatisfy(\.isASCII) else { throw .malformed(code) }
    var result = Parsed()
    var sign = 1
    var terms = 0
    if rest.first == "/" {
      sign = -1
      rest.removeFirst()
    }
    while true {
      let term = try component()
      terms += 1
      // A scale with its own zero has no products.
      if term.offset != nil, terms > 1 || !rest.isEmpty || sign < 0 { throw .malformed(code) }
      guard let power = term.factor.power(sign), let factor = result.factor.times(power) else {
        throw .malformed(code)
      }
      result.factor = factor
      result.dimension = result.dimension.times(term.dimension, power: sign)
      result.offset = term.offset
      guard let operation = rest.first else { return result }
      guard operation == "." || operation == "/" else { throw .malformed(code) }
      sign = operation == "/" ? -1 : 1
      rest.removeFirst()
    }
  }

  /// One atom with its prefix, exponent and annotation, or a bare annotation or number.
  private mutating func component() throws(Unit.Problem) -> Parsed {
    let start = rest
    var name = ""
    if rest.first == "[" {
      guard let close = rest.firstIndex(of: "]") else { throw .malformed(code) }
      name = String(rest[...close])
      rest = rest[rest.index(after: close)...]
    } else if rest.hasPrefix("10*") {
      name = "10*"
      rest.removeFirst(3)
    } else {
      while let character = rest.first, character.isLetter || character == "%" || character == "'" {
        name.append(character)
        rest.removeFirst()
        // A prefixed bracket unit, such as `k[g]`.
        if rest.first == "[", let close = rest.firstIndex(of: "]") {
          name += rest[...close]
          rest = rest[rest.index(after: close)...]
        }
      }
    }
    var parsed = Parsed()
    if !name.isEmpty {
      parsed = try resolve(name)
      if let exponent = try exponent() {
        guard parsed.offset == nil, let factor = parsed.factor.power(exponent) else { throw .malformed(code) }
        parsed.factor = factor
        parsed.dimension = Dimension.dimensionless.times(parsed.dimension, power: exponent)
      }
    } else if let number = try exponent() {
      guard number > 0 else { throw .malformed(code) }
      parsed.factor = Rational(number)
    }
    if rest.first == "{" {
      guard let close = rest.firstIndex(of: "}") else { throw .malformed(code) }
      rest = rest[rest.index(after: close)...]
    }
    guard rest.startIndex != start.startIndex else { throw .malformed(code) }
    return parsed
  }

  private mutating func exponent() throws(Unit.Problem) -> Int? {
    var digits = ""
    if let sign = rest.first, sign == "-" || sign == "+" {
      digits.append(sign)
      rest.removeFirst()
    }
    while let character = rest.first, ("0"..."9").contains(character) {
      digits.append(character)
      rest.removeFirst()
    }
    if digits.isEmpty { return nil }
    guard let value = Int(digits), abs(value) <= 30 || !digits.hasPrefix("-") && value <= 1_000_000 else {
      throw .malformed(code)
    }
    return value
  }

  /// The atom with a name, or with a prefix and a name; the longest atom wins, so `min` is no milli-inch.
  private func resolve(_ name: String) throws(Unit.Problem) -> Parsed {
    if let atom = UnitAtom.table[name] {
      return Parsed(dimension: atom.dimension, factor: atom.factor, offset: atom.offset)
    }
    for prefix in UnitAtom.prefixes where name.hasPrefix(prefix.name) {
      let atomName = String(name.dropFirst(prefix.name.count))
      guard let atom = UnitAtom.table[atomName], atom.isMetric, let factor = atom.factor.times(prefix.factor)
      else {
        continue
      }
      return Parsed(dimension: atom.dimension, factor: factor)
    }
    throw .unknown(name)
  }
}
