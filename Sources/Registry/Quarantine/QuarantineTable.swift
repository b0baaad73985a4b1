import GRDB

/// Where refused documents are kept: beside the documents and events, never among them.
///
/// They follow from nothing and nothing follows from them: no document, event or projection refers to these tables.
enum QuarantineTable {
  static func create(in db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE quarantine (
          position INTEGER PRIMARY KEY,
          sha256 TEXT NOT NULL UNIQUE,
          kind TEXT NOT NULL,
          file TEXT NOT NULL,  -- as it was delivered last
          size INTEGER NOT NULL,
          delivered_by TEXT,
          first TEXT NOT NULL,
          last TEXT NOT NULL,
          times INTEGER NOT NULL,
          diagnostics TEXT NOT NULL,  -- JSON; those of the last time
          seal TEXT NOT NULL,  -- SHA-256 of what is told of it, so that a change is noticed
          bytes BLOB NOT NULL  -- compressed with zstd
        ) STRICT;
        -- What gets in is no longer refused; it leaves in the transaction in which it gets in.
        CREATE TRIGGER quarantine_ends AFTER INSERT ON documents
          BEGIN DELETE FROM quarantine WHERE sha256 = new.sha256; END;
        CREATE TABLE discarded (
          position INTEGER PRIMARY KEY,
          sha256 TEXT NOT NULL,
          kind TEXT NOT NULL,
          file TEXT NOT NULL,
          size INTEGER NOT NULL,
          delivered_by TEXT,
          first TEXT NOT NULL,
          last TEXT NOT NULL,
          times INTEGER NOT NULL,
          moment TEXT NOT NULL,
          discarded_by TEXT NOT NULL,
          reason TEXT NOT NULL,
          seal TEXT NOT NULL
        ) STRICT;
        CREATE TRIGGER discarded_do_not_change BEFORE UPDATE ON discarded
          BEGIN SELECT raise(ABORT, 'what was discarded is never changed'); END;
        CREATE TRIGGER discarded_are_kept BEFORE DELETE ON discarded
          BEGIN SELECT raise(ABORT, 'what was discarded stays told'); END;
        """)
  }

  /// All its tables.
  static let names = ["quarantine", "discarded"]
}
