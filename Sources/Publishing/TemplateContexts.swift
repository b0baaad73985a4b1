import Foundation

extension SitePublisher {
  /// Hands out what the templates of the models' pages are filled with, as JSON, for measuring other template engines on
  /// the same data.
  ///
  /// - Parameter limit: how many pages, taken evenly from all of them.
  package func forEachModelContext(limit: Int, _ body: (_ path: String, _ json: Data) throws -> Void) throws {
    try look.speaking { try forEachSpokenContext(limit: limit, body) }
  }

  private func forEachSpokenContext(limit: Int, _ body: (String, Data) throws -> Void) throws {
    let site = try site()
    let leaves = SiteLeaves(site, templates: try Templates(site.look))
    let count = min(limit, site.rows.count)
    for number in 0..<count {
      let index = number * site.rows.count / count
      let json = try leaves.modelContext(at: index).json
      try body(
        leaves.map.model(site.rows[index]),
        try JSONSerialization.data(withJSONObject: json, options: [.sortedKeys]))
    }
  }
}

extension Context {
  /// As what Foundation writes as JSON.
  fileprivate var json: [String: Any] {
    Dictionary(pairs.compactMap { name, value in value.json.map { (name, $0) } }) { first, _ in first }
  }
}

extension TemplateValue {
  fileprivate var json: Any? {
    switch self {
    case .context(let context): context.json
    case .list(let values): values.compactMap(\.json)
    case .none, .flag, .number, .text, .markup: plain
    }
  }
}
