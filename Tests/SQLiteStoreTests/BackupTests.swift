import Engine
import Foundation
import GRDB
import TestSupport
import Testing

@testable import SQLiteStore

@Suite("Backups and what is left in files")
struct BackupTests {
    private let folder: StoreFolder

    init() throws { folder = try StoreFolder() }

    private var copy: String { folder.path + "/copy.db" }

    /// A store with some entries of history.
    private func filledStore(entries: Int = 3) async throws -> SQLiteStore {
        let store = try folder.open()
        try await append(1...entries, to: store)
        return store
    }

    private func append(_ sequences: ClosedRange<Int>, to store: SQLiteStore) async throws {
        try await store.transaction { store in
            for sequence in sequences {
                try store.append(
                    try StoreSamples.entry(after: try store.head(), of: "x", sequence: sequence))
            }
            try store.setMeta("last", "\(sequences.upperBound)")
        }
    }

    /// A store with a scrutiny that has no history.
    private func unfitStore() async throws -> SQLiteStore {
        let store = try await filledStore()
        try await store.transaction { try $0.save(StoreSamples.record("y")) }
        return store
    }

    @Test("A backup opens as a store, holds the last commit, and commits go on")
    func backup() async throws {
        let store = try await filledStore()
        let head = try await store.backUp(to: copy)
        let present = try await store.read { try $0.head() }
        #expect(head == present && head.position == 3)
        try await store.transaction { try $0.setMeta("last", "4") }
        try await store.close()
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasPrefix("copy") }
        #expect(names == ["copy.db"])
        let mode = try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        let opened = try SQLiteStore(path: copy)
        #expect(try await opened.read { try $0.meta("last") } == "3")
        try await opened.close()
    }

    @Test("A store whose history does not fit is not backed up as if it did")
    func unfit() async throws {
        let store = try await unfitStore()
        let error = await #expect(throws: StoreError.self) { try await store.backUp(to: copy) }
        #expect(error?.code == .corrupt)
        #expect(!FileManager.default.fileExists(atPath: copy))
    }

    @Test("Where there is no room or no folder there is no half backup, and the store goes on")
    func nowhere() async throws {
        let store = try await filledStore()
        let error = await #expect(throws: StoreError.self) {
            try await store.backUp(to: folder.path + "/nowhere/copy.db")
        }
        #expect(error?.cause.contains("nowhere") == true)
        try await store.transaction { try $0.setMeta("last", "4") }
        #expect(try await store.read { try $0.meta("last") } == "4")
    }

    @Test("A backup takes the store's place, and what was there is kept beside it")
    func restore() async throws {
        let store = try await filledStore()
        _ = try await store.backUp(to: copy)
        try await store.transaction { try $0.setMeta("last", "4") }
        #expect(throws: StoreError.self) {
            try SQLiteStore.restore(copy, to: folder.database, stamp: "now")
        }
        try await store.close()
        let restored = try SQLiteStore.restore(copy, to: folder.database, stamp: "now")
        #expect(restored.aside == folder.database + ".before-restore-now")
        let again = try folder.open()
        #expect(try await again.read { try $0.meta("last") } == "3")
        try await again.close()
        let aside = try SQLiteStore(path: try #require(restored.aside))
        #expect(try await aside.read { try $0.meta("last") } == "4")
        try await aside.close()
    }

    @Test("A backup restored where there was no store begins one")
    func restoreAnew() async throws {
        try await filledStore().close()
        let place = folder.path + "/other"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
        let restored = try SQLiteStore.restore(
            folder.database, to: place + "/store.sqlite", stamp: "now")
        #expect(restored.aside == nil)
        let store = try SQLiteStore(path: place + "/store.sqlite")
        #expect(try await store.read { try $0.meta("last") } == "3")
        try await store.close()
    }

    @Test("What is no backup, is damaged or is missing is refused, and the store stays")
    func badBackups() async throws {
        let store = try await unfitStore()
        try await store.close()
        let unfit = folder.path + "/unfit.db"
        try FileManager.default.copyItem(atPath: folder.database, toPath: unfit)
        try Data("no database at all, only a text".utf8)
            .write(to: URL(fileURLWithPath: folder.path + "/text.db"))
        try Data().write(to: URL(fileURLWithPath: folder.path + "/empty.db"))
        let before = try Data(contentsOf: URL(fileURLWithPath: folder.database))
        for name in ["unfit.db", "text.db", "empty.db", "missing.db"] {
            let error = #expect(throws: StoreError.self, "\(name)") {
                try SQLiteStore.restore(
                    folder.path + "/" + name, to: folder.database, stamp: "now")
            }
            #expect(error?.remedy.hasSuffix(".") == true, "\(name)")
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.database)) == before)
    }

    @Test("Once scrubbed, no file of the store holds what was redacted")
    func scrub() async throws {
        let store = try await filledStore()
        let secret = "a note"
        #expect(try isInFiles(secret))
        let left = HistoryEntry.Payload(effects: [], note: nil, summary: "")
        try await store.transaction { store in
            for position in 1...3 { try store.redact(position: position, to: left) }
        }
        try await store.scrub()
        #expect(try !isInFiles(secret))
        #expect(try await store.read { try $0.head().position } == 3)
        try await append(4...4, to: store)
    }

    private func isInFiles(_ text: String) throws -> Bool {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).contains { name in
            let path = URL(fileURLWithPath: folder.path + "/" + name)
            return try Data(contentsOf: path).range(of: Data(text.utf8)) != nil
        }
    }
}
