import Engine
import Synchronization

/// A store that fails as it is told, and once its process has ended does nothing any more.
///
/// Transactions follow one another; what stands in the store just before a fault strikes is kept,
/// so that it can be told whether the fault left that, and nothing else.
final class FaultyStore: ScrutinyStore {
    private struct Held {
        var fault: Fault?
        var spared = 0
        var isDead = false
        var struck: Fault?
        var hasCrashed = false
        var before: StoreImage?
        var logSize: Int?
        var count = FaultCount()
    }

    private let medium: any Medium
    private let turnstile = Turnstile()
    private let held = Mutex(Held())
    private let fate: @Sendable (Attempt) -> Fault?

    /// - Parameter fate: what befalls the transaction that writes an attempt.
    init(_ medium: any Medium, fate: @escaping @Sendable (Attempt) -> Fault?) {
        self.medium = medium
        self.fate = fate
    }

    /// How many faults have struck.
    var count: FaultCount { held.withLock { $0.count } }
    /// The last fault that struck since the arming.
    var struck: Fault? { held.withLock { $0.struck } }
    /// Whether the process has ended, or is to end when what is under way beside has ended.
    var hasCrashed: Bool { held.withLock { $0.hasCrashed } }
    /// How long the write-ahead log was just before the fault that struck, in bytes.
    var logSizeBefore: Int? { held.withLock { $0.logSize } }
    /// What the store held just before the fault that struck.
    var before: StoreImage? { held.withLock { $0.before } }

    /// Lets a fault strike a transaction to come.
    ///
    /// - Parameter spared: how many transactions go through before.
    func arm(_ fault: Fault?, sparing spared: Int = 0) {
        held.withLock {
            $0.fault = fault
            $0.spared = spared
            $0.struck = nil
            $0.before = nil
        }
    }

    /// Holds all transactions back until ``release()``.
    func hold() async { await turnstile.enter() }
    func release() { turnstile.leave() }

    func transaction<Result: Sendable>(
        _ body: @Sendable (any StoreTransaction) throws -> Result
    ) async throws -> Result {
        await turnstile.enter()
        defer { turnstile.leave() }
        let armed = try next()
        if armed != nil {
            let image = try await medium.image()
            let size = (medium as? SQLiteMedium)?.logSize
            held.withLock {
                $0.before = image
                $0.logSize = size
            }
        }
        let late = Mutex<Fault?>(nil)
        let result = try await medium.store.transaction { inner in
            let session = FaultySession(inner, fault: armed, fate: fate)
            do {
                let result = try body(session)
                try session.finish()
                late.withLock { $0 = session.afterCommit }
                if let struck = session.struck { note(struck, isArmed: armed != nil) }
                return result
            } catch {
                if let struck = session.struck { note(struck, isArmed: armed != nil) }
                throw error
            }
        }
        if let fault = late.withLock({ $0 }) {
            note(fault, isArmed: armed != nil)
            throw fault.error
        }
        return result
    }

    func read<Result: Sendable>(
        _ body: @Sendable (any StoreReader) throws -> Result
    ) async throws -> Result {
        if held.withLock({ $0.isDead }) { throw Fault.end }
        return try await medium.store.read(body)
    }

    func close() async throws { try await medium.store.close() }

    private func next() throws -> Fault? {
        try held.withLock { held in
            if held.isDead { throw Fault.end }
            guard let fault = held.fault else { return nil }
            if held.spared > 0 {
                held.spared -= 1
                return nil
            }
            held.fault = nil
            return fault
        }
    }

    /// - Parameter isArmed: whether the fault was armed, so that the process ends here and now;
    ///   one that befell an attempt ends it when those beside it have ended.
    private func note(_ fault: Fault, isArmed: Bool) {
        held.withLock { held in
            held.struck = fault
            held.count.add(fault)
            if fault.isCrash { held.hasCrashed = true }
            if isArmed && fault.isCrash { held.isDead = true }
        }
        if isArmed && fault.isCrash { medium.capture() }
    }
}

/// How many faults of each kind have struck.
package struct FaultCount: Hashable, Sendable {
    /// Ends of the process.
    package var crashes = 0
    /// Full disks.
    package var fullDisks = 0
    /// Commits that failed.
    package var failedCommits = 0
    /// Refusals that came when half was written.
    package var refusals = 0

    mutating func add(_ fault: Fault) {
        switch fault {
        case .full: fullDisks += 1
        case .failedCommit: failedCommits += 1
        case .refusal: refusals += 1
        case .crash, .crashBeforeCommit, .crashAfterCommit: crashes += 1
        }
    }

    static func += (left: inout FaultCount, right: FaultCount) {
        left.crashes += right.crashes
        left.fullDisks += right.fullDisks
        left.failedCommits += right.failedCommits
        left.refusals += right.refusals
    }
}
