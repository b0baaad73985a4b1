// Writes the example documents, the same bytes each time.
//
//     make-examples FOLDER              the example registry
//     make-examples FOLDER --count N    suppliers, laboratories and N compliant models, for measurements
//     make-examples FOLDER --listed N   the same with a programme that shows all of the evidence, and the decision to list
//                                       each of them
import Evidence
import ExampleDocuments
import Foundation
import Registry
import Standards

func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data("make-examples: \(message)\n".utf8))
  exit(64)
}

let arguments = Array(CommandLine.arguments.dropFirst())
guard let folder = arguments.first, !folder.hasPrefix("-") else { fail("FOLDER [--count N | --listed N]") }
var count: Int?
let isListed = arguments.dropFirst().first == "--listed"
if arguments.count == 3, arguments[1] == "--count" || isListed, let number = Int(arguments[2]), number > 0 {
  count = number
} else if arguments.count != 1 {
  fail("FOLDER [--count N | --listed N]")
}

let shelf: [Standard]
do {
  shelf = try ExampleShelf.read(URL(fileURLWithPath: "Standards"))
} catch {
  fail("\(error); run this from the checkout")
}

func definition(_ id: String) -> Standard {
  guard let standard = shelf.first(where: { $0.id == id }) else {
    fail("Standards has no definition of \(id)")
  }
  return standard
}

func write(_ bytes: some Sequence<UInt8>, _ path: String) throws {
  let url = URL(fileURLWithPath: folder).appendingPathComponent(path)
  try FileManager.default.createDirectory(
    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
  try Data(bytes).write(to: url)
}

func writeModel(_ model: ExampleModel, seed: Int) throws {
  try write(PartyDocuments.model(model).utf8, "models/\(model.fileName).xml")
  guard model.hasReport else { return }
  let standard = definition(model.standard)
  let report =
    model.showing.map { PlanFiller.report(for: model, showing: $0, standard: standard, seed: UInt64(seed)) }
    ?? ReportBuilder.report(for: model, standard: standard, seed: UInt64(seed))
  try write(ReportWriter.write(report), "reports/\(model.fileName).xml")
}

do {
  for party in ExampleRegistry.suppliers {
    try write(PartyDocuments.supplier(party).utf8, "suppliers/\(party.id).xml")
  }
  for party in ExampleRegistry.laboratories {
    try write(PartyDocuments.laboratory(party).utf8, "laboratories/\(party.id).xml")
  }
  if let count {
    for (index, model) in ExampleRegistry.more(count).enumerated() {
      try writeModel(model, seed: 100_000 + index)
      if isListed {
        try write(ExampleStory.listing(of: model).utf8, "events/list-\(model.fileName).xml")
      }
    }
    if isListed {
      try write(Data(contentsOf: URL(fileURLWithPath: "Registry/programme.xml")), "programme.xml")
    }
  } else {
    for (index, model) in ExampleRegistry.models.enumerated() { try writeModel(model, seed: 1 + index) }
    for document in ExampleStory.documents(sha256: { SHA256Hex.of($0) }) {
      try write(document.text.utf8, "events/\(document.fileName).xml")
    }
  }
} catch {
  fail("\(error)")
}
