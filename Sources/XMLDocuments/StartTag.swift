internal import CLibXML2

/// A start tag as libxml2 hands it over, valid during its callback.
struct StartTag {
  var name: UnsafePointer<xmlChar>
  var prefix: UnsafePointer<xmlChar>?
  var namespace: UnsafePointer<xmlChar>?
  var declarationCount: Int32
  var declarations: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  var attributeCount: Int32
  /// Five pointers for each: local name, prefix, namespace, first byte of the value, byte after it.
  var attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
}

extension StartTag {
  /// Whether an attribute is in a namespace, as those of XML Schema itself are.
  var hasQualifiedAttribute: Bool {
    guard let attributes else { return false }
    for index in 0..<Int(attributeCount) where attributes[index * 5 + 2] != nil { return true }
    return false
  }

  /// The first attribute or namespace declaration whose value has more bytes than that, and how many it has.
  func valueLonger(than limit: Int) -> (name: String, length: Int)? {
    if let attributes {
      for index in 0..<Int(attributeCount) {
        guard let start = attributes[index * 5 + 3], let end = attributes[index * 5 + 4] else { continue }
        if end - start > limit {
          return (attributes[index * 5].map { String(cString: $0) } ?? "", end - start)
        }
      }
    }
    if let declarations {
      for index in 0..<Int(declarationCount) {
        let length = Int(xmlStrlen(declarations[index * 2 + 1]))
        if length > limit {
          return (declarations[index * 2].map { "xmlns:" + String(cString: $0) } ?? "xmlns", length)
        }
      }
    }
    return nil
  }
}
