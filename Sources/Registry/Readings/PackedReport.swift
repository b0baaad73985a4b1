import Evidence

/// A report as bytes: what its reader made of the document, to be had again without reading that. What is read from them is
/// equal to what was packed, the way in which numbers were written included.
///
/// It is no format for others: a release packs and reads its own, and says by ``form`` which that is. Numbers are in base 128,
/// small digits first. A text that stood in the same kind of place last is told by one byte, and so is in what an observation
/// is as the one before is.
enum PackedReport {
  /// The form of the bytes. To be raised with any change of it, and of what reports hold, and ``Projections/form`` with it:
  /// that has the readings of a registry made anew.
  static let form = 1

  /// Shows the packed bytes, which stay until `body` returns.
  static func withBytes<Result>(of report: Report, _ body: (UnsafeRawBufferPointer) throws -> Result) rethrows
    -> Result
  {
    var packer = ReportPacker()
    packer.number(form)
    packer.report(report)
    return try packer.withBytes(body)
  }

  /// The report of packed bytes; nil where they are none of this form.
  static func report(_ bytes: UnsafeRawBufferPointer) -> Report? {
    var unpacker = ReportUnpacker(bytes)
    guard unpacker.number() == form else { return nil }
    let report = unpacker.report()
    return unpacker.isWhole ? report : nil
  }

  /// The kinds of places in which the same text often stands again.
  enum Slot: Int, CaseIterable {
    case size, condition, part, component, conditioning
    case method, specimen, threat, region, subject, calibration, item

    static let count = allCases.count
  }

  /// In what an observation is not as the one before is: bits of its first byte.
  enum News {
    static let shape = 1
    static let step = 2
    static let advance = 4
    static let outcome = 8
    static let all = 15
  }

  /// What many observations have in common.
  struct Shape {
    var present: Int
    /// The measures of its numbers, and how many digits these have behind the point.
    var measures: [(place: Int, scale: Int)]

    func fits(_ present: Int, _ measurements: UnsafeBufferPointer<Measurement>) -> Bool {
      guard present == self.present, measurements.count == measures.count else { return false }
      for at in measurements.indices {
        let (place, scale) = measures[at]
        if measurements[at].measure != place || measurements[at].value.scale != scale { return false }
      }
      return true
    }
  }

  /// What an observation has besides numbers: bits of a shape.
  enum Present {
    static let outcome = 1
    static let item = 2
    static let remark = 4
    static let fair = 8
    static let unfair = 16
    static let all = 31
  }
}
