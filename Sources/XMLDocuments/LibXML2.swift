internal import CLibXML2

/// What libxml2 keeps for the whole process, set once before its first use.
enum LibXML2 {
  static let isReady: Bool = {
    xmlInitParser()
    // Nothing outside the bytes handed in is ever loaded: no entity, no DTD, no schema by its location.
    xmlSetExternalEntityLoader { _, _, _ in nil }
    xmlCatalogSetDefaults(XML_CATA_ALLOW_NONE)
    // Otherwise the first schemas of two threads would build the table of built-in types side by side.
    xmlSchemaInitTypes()
    return true
  }()
}
