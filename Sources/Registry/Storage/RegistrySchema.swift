import GRDB

/// The tables of a registry's file.
///
/// `documents` is what was received, byte for byte, and `events` the chain of their hashes; neither ever changes. What
/// was refused is apart from that (``QuarantineTable``). Every other table is a projection: it follows from the documents and can be dropped and derived again. But for the
/// determinations, projections only grow: each row names its document, and what was known when so many documents were
/// stored are the rows of those.
enum RegistrySchema {
  /// Stands in the header of SQLite's file and says that it is a registry: "PrMk".
  static let applicationID: UInt32 = 0x5072_4D6B

  /// The projections, those first that refer to others.
  static let projections = [
    "corrections", "occurrences", "determinations", "readings", "reports", "models", "accreditations",
    "certificates", "laboratories",
    "suppliers", "programme",
    "adoptions",
    "standards", LexiconTable.name,
  ]

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { db in try db.execute(sql: documents) }
    // The projections of the first form are dropped; whoever opens the file derives those of this form.
    migrator.registerMigration("2") { db in
      try db.execute(sql: "DROP VIEW IF EXISTS definitions; DROP VIEW IF EXISTS listings")
      for table in projections where table != LexiconTable.name {
        try db.execute(sql: "DROP TABLE IF EXISTS \(table)")
      }
      try db.execute(sql: events + definitions + parties + evidence + programme)
      try Chain(db: db).appendMissing()
    }
    migrator.registerMigration("lookup") { db in try LexiconTable.create(in: db) }
    migrator.registerMigration("signatures") { db in try db.execute(sql: signatures) }
    migrator.registerMigration("quarantine") { db in try QuarantineTable.create(in: db) }
    migrator.registerMigration("successors") { db in
      try db.execute(sql: "ALTER TABLE suppliers ADD COLUMN successor TEXT")
    }
    migrator.registerMigration("former designations") { db in
      // One a line; whoever opens the file derives the projections anew.
      try db.execute(sql: "ALTER TABLE models ADD COLUMN former_designations TEXT NOT NULL DEFAULT ''")
    }
    migrator.registerMigration("days") { db in try db.execute(sql: days) }
    migrator.registerMigration("readings") { db in try db.execute(sql: readings) }
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

  private static let events = """
    CREATE TABLE events (
      sequence INTEGER PRIMARY KEY REFERENCES documents,
      determination TEXT,  -- SHA-256 of the one that a decision to list rests on
      previous TEXT NOT NULL,
      hash TEXT NOT NULL UNIQUE
    ) STRICT;
    CREATE TRIGGER events_do_not_change BEFORE UPDATE ON events
      BEGIN SELECT raise(ABORT, 'events are never changed'); END;
    CREATE TRIGGER events_are_kept BEFORE DELETE ON events
      BEGIN SELECT raise(ABORT, 'events are never deleted'); END;

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
      document INTEGER PRIMARY KEY REFERENCES documents,
      first_day TEXT,  -- from which it is in force; NULL: from the beginning
      title TEXT NOT NULL,
      operator TEXT NOT NULL,
      contact TEXT NOT NULL,
      evidence TEXT NOT NULL,
      publishes_not_compliant INTEGER NOT NULL,
      is_example INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE suppliers (
      document INTEGER PRIMARY KEY REFERENCES documents,
      id TEXT NOT NULL,
      name TEXT NOT NULL,
      contact TEXT NOT NULL,
      website TEXT NOT NULL,
      is_example INTEGER NOT NULL,
      UNIQUE (id, document)
    ) STRICT;
    CREATE TABLE laboratories (
      document INTEGER PRIMARY KEY REFERENCES documents,
      id TEXT NOT NULL,
      name TEXT NOT NULL,
      place TEXT NOT NULL,
      is_example INTEGER NOT NULL,
      UNIQUE (id, document)
    ) STRICT;
    CREATE TABLE accreditations (
      document INTEGER NOT NULL REFERENCES laboratories,
      position INTEGER NOT NULL,
      body TEXT NOT NULL,
      certificate TEXT NOT NULL,
      standards TEXT NOT NULL,  -- identifiers, separated by spaces
      first_day TEXT NOT NULL,
      last_day TEXT NOT NULL,
      PRIMARY KEY (document, position)
    ) STRICT;

    """

