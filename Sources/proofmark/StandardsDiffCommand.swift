import ArgumentParser
import Foundation
import Registry
import Standards
import XMLDocuments

/// What two definitions say differently.
struct StandardsDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say what changed between two editions, or two encodings of one, requirement by requirement.",
    discussion: """
      Each definition is a file, or the identifier of one on the shelf. Parts are matched by their identifiers.

      EXAMPLES
        proofmark standards diff NIJ-0101.06 NIJ-0101.07
        proofmark standards diff old.xml Standards/NIJ-0101.06.xml --format json

      EXIT CODES
        0  no difference     1  there are differences     3  a definition was refused
      """)

  @Argument(help: "The earlier definition.", completion: .file(extensions: ["xml"]))
  var old: String

  @Argument(help: "The later definition.", completion: .file(extensions: ["xml"]))
  var new: String

  @OptionGroup var shelfOption: ShelfOption

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func run() throws {
    let differences = StandardDifference.between(try definition(old), try definition(new))
    switch format {
    case .json: try JSONOutput.print(differences)
    case .text: Terminal.write(text(differences))
    }
    if !differences.isEmpty { throw ProofmarkExit.notMet }
  }

  private func definition(_ name: String) throws -> Standard {
    if DefinitionFile.isFile(name) {
      return try DefinitionFile(try InputFile.demanded(name), file: name, shelf: shelfOption).standard
    }
    return try shelfOption.shelf().demanded(name).standard
  }

  private func text(_ differences: [StandardDifference]) -> String {
    guard !differences.isEmpty else { return "The two definitions say the same.\n" }
    var lines: [String] = []
    for difference in differences {
      let name = difference.part == "standard" ? "" : " \(difference.id)"
      switch difference.change {
      case .added: lines.append("+ \(difference.part)\(name) is new: \(difference.title)")
      case .removed: lines.append("- \(difference.part)\(name) is gone: \(difference.title)")
      case .changed:
        lines.append("~ \(difference.part)\(name) changed: \(difference.title)")
      }
      for field in difference.fields {
        switch (field.old, field.new) {
        case (let old?, let new?): lines += ["    \(field.name)", "      was  \(old)", "      is   \(new)"]
        case (let old?, nil): lines.append("    \(field.name)  was  \(old)")
        case (nil, let new?): lines.append("    \(field.name)  is  \(new)")
        case (nil, nil): break
        }
      }
    }
    let counts = StandardDifference.Change.allCases.map { change in
      "\(differences.count { $0.change == change }) \(change.rawValue)"
    }
    return lines.joined(separator: "\n") + "\n\n" + counts.joined(separator: ", ") + "\n"
  }
}

extension Shelf {
  /// The definition of a standard; the command ends as refused where there is none.
  func demanded(_ id: String) throws -> Entry {
    if let entry = entry(id) { return entry }
    Terminal.complain(lacks(id))
    throw ProofmarkExit.refused
  }
}
