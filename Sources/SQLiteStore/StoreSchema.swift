import Engine
import GRDB

/// The tables, and how older ones become them.
enum StoreSchema {
    /// The number of the newest schema; SQLite keeps it as `user_version`.
    static let version = 2
    /// Marks the file as this program's: "scru" in ASCII.
    static let applicationID = 0x7363_7275

    /// Sees that the database is new or this program's, and not written by a newer one.
    ///
    /// - Throws: ``StoreError`` with `newer` or `corrupt`.
    static func check(_ db: Database) throws {
        let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
        guard application == applicationID || (application == 0 && tables == 0) else {
            throw StoreError(
                .corrupt, cause: "the file is another program's database",
                remedy: "Configure a directory of the daemon's own.")
        }
        guard found <= version else {
            throw StoreError.failure(
                .newer, "the store has schema \(found); this program knows \(version)")
        }
    }

    /// The steps from nothing to the newest schema. A step that was released never changes.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { db in
            for part in [scrutinies, history, deliveries, keeping] { try db.execute(sql: part) }
            try db.execute(sql: "PRAGMA application_id = \(applicationID)")
            try db.execute(sql: "PRAGMA user_version = 1")
        }
        migrator.registerMigration("2") { db in
            try db.execute(sql: redactions)
            try db.execute(sql: stateFields)
            try db.execute(sql: "PRAGMA user_version = 2")
        }
        return migrator
    }

    // Instants are milliseconds since 1970, days and times ISO 8601 texts. ANY holds what people
    // wrote: text, or a blob of UTF-8 where it contains a NUL (see `StoredText`).

    /// A scrutiny's state is the truth; all else here is looked up and rewritten with it.
    private static let scrutinies = """
        CREATE TABLE scrutiny (
            id TEXT NOT NULL PRIMARY KEY,
            workflow TEXT NOT NULL,
            version INTEGER NOT NULL,
            definition_hash TEXT NOT NULL,
            title ANY NOT NULL,
            states TEXT NOT NULL,
            year ANY,
            is_final INTEGER NOT NULL,
            is_off INTEGER NOT NULL,
            happens_on TEXT,
            happens_at TEXT,
            opened_at INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            state BLOB NOT NULL
        ) STRICT;
        CREATE INDEX scrutiny_by_workflow ON scrutiny (workflow, id);
        CREATE INDEX scrutiny_by_end ON scrutiny (is_final);
        CREATE TABLE item (
            scrutiny TEXT NOT NULL REFERENCES scrutiny ON DELETE CASCADE,
            position INTEGER NOT NULL,
            kind TEXT NOT NULL,
            key TEXT NOT NULL,
            states TEXT NOT NULL,
            PRIMARY KEY (scrutiny, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE link (
            scrutiny TEXT NOT NULL REFERENCES scrutiny ON DELETE CASCADE,
            position INTEGER NOT NULL,
            fact TEXT NOT NULL,
            target TEXT NOT NULL,
            PRIMARY KEY (scrutiny, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX link_by_target ON link (target);
        CREATE TABLE dependency (
            scrutiny TEXT NOT NULL REFERENCES scrutiny ON DELETE CASCADE,
            kind TEXT NOT NULL,
            name TEXT NOT NULL,
            PRIMARY KEY (scrutiny, kind, name)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX dependency_by_name ON dependency (kind, name, scrutiny);
        CREATE TABLE deadline (
            scrutiny TEXT NOT NULL REFERENCES scrutiny ON DELETE CASCADE,
            name TEXT NOT NULL,
            status TEXT NOT NULL,
            due TEXT,
            is_armed INTEGER NOT NULL,
            run BLOB NOT NULL,
            UNIQUE (scrutiny, name)
        ) STRICT;
        CREATE INDEX deadline_by_due ON deadline (status, due);
        CREATE TABLE timer (
            scrutiny TEXT NOT NULL PRIMARY KEY REFERENCES scrutiny ON DELETE CASCADE,
            wake INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX timer_by_wake ON timer (wake, scrutiny);
        CREATE TABLE reminder (
            scrutiny TEXT NOT NULL REFERENCES scrutiny ON DELETE CASCADE,
            deadline TEXT NOT NULL,
            run INTEGER NOT NULL,
            generation INTEGER NOT NULL,
            rung TEXT NOT NULL,
            recipient TEXT NOT NULL,
            kind TEXT NOT NULL,
            severity TEXT NOT NULL,
            send_at INTEGER NOT NULL,
            outcome TEXT,
            reason ANY,
            reminder BLOB NOT NULL,
            PRIMARY KEY (scrutiny, deadline, run, generation, rung, recipient)
        ) STRICT, WITHOUT ROWID;
        """

    /// History has no foreign key: it outlives what it tells of. Its triggers also refuse
    /// `INSERT OR REPLACE`, which deletes without firing the delete trigger.
    private static let history = """
        CREATE TABLE history (
            position INTEGER NOT NULL PRIMARY KEY,
            scrutiny TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            at INTEGER NOT NULL,
            actor_uid INTEGER,
            actor_name ANY NOT NULL,
            cause TEXT NOT NULL,
            payload BLOB,
            payload_hash TEXT NOT NULL,
            previous TEXT NOT NULL,
            hash TEXT NOT NULL,
            UNIQUE (scrutiny, sequence)
        ) STRICT;
        CREATE TRIGGER history_grows_at_its_end BEFORE INSERT ON history
        WHEN new.position <> (SELECT coalesce(max(position), 0) + 1 FROM history)
        BEGIN SELECT raise(ABORT, 'history grows at its end'); END;
        CREATE TRIGGER history_is_kept BEFORE DELETE ON history
        BEGIN SELECT raise(ABORT, 'history is kept'); END;
        CREATE TRIGGER history_stands BEFORE UPDATE ON history
        WHEN new.payload IS NOT NULL
            OR (new.position, new.scrutiny, new.sequence, new.at, new.actor_uid, new.actor_name,
                new.cause, new.payload_hash, new.previous, new.hash)
            IS NOT (old.position, old.scrutiny, old.sequence, old.at, old.actor_uid,
                old.actor_name, old.cause, old.payload_hash, old.previous, old.hash)
        BEGIN SELECT raise(ABORT, 'history stands: only a payload may be redacted'); END;
        """

    /// What stands in the place of history's redacted payloads.
    private static let redactions = """
        CREATE TABLE redaction (
            position INTEGER NOT NULL PRIMARY KEY REFERENCES history (position),
            payload BLOB NOT NULL
        ) STRICT;
        """

    /// What states have learnt to hold since.
    private static let stateFields = """
        UPDATE scrutiny SET state = CAST(
            json_set(
                CAST(state AS TEXT), '$.holds', json('[]'), '$.extensions', json('[]')) AS BLOB);
        """

    private static let deliveries = """
        CREATE TABLE delivery (
            position INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            scrutiny TEXT NOT NULL,
            family TEXT NOT NULL,
            channel TEXT NOT NULL,
            person ANY NOT NULL,
            address ANY NOT NULL,
            kind TEXT NOT NULL,
            severity TEXT NOT NULL,
            subject ANY NOT NULL,
            created_at INTEGER NOT NULL,
            not_after INTEGER NOT NULL,
            status TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            next_attempt_at INTEGER NOT NULL,
            reference ANY,
            last_error ANY,
            payload ANY NOT NULL
        ) STRICT;
        CREATE INDEX delivery_ready ON delivery (next_attempt_at) WHERE status = 'pending';
        CREATE INDEX delivery_pending ON delivery (position) WHERE status = 'pending';
        CREATE INDEX delivery_dead ON delivery (position) WHERE status = 'dead';
        CREATE INDEX delivery_by_scrutiny ON delivery (scrutiny);
        CREATE TABLE delivery_reminder (
            delivery TEXT NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            deadline TEXT NOT NULL,
            run INTEGER NOT NULL,
            generation INTEGER NOT NULL,
            rung TEXT NOT NULL,
            recipient TEXT NOT NULL,
            PRIMARY KEY (delivery, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE attempt (
            delivery TEXT NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            started_at INTEGER NOT NULL,
            ended_at INTEGER,
            outcome TEXT,
            detail ANY,
            PRIMARY KEY (delivery, number)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX attempt_open ON attempt (delivery) WHERE ended_at IS NULL;
        """

    private static let keeping = """
        CREATE TABLE definition (
            name TEXT NOT NULL,
            version INTEGER NOT NULL,
            hash TEXT NOT NULL,
            text ANY NOT NULL,
            PRIMARY KEY (name, version, hash)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE calendar (
            name TEXT NOT NULL PRIMARY KEY,
            text ANY NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE request (
            uid INTEGER NOT NULL,
            method ANY NOT NULL,
            id ANY NOT NULL,
            parameters_hash TEXT NOT NULL,
            answer ANY NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (uid, method, id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX request_by_age ON request (at);
        CREATE TABLE meta (
            name TEXT NOT NULL PRIMARY KEY,
            value ANY NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}
