internal import CLibXML2

/// What libxml2 says about a problem, copied out of its own record.
struct ErrorRecord {
  let code: xmlParserErrors
  let isWarning: Bool
  let message: String
  let strings: [String?]
  let number: Int

  init(_ error: xmlError) {
    code = xmlParserErrors(rawValue: UInt32(bitPattern: error.code))
    isWarning = error.level == XML_ERR_WARNING
    message = error.message.map { String(cString: $0).trimmingLineEnd } ?? ""
    strings = [error.str1, error.str2, error.str3].map { $0.map { String(cString: $0) } }
    number = Int(error.int1)
  }
}

extension ErrorRecord {
  /// The message as a sentence.
  var sentence: String {
    var text = message.split(separator: "\n").joined(separator: " ")
    while let last = text.last, last == " " || last == "." { text.removeLast() }
    return text + "."
  }
}
