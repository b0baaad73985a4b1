/// Why a site was not published; what readers see is what it was before.
public enum PublicationProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// The folder holds something that no publication wrote.
  case notASite(path: String, foreign: String)
  case notWritable(path: String, reason: String)
  /// Another publication to the same folder is running.
  case underWay(path: String)
  /// A page cannot be made.
  case page(String)

  public var description: String {
    switch self {
    case .notASite(let path, let foreign):
      "\(path) holds \(foreign), which is no part of a published site, and would be lost. "
        + "Name a new or empty folder, or move that file away."
    case .notWritable(let path, let reason): "\(path) cannot be written: \(reason)."
    case .underWay(let path): "Another publication to \(path) is under way."
    case .page(let reason): reason
    }
  }
}
