import Glibc
import Histories

/// Histories one after the other, several at once, until the time is up or so many are played.
struct Marathon {
    let kind: StoreKind
    let firstSeed: UInt64
    let steps: Int?
    let jobs: Int
    let count: Int?
    private var tally = Tally()
    /// The digests of all of them, summed: it does not matter which ended first.
    private var digest: UInt64 = 0
    private var failures: [HistoryFailure] = []

    /// The most failures told; after so many the run ends.
    private static let mostFailures = 20

    init(kind: StoreKind, firstSeed: UInt64, steps: Int?, jobs: Int, count: Int?) {
        self.kind = kind
        self.firstSeed = firstSeed
        self.steps = steps
        self.jobs = max(1, jobs)
        self.count = count
    }

    /// Plays and tells how it went; true where every promise was kept.
    mutating func run(seconds: Int) async -> Bool {
        let clock = ContinuousClock()
        let start = clock.now
        let end = start + .seconds(max(1, seconds))
        var next = start + .seconds(10)
        var begun = 0
        await withTaskGroup(of: Result<Chronicle, HistoryFailure>.self) { group in
            var isOver: Bool {
                failures.count >= Self.mostFailures
                    || count.map { begun >= $0 } ?? (clock.now >= end)
            }
            func begin() {
                let seed = firstSeed + UInt64(begun)
                begun += 1
                group.addTask { [kind, steps] in await Self.play(seed, kind, steps) }
            }
            while begun < jobs && !isOver { begin() }
            for await result in group {
                take(result)
                if clock.now >= next {
                    tell("so far", start.duration(to: clock.now))
                    next = clock.now + .seconds(10)
                }
                if !isOver { begin() }
            }
        }
        tell("in all", start.duration(to: clock.now))
        print("\(kind.rawValue) digest \(String(digest, radix: 16))")
        return failures.isEmpty
    }

    private static func play(
        _ seed: UInt64, _ kind: StoreKind, _ steps: Int?
    ) async -> Result<Chronicle, HistoryFailure> {
        do {
            return .success(try await History.play(seed: seed, on: kind, steps: steps))
        } catch {
            return .failure(error)
        }
    }

    private mutating func take(_ result: Result<Chronicle, HistoryFailure>) {
        switch result {
        case .success(let chronicle):
            tally += chronicle.tally
            digest &+= UInt64(chronicle.digest.prefix(16), radix: 16) ?? 0
        case .failure(let failure):
            failures.append(failure)
            print("FAILED \(failure)")
        }
    }

    private func tell(_ when: String, _ time: Duration) {
        let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
        let rate = Double(tally.histories) / max(seconds, 0.001)
        let tenths = (rate * 10).rounded() / 10
        let lost = failures.count { $0.text.contains("lost:") }
        let doubled = failures.count { $0.text.contains("doubled:") }
        print(
            "\(kind.rawValue) \(when): \(tally.histories) histories in \(Int(seconds)) s, "
                + "\(tenths)/s; \(tally); lost \(lost), doubled \(doubled), "
                + "otherwise failed \(failures.count - lost - doubled)")
        // Whoever reads through a pipe or a file wants to see how it goes as well.
        fflush(nil)
    }
}
