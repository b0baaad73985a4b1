import GRDB

/// The tables of a registry's file.
///
/// `documents` is what was received, byte for byte, and never changes. Every other table is a projection: it follows
/// from the documents and can be dropped and derived again.
enum RegistrySchema {
  /// Stands in the header of SQLite's file and says that it is a registry: "PrMk".
  static let applicationID: UInt32 = 0x5072_4D6B

  /// The projections, those first that refer to others.
  static let projections = [
    "determinations", "reports", "models", "accreditations", "laboratories", "suppliers", "programme",
    "adoptions",
    "standards", LexiconTable.name,
  ]

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { db in
      try db.execute(sql: documents + definitions + parties + evidence + views)
    }
    migrator.registerMigration("lookup") { db in try LexiconTable.create(in: db) }
    return migrator
  }

  private static let documents = """
    CREATE TABLE documents (
      sequence INTEGER PRIMARY KEY,
      sha256 TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL,
      file TEXT NOT NULL,
      size INTEGER NOT NULL,
      recorded TEXT NOT NULL,
      bytes BLOB NOT NULL  -- compressed with zstd
    ) STRICT;
    CREATE TRIGGER documents_do_not_change BEFORE UPDATE ON documents
      BEGIN SELECT raise(ABORT, 'documents are never changed'); END;
    CREATE TRIGGER documents_are_kept BEFORE DELETE ON documents
      BEGIN SELECT raise(ABORT, 'documents are never deleted'); END;

    """

  private static let definitions = """
    CREATE TABLE standards (
      document INTEGER PRIMARY KEY REFERENCES documents,
      sha256 TEXT NOT NULL UNIQUE REFERENCES documents (sha256),
      id TEXT NOT NULL
    ) STRICT;
    CREATE TABLE adoptions (
      document INTEGER PRIMARY KEY REFERENCES documents,
      standard_sha256 TEXT NOT NULL REFERENCES standards (sha256),
      role TEXT NOT NULL,
      name TEXT,
      adopted TEXT NOT NULL,
      note TEXT NOT NULL
    ) STRICT;
    CREATE INDEX adoptions_standard ON adoptions (standard_sha256);

    """

  private static let parties = """
    CREATE TABLE programme (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      title TEXT NOT NULL,
      operator TEXT NOT NULL,
      contact TEXT NOT NULL,
      evidence TEXT NOT NULL,
      publishes_not_compliant INTEGER NOT NULL,
      is_example INTEGER NOT NULL,
      document INTEGER NOT NULL REFERENCES documents
    ) STRICT;
    CREATE TABLE suppliers (
      id TEXT PRIMARY KEY NOT NULL,
      name TEXT NOT NULL,
      contact TEXT NOT NULL,
      website TEXT NOT NULL,
      is_example INTEGER NOT NULL,
      document INTEGER NOT NULL REFERENCES documents
    ) STRICT;
    CREATE TABLE laboratories (
      id TEXT PRIMARY KEY NOT NULL,
      name TEXT NOT NULL,
      place TEXT NOT NULL,
      is_example INTEGER NOT NULL,
      document INTEGER NOT NULL REFERENCES documents
    ) STRICT;
    CREATE TABLE accreditations (
      laboratory TEXT NOT NULL REFERENCES laboratories,
      position INTEGER NOT NULL,
      body TEXT NOT NULL,
      certificate TEXT NOT NULL,
      standards TEXT NOT NULL,  -- identifiers, separated by spaces
      first_day TEXT NOT NULL,
      last_day TEXT NOT NULL,
      PRIMARY KEY (laboratory, position)
    ) STRICT;

    """

  private static let evidence = """
    CREATE TABLE models (
      document INTEGER PRIMARY KEY REFERENCES documents,
      supplier TEXT NOT NULL REFERENCES suppliers,
      designation TEXT NOT NULL,
      folded TEXT NOT NULL,  -- the designation as it is compared when somebody looks for it
      standard TEXT NOT NULL,
      level TEXT NOT NULL,
      kind TEXT NOT NULL,
      gender TEXT NOT NULL,
      opening TEXT NOT NULL,
      sizes TEXT NOT NULL,  -- one a line
      warranty_months INTEGER NOT NULL,
      materials TEXT NOT NULL,
      applied TEXT NOT NULL,
      is_example INTEGER NOT NULL,
      UNIQUE (supplier, designation)
    ) STRICT;
    CREATE INDEX models_designation ON models (designation);
    CREATE INDEX models_folded ON models (folded);
    CREATE INDEX models_standard ON models (standard);
    CREATE TABLE reports (
      document INTEGER PRIMARY KEY REFERENCES documents,
      id TEXT NOT NULL,
      model INTEGER NOT NULL REFERENCES models,
      standard TEXT NOT NULL,
      laboratory TEXT NOT NULL REFERENCES laboratories,
      issued TEXT NOT NULL,
      tested_from TEXT NOT NULL,
      tested_to TEXT NOT NULL,
      is_example INTEGER NOT NULL,
      UNIQUE (laboratory, id)
    ) STRICT;
    CREATE INDEX reports_model ON reports (model);
    CREATE TABLE determinations (
      model INTEGER PRIMARY KEY REFERENCES models,
      standard TEXT NOT NULL,
      standard_sha256 TEXT NOT NULL REFERENCES standards (sha256),
      is_adopted INTEGER NOT NULL,
      engine TEXT NOT NULL,
      verdict TEXT NOT NULL,
      size INTEGER NOT NULL,
      json BLOB NOT NULL  -- canonical JSON, compressed with zstd
    ) STRICT;

    """

  /// What would repeat the tables is a view, and so cannot disagree with them.
  private static let views = """
    -- Every definition, its latest adoption, and its rank among those of the same standard; rank 1 is in force.
    CREATE VIEW definitions AS
      SELECT s.document, s.sha256, s.id, a.role, a.name, a.adopted, a.note, d.file,
        row_number() OVER (
          PARTITION BY s.id
          ORDER BY a.adopted IS NULL, a.adopted DESC, a.document DESC, s.document DESC) AS rank
      FROM standards s JOIN documents d ON d.sequence = s.document
        LEFT JOIN adoptions a ON a.document = (
          SELECT document FROM adoptions WHERE standard_sha256 = s.sha256
          ORDER BY adopted DESC, document DESC LIMIT 1);
    -- A row for each model, as lists show it. Without a report nothing is determined.
    CREATE VIEW listings AS
      SELECT m.document, m.designation, m.folded, m.supplier, s.name AS supplier_name, m.standard, m.level, m.kind,
        m.gender, m.opening, m.sizes, m.warranty_months,
        coalesce(d.verdict, 'not determined') AS verdict,
        (SELECT max(issued) FROM reports WHERE model = m.document) AS day,
        d.standard_sha256, coalesce(d.is_adopted, 0) AS is_adopted,
        m.is_example OR s.is_example
          OR EXISTS (SELECT 1 FROM reports WHERE model = m.document AND is_example) AS is_example
      FROM models m JOIN suppliers s ON s.id = m.supplier LEFT JOIN determinations d ON d.model = m.document;

    """
}
