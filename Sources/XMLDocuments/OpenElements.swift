/// The elements that have begun and not ended, each with its text so far.
///
/// The pieces of an element's text are joined, so that a comment or a CDATA section in the middle of a value
/// never cuts it short. All text stands in one buffer, of which each element has its end of it; white space
/// between child elements is dropped at the next tag.
struct OpenElements: ~Copyable {
  struct Element {
    /// The local name; the parser keeps it until the document is read.
    var name: UnsafePointer<UInt8>
    /// The line on which the opening tag begins.
    var line: Int
    /// Where the element's text begins in the buffer.
    fileprivate var textStart: Int
    fileprivate var hasChild = false
    /// How many errors there were before the element began.
    fileprivate var errorsBefore: Int
    /// The name of the last child element in the vocabulary, if no error was found in it.
    fileprivate var lastValidChild: UnsafePointer<UInt8>?
  }

  private var elements: [Element] = []
  private var text = ByteBuffer()
  /// Where the text since the last tag begins in the buffer.
  private var runStart = 0
  /// The line of the first character since the last tag that is not white space; nil if there is none.
  private(set) var inkLine: Int?

  var count: Int { elements.count }
  var isEmpty: Bool { elements.isEmpty }
  /// The element whose end comes next.
  var innermost: Element? { elements.last }
  /// The element around that.
  var parent: Element? { elements.dropLast().last }
  /// The name of the child of the innermost element that ended last, if no error was found in it.
  var lastValidChild: UnsafePointer<UInt8>? { elements.last?.lastValidChild }

  /// How many bytes of text the innermost element has so far.
  var textLength: Int { text.count - (elements.last?.textStart ?? 0) }
  /// The text since the last tag; valid until the next change.
  var run: UnsafeBufferPointer<UInt8> { text[from: runStart] }
  /// The text of the innermost element; valid until the next change.
  var innermostText: UnsafeBufferPointer<UInt8> { text[from: elements.last?.textStart ?? text.count] }

  /// A child of the innermost element begins, after so many errors.
  mutating func push(_ name: UnsafePointer<UInt8>, line: Int, errorCount: Int) {
    if !elements.isEmpty {
      elements[elements.count - 1].hasChild = true
      dropLayout()
    }
    elements.append(Element(name: name, line: line, textStart: text.count, errorsBefore: errorCount))
    beginRun()
  }

  /// A piece of text of the innermost element that begins on a line.
  mutating func append(_ piece: UnsafeBufferPointer<UInt8>, line: Int) {
    text.append(piece)
    guard inkLine == nil, let ink = piece.firstIndex(where: { $0 > 0x20 }) else { return }
    inkLine = line + piece[..<ink].count { $0 == 0x0A }
  }

  /// The innermost element ends, and its text is complete.
  mutating func close() {
    if elements.last?.hasChild == true { dropLayout() }
  }

  /// Forgets the innermost element, whether in the vocabulary or foreign; there are so many errors now.
  mutating func pop(errorCount: Int, inVocabulary: Bool) {
    guard let element = elements.popLast() else { return }
    text.truncate(to: element.textStart)
    if !elements.isEmpty {
      elements[elements.count - 1].lastValidChild =
        inVocabulary && errorCount == element.errorsBefore ? element.name : nil
    }
    beginRun()
  }

  private mutating func beginRun() {
    runStart = text.count
    inkLine = nil
  }

  /// White space that stands alone between two tags is no text.
  private mutating func dropLayout() {
    if inkLine == nil { text.truncate(to: runStart) }
  }
}

/// Bytes that grow and shrink at their end without being looked at.
private struct ByteBuffer: ~Copyable {
  private(set) var count = 0
  private var storage = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1024)

  deinit { storage.deallocate() }

  subscript(from start: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: storage[start..<count])
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    if count + bytes.count > storage.count {
      let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: (count + bytes.count) * 2)
      _ = larger.update(fromContentsOf: self[from: 0])
      storage.deallocate()
      storage = larger
    }
    if let base = storage.baseAddress { (base + count).update(from: source, count: bytes.count) }
    count += bytes.count
  }

  mutating func truncate(to length: Int) { count = length }
}
