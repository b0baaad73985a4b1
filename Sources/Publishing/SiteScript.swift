/// The site's script as it is published: without the comments and the indentation of its source, which readers' phones
/// need not load.
enum SiteScript {
  /// In bytes; more than that is no small script.
  static let limit = 20_000

  static let published: [UInt8] = {
    let source = String(decoding: PackageResources.site_js, as: UTF8.self)
    let lines = source.split(separator: "\n").map { $0.drop { $0 == " " } }
    let kept = lines.filter { !$0.hasPrefix("//") && !($0.hasPrefix("/*") && $0.hasSuffix("*/")) }
    return Array((kept.joined(separator: "\n") + "\n").utf8)
  }()
}
