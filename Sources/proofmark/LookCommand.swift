import ArgumentParser
import Publishing

/// Writes the site's own look into a folder, to make another one from.
struct LookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "look",
    abstract:
      "Write the site's templates, style sheet and texts to a folder, to make a look of your own from.",
    discussion: """
      Change what should look or read differently, delete the rest, and publish with --look FOLDER. Templates are in \
      Mustache, and escape what they are filled with unless it stands in three braces. more.css comes after the style \
      sheet, assets/ is published beside the pages (pictures, fonts), and texts.json has the texts that are an agency's to \
      say: title, keeper, contact, question, lead, footer.

      EXAMPLES
        proofmark look our-look
        proofmark publish --output site --look our-look
      """)

  @Argument(help: "A new or empty folder.", completion: .directory)
  var folder: String

  func run() throws {
    let files = Look.files.map { (name: $0.name, text: String(decoding: $0.bytes, as: UTF8.self)) }
    try OutputFolder.write(files, to: folder)
    Terminal.write("\(files.count) files in \(folder).\n")
  }
}

/// Reading a look from the command line.
enum LookAccess {
  /// The look in a folder; the command ends as refused where something is wrong with it.
  static func read(_ folder: String) throws -> Look {
    do throws(LookProblems) {
      return try Look.read(folder: folder)
    } catch {
      Terminal.complain(error.description)
      throw ProofmarkExit.refused
    }
  }
}
