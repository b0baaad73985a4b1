/// Joins the pieces of text of each open element, so that a comment or a CDATA section in the middle of a value
/// never cuts it short.
///
/// Elements without text cost nothing but two integers; white space between child elements is dropped at the
/// next tag.
struct TextCollector: ~Copyable {
  /// The text since the last tag, not yet shown to the schema.
  private var runStart = 0

  private var bytes: [UInt8] = []
  /// Whether the run since the last tag has anything but white space.
  private var runHasInk = false
  private var levels: [Level] = []

  private struct Level {
    /// Where the element's text begins in `bytes`.
    var start: Int
    var hasChild = false
  }

  /// How many bytes of text the innermost open element has so far.
  var lengthHere: Int { bytes.count - (levels.last?.start ?? 0) }

  /// The text since the last tag.
  var run: ArraySlice<UInt8> { bytes[runStart...] }

  /// Adds a piece; if it brings the run's first character that is not white space, says where in the piece.
  mutating func append(_ piece: UnsafeBufferPointer<UInt8>) -> Int? {
    bytes.append(contentsOf: piece)
    guard !runHasInk, let ink = piece.firstIndex(where: { $0 > 0x20 }) else { return nil }
    runHasInk = true
    return ink
  }

  /// Calls `body` with the text since the last tag, if there is any.
  func withRun(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    guard bytes.count > runStart else { return }
    bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[runStart...])) }
  }

  /// A child element begins.
  mutating func push() {
    if !levels.isEmpty {
      levels[levels.count - 1].hasChild = true
      dropLayout()
    }
    levels.append(Level(start: bytes.count))
    runStart = bytes.count
    runHasInk = false
  }

  /// The innermost element ends; its text is complete.
  mutating func close() {
    if levels.last?.hasChild == true { dropLayout() }
  }

  /// Calls `body` with the text of the innermost element.
  func withText(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    let start = levels.last?.start ?? bytes.count
    bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start...])) }
  }

  /// Forgets the innermost element.
  mutating func pop() {
    guard let level = levels.popLast() else { return }
    bytes.removeLast(bytes.count - level.start)
    runStart = bytes.count
    runHasInk = false
  }

  private mutating func dropLayout() {
    if !runHasInk, bytes.count > runStart { bytes.removeLast(bytes.count - runStart) }
  }
}
