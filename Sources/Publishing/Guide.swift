/// The pages that say how to use the list, one for each kind of reader.
enum Guide: String, CaseIterable {
  case agencies, procurement, testing, verifying

  var path: String { "guide/\(rawValue).html" }

  var template: Templates.Page {
    switch self {
    case .agencies: .agencies
    case .procurement: .procurement
    case .testing: .testing
    case .verifying: .verifying
    }
  }
}
