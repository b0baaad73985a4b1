// Measures looking labels up and checking an inventory in a registry of many models, beside SQLite's own index of
// trigrams over the same designations.
//
//     measure-lookup DEFINITION REGISTRY MODELS
//
// The registry is made the first time, from invented suppliers and models.
import Foundation
import GRDB
import Publishing
import Quantities
import Registry

/// Numbers that look random and are the same in every run (SplitMix64).
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

let arguments = CommandLine.arguments
guard arguments.count == 4, let count = Int(arguments[3]), count >= 1000, let today = Day("2026-06-01") else {
  FileHandle.standardError.write(Data("measure-lookup DEFINITION REGISTRY MODELS (1000 or more)\n".utf8))
  exit(64)
}
let path = arguments[2]
let suppliers = 200
let namespace = "https://proofmark.example/ns/registry/1"

/// The designation of a model: the way they are made, so that very many differ in a character or two.
func designation(_ index: Int) -> String {
  let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".map(String.init)
  let supplier = index % suppliers
  let level = ["IIA", "II", "IIIA", "III", "IV"][index / suppliers % 5]
  return "\(letters[supplier % 26])\(letters[supplier / 26])-\(level)-\(100 + index / suppliers)"
}

func documents() throws -> [ImportSource] {
  var sources = [
    ImportSource(
      path: "definition.xml", bytes: [UInt8](try Data(contentsOf: URL(fileURLWithPath: arguments[1]))))
  ]
  for supplier in 0..<suppliers {
    let text = """
      <supplier xmlns="\(namespace)" id="s\(supplier)" name="Invented Armor \(supplier)" example="yes"><contact>none</contact></supplier>
      """
    sources.append(ImportSource(path: "s\(supplier).xml", bytes: Array(text.utf8)))
  }
  for index in 0..<count {
    let level = ["IIA", "II", "IIIA", "III", "IV"][index / suppliers % 5]
    let text = """
      <model xmlns="\(namespace)" designation="\(designation(index))" supplier="s\(index % suppliers)"
        standard="NIJ-0101.06" level="\(level)" kind="\(level == "III" || level == "IV" ? "hard" : "flexible")" gender="neutral"
        opening="none" warranty-months="60" applied="2020-01-01" example="yes">
        <sizes><size>S</size><size>M</size><size>L</size></sizes><materials>None</materials></model>
      """
    sources.append(ImportSource(path: "m\(index).xml", bytes: Array(text.utf8)))
  }
  return sources
}

func milliseconds(_ body: () throws -> Void) rethrows -> Double {
  let begin = ContinuousClock.now
  try body()
  let (seconds, attoseconds) = (ContinuousClock.now - begin).components
  return Double(seconds) * 1e3 + Double(attoseconds) / 1e15
}

func row(_ name: String, _ times: [Double], _ remark: String = "") {
  let sorted = times.sorted()
  let text = [sorted[sorted.count / 2], sorted[sorted.count * 99 / 100], sorted[sorted.count - 1]].map {
    String(format: "%.2f", $0)
  }
  print("  \(name): median \(text[0]) ms, 99th percentile \(text[1]) ms, most \(text[2]) ms\(remark)")
}

var numbers = Seeded(state: 1)

/// The name with so many characters missing, added, wrong or swapped.
@MainActor
func slipped(_ name: String, _ times: Int) -> String {
  var characters = Array(name)
  let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
  for _ in 0..<times {
    let place = Int.random(in: 0..<(characters.count - 1), using: &numbers)
    switch Int.random(in: 0..<4, using: &numbers) {
    case 0: characters.remove(at: place)
    case 1: characters.insert(letters.randomElement(using: &numbers) ?? "A", at: place)
    case 2: characters[place] = letters.randomElement(using: &numbers) ?? "A"
    default: characters.swapAt(place, place + 1)
    }
  }
  return String(characters)
}

