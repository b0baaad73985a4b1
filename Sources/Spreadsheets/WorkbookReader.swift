import XMLDocuments
import ZipArchives

/// Reads XLSX workbooks (ECMA-376) in memory, sheet by sheet.
///
///     let (workbook, problems) = WorkbookReader.open(bytes, file: "report.xlsx")
///     let (sheet, more) = workbook.read(workbook.sheets[0])
///
/// The archive is held to ``WorkbookReader/limits``, and each part to those of the XML reader: nothing is loaded from
/// anywhere, and macros, links and pictures are not looked at.
public final class WorkbookReader {
  /// A sheet by what the workbook says of it.
  public struct Entry: Sendable, Hashable {
    public let name: String
    /// Whether programs do not show it.
    public let isHidden: Bool
    fileprivate let part: String
  }

  /// In the order in which programs show them.
  public let sheets: [Entry]
  private let file: String
  private let archive: ZipArchive
  private let strings: [String]
  private let shapes: [NumberShape]
  private let since1904: Bool

  /// How large a workbook and its parts may be: 2,000 parts, 128 MiB each, 256 MiB together.
  public static let limits: ZipLimits = {
    var limits = ZipLimits()
    limits.entries = 2000
    limits.fileBytes = 128 << 20
    limits.totalBytes = 256 << 20
    return limits
  }()

  /// Opens a workbook.
  ///
  /// - Parameter file: what to call it in diagnostics.
  /// - Returns: nil where it cannot be used; and every problem.
  public static func open(_ bytes: [UInt8], file: String) -> (
    workbook: WorkbookReader?, diagnostics: [Diagnostic]
  ) {
    if let kind = foreignKind(of: bytes) {
      return (nil, [format(file, found: kind)])
    }
    do throws(Failure) {
      return (try WorkbookReader(bytes, file: file), [])
    } catch {
      return (nil, [error.diagnostic])
    }
  }

  /// Reads a sheet.
  ///
  /// - Returns: nil where it cannot be read; and every problem.
  public func read(_ entry: Entry) -> (sheet: ReadSheet?, diagnostics: [Diagnostic]) {
    var part = SheetPart(strings: strings, shapes: shapes, since1904: since1904)
    do throws(Failure) {
      try WorkbookReader.read(entry.part, of: archive, file: file, into: &part)
    } catch {
      return (nil, [error.diagnostic])
    }
    if part.isDisordered {
      return (
        nil,
        [
          WorkbookReader.part(
            entry.part, file, "Its rows or cells are in no order, or lie beyond what a sheet has.")
        ]
      )
    }
    return (
      ReadSheet(
        name: entry.name, isHidden: entry.isHidden, rows: part.rows,
        hiddenColumns: part.hiddenColumns, merged: part.merged), []
    )
  }

  // MARK: - Parts

  private struct Failure: Error { let diagnostic: Diagnostic }

  private init(_ bytes: [UInt8], file: String) throws(Failure) {
    let archive: ZipArchive
    do throws(ZipProblem) {
      archive = try ZipArchive(bytes: bytes, limits: WorkbookReader.limits)
    } catch {
      throw Failure(diagnostic: error.diagnostic(file: file))
    }
    let root = try WorkbookReader.relationships(of: "", in: archive, file: file)
    guard let main = root.all.first(where: { $0.kind == "officeDocument" }),
      let path = WorkbookReader.resolve(main.target, from: "")
    else {
      let isOpenDocument = archive.entry(named: "content.xml") != nil
      throw Failure(
        diagnostic: WorkbookReader.format(
          file, found: isOpenDocument ? "an OpenDocument file" : "an archive without a workbook"))
    }
    var book = WorkbookPart()
    try WorkbookReader.read(path, of: archive, file: file, into: &book)
    guard !book.sheets.isEmpty else {
      throw Failure(diagnostic: WorkbookReader.format(file, found: "an Office document that has no sheets"))
    }
    let parts = try WorkbookReader.relationships(of: path, in: archive, file: file)
    func part(_ matches: ((id: String, kind: String, target: String)) -> Bool) -> String? {
      parts.all.first(where: matches).flatMap { WorkbookReader.resolve($0.target, from: path) }
    }
    var strings = SharedStrings()
    if let name = part({ $0.kind == "sharedStrings" }) {
      try WorkbookReader.read(name, of: archive, file: file, into: &strings)
    }
    var styles = NumberStyles()
    if let name = part({ $0.kind == "styles" }) {
      try WorkbookReader.read(name, of: archive, file: file, into: &styles)
    }
    // Sheets that are no tables, such as charts, have no cells.
    sheets = book.sheets.compactMap { sheet in
      part { $0.id == sheet.id && $0.kind == "worksheet" }.map {
        Entry(name: sheet.name, isHidden: sheet.isHidden, part: $0)
      }
    }
    self.file = file
    self.archive = archive
    self.strings = strings.all
    shapes = styles.shapes
    since1904 = book.since1904
  }

