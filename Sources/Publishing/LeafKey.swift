import Quantities
import Registry

/// Tells whether a file of a site has to be made anew: two keys are the same only where everything that the file is made
/// from is the same.
struct LeafKey: Hashable, Sendable {
  /// 32 digits, lower-case hexadecimal.
  let text: String

  init(_ text: String) { self.text = text }
}

/// What a file is made from, gathered for its key. Each part is told apart from the next, so that no two lists of parts
/// come to the same key.
struct Ingredients {
  private var bytes: [UInt8] = []

  /// The key of all that was added: the first half of its SHA-256.
  var key: LeafKey { LeafKey(String(SHA256Hex.of(bytes).prefix(32))) }

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
    for style in [look.style, look.moreStyle] { add(style.map { SHA256Hex.of($0) }) }
  }

  mutating func add(_ key: LeafKey) { bytes.append(contentsOf: key.text.utf8) }

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
  /// Adds all that a line of a list says, and the addresses of what it links to.
  mutating func add(_ row: ListRow, map: SiteMap) {
    add([
      row.designation, row.supplier, row.supplierID, row.standard, row.level, row.kind, row.gender,
      row.opening,
      row.definition, row.verdict.rawValue,
    ])
    add(row.sizes)
    add(row.accessories)
    add(row.formerDesignations)
    add(row.warrantyMonths)
    add(row.day?.description)
    add(row.isAdopted)
    add(row.laboratories)
    add(row.laboratoryIDs)
    add(row.isExample)
    add(row.standing)
    add(map.model(row))
    add(map.supplier(row.supplierID))
  }

  /// Adds where a model stands with the programme.
  mutating func add(_ standing: Standing) {
    add(standing.status.rawValue)
    add(standing.since?.description)
    add(standing.listedOn?.description)
    add(standing.offListSince?.description)
    add(standing.isEvidenceHeld)
    add(standing.lastInspection?.description)
    add(standing.inspectionDue?.description)
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
    add(occurrence.sequence.description)
    add(occurrence.recorded.description)
    add("\(occurrence.act)")
    add(occurrence.day.description)
    add(occurrence.statedDay.description)
    add(occurrence.number)
    add(occurrence.determination)
    add(occurrence.isVoid)
    add(occurrence.correction)
  }
}