if !FileManager.default.fileExists(atPath: path + ".complete") {
  for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
  let database = try RegistryDatabase.open(path: path, mode: .create)
  let summary = try Importer(into: database, moment: { Moment(milliseconds: 1_700_000_000_000) })
    .run(try documents()) { outcome in
      if outcome.result != .imported { print("\(outcome.path): \(outcome.diagnostics)") }
    }
  try database.close()
  try Data("\(summary)".utf8).write(to: URL(fileURLWithPath: path + ".complete"))
}

// A single question, as a command asks it: the file is opened and the designations are read.
let asked = (0..<100).map { _ in designation(Int.random(in: 0..<count, using: &numbers)) }
row(
  "one question, from opening the file",
  try asked.prefix(40).map { name in
    try milliseconds {
      let snapshot = try RegistryDatabase.open(path: path, mode: .readOnly).snapshot()
      _ = try snapshot.lookUp(Label(designation: slipped(name, 1)), on: today, today: today)
    }
  })

let snapshot = try RegistryDatabase.open(path: path, mode: .readOnly).snapshot()
_ = try snapshot.lookUp(Label(designation: "warm"), on: today, today: today)
for slips in 0...2 {
  var found = 0
  let times = try asked.map { name in
    let typed = slipped(name, slips)
    return try milliseconds {
      let answer = try snapshot.lookUp(Label(designation: typed), on: today, today: today, limit: 50)
      if answer.matches.contains(where: { $0.record.key.designation == name }) { found += 1 }
    }
  }
  row(
    "further questions, \(slips) slips", times,
    "; the model is among the 50 told for \(found) of \(asked.count)")
}

// SQLite's index of trigrams over the same designations.
let trigrams = try DatabaseQueue()
try trigrams.write { db in
  try db.execute(sql: "CREATE VIRTUAL TABLE names USING fts5(name, tokenize = 'trigram')")
  for index in 0..<count {
    try db.cachedStatement(sql: "INSERT INTO names (rowid, name) VALUES (?, ?)").execute(
      arguments: [index + 1, Folding.folded(designation(index))])
  }
}
for slips in 1...2 {
  var found = 0
  let times = try asked.prefix(25).map { name in
    let typed = Array(Folding.folded(slipped(name, slips)))
    let question = (0..<max(0, typed.count - 2)).map { "\"\(String(typed[$0..<($0 + 3)]))\"" }
      .joined(separator: " OR ")
    return try milliseconds {
      let names = try trigrams.read { db in
        try String.fetchAll(
          db, sql: "SELECT name FROM names WHERE names MATCH ? ORDER BY rank LIMIT 50", arguments: [question])
      }
      if names.contains(Folding.folded(name)) { found += 1 }
    }
  }
  row(
    "FTS5 with trigrams, \(slips) slips", times,
    "; the model is among the first 50 for \(found) of \(times.count)")
}

// An agency's inventory: 50,000 pieces of a few hundred models, one line in twenty with a slip; and one in which every
// line has a designation of its own with a slip in it, which no agency has.
for (name, models, isSlipped) in [
  ("inventory of 50,000 lines, 300 models", 300, { (line: Int) in line % 20 == 0 }),
  ("the same, 5,000 models with a slip on each line", 5000, { _ in true }),
] {
  let owned = (0..<models).map { _ in designation(Int.random(in: 0..<count, using: &numbers)) }
  var text = "Serial,Model,Size,Date of manufacture,Purchase date\n"
  for line in 0..<50_000 {
    let model = owned[line % models]
    let year = 2018 + line % 8
    text +=
      "\(line),\(isSlipped(line) ? slipped(model, 1) : model),L,\(year)-0\(1 + line % 9),\(1 + line % 12)/\(1 + line % 28)/\(year)\n"
  }
  let bytes = Array(text.utf8)
  var (lines, size) = (0, 0)
  let time = try milliseconds {
    guard let inventory = Inventory.read(bytes, file: "inventory.csv").inventory else { return }
    let fresh = try RegistryDatabase.open(path: path, mode: .readOnly).snapshot()
    let check = try fresh.check(inventory, on: today, today: today)
    lines = check.entries.count
    size = InventoryExport.csv(check).utf8.count
  }
  print(
    "  \(name): \(String(format: "%.2f", time / 1e3)) s for \(lines) lines, \(size / 1_000_000) MB of CSV")
}
