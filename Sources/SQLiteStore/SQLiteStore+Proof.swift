import Engine
import GRDB

extension SQLiteStore {
    /// Proves a copy: every page and index of it, what rows refer to, and then its history.
    ///
    /// - Parameter remedy: what is to be done where it is damaged; nil: the usual.
    /// - Returns: its head.
    /// - Throws: ``StoreError`` with `corrupt` where anything does not fit.
    static func prove(
        _ copy: DatabaseQueue, remedy: String? = nil
    ) throws -> (position: Int, hash: String) {
        let remedy = remedy ?? StoreError.remedy(for: .corrupt)
        return try remedied(remedy) {
            try copy.read { db in
                try insist(on: try damages(of: db), remedy)
                let found = try Verification.run(StoreSession(db, isWriting: false))
                try insist(on: found.findings, remedy)
                return (found.position, found.head)
            }
        }
    }

    /// Runs `body`, and names the remedy where it meets a damaged file.
    static func remedied<Result>(
        _ remedy: String, _ body: () throws -> Result
    ) throws -> Result {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw StoreError(error).with(remedy: remedy)
        } catch let error as StoreError {
            throw error.with(remedy: remedy)
        }
    }

    private static func insist(on findings: [String], _ remedy: String) throws {
        guard !findings.isEmpty else { return }
        throw StoreError(.corrupt, cause: findings.joined(separator: "; "), remedy: remedy)
    }

    /// The most damages told of.
    private static let mostDamages = 10

    /// What SQLite finds wrong with pages, indexes and references.
    private static func damages(of db: Database) throws -> [String] {
        let pages = try String.fetchAll(db, sql: "PRAGMA integrity_check(\(mostDamages))")
            .filter { $0 != "ok" }
        guard pages.isEmpty else { return pages }
        return try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").prefix(mostDamages).map {
            let (table, parent) = (try $0.text("table"), try $0.text("parent"))
            return "a row of \(table) refers to a row of \(parent) that is not there"
        }
    }
}

extension StoreError {
    /// The same with another remedy, where a file is damaged.
    fileprivate func with(remedy: String) -> StoreError {
        code == .corrupt ? StoreError(code, cause: cause, remedy: remedy) : self
    }
}
