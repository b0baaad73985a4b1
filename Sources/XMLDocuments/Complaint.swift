/// A complaint in the making.
struct Complaint {
  var code: Diagnostic.Code
  var position: Position
  var message: String
  var found: String?
  var expected: String?
  var cure: String?

  init(
    _ code: Diagnostic.Code, _ position: Position, _ message: String, found: String? = nil,
    expected: String? = nil, cure: String? = nil
  ) {
    self.code = code
    self.position = position
    self.message = message
    self.found = found
    self.expected = expected
    self.cure = cure
  }

  func report(to sink: inout DiagnosticSink) {
    sink.error(code, at: position, message, found: found, expected: expected, cure: cure)
  }
}
