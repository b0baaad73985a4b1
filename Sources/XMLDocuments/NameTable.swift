internal import CLibXML2

/// The names of one reading, each kept once, so that equal names are equal pointers.
public struct NameTable: ~Copyable {
  private let dictionary: xmlDictPtr?

  init(_ dictionary: xmlDictPtr?) { self.dictionary = dictionary }

  /// The identity that an element or attribute of this local name will have; nil only if memory is short.
  public func identity(of name: StaticString) -> NameIdentity? {
    xmlDictLookup(dictionary, name.utf8Start, Int32(name.utf8CodeUnitCount)).map { NameIdentity($0) }
  }
}
