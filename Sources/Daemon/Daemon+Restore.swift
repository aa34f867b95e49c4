package import Configuration
internal import Deadlines
internal import Engine
internal import Foundation
internal import SQLiteStore

extension Daemon {
    /// Puts a backup in the place of the store, proved first. The store that was there is kept
    /// beside it.
    ///
    /// - Returns: what was done, for whoever asked.
    /// - Throws: ``StartFailure`` where the backup is unusable or a daemon has the store; then
    ///   nothing has changed.
    package static func restore(_ backup: String, locations: Locations) async throws -> String {
        let folder = locations.stateDirectory
        let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
        do {
            let restored = try SQLiteStore.restore(
                backup, to: storePath(in: folder), stamp: Backups.stamp(now))
            let aside = restored.aside.map { "The store that was there is kept as \($0).\n" } ?? ""
            return """
                Restored \(backup), head \(restored.position):\(restored.hash).
                \(aside)Start the daemon: systemctl start scrutinyd. What it did since the backup \
                it does again, reminders under the same delivery ids.
                """
        } catch let error as StoreError {
            throw StartFailure(
                "\(error)", exitCode: error.code == .busy || error.code == .newer ? 5 : 1)
        }
    }

    /// Where the store is in a state directory.
    static func storePath(in folder: String) -> String { "\(folder)/scrutinyd.db" }
}
