/// A file of a site, made when its turn comes: a pure function of what it shows.
struct Leaf {
  let path: String
  /// Whether it is a page, and not a style sheet, an index or a download.
  var isPage = true
  /// Tells what it is made from. Where that is what it was for the file of the last publication, that file stays and
  /// nothing is made. A leaf without a key is made every time, and its file stays where it comes out the same.
  var key: () throws -> LeafKey? = { nil }
  let make: () throws -> [UInt8]
}
