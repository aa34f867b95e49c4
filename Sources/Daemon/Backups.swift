import ControlProtocol
import Deadlines
import Engine
import Foundation
import SQLiteStore

/// The folder `backups` of the state directory: proved copies of the store, each with its head in
/// a file beside it.
struct Backups {
    private let stateDirectory: String
    private var folder: String { "\(stateDirectory)/backups" }

    init(stateDirectory: String) {
        self.stateDirectory = stateDirectory
    }

    /// Writes a copy, named for the moment; several of one second are numbered.
    func make(of store: SQLiteStore, at now: Instant) async throws -> Manager.Backup.Reply {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let path = SQLiteStore.freePath("\(folder)/scrutinyd-\(Self.stamp(now))", ending: ".db")
        let head = try await store.backUp(to: path)
        try Data("\(head.position):\(head.hash)\n".utf8)
            .write(to: URL(filePath: path + ".head"), options: .atomic)
        return Manager.Backup.Reply(path: path, position: head.position, head: head.hash)
    }

    /// The copies there are, with those that were put aside by a restore or left half done by an
    /// end: each may hold what was redacted since.
    func files() throws -> [String] {
        try files(in: folder) { $0.hasSuffix(".db") || $0.hasSuffix(".partial") }
            + files(in: stateDirectory) { name in
                name.contains(".before-restore-") || name.hasSuffix(".restoring")
            }
    }

    private func files(in folder: String, _ isCopy: (String) -> Bool) throws -> [String] {
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter(isCopy).sorted().map { "\(folder)/\($0)" }
    }

    /// The moment as file names tell it, in UTC: `20261130T081500Z`.
    static func stamp(_ instant: Instant) -> String {
        let civil = UTC().civil(at: instant)
        let day = civil.date.description.replacing("-", with: "")
        let time = civil.time
        let seconds = instant.milliseconds / 1000 % 60
        let parts = [time.hour, time.minute, Int(seconds)].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(day)T\(parts.joined())Z"
    }
}