  private static func relationships(
    of part: String, in archive: ZipArchive, file: String
  ) throws(Failure) -> Relationships {
    let folder = part.lastIndex(of: "/").map { part[...$0] } ?? ""
    let name = "\(folder)_rels/\(part.dropFirst(folder.count)).rels"
    var relationships = Relationships()
    // A workbook without any has no sheets, which is said in its place.
    guard entry(name, of: archive) != nil else { return relationships }
    try read(name, of: archive, file: file, into: &relationships)
    return relationships
  }

  /// A part by its name, which is compared without regard to case (ECMA-376 Part 2, 6.2.2.3).
  private static func entry(_ name: String, of archive: ZipArchive) -> ZipEntry? {
    archive.entry(named: name)
      ?? archive.entries.first { $0.name.lowercased() == name.lowercased() }
  }

  private static func read<Handler: ElementHandler>(
    _ name: String, of archive: ZipArchive, file: String, into handler: inout Handler
  ) throws(Failure) {
    guard let entry = entry(name, of: archive) else {
      throw Failure(diagnostic: part(name, file, "It is not there."))
    }
    let bytes: [UInt8]
    do throws(ZipProblem) {
      bytes = try archive.read(entry)
    } catch {
      throw Failure(diagnostic: error.diagnostic(file: file))
    }
    let problems = XMLReader.read(.bytes(bytes), file: name, handler: &handler)
    if let first = problems.first(where: { $0.severity == .error }) {
      throw Failure(diagnostic: part(name, file, first.message, line: first.line))
    }
  }

  /// Where a target lies that a part names; nil: outside the workbook.
  static func resolve(_ target: String, from part: String) -> String? {
    var parts = target.hasPrefix("/") ? [] : part.split(separator: "/").dropLast().map(String.init)
    for piece in target.split(separator: "/") where piece != "." {
      if piece == ".." {
        if parts.popLast() == nil { return nil }
      } else {
        parts.append(String(piece))
      }
    }
    return parts.isEmpty ? nil : parts.joined(separator: "/")
  }

  // MARK: - Problems

  private static func part(_ name: String, _ file: String, _ reason: String, line: Int = 0) -> Diagnostic {
    Diagnostic(
      .workbookPart, file: file, "A part of the workbook cannot be read. \(reason)",
      found: line > 0 ? "\(name), line \(line)" : name,
      cure: "Open the workbook in a spreadsheet program and save it again.")
  }

  private static func format(_ file: String, found: String) -> Diagnostic {
    Diagnostic(
      .workbookFormat, file: file, "The file is not an XLSX workbook.", found: found,
      expected: "an Excel workbook (.xlsx) without a password",
      cure: "Save it in this format in your spreadsheet program.")
  }

  /// What a file is that is no workbook, by its first bytes; nil where it may be one.
  private static func foreignKind(of bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      return "a workbook with a password, or an old one (.xls)"
    }
    if bytes.isEmpty { return "an empty file" }
    return bytes.starts(with: Array("PK".utf8)) ? nil : "something else"
  }
}
