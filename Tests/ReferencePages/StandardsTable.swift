import Foundation
import Registry
import Standards

/// The README's table of standards, between two marker comments.
enum StandardsTable {
  static let begin = "<!-- standards: made by `make docs` -->"
  static let end = "<!-- end of standards -->"

  struct NoMarkers: Error {}

  /// The README with the table as it should be.
  static func placed(in readme: String, of root: URL) throws -> String {
    guard let begin = readme.range(of: begin), let end = readme.range(of: end),
      begin.upperBound <= end.lowerBound
    else { throw NoMarkers() }
    return readme.replacingCharacters(
      in: begin.upperBound..<end.lowerBound, with: "\n" + (try text(of: root)) + "\n")
  }

  private static func text(of root: URL) throws -> String {
    var lines = [
      "| definition | edition | requirements | numbers | verified | unknown | standing |",
      "| --- | --- | ---: | ---: | ---: | ---: | --- |",
    ]
    for entry in try Shelf(folder: root.appendingPathComponent("Standards").path).entries {
      let coverage = entry.standard.coverage
      let numbers = coverage.figures + coverage.unknown
      let share = numbers == 0 ? "–" : "\(100 * coverage.verified / numbers) %"
      let file = "Standards/" + URL(fileURLWithPath: entry.file).lastPathComponent
      let standing = entry.reference.adoption.map { "adopted \($0.day)" } ?? "draft"
      lines.append(
        "| [\(entry.standard.id)](\(file)) | \(entry.standard.edition.cell) | \(entry.standard.requirements.count) "
          + "| \(numbers) | \(share) | \(coverage.unknown) | \(standing) |")
    }
    return lines.joined(separator: "\n")
  }
}
