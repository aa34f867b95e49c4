import Engine
import Foundation
import GRDB
import TestSupport
import Testing

@testable import SQLiteStore

@Suite("Restoring, interrupted and not")
struct RestoreTests {
    private let folder: StoreFolder
    private var copy: String { folder.path + "/copy.db" }
    private let files = FileManager.default

    /// A store that says 4, and a backup that says 3.
    init() async throws {
        folder = try StoreFolder()
        let store = try folder.open()
        try await store.transaction { try $0.setMeta("last", "3") }
        _ = try await store.backUp(to: folder.path + "/copy.db")
        try await store.transaction { try $0.setMeta("last", "4") }
        try await store.close()
    }

    private struct Killed: Error {}

    private func last(in path: String) async throws -> String? {
        let store = try SQLiteStore(path: path)
        let last = try await store.read { try $0.meta("last") }
        try await store.close()
        return last
    }

    private func bytes(_ name: String) throws -> Data {
        try Data(contentsOf: URL(filePath: folder.path + "/" + name))
    }

    private var asides: [String] {
        get throws {
            try files.contentsOfDirectory(atPath: folder.path)
                .filter { $0.contains("before-restore") }.sorted()
        }
    }

    /// What a kill leaves, in another folder: second names stay second names.
    private func afterKill() throws -> StoreFolder {
        let other = try StoreFolder()
        let process = Process()
        process.executableURL = URL(filePath: "/bin/cp")
        process.arguments = ["-a", folder.path + "/.", other.path]
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return other
    }

    @Test("A second restore of the same second keeps both stores that were there")
    func sameSecond() async throws {
        for name in ["store.sqlite.before-restore-now", "store.sqlite.before-restore-now-2"] {
            let restored = try SQLiteStore.restore(copy, to: folder.database, stamp: "now")
            #expect(restored.aside == folder.path + "/" + name)
        }
        #expect(try await last(in: folder.database + ".before-restore-now") == "4")
        #expect(try await last(in: folder.database + ".before-restore-now-2") == "3")
    }

    /// A restore that ends at a step, and what a kill at that moment leaves.
    private func restore(endingAt step: SQLiteStore.RestoreStep) throws -> StoreFolder {
        var left: StoreFolder?
        #expect(throws: Killed.self) {
            try SQLiteStore.restore(copy, to: folder.database, stamp: "now") { reached in
                guard reached == step else { return }
                left = try afterKill()
                throw Killed()
            }
        }
        return try #require(left)
    }

    @Test("Killed or failing at any step, the store that was there is whole and in its place")
    func anyStep() async throws {
        for step in SQLiteStore.RestoreStep.allCases {
            let killed = try restore(endingAt: step)
            #expect(try await last(in: killed.database) == "4", "\(step)")
            #expect(try asides == [], "\(step)")
            #expect(try await last(in: folder.database) == "4", "\(step)")
        }
    }

    /// Makes the store one that cannot be opened, with a log.
    private func ruin() async throws {
        let store = try folder.open()
        try await store.transaction { try $0.setMeta("last", "5") }
        // A log that begins with nonsense is one SQLite removes when it closes.
        let log = try Data([1, 2, 3, 4]) + bytes("store.sqlite-wal").dropFirst(4)
        try await store.close()
        try log.write(to: URL(filePath: folder.database + "-wal"))
        let file = try #require(FileHandle(forUpdatingAtPath: folder.database))
        try file.write(contentsOf: Data(repeating: 0xFF, count: 200))
        try file.close()
    }

    @Test("A store that cannot be opened is put aside with its log, which is not played again")
    func ruined() async throws {
        try await ruin()
        let (database, log) = (try bytes("store.sqlite"), try bytes("store.sqlite-wal"))
        for step in SQLiteStore.RestoreStep.allCases {
            _ = try restore(endingAt: step)
            #expect(try asides == [], "\(step)")
            #expect(try bytes("store.sqlite") == database)
            #expect(try bytes("store.sqlite-wal") == log, "\(step)")
        }
        _ = try SQLiteStore.restore(copy, to: folder.database, stamp: "now")
        #expect(try await last(in: folder.database) == "3")
        #expect(try bytes("store.sqlite.before-restore-now") == database)
        #expect(try bytes("store.sqlite.before-restore-now-wal") == log)
    }

    @Test("Killed with its log out of the way, such a store gets it back at the next start")
    func ruinedAndKilled() async throws {
        try await ruin()
        let log = try bytes("store.sqlite-wal")
        for step in SQLiteStore.RestoreStep.allCases {
            let left = try restore(endingAt: step)
            StoreFiles(left.database).settle()
            let found = try Data(contentsOf: URL(filePath: left.database + "-wal"))
            #expect(found == log, "\(step)")
        }
    }

    @Test(
        "Where a restore was interrupted and the database is gone, no empty store is begun",
        arguments: [".restoring", ".before-restore-20261130T081500Z"])
    func gone(ending: String) throws {
        try files.moveItem(atPath: folder.database, toPath: folder.database + ending)
        let error = #expect(throws: StoreError.self) { try folder.open() }
        #expect(error?.code == .io)
        #expect(error?.cause.contains(ending) == true)
        #expect(error?.remedy.contains("restore again") == true)
        #expect(!files.fileExists(atPath: folder.database))
    }

    @Test("What is no whole backup is refused with what to name instead")
    func noBackup() async throws {
        try Data("only a text".utf8).write(to: URL(filePath: folder.path + "/text.db"))
        let whole = try bytes("copy.db")
        for (name, count) in [("cut.db", whole.count / 2), ("head.db", 300), ("empty.db", 0)] {
            try whole.prefix(count).write(to: URL(filePath: folder.path + "/" + name))
        }
        for name in ["text.db", "cut.db", "head.db", "empty.db", "", "missing.db"] {
            let error = #expect(throws: StoreError.self, "\(name)") {
                try SQLiteStore.restore(
                    folder.path + "/" + name, to: folder.database, stamp: "now")
            }
            #expect(error?.remedy == "Name a file that scrutinyctl backup wrote.", "\(name)")
        }
        #expect(try asides == [])
        #expect(try await last(in: folder.database) == "4")
    }

    @Test(
        "Restored by root, the store is the folder's owner's",
        .enabled(if: geteuid() == 0, "only root can give files away"))
    func owner() throws {
        try #require(chown(folder.path, 65_534, 65_534) == 0)
        _ = try SQLiteStore.restore(copy, to: folder.database, stamp: "now")
        for path in [folder.database, folder.path + "/store.lock"] {
            var status = stat()
            try #require(stat(path, &status) == 0)
            #expect([status.st_uid, status.st_gid] == [65_534, 65_534], "\(path)")
        }
    }
}
