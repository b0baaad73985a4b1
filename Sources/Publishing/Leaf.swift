/// A file of a site, made when its turn comes: a pure function of what it shows.
struct Leaf {
  let path: String
  /// Whether it is a page, and not a style sheet, an index or a download.
  var isPage = true
  let make: () throws -> [UInt8]
}
