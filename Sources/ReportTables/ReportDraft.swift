import Evidence
import Quantities
import XMLDocuments

/// A report as its vocabulary writes it, complete or not: what a skeleton leaves open stands in it as an empty value.
///
/// It is what documents and tables have in common. Each value knows where it came from, so that a problem that the reader
/// of reports finds later can be told by sheet and cell.
public struct ReportDraft: Sendable {
  var root: Element

  /// An element with its attributes, its children or its text.
  struct Element: Sendable {
    var name: String
    var attributes: [Attribute] = []
    var children: [Element] = []
    /// The text of an element that has nothing else; nil for the others.
    var text: String?
    var place: TablePlace?

    subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }

    func children(_ name: String) -> [Element] { children.filter { $0.name == name } }
  }

  struct Attribute: Sendable {
    var name: String
    /// Empty while it is open.
    var value: String
    var place: TablePlace?
  }

  /// How many specimens it has.
  public var specimenCount: Int { root.children("specimens").reduce(0) { $0 + $1.children.count } }

  /// How many observations it has, in all series.
  public var observationCount: Int { series.reduce(0) { $0 + $1.children.count } }

  /// The identifier of the standard's edition, empty while it is open.
  public var standard: String { root["standard"] ?? "" }

  /// The last day of testing; nil while it is open.
  public var lastTestDay: Day? { root.children("tested").first?["to"].flatMap { Day($0) } }

  /// Whether anything is still open.
  public var isOpen: Bool { ReportDraft.isOpen(root) }

  private static func isOpen(_ element: Element) -> Bool {
    element.attributes.contains { $0.value.isEmpty } || element.children.contains(where: isOpen)
  }

  /// Calibrations, conditioning records and tests, in their order.
  var series: [Element] { root.children.filter { ReportDraft.seriesNames.contains($0.name) } }

  static let seriesNames = ["calibration", "conditioning", "series"]

  /// What an observation carries besides what was measured.
  static let ownNames: Set<String> = ["n", "outcome", "item", "fair", "remark"]
}

extension Field {
  /// What an element, or its child, has to say.
  func value(of element: ReportDraft.Element) -> String? {
    guard let child else { return element[attribute] }
    return element.children(child).first?[attribute]
  }
}

extension ReportDraft {
  /// How large a report may be to be converted: 16 MiB, some hundred thousand observations, which are held in memory all at
  /// once.
  public static let limits: ReadLimits = {
    var limits = ReadLimits.standard
    limits.maximumBytes = 16 << 20
    // A skeleton has an open value in every line.
    limits.maximumDiagnostics = 20_000
    return limits
  }()

  /// Reads a report, or the skeleton of one.
  ///
  /// - Returns: nil where anything is wrong with it but that values are open; and every problem.
  public static func read(xml bytes: [UInt8], file: String) -> (
    draft: ReportDraft?, diagnostics: [Diagnostic]
  ) {
    let (report, all) = ReportReader.read(.bytes(bytes), file: file, limits: limits)
    // The list may have been cut where it was longest: nobody knows what else there is.
    var diagnostics =
      all.contains { $0.code == .xmlLimitDiagnostics } ? all : all.filter { !isAboutOpenValue($0) }
    if diagnostics.hasErrors {
      return (nil, Array(diagnostics.prefix(ReadLimits.standard.maximumDiagnostics)))
    }
    var builder = DraftBuilder()
    let problems = XMLReader.read(
      .bytes(bytes), file: file, limits: limits, handler: &builder)
    guard let root = builder.root, !problems.hasErrors else { return (nil, diagnostics + problems) }
    if let line = report?.signatureLine {
      diagnostics.append(
        Diagnostic(
          .sheetSignature, severity: .warning, file: file, line: line,
          "The report's signature is of the document as it stands, and is left behind.",
          cure: "Keep the signed document; sign again what comes of the tables."))
    }
    return (ReportDraft(root: root), diagnostics)
  }

  /// Whether a problem is that something is still to be filled in.
  private static func isAboutOpenValue(_ diagnostic: Diagnostic) -> Bool {
    diagnostic.code == .reportValueOpen || diagnostic.code == .schemaValue && diagnostic.found == "nothing"
  }
}

/// Keeps a report's elements while the document streams by; the schema has spoken already.
private struct DraftBuilder: ElementHandler {
  private(set) var root: ReportDraft.Element?
  private var open: [ReportDraft.Element] = []
  /// How deep the element at hand lies in one of another vocabulary, which the schema lets pass: a signature.
  private var foreignDepth = 0

  mutating func start(_ element: borrowing ElementEvent, _ report: inout DiagnosticSink) {
    if foreignDepth > 0 || element.namespace != ReportReader.namespace {
      foreignDepth += 1
      return
    }
    var attributes: [ReportDraft.Attribute] = []
    element.forEachAttribute { name, value in
      attributes.append(
        .init(
          name: String(decoding: name.bytes, as: UTF8.self),
          value: String(decoding: value, as: UTF8.self).collapsed))
    }
    open.append(ReportDraft.Element(name: element.localName, attributes: attributes))
  }

  mutating func end(_ element: borrowing EndEvent, _ report: inout DiagnosticSink) {
    if foreignDepth > 0 {
      foreignDepth -= 1
      return
    }
    guard var ended = open.popLast() else { return }
    if ended.name == "remark" { ended.text = element.text.collapsed }
    if open.isEmpty {
      root = ended
    } else {
      open[open.count - 1].children.append(ended)
    }
  }
}

extension String {
  /// The text with white space as `xs:token` has it: none at the ends, single spaces within.
  var collapsed: String {
    // Most values are one word.
    guard utf8.contains(where: { $0 <= 0x20 }) else { return self }
    return utf8.split(whereSeparator: { $0 <= 0x20 }).map { String(Substring($0)) }.joined(separator: " ")
  }
}
