import ArgumentParser
import Foundation
import Quantities
import Registry
import Standards

/// Making a definition binding.
struct StandardsAdoptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopt",
    abstract:
      "Write the adoption of a definition: a small document that names its bytes, the adopter and the day.",
    discussion: """
      A definition is a draft until it is adopted, and a draft again as soon as a byte of it changes. Whoever adopts it \
      has read it: what is not verified in it stays marked so.

      EXAMPLES
        proofmark standards adopt Standards/NIJ-0115.00.xml --role "Technical lead of the programme"
        proofmark standards adopt draft.xml --role "Technical lead" --name "A. Person" --output -
      """)

  @Argument(help: "The definition.", completion: .file(extensions: ["xml"]))
  var file: String

  @Option(help: "The office of the adopter.")
  var role: String

  @Option(help: "The adopter's name, where it may be public.")
  var name: String?

  @Option(help: "The day of adoption; today if absent.")
  var on: Day?

  @Option(parsing: .singleValue, help: "What readers should know; may be given several times.")
  var note: [String] = []

  @Option(
    name: .shortAndLong,
    help: "The file to write; - is standard output. Otherwise adoptions/ID.xml beside the definition.",
    completion: .file())
  var output: String?

  @Flag(help: "Replace an adoption of other bytes.")
  var replace = false

  @OptionGroup var shelfOption: ShelfOption

  func validate() throws {
    if role.allSatisfy(\.isWhitespace) {
      throw ValidationError("An adoption names the office of the adopter: --role \"Technical lead\".")
    }
  }

  func run() throws {
    let bytes = try InputFile.demanded(file)
    let standard = try DefinitionFile(bytes, file: file, shelf: shelfOption).standard
    let adoption = Adoption(
      standard: standard.id, sha256: SHA256Hex.of(bytes), role: role, name: name, day: try on ?? Day.today(),
      note: note.joined(separator: "\n\n"))
    let document = AdoptionWriter.write(adoption)
    // What is written must be what can be read: a role of 500 characters is not.
    let (_, problems) = AdoptionReader.read(document, file: output ?? "adoption")
    guard !problems.hasErrors else {
      for problem in problems { Terminal.complain(problem.description) }
      throw ProofmarkExit.refused
    }
    if output == "-" {
      Terminal.write(String(decoding: document, as: UTF8.self))
      return
    }
    let place = output ?? adoptionsFolder + "/\(standard.id).xml"
    try write(document, to: place, of: adoption)
    let figures = standard.figures
    Terminal.write(
      """
      \(standard.id) adopted on \(adoption.day) by \(role): \(place)
      SHA-256 \(adoption.sha256)
      \(figures.count { $0.isVerified }) of \(figures.count) figures are verified in a source.

      """)
  }

  private var adoptionsFolder: String {
    URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("adoptions").relativePath
  }

  private func write(_ document: [UInt8], to place: String, of adoption: Adoption) throws {
    if !replace, let present = FileManager.default.contents(atPath: place) {
      let (known, _) = AdoptionReader.read([UInt8](present), file: place)
      guard known?.sha256 == adoption.sha256 else {
        Terminal.complain(
          "\(place): error: There is an adoption of other bytes. Name another file with --output, or say --replace."
        )
        throw ProofmarkExit.refused
      }
    }
    do {
      let target = URL(fileURLWithPath: place)
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(document).write(to: target, options: .atomic)
    } catch {
      Terminal.complain("\(place): error: The file cannot be written: \(error.localizedDescription)")
      throw ProofmarkExit.refused
    }
  }
}
