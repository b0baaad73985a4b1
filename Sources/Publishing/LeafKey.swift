import Quantities
import Registry

/// Tells whether a file of a site has to be made anew: two keys are the same only where everything that the file is made
/// from is the same.
struct LeafKey: Hashable, Sendable {
  private let high: UInt64
  private let low: UInt64

  /// The first half of a SHA-256.
  init(_ words: SIMD4<UInt64>) { (high, low) = (words[0], words[1]) }

  /// Reads ``text``; nil where it is none.
  init?(_ digits: some Collection<UInt8>) {
    guard digits.count == 32, let high = UInt64(hexDigits: digits.prefix(16)),
      let low = UInt64(hexDigits: digits.dropFirst(16))
    else { return nil }
    (self.high, self.low) = (high, low)
  }

  /// 32 digits, lower-case hexadecimal.
  var text: String {
    var bytes: [UInt8] = []
    appendText(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends ``text``.
  func appendText(to bytes: inout [UInt8]) {
    for word in [high, low] { word.appendHexDigits(to: &bytes) }
  }

  fileprivate func append(to bytes: inout [UInt8]) {
    for word in [high, low] { withUnsafeBytes(of: word.bigEndian) { bytes.append(contentsOf: $0) } }
  }
}

/// What a file is made from, gathered for its key. Each part is told apart from the next, so that no two lists of parts
/// come to the same key.
struct Ingredients {
  private var bytes: [UInt8] = []

  init() {}

  /// Begins with what is known by its key.
  init(_ key: LeafKey) {
    bytes.reserveCapacity(512)
    add(key)
  }

  /// The key of all that was added: the first half of its SHA-256.
  var key: LeafKey { LeafKey(SHA256Hex.words(of: bytes)) }

  mutating func add(_ number: Int) {
    withUnsafeBytes(of: Int64(number).littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func add(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      add(utf8.count)
      bytes.append(contentsOf: utf8)
    }
  }

  mutating func add(_ text: String?) {
    add(text != nil)
    if let text { add(text) }
  }

  mutating func add(_ texts: [String]) {
    add(texts.count)
    for text in texts { add(text) }
  }

  mutating func add(_ data: [UInt8]) {
    add(data.count)
    bytes.append(contentsOf: data)
  }

  /// Adds what a look has in the place of the program's own, but for its assets: they are files of their own.
  mutating func add(_ look: Look) {
    add(look.templates.count)
    for (name, bytes) in look.templates.sorted(by: { $0.key < $1.key }) {
      add(name)
      add(bytes)
    }
    add(look.wording.changes.count)
    for (name, text) in look.wording.changes.sorted(by: { $0.key < $1.key }) { add([name, text]) }
    for style in [look.style, look.moreStyle] { add(style.map { SHA256Hex.of($0) }) }
  }

  mutating func add(_ key: LeafKey) { key.append(to: &bytes) }

  mutating func add(_ day: Day?) { add(day.map { $0.ordinal } ?? Int.min) }

  /// Adds whatever a template is filled with.
  mutating func add(_ context: Context) {
    let pairs = context.pairs.sorted { $0.name < $1.name }
    add(pairs.count)
    for (name, value) in pairs {
      add(name)
      add(value)
    }
  }

  private mutating func add(_ value: TemplateValue) {
    switch value {
    case .none: add(-1)
    case .flag(let flag): add(flag)
    case .number(let number): add(number)
    case .text(let text): add(text)
    case .markup(let markup): add(markup.bytes)
    case .context(let context): add(context)
    case .list(let values):
      add(values.count)
      for value in values { add(value) }
    }
  }
}

extension Ingredients {
  /// Adds all that lists say of a model, and the addresses of what they link to: its page and its supplier's.
  mutating func add(line row: ListRow, page: String, supplier: String) {
    add([
      row.designation, row.supplier, row.supplierID, row.standard, row.level, row.kind, row.gender,
      row.opening,
      row.definition, row.verdict.rawValue,
    ])
    add(row.sizes)
    add(row.accessories)
    add(row.formerDesignations)
    add(row.warrantyMonths)
    add(row.day)
    add(row.isAdopted)
    add(row.laboratories)
    add(row.laboratoryIDs)
    add(row.isExample)
    add(row.standing.status.rawValue)
    add(row.standing.since)
    add(row.standing.listedOn)
    add(row.standing.offListSince)
    add(row.standing.isEvidenceHeld)
    add(page)
    add(supplier)
  }

  /// Adds what a model's page says of its standing and no list does.
  mutating func add(surveillance standing: Standing) {
    add(standing.lastInspection)
    add(standing.inspectionDue)
    for occurrences in [standing.notices, standing.openVariations] {
      add(occurrences.count)
      for occurrence in occurrences { add(occurrence) }
    }
  }

  /// Adds what happened to a model up to a day, with the status before and after.
  mutating func add(_ history: ModelHistory?, until day: Day) {
    guard let history else { return add(-1) }
    add(history.entries.count)
    add(history.entries.count { $0.occurrence.day <= day })
    for entry in history.entries {
      add(entry.occurrence)
      add(entry.before.rawValue)
      add(entry.status.rawValue)
      add(entry.isRefused)
    }
    add(history.voided.count)
    for occurrence in history.voided { add(occurrence) }
    add(history.standard)
  }

  /// Adds an occurrence: its document says all of it but for what a correction says and what it rests on.
  private mutating func add(_ occurrence: Occurrence) {
    add(occurrence.sha256)
    add(Int(occurrence.sequence))
    add(Int(occurrence.recorded.milliseconds))
    add(occurrence.act.kind.rawValue)
    add(occurrence.act.word)
    add(occurrence.day)
    add(occurrence.statedDay)
    add(occurrence.number)
    add(occurrence.determination)
    add(occurrence.isVoid)
    add(occurrence.correction)
  }
}
