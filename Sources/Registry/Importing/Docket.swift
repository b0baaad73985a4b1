import XMLDocuments

/// The sources of an import in the order in which they are taken in: what others refer to first, then by path.
struct Docket {
  struct Entry: Sendable {
    let kind: DocumentKind
    let source: ImportSource
    /// Whether it refers to others of its kind, which are taken in before it.
    var waits = false
    /// The day of a programme's event, as it is written: events are taken in by their days. Empty for others.
    var day = ""
  }

  private(set) var entries: [Entry] = []

  /// Sorts sources by their kind. Those that cannot be read, or are none of the registry's documents, are handed to
  /// `refuse` at once.
  init(
    _ sources: some Sequence<ImportSource>, limit: Int, reader: inout SourceReader,
    refuse: (ImportSource, ImportOutcome) -> Void
  ) {
    for source in sources {
      do {
        let head = try reader.head(of: source, limit: limit)
        if let kind = DocumentKind.sniff(head) {
          var entry = Entry(kind: kind, source: source)
          if kind == .report {
            entry.waits = Docket.mayRepeat(head)
          } else if kind == .standard {
            entry.waits = Docket.imports(try reader.all(of: source, limit: limit))
          } else if kind.isProgrammeEvent {
            entry.day = ElementFinder.day(of: try reader.all(of: source, limit: limit))
          }
          entries.append(entry)
        } else {
          // Whatever is odd about its beginning, the parser says it best.
          let bytes = try reader.all(of: source, limit: limit)
          let (root, problems) = ElementFinder.root(of: bytes, file: source.path)
          if let kind = root.flatMap({ DocumentKind(rawValue: $0.name) }), !problems.hasErrors {
            entries.append(
              Entry(
                kind: kind, source: source, waits: Docket.imports(bytes),
                day: kind.isProgrammeEvent ? ElementFinder.day(of: bytes) : ""))
          } else {
            refuse(source, Docket.refusal(of: source, bytes: bytes, root: root, problems: problems))
          }
        }
      } catch {
        refuse(
          source,
          ImportOutcome(
            path: source.path, result: .refused, diagnostics: [error.diagnostic(source, limit: limit)]))
      }
    }
    entries.sort { left, right in
      (left.kind.rank, left.waits ? 1 : 0, left.day, left.source.path)
        < (right.kind.rank, right.waits ? 1 : 0, right.day, right.source.path)
    }
  }

  /// Whether the beginning of a report may say that it repeats another's tests; such reports come after the others.
  private static func mayRepeat(_ head: UnsafeRawBufferPointer) -> Bool {
    let word = Array("retest".utf8)
    guard head.count >= word.count else { return false }
    return (0...head.count - word.count).contains { start in
      head[start] == word[0] && head[start..<start + word.count].elementsEqual(word)
    }
  }

  /// Whether a document imports from others: definitions alone do.
  private static func imports(_ bytes: UnsafeRawBufferPointer) -> Bool {
    ElementFinder.position(of: "import", in: bytes) != nil
  }

  private static func refusal(
    of source: ImportSource, bytes: UnsafeRawBufferPointer, root: (name: String, position: Position)?,
    problems: [Diagnostic]
  ) -> ImportOutcome {
    var sink = DiagnosticSink(file: source.path)
    for problem in problems { sink.add(problem) }
    if let root, DocumentKind(rawValue: root.name) == nil, !problems.hasErrors {
      sink.error(
        .registryDocumentKind, at: root.position, "The registry keeps no documents of this kind.",
        found: "<\(root.name)>",
        expected: DocumentKind.allCases.map { "<\($0.rawValue)>" }.joined(separator: ", "),
        cure: "Check that the right file was given.")
    }
    return ImportOutcome(
      path: source.path, kind: root.flatMap { DocumentKind(rawValue: $0.name) }, sha256: SHA256Hex.of(bytes),
      result: .refused, diagnostics: sink.diagnostics)
  }
}

extension DocumentKind {
  /// The place of the kind in the order of dependency; all events of the programme have the same.
  fileprivate var rank: Int {
    DocumentKind.allCases.firstIndex(of: isProgrammeEvent ? .decision : self) ?? 0
  }
}

extension SourceReader.Failure {
  func diagnostic(_ source: ImportSource, limit: Int) -> Diagnostic {
    switch self {
    case .notAFile:
      Diagnostic(
        .registrySourceUnreadable, file: source.path, "This is not a file.",
        found: "a folder, pipe or device",
        expected: "a file", cure: "Name a file; the command line also takes folders.")
    case .tooLarge(let size):
      Diagnostic(
        .registryDocumentSize, file: source.path, "The document is too large.", found: "\(size) bytes",
        expected: "at most \(limit) bytes",
        cure: "Check what was sent, or split the report; a full report is under 100 kilobytes.")
    case .archive(let problem): problem.diagnostic(file: source.path)
    case .system(let reason):
      Diagnostic(
        .registrySourceUnreadable, file: source.path, "The file cannot be read: \(reason).",
        cure: "Check its name and its permissions.")
    }
  }
}
