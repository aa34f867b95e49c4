import Engine
import Foundation
import GRDB
import TestSupport
import Testing

@testable import SQLiteStore

@Suite("What a copy is proved of")
struct ProofTests {
    private let folder: StoreFolder
    private var copy: String { folder.path + "/copy.db" }

    init() throws { folder = try StoreFolder() }

    /// A store of one file that is damaged in the page a table or an index begins with; without
    /// a name: whole, but for a row that refers to nothing.
    private func damage(_ name: String?) async throws {
        try await folder.open().close()
        guard let name else {
            return try folder.tamper { db in
                try db.execute(sql: "PRAGMA foreign_keys = OFF")
                try db.execute(sql: "INSERT INTO timer (scrutiny, wake) VALUES ('nobody', 1)")
            }
        }
        let (page, size) = try folder.tamper { db in
            (
                try Int.fetchOne(
                    db, sql: "SELECT rootpage FROM sqlite_schema WHERE name = ?",
                    arguments: [name]),
                try Int.fetchOne(db, sql: "PRAGMA page_size")
            )
        }
        let (number, length) = (try #require(page), try #require(size))
        let file = try #require(FileHandle(forUpdatingAtPath: folder.database))
        try file.seek(toOffset: UInt64((number - 1) * length))
        try file.write(contentsOf: Data(repeating: 0xEE, count: length))
        try file.close()
    }

    private static let damages = ["timer", "timer_by_wake", "delivery_reminder", nil]

    @Test(
        "A store with a damaged page, or a row that refers to nothing, is not backed up",
        arguments: damages)
    func backup(name: String?) async throws {
        try await damage(name)
        let store = try folder.open()
        let error = await #expect(throws: StoreError.self) { try await store.backUp(to: copy) }
        #expect(error?.code == .corrupt)
        #expect(error?.remedy == StoreError.remedy(for: .corrupt))
        #expect(!FileManager.default.fileExists(atPath: copy))
        #expect(!FileManager.default.fileExists(atPath: copy + ".partial"))
        try await store.close()
    }

    @Test("Such a backup is not restored, and the store stays", arguments: damages)
    func restore(name: String?) async throws {
        try await damage(name)
        try FileManager.default.moveItem(atPath: folder.database, toPath: copy)
        let store = try folder.open()
        try await store.transaction { try $0.setMeta("last", "4") }
        try await store.close()
        let error = #expect(throws: StoreError.self) {
            try SQLiteStore.restore(copy, to: folder.database, stamp: "now")
        }
        #expect(error?.code == .corrupt)
        #expect(error?.remedy == "Restore another backup.")
        let again = try folder.open()
        #expect(try await again.read { try $0.meta("last") } == "4")
        try await again.close()
    }

    @Test("Backups of one second are numbered, and none takes another's place")
    func numbered() async throws {
        let store = try folder.open()
        for name in ["copy.db", "copy-2.db", "copy-3.db"] {
            let path = SQLiteStore.freePath(folder.path + "/copy", ending: ".db")
            #expect(path == folder.path + "/" + name)
            _ = try await store.backUp(to: path)
        }
        let before = try Data(contentsOf: URL(filePath: copy))
        try await store.transaction { try $0.setMeta("last", "4") }
        let error = await #expect(throws: StoreError.self) { try await store.backUp(to: copy) }
        #expect(error?.code == .busy)
        #expect(try Data(contentsOf: URL(filePath: copy)) == before)
        try await store.close()
    }
}
