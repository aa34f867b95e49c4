import Foundation
import Engine

/// How large a drill is. Small in the ordinary tests; `make kill` sets the variables.
struct DrillSize: Sendable {
    /// How many scrutinies lie in the store besides those that are worked on.
    var idle: Int
    /// How many kills there are at each named point.
    var killsAtEach: Int
    /// How many kills there are at random moments.
    var randomKills: Int
    /// What all chance in it follows from.
    var seed: UInt64
    /// Whether it tells how far it is.
    var tellsProgress: Bool

    /// The size the environment asks for.
    static let wanted = DrillSize(
        idle: number("DRILL_SCRUTINIES") ?? 50, killsAtEach: number("DRILL_KILLS_AT_EACH") ?? 2,
        randomKills: number("DRILL_RANDOM_KILLS") ?? 10,
        seed: number("DRILL_SEED").map { UInt64($0.magnitude) } ?? .random(in: 0..<1_000_000),
        tellsProgress: number("DRILL_SCRUTINIES") != nil)

    /// How many minutes it may take.
    var minutes: Int {
        let kills = killsAtEach * KillPoint.allCases.count + randomKills
        return 3 + kills / 4 + idle / 500
    }

    private static func number(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
    }
}

/// Why a daemon is going to die.
enum PlannedKill: Sendable, CustomStringConvertible {
    /// It kills itself at a point, the time given.
    case named(KillPoint, time: Int)
    /// It is killed so long after it was started.
    case starting(Duration)
    /// It is killed so long after clients began to work with it.
    case working(Duration)

    var description: String {
        switch self {
        case .named(let point, let time): "\(point.rawValue):\(time)"
        case .starting(let delay): "\(delay / .milliseconds(1)) ms after the start"
        case .working(let delay): "after \(delay / .milliseconds(1)) ms of work"
        }
    }

    /// The kind of kill, for the table.
    var kind: String {
        switch self {
        case .named(let point, _): point.rawValue
        case .starting, .working: "random"
        }
    }

    /// All kills of a drill, in an order that its seed gives.
    static func all(of size: DrillSize) -> [PlannedKill] {
        var dice = DrillDice(seed: size.seed)
        let named = KillPoint.allCases.flatMap { point in
            (0..<size.killsAtEach).map { _ in
                PlannedKill.named(point, time: .random(in: 1...point.latest, using: &dice))
            }
        }
        let random = (0..<size.randomKills).map { number in
            number % 10 == 9
                ? PlannedKill.starting(
                    .milliseconds(Int.random(in: 0...longestStart, using: &dice)))
                : .working(.milliseconds(Int.random(in: 0...longestWork, using: &dice)))
        }
        return (named + random).shuffled(using: &dice)
    }

    /// The latest moment of a kill at random, in milliseconds: some rounds of work later.
    private static let longestWork = 1_500
    /// The latest moment of a kill that is to hit the start, in milliseconds.
    private static let longestStart = 200
}

extension KillPoint {
    /// The latest time at which a drill dies there: within some rounds of work.
    fileprivate var latest: Int {
        switch self {
        case .beforeCommit, .afterCommit: 60
        case .afterAttempt, .pluginStarted, .pluginExited: 30
        }
    }
}

/// Vigna's SplitMix64: a generator that gives the same numbers for the same seed.
struct DrillDice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
