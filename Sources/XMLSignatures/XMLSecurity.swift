internal import CLibXML2
internal import CXMLSec
import XMLDocuments

/// What xmlsec and OpenSSL keep for the whole process, set once before their first use.
enum XMLSecurity {
  /// Whether signatures can be made and verified. After the first use every thread may work with contexts of its own.
  static let isReady: Bool = {
    XMLReader.prepare()
    return proofmark_xmlsec_start() == 0
  }()

  /// Runs something while the XML library's and OpenSSL's complaints on this thread go nowhere: the result tells.
  static func quietly<Value>(_ body: () -> Value) -> Value {
    let (handler, context) = (__xmlStructuredError().pointee, __xmlStructuredErrorContext().pointee)
    xmlSetStructuredErrorFunc(nil) { _, _ in }
    defer {
      xmlSetStructuredErrorFunc(context, handler)
      ERR_clear_error()
    }
    return body()
  }
}
