/// The site's script as it is published: without the comments, the indentation and most line ends of its source, which
/// readers' phones need not load.
enum SiteScript {
  /// In bytes; more than that is no small script.
  static let limit = 20_000

  static let published: [UInt8] = {
    let source = String(decoding: PackageResources.site_js, as: UTF8.self)
    let lines = source.split(separator: "\n").map { $0.drop { $0 == " " } }
    let kept = lines.filter { !$0.hasPrefix("//") && !($0.hasPrefix("/*") && $0.hasSuffix("*/")) }
    var text = ""
    for line in kept {
      text += line
      // No statement ends so, or one surely does; and no text in the source runs over the end of its line.
      if let last = line.last, !"{([,;".contains(last) { text += "\n" }
    }
    return Array(text.utf8)
  }()
}
