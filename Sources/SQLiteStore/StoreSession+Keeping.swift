import Deadlines
import Engine
import GRDB

/// What is kept beside scrutinies: definitions, calendars, requests, and facts about the store.
extension StoreSession {
    func definitionText(_ id: DefinitionID) throws -> String? {
        try fetchOne(
            "SELECT text FROM definition WHERE name = ? AND version = ? AND hash = ?",
            [id.name.stored, id.version.databaseValue, id.hash.stored]
        ) { try $0.text("text") }
    }

    func definitions() throws -> [DefinitionID] {
        try fetch("SELECT name, version, hash FROM definition ORDER BY name, version, hash") {
            DefinitionID(
                name: try $0.text("name"), version: Int(try $0.number("version")),
                hash: try $0.text("hash"))
        }
    }

    func put(definition: DefinitionID, text: String) throws {
        if let stored = try definitionText(definition) {
            guard stored == text else {
                throw StoreError.failure(
                    .constraint, "\(definition) is stored with another text under one hash")
            }
            return
        }
        try run(
            "INSERT INTO definition (name, version, hash, text) VALUES (?, ?, ?, ?)",
            [
                definition.name.stored, definition.version.databaseValue, definition.hash.stored,
                text.stored,
            ])
    }

    func calendarText(_ name: String) throws -> String? {
        try fetchOne("SELECT text FROM calendar WHERE name = ?", [name.stored]) {
            try $0.text("text")
        }
    }

    func calendars() throws -> [String] {
        try fetch("SELECT name FROM calendar ORDER BY name") { try $0.text("name") }
    }

    func put(calendar: String, text: String) throws {
        try run(
            """
            INSERT INTO calendar (name, text) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET text = excluded.text
            """, [calendar.stored, text.stored])
    }

    func request(_ key: RequestKey) throws -> StoredRequest? {
        try fetchOne(
            """
            SELECT parameters_hash, answer, at FROM request
            WHERE uid = ? AND method = ? AND id = ?
            """,
            [key.uid.databaseValue, key.method.stored, key.id.stored]
        ) {
            StoredRequest(
                key: key, parametersHash: try $0.text("parameters_hash"),
                answer: try $0.text("answer"), at: try $0.instant("at"))
        }
    }

    func put(_ request: StoredRequest) throws {
        try run(
            """
            INSERT INTO request (uid, method, id, parameters_hash, answer, at)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                request.key.uid.databaseValue, request.key.method.stored, request.key.id.stored,
                request.parametersHash.stored, request.answer.stored, request.at.stored,
            ])
    }

    func forgetRequests(before instant: Instant) throws {
        try run("DELETE FROM request WHERE at < ?", [instant.stored])
    }

    func meta(_ name: String) throws -> String? {
        try fetchOne("SELECT value FROM meta WHERE name = ?", [name.stored]) {
            try $0.text("value")
        }
    }

    func setMeta(_ name: String, _ value: String) throws {
        try run(
            """
            INSERT INTO meta (name, value) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """, [name.stored, value.stored])
    }
}
