import Histories
import Testing

/// The six invariants of the architecture, over random histories in virtual time. What fails says
/// its seed, and how to see it again.
@Suite("Histories", .serialized)
struct HistoriesTests {
    /// So many histories one case plays.
    private static let stretch: UInt64 = 20

    @Test("Every promise is kept in memory, whatever happens", arguments: 0..<8)
    func memory(part: UInt64) async {
        var tally = Tally()
        for seed in Self.seeds(part) {
            if let chronicle = await kept(seed, on: .memory) { tally += chronicle.tally }
        }
        #expect(tally.histories == Self.stretch)
        #expect(tally.handedOver > 0 && tally.refused > 0 && tally.faults.crashes > 0)
    }

    @Test("Every promise is kept on files, with the very same history", arguments: 0..<3)
    func files(part: UInt64) async {
        var tally = Tally()
        for seed in Self.seeds(part) {
            guard let memory = await kept(seed, on: .memory),
                let files = await kept(seed, on: .sqlite)
            else { continue }
            tally += files.tally
            #expect(memory.digest == files.digest, "seed \(seed) ends differently on files")
        }
        #expect(tally.histories == Self.stretch)
        #expect(tally.realFullDisks > 0 && tally.tornLogs > 0)
    }

    @Test("The same seed gives the same history each time, byte for byte", arguments: 0..<5)
    func again(seed: UInt64) async {
        let first = await kept(seed, on: .memory)
        let second = await kept(seed, on: .memory)
        #expect(first?.digest == second?.digest)
    }

    @Test("Entries are redacted on the way, and every promise is kept all the same")
    func redacted() async {
        var tally = Tally()
        for seed in 0..<100 as Range<UInt64> where tally.redacted < 3 {
            if let chronicle = await kept(seed, on: .memory) { tally += chronicle.tally }
        }
        #expect(tally.redacted >= 3)
    }

    private static func seeds(_ part: UInt64) -> Range<UInt64> {
        part * stretch..<(part + 1) * stretch
    }

    /// What the history ends with; nil, with an issue, where it breaks a promise.
    private func kept(_ seed: UInt64, on store: StoreKind) async -> Chronicle? {
        do {
            return try await History.play(seed: seed, on: store)
        } catch {
            Issue.record("\(error)")
            return nil
        }
    }
}
