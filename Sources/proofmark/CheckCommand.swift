import ArgumentParser
import Foundation
import Publishing
import XMLDocuments

/// What a laboratory runs before it sends a report.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check test reports and say what the verdict would be; no registry is needed.",
    discussion: """
      Every problem of a document is named with its file and line. A report without problems is judged against the \
      definition of its standard. Of a signed report it is said whether the signature holds; a report whose signature \
      does not hold is refused. Folders are searched for .xml files. Nothing leaves this machine.

      EXAMPLES
        proofmark check report.xml
        proofmark check reports/ --format json
        proofmark check report.xml --explain
        proofmark check report.xml --format html --output report.html
        proofmark check reports/ --watch

      \(ProofmarkExit.help)
      """)

  @Argument(
    help: "Reports, and folders of reports, to check; - reads standard input.",
    completion: .file(extensions: ["xml"]))
  var files: [String]

  @OptionGroup var shelfOption: ShelfOption

  @Flag(help: "Show every finding down to the shots that decided it.")
  var explain = false

  @Flag(help: "Refuse for warnings as for errors.")
  var strict = false

  @Flag(help: "Go on, and check again what changes, until interrupted.")
  var watch = false

  @Option(help: "text, json, or html (one page about one report, to file).")
  var format: CheckFormat = .text

  @Option(name: .shortAndLong, help: "The file to write; - is standard output.", completion: .file())
  var output: String = "-"

  enum CheckFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case html
  }

  func validate() throws {
    if watch, format != .text || output != "-" {
      throw ValidationError("--watch says what it finds as text; leave --format and --output out.")
    }
    if watch, files.contains("-") { throw ValidationError("Standard input cannot be watched.") }
    if format == .text, output != "-" {
      throw ValidationError("--output takes a page or JSON; add --format html or --format json.")
    }
    if format == .html, files.count != 1 {
      throw ValidationError("A page is about one report; name one file.")
    }
  }

  func run() throws {
    var bench = CheckBench(shelf: try shelfOption.shelf(), isStrict: strict)
    if watch { try goOn(&bench) }
    var results: [CheckResult] = []
    for file in XMLFiles.named(files) {
      let result = bench.check(file)
      if format == .text { show(result) } else { results.append(result) }
      bench.note(result)
    }
    switch format {
    case .text: break
    case .json: try OutputFile.write(JSONOutput.text(results) + "\n", to: output)
    case .html:
      guard results.count == 1, let result = results.first else {
        throw ValidationError("A page is about one report; \(files[0]) holds \(results.count).")
      }
      try OutputFile.write(page(of: result, bench), to: output)
      if output != "-" { Terminal.write("\(result.file): \(result.verdict); see \(output)\n") }
    }
    if bench.exit != ProofmarkExit.success { throw bench.exit }
  }

  /// Checks what is there and then whatever is written, until the program is interrupted.
  private func goOn(_ bench: inout CheckBench) throws -> Never {
    var watched = WatchedFiles(files)
    while true {
      let changes = watched.changes()
      for file in changes.gone { Terminal.write("\(file): gone.\n") }
      for file in changes.written { show(bench.check(file)) }
      if watched.rounds == 1 {
        Terminal.write("Watching \(files.joined(separator: ", ")); interrupt to end.\n")
      }
      // A laboratory's disk may be a network's, for which nobody is told of changes: looking is what always works.
      Thread.sleep(forTimeInterval: 0.5)
    }
  }

  private func page(of result: CheckResult, _ bench: CheckBench) throws -> String {
    try CheckReport(
      name: URL(fileURLWithPath: result.file).lastPathComponent, sha256: result.sha256,
      diagnostics: result.diagnostics, report: result.report,
      standard: result.report.flatMap { bench.shelf.entry($0.standard)?.standard },
      determination: result.determination, reason: result.reason, signer: result.signature?.subject
    ).page()
  }

  private func show(_ result: CheckResult) {
    for diagnostic in result.diagnostics { Terminal.complain(diagnostic.description) }
    guard let determination = result.determination else {
      if result.verdict == CheckResult.refused {
        let count = result.diagnostics.count { $0.severity == .error }
        Terminal.complain("\(result.file): refused, \(count) \(count == 1 ? "problem" : "problems").")
      } else {
        Terminal.write("\(result.file): not determined. \(result.reason ?? "")\n")
      }
      return
    }
    if let signature = result.signature {
      Terminal.write("Signed by \(signature.subject), and the signature holds.\n")
    }
    let text = DeterminationText(style: Terminal.usesColor ? .color : .plain)
    Terminal.write(
      explain
        ? text.explanation(of: determination, files: [result.file])
        : text.summary(of: determination, files: [result.file]))
    Terminal.write("\n")
  }
}
