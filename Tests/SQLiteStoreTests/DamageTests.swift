import Engine
import Foundation
import GRDB
import TestSupport
import Testing

@testable import SQLiteStore

/// Files as a crash, a disk or a hand may leave them. Whatever is cut off, what opens is what some
/// commit left: all of it, and everything that had been copied into the database.
@Suite("Damaged files", .serialized, .timeLimit(.minutes(2)))
struct DamageTests {
    private let source: StoreFolder
    /// How many of the commits were copied into the database before the crash.
    private static let copied = 10
    private static let commits = 30

    init() async throws {
        source = try StoreFolder()
        let store = try source.open()
        for number in 1...Self.commits {
            try await store.transaction { store in
                try store.append(
                    try StoreSamples.entry(after: try store.head(), sequence: number))
                // Several pages each, so that a cut goes through the middle of commits.
                try store.setMeta("bulk-\(number)", String(repeating: "x", count: 9_000))
                try store.setMeta("count", "\(number)")
            }
            if number == Self.copied {
                try await store.pool.writeWithoutTransaction { _ = try $0.checkpoint(.full) }
            }
        }
        // Kept open by nobody: closing would copy the log, and a crash does not.
        abandoned = store
    }

    private let abandoned: SQLiteStore
    private static let files = (log: "store.sqlite-wal", index: "store.sqlite-shm")

    /// The files as a crash leaves them, with some of them changed.
    private func crash(_ change: (StoreFolder) throws -> Void) throws -> StoreFolder {
        let folder = try StoreFolder()
        for name in ["store.sqlite", Self.files.log, Self.files.index] {
            try FileManager.default.copyItem(
                atPath: source.path + "/" + name, toPath: folder.path + "/" + name)
        }
        try change(folder)
        return folder
    }

    /// How many commits are there; they are whole, and each after the one before.
    private func expectPrefix(_ folder: StoreFolder) async throws -> Int {
        let store = try folder.open()
        let (count, entries, bulks) = try await store.read { store throws in
            var entries: [HistoryEntry] = []
            try store.visitHistory { entry, _ in entries.append(entry) }
            let bulks = try (1...Self.commits).filter { try store.meta("bulk-\($0)") != nil }
            return (try store.meta("count").flatMap { Int($0) } ?? 0, entries, bulks)
        }
        #expect(entries.map(\.sequence) == Array(1..<(count + 1)))
        #expect(bulks == Array(1..<(count + 1)))
        let head = try await store.read { try Verification.run($0) }
        #expect(head.findings.filter { !$0.contains("is not stored") } == [])
        try await store.transaction { try $0.setMeta("count", "goes on") }
        try await store.close()
        return count
    }

    private func length(of name: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(
            atPath: source.path + "/" + name)
        return try #require(attributes[.size] as? Int)
    }

    private func edit(
        _ name: String, in folder: StoreFolder, _ body: (FileHandle) throws -> Void
    ) throws {
        let file = try #require(FileHandle(forUpdatingAtPath: folder.path + "/" + name))
        try body(file)
        try file.close()
    }

    @Test("A log that is cut anywhere gives a prefix of the commits, with all that were copied")
    func cutLog() async throws {
        var generator = Seeded(2018)
        let whole = try length(of: Self.files.log)
        var counts: Set<Int> = []
        for _ in 0..<24 {
            let cut = Int.random(in: 0...whole, using: &generator)
            let folder = try crash { folder in
                try edit(Self.files.log, in: folder) { try $0.truncate(atOffset: UInt64(cut)) }
            }
            let count = try await expectPrefix(folder)
            #expect((Self.copied...Self.commits).contains(count), "cut at \(cut)")
            counts.insert(count)
        }
        #expect(counts.count > 5, "the cuts were all alike: \(counts)")
    }

    @Test("A log that is damaged anywhere gives a prefix of the commits, with all that were copied")
    func damagedLog() async throws {
        var generator = Seeded(2019)
        let whole = try length(of: Self.files.log)
        for _ in 0..<12 {
            let place = Int.random(in: 0..<whole, using: &generator)
            let folder = try crash { folder in
                try edit(Self.files.log, in: folder) { file in
                    try file.seek(toOffset: UInt64(place))
                    let byte = try file.read(upToCount: 1)?.first ?? 0
                    try file.seek(toOffset: UInt64(place))
                    try file.write(contentsOf: [byte ^ 0x55])
                }
            }
            let count = try await expectPrefix(folder)
            #expect((Self.copied...Self.commits).contains(count), "damage at \(place)")
        }
    }

    @Test("Without the log there is what was copied; without its index there is everything")
    func missing() async throws {
        let noLog = try crash { folder in
            for name in [Self.files.log, Self.files.index] {
                try FileManager.default.removeItem(atPath: folder.path + "/" + name)
            }
        }
        #expect(try await expectPrefix(noLog) == Self.copied)
        let noIndex = try crash { folder in
            try FileManager.default.removeItem(atPath: folder.path + "/" + Self.files.index)
        }
        #expect(try await expectPrefix(noIndex) == Self.commits)
        let scrambled = try crash { folder in
            let path = folder.path + "/" + Self.files.index
            try Data(repeating: 0xAA, count: 32_768).write(to: URL(filePath: path))
        }
        #expect(try await expectPrefix(scrambled) == Self.commits)
    }

    @Test("Nothing at all changed gives everything")
    func whole() async throws {
        #expect(try await expectPrefix(try crash { _ in }) == Self.commits)
    }
}

/// Numbers that are the same in each run.
private struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