  private static let signatures = """
    ALTER TABLE accreditations ADD COLUMN methods TEXT NOT NULL DEFAULT '';  -- separated by spaces; empty: all
    ALTER TABLE accreditations ADD COLUMN suspensions TEXT NOT NULL DEFAULT '';  -- one a line: first day, last day
    ALTER TABLE reports ADD COLUMN certificate TEXT;  -- SHA-256 of the one that it is signed with
    ALTER TABLE reports ADD COLUMN signer TEXT;  -- whom that certificate names
    CREATE TABLE certificates (
      document INTEGER NOT NULL REFERENCES laboratories,
      position INTEGER NOT NULL,
      sha256 TEXT NOT NULL,
      first_day TEXT NOT NULL,
      last_day TEXT,
      revoked TEXT,
      PRIMARY KEY (document, position)
    ) STRICT;

    """

  /// The last day that anything known bears is asked for whenever the registry is looked at.
  private static let days = """
    CREATE INDEX reports_issued ON reports (issued);
    CREATE INDEX models_applied ON models (applied);
    CREATE INDEX occurrences_day ON occurrences (day);

    """

  private static let evidence = """
    CREATE TABLE models (
      document INTEGER PRIMARY KEY REFERENCES documents,
      supplier TEXT NOT NULL,
      designation TEXT NOT NULL,
      folded TEXT NOT NULL,  -- the designation as it is compared when somebody looks for it
      standard TEXT NOT NULL,
      level TEXT NOT NULL,
      kind TEXT NOT NULL,
      gender TEXT NOT NULL,
      opening TEXT NOT NULL,
      sizes TEXT NOT NULL,  -- one a line
      accessories TEXT NOT NULL,  -- one a line
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
      laboratory TEXT NOT NULL,
      issued TEXT NOT NULL,
      tested_from TEXT NOT NULL,
      tested_to TEXT NOT NULL,
      is_example INTEGER NOT NULL,
      UNIQUE (laboratory, id)
    ) STRICT;
    CREATE INDEX reports_model ON reports (model);
    CREATE TABLE determinations (
      model INTEGER PRIMARY KEY REFERENCES models,  -- what is known now; what was known before is judged again
      standard TEXT NOT NULL,
      standard_sha256 TEXT NOT NULL REFERENCES standards (sha256),
      is_adopted INTEGER NOT NULL,
      engine TEXT NOT NULL,
      verdict TEXT NOT NULL,
      size INTEGER NOT NULL,
      json BLOB NOT NULL  -- canonical JSON, compressed with zstd
    ) STRICT;

    """

  /// What was read in a report's document, so that it need not be read again to be shown.
  private static let readings = """
    CREATE TABLE readings (
      document INTEGER PRIMARY KEY REFERENCES reports,
      packed BLOB NOT NULL
    ) STRICT;

    """

  private static let programme = """
    -- What a document tells of a model; of one that the registry does not have, the model is NULL.
    CREATE TABLE occurrences (
      document INTEGER NOT NULL REFERENCES documents,
      position INTEGER NOT NULL,
      model INTEGER REFERENCES models,
      kind TEXT NOT NULL,
      act TEXT NOT NULL,
      day TEXT NOT NULL,
      number TEXT,
      heading TEXT NOT NULL,
      text TEXT NOT NULL,
      decided_by TEXT,
      decided_role TEXT,
      reviewed_by TEXT,
      reviewed_role TEXT,
      PRIMARY KEY (document, position)
    ) STRICT;
    CREATE INDEX occurrences_model ON occurrences (model);
    CREATE INDEX occurrences_number ON occurrences (kind, number);
    CREATE TABLE corrections (
      document INTEGER PRIMARY KEY REFERENCES documents,
      target INTEGER NOT NULL REFERENCES documents,
      effective TEXT,  -- the day on which the target took effect; NULL: it never was
      day TEXT NOT NULL,
      text TEXT NOT NULL,
      decided_by TEXT NOT NULL,
      decided_role TEXT NOT NULL
    ) STRICT;
    CREATE INDEX corrections_target ON corrections (target);

    """
}
