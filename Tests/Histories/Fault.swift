import Engine

/// What befalls one transaction.
enum Fault: Hashable, Sendable {
    /// The disk is full at the n-th write, counted from 0.
    case full(atWrite: Int)
    /// The commit fails with an I/O error: all is undone.
    case failedCommit
    /// A refusal comes at the n-th write, counted from 0, though half is written.
    case refusal(atWrite: Int)
    /// The process ends at the n-th write, counted from 0.
    case crash(atWrite: Int)
    /// The process ends when all is written and nothing is committed.
    case crashBeforeCommit
    /// The process ends when all is committed and nobody has heard of it.
    case crashAfterCommit

    /// Whether the process ends.
    var isCrash: Bool {
        switch self {
        case .full, .failedCommit, .refusal: false
        case .crash, .crashBeforeCommit, .crashAfterCommit: true
        }
    }

    /// Whether the transaction is committed all the same.
    var isCommitted: Bool { self == .crashAfterCommit }

    /// What the transaction's caller is told; of the end of the process nobody is left to hear.
    var error: any Error {
        switch self {
        case .full:
            StoreError(.full, cause: "the disk is full, as planned", remedy: "Free space.")
        case .failedCommit:
            StoreError(.io, cause: "the commit failed, as planned", remedy: "Try again.")
        case .refusal: Refusal.guardFailed(message: "It is refused, as planned.")
        case .crash, .crashBeforeCommit, .crashAfterCommit: Self.end
        }
    }

    /// What a process that is no more gets from its store.
    static let end = StoreError(
        .closed, cause: "the process has ended, as planned", remedy: "Start it again.")

    /// One of them.
    static func any(_ dice: inout Dice) -> Fault {
        switch dice.roll(8) {
        case 0, 1: .full(atWrite: dice.roll(8))
        case 2: .failedCommit
        case 7: .refusal(atWrite: dice.roll(8))
        case 3: .crash(atWrite: dice.roll(8))
        case 4: .crashBeforeCommit
        default: .crashAfterCommit
        }
    }
}
