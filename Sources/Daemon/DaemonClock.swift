import Deadlines
import Engine

/// The clock a daemon lives by.
enum DaemonClock: Sendable {
    /// The system's.
    case system(SystemClock)
    /// One that stands still until it is told.
    case virtual(VirtualClock)

    var wall: any WallClock {
        switch self {
        case .system(let clock): clock
        case .virtual(let clock): clock
        }
    }

    var isVirtual: Bool { if case .virtual = self { true } else { false } }

    /// The word in the store: a store lives on one kind of time.
    var word: String { isVirtual ? "virtual" : "real" }

    /// Returns when the task is cancelled.
    func waitForCancellation() async {
        while !Task.isCancelled {
            await wall.sleep(until: nil, interruptions: wall.interruptions)
        }
    }
}
