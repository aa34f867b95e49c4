import Deadlines
import Engine
import Testing

/// The chain of history and what `verify` finds in it.
@Suite("History")
struct HistoryTests {
    private func desk() async throws -> Desk {
        let desk = try Desk(
            at: "2018-01-08T10:00", NextMeetingTests.meeting, NextMeetingTests.review)
        try await desk.open("jan", as: "panel-meeting", ["starts": "2018-01-26T10:00"])
        try await desk.open("fraud", as: "review", ["meeting": "jan"])
        try await desk.set(["starts": "2018-02-02T10:00"], of: "jan")
        try await desk.advance(to: "2018-03-01T10:00")
        return desk
    }

    @Test("The chain holds and folds to what is stored")
    func holds() async throws {
        let desk = try await desk()
        let found = try await desk.store.read { try Verification.run($0) }
        #expect(found.findings == [])
        #expect(found.scrutinies == 2)
        let head = try await desk.store.read { try $0.head() }
        #expect(found.position == head.position && found.head == head.hash)
        #expect(found.entries == head.position && head.position >= 4)
    }

    @Test("An earlier head is found in the chain, a foreign one is not")
    func heads() async throws {
        let desk = try await desk()
        let entry = try #require(try await desk.history("fraud").first)
        for head in [entry.hash, "\(entry.position):\(entry.hash)", HistoryEntry.genesis] {
            let found = try await desk.store.read { try Verification.run($0, against: head) }
            #expect(found.findings == [])
        }
        let found = try await desk.store.read {
            try Verification.run($0, against: sha256("another"))
        }
        #expect(found.findings.count == 1)
        #expect(found.findings.first?.contains("its tail was cut or replaced") == true)
    }

    /// Somebody who changes one stored entry.
    struct Tampering: Sendable, CustomTestStringConvertible {
        let what: String
        let change: @Sendable (inout HistoryEntry) -> Void
        let finding: String
        var testDescription: String { what }
    }

    static let tamperings = [
        Tampering(
            what: "the actor", change: { $0.actor.name = "nobody" },
            finding: "it was changed after it was written"),
        Tampering(
            what: "the moment", change: { $0.at = $0.at.adding(milliseconds: 1) },
            finding: "it was changed after it was written"),
        Tampering(
            what: "the note", change: { $0.payload.note = "never said" },
            finding: "its payload was changed after it was written"),
        Tampering(
            what: "the payload's hash", change: { $0.payloadHash = sha256("other") },
            finding: "it was changed after it was written"),
        Tampering(
            what: "the effects", change: { $0.payload.effects = [] },
            finding: "the stored state is not the fold of its history"),
        Tampering(
            what: "the whole entry, hashes too",
            change: { entry in
                entry.actor.name = "nobody"
                entry.hash = entry.computedHash
            }, finding: "the chain is broken before it"),
        Tampering(
            what: "the place", change: { $0.position += 1 }, finding: "it follows"),
        Tampering(
            what: "the link", change: { $0.previous = sha256("x") },
            finding: "the chain is broken before it"),
    ]

    @Test("A tampered entry is found", arguments: tamperings)
    func tampered(_ tampering: Tampering) async throws {
        let desk = try await desk()
        let findings = try await desk.store.read { store in
            try Verification.run(
                TamperedReader(store: store, position: 3, change: tampering.change)
            ).findings
        }
        #expect(findings.contains { $0.contains(tampering.finding) }, "\(findings)")
    }

    @Test("The same commands at the same times give the same history, byte for byte")
    func deterministic() async throws {
        let first = try await desk()
        let second = try await desk()
        #expect(try await first.fingerprint() == second.fingerprint())
    }

    @Test("Every entry says who, when, why, in the order of the scrutiny's own numbers")
    func entries() async throws {
        let desk = try await desk()
        let entries = try await desk.history("jan")
        #expect(entries.map(\.sequence) == Array(1...entries.count))
        #expect(entries.prefix(2).map(\.cause) == ["open", "set"])
        #expect(entries.prefix(2).map(\.actor) == [Desk.clerk, Desk.clerk])
        #expect(entries.dropFirst(2).allSatisfy { $0.actor == .daemon && $0.cause == "time" })
        #expect(entries[0].payload.summary == "opened jan as panel-meeting version 1")
    }
}
