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
      sheet, and assets/ is published beside the pages (pictures, fonts).

      texts.json has every text of the pages by its name, so that a translation is this one file: say page.language in it. \
      What stands in two braces is filled in, and has to stay, as have the tags of texts whose names begin with page. Texts \
      that are left out stay English. Title, keeper and contact can be added; otherwise the programme's document says them. \
      What documents and determinations say stays in their language: they are records.

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
      let look = try Look.read(folder: folder)
      let missing = look.untranslated
      if let first = missing.first {
        Terminal.complain(
          "note: \(missing.count) texts are not translated and stay English, the first of them \(first). "
            + "proofmark look writes them all.")
      }
      return look
    } catch {
      Terminal.complain(error.description)
      throw ProofmarkExit.refused
    }
  }
}
