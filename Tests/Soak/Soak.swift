import ArgumentParser
import Histories

/// Plays random histories for as long as it is told, and says how many a second.
@main
struct Soak: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "soak",
        abstract: "Play random histories against the engine, the stores and the outbox.")

    @Option(help: "How long to play on each store, in seconds.")
    var seconds = 60

    @Option(help: "How many histories to play on each store, however long it takes.")
    var histories: Int?

    @Option(help: "The first seed; with --once the only one.")
    var seed: UInt64 = 1

    @Option(help: "The store: memory, sqlite, or both.")
    var store = "both"

    @Option(help: "Play so many steps of each history at most; the seed says unless given.")
    var steps: Int?

    @Option(help: "How many histories are played at once.")
    var jobs = 2

    @Flag(help: "Play the one seed, telling every step.")
    var once = false

    private var kinds: [StoreKind] {
        get throws {
            if store == "both" { return StoreKind.allCases }
            guard let kind = StoreKind(rawValue: store) else {
                throw ValidationError("There is no store \(store): memory, sqlite or both.")
            }
            return [kind]
        }
    }

    func validate() throws { _ = try kinds }

    func run() async throws {
        var isSound = true
        for kind in try kinds {
            if once {
                isSound = try await replay(on: kind) && isSound
            } else {
                var marathon = Marathon(
                    kind: kind, firstSeed: seed, steps: steps, jobs: jobs, count: histories)
                isSound = await marathon.run(seconds: seconds) && isSound
            }
        }
        if !isSound { throw ExitCode.failure }
    }

    /// Plays one history and tells every step; where it fails, looks for the shortest beginning
    /// that fails as well.
    private func replay(on kind: StoreKind) async throws -> Bool {
        do {
            let chronicle = try await History.play(seed: seed, on: kind, steps: steps) {
                print($0)
            }
            print("seed \(seed), store \(kind.rawValue): every promise kept\n\(chronicle.tally)")
            return true
        } catch {
            print("FAILED \(error)")
            if let short = await Self.shortest(seed: seed, on: kind) {
                print("it takes \(short) steps: add STEPS=\(short)")
            }
            return false
        }
    }

    /// The least number of steps after which the history fails.
    private static func shortest(seed: UInt64, on kind: StoreKind) async -> Int? {
        for steps in 1...History.mostSteps {
            do {
                _ = try await History.play(seed: seed, on: kind, steps: steps)
            } catch {
                return steps
            }
        }
        return nil
    }
}
