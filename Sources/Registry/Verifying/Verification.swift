/// What the verification of a registry did and found.
public struct Verification: Sendable, Hashable {
  /// What is verified, in this order.
  public enum Part: String, Sendable, Hashable, CaseIterable, Codable {
    /// SQLite's own structure, and the tables, which must be those of this release.
    case file
    /// The stored bytes of every document, held against its SHA-256.
    case documents
    /// Every event's hash, and that it names the one before it.
    case chain
    /// What every model's evidence comes to, judged again by the stored definitions.
    case determinations
    /// Every other table that follows from the documents, derived again.
    case projections
    /// The documents that were refused and are kept, held against their SHA-256.
    case quarantine
    /// That the chain extends the one whose head was signed.
    case checkpoint
  }

  /// One thing that does not fit.
  public struct Fault: Sendable, Hashable, Codable {
    public var part: Part
    /// Where: a document, an event, or a row and column of a table.
    public var place: String
    /// What is wrong there, in a sentence.
    public var message: String
  }

  /// How one part came out.
  public struct Outcome: Sendable, Hashable, Codable {
    public var part: Part
    /// How many documents, events, determinations or rows were verified.
    public var checked = 0
    /// How many faults were found.
    public var faults = 0
    /// Why it was not verified, in a sentence; nil where it was.
    public var omitted: String?
  }

  /// The parts that were to be verified, in order.
  public internal(set) var outcomes: [Outcome] = []
  /// What does not fit, in the order in which it was found; of each part at most ``faultLimit``.
  public internal(set) var faults: [Fault] = []
  /// The chain as it is now; nil where it could not be walked.
  public internal(set) var head: ChainHead?

  /// What does not fit and is no fault, in sentences.
  public internal(set) var remarks: [String] = []

  /// How many faults of each part are described.
  public static let faultLimit = 20

  /// Whether everything was verified and fits.
  public var isSound: Bool { outcomes.allSatisfy { $0.faults == 0 && $0.omitted == nil } }

  /// How many faults were found in all.
  public var faultCount: Int { outcomes.reduce(0) { $0 + $1.faults } }

  /// The outcome of a part; nil where it was not to be verified.
  public subscript(_ part: Part) -> Outcome? { outcomes.first { $0.part == part } }
}

/// Collects what the checks of one part find.
struct PartAccount {
  let part: Verification.Part
  private(set) var outcome: Verification.Outcome
  private(set) var faults: [Verification.Fault] = []

  init(_ part: Verification.Part) {
    self.part = part
    outcome = Verification.Outcome(part: part)
  }

  mutating func count(_ number: Int = 1) { outcome.checked += number }

  mutating func fault(_ place: String, _ message: String) {
    outcome.faults += 1
    if faults.count < Verification.faultLimit {
      faults.append(Verification.Fault(part: part, place: place, message: message))
    }
  }

  mutating func omit(_ reason: String) { outcome.omitted = reason }
}
