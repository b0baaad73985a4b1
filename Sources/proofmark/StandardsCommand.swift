import ArgumentParser
import Conformity
import Foundation
import Publishing
import Registry
import Standards

/// The definitions on the shelf.
struct StandardsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "standards",
    abstract: "Show, check, compare and adopt the standard definitions that reports are judged by.",
    subcommands: [
      StandardsListCommand.self, StandardsShowCommand.self, StandardsCoverageCommand.self,
      StandardsValidateCommand.self, StandardsDiffCommand.self, StandardsAdoptCommand.self,
    ],
    defaultSubcommand: StandardsListCommand.self)
}

/// Which definitions there are.
struct StandardsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the definitions: edition, adopted or draft, share of verified figures.",
    discussion: """
      EXAMPLES
        proofmark standards list
      """)

  @OptionGroup var shelfOption: ShelfOption

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func run() throws {
    let shelf = try shelfOption.shelf()
    if format == .json {
      try JSONOutput.print(shelf.entries.map(StandardSummary.init))
    } else if shelf.entries.isEmpty {
      Terminal.complain("There is no definition in \(shelf.folder).")
    } else {
      var table = TableText(columns: [
        .init("Standard"), .init("Edition"), .init("Standing"), .init("Figures verified", alignment: .right),
        .init("Requirements", alignment: .right), .init("SHA-256"),
      ])
      for summary in shelf.entries.map(StandardSummary.init) {
        table.append([
          summary.id, summary.edition, summary.adopted.map { "adopted \($0)" } ?? "draft",
          "\(summary.figuresVerified) of \(summary.figures)", String(summary.requirements),
          String(summary.sha256.prefix(12)),
        ])
      }
      Terminal.write(table.printed(width: Terminal.width, style: Terminal.usesColor ? .color : .plain))
    }
    if shelf.diagnostics.contains(where: { $0.severity == .error }) { throw ProofmarkExit.refused }
  }
}

/// A definition in short, in JSON as it stands.
private struct StandardSummary: Encodable {
  var id: String
  var title: String
  var edition: String
  var sha256: String
  /// The day of adoption; null for a draft.
  var adopted: String?
  var adoptedBy: String?
  var figures: Int
  var figuresVerified: Int
  var requirements: Int
  var levels: [String]
  var file: String

  init(_ entry: Shelf.Entry) {
    id = entry.standard.id
    title = entry.standard.title
    edition = entry.standard.edition
    sha256 = entry.reference.sha256
    adopted = entry.reference.adoption?.day.description
    adoptedBy = entry.reference.adoption?.role
    let all = entry.standard.figures
    figures = all.count
    figuresVerified = all.count { $0.isVerified }
    requirements = entry.standard.requirements.count
    levels = entry.standard.levels.map(\.id)
    file = entry.file
  }
}

/// One definition, requirement by requirement.
struct StandardsShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a definition: levels, threats, and each requirement with clause, limits and sources.",
    discussion: """
      EXAMPLES
        proofmark standards show NIJ-0101.06
        proofmark standards show NIJ-0101.06 --format json
      """)

  @Argument(help: "The standard's identifier, such as NIJ-0101.06.")
  var standard: String

  @OptionGroup var shelfOption: ShelfOption

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func run() throws {
    let shelf = try shelfOption.shelf()
    let entry = try shelf.demanded(standard)
    switch format {
    case .json: try JSONOutput.print(StandardDetail(entry))
    case .text: Terminal.write(StandardText(style: Terminal.usesColor ? .color : .plain).text(of: entry))
    }
  }
}

/// A definition with its requirements and figures, in JSON as it stands.
private struct StandardDetail: Encodable {
  var summary: StandardSummary
  var requirements: [RequirementDetail]
  var figures: [FigureDetail]
  var sources: [SourceDetail]

  struct RequirementDetail: Encodable {
    var id: String
    var clause: String
    var title: String
    var summary: String
    var subject: String
  }

  struct FigureDetail: Encodable {
    var value: String
    var unit: String
    var clause: String
    var verified: Bool
    var source: String
    var line: Int
  }

  struct SourceDetail: Encodable {
    var id: String
    var title: String
    var address: String
    var kind: String
  }

  init(_ entry: Shelf.Entry) {
    summary = StandardSummary(entry)
    requirements = entry.standard.requirements.map {
      RequirementDetail(
        id: $0.id, clause: $0.clause, title: $0.title, summary: $0.summary, subject: $0.subject.rawValue)
    }
    figures = entry.standard.figures.map {
      FigureDetail(
        value: $0.amount.value.description, unit: $0.amount.unit.code, clause: $0.clause,
        verified: $0.isVerified,
        source: $0.source, line: $0.line)
    }
    sources = entry.standard.sources.map {
      SourceDetail(id: $0.id, title: $0.title, address: $0.address, kind: $0.kind.rawValue)
    }
  }
}
