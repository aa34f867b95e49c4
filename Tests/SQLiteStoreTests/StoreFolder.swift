import Engine
import Foundation
import GRDB
import SQLiteStore

/// A folder of a test's own with a store in it, gone when the test is over.
final class StoreFolder: Sendable {
    /// The folder's path.
    let path: String

    /// Makes an empty folder.
    init() throws {
        let name = "scrutinyd-store-\(UUID().uuidString)"
        path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false)
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            // A test may have removed the folder itself.
        }
    }

    /// The database file's path.
    var database: String { path + "/store.sqlite" }

    /// Opens the store.
    func open() throws -> SQLiteStore { try SQLiteStore(path: database) }

    /// Runs SQL on the file behind the store's back.
    func tamper<Result>(_ body: (Database) throws -> Result) throws -> Result {
        let queue = try DatabaseQueue(path: database)
        let result = try queue.writeWithoutTransaction(body)
        try queue.close()
        return result
    }
}
