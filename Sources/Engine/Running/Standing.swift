package import Logging
internal import Synchronization

/// What keeps the daemon from its work at present: a store that fails, a clock that is not to be
/// trusted. Each is logged once when it begins and once when it is over, however many tries fail.
package final class Standing: Sendable {
    private struct Held {
        var store: StoreError?
        var failures = 0
        var clock: ClockDoubt?
        var observers: [@Sendable () -> Void] = []
        var onEnd: @Sendable (StoreError) -> Void = { _ in }
    }

    private let held = Mutex(Held())
    private let logger: Logger

    /// All is well so far.
    package init(
        logger: Logger = Logger(label: "scrutinyd", factory: { _ in SwiftLogNoOpLogHandler() })
    ) {
        self.logger = logger
    }

    /// Called after each change.
    package func observe(_ observer: @escaping @Sendable () -> Void) {
        held.withLock { $0.observers.append(observer) }
    }

    /// Called, on the thread that met it, with the first failure after which nobody can go on.
    package func onEnd(_ body: @escaping @Sendable (StoreError) -> Void) {
        held.withLock { $0.onEnd = body }
    }

    /// The store's failure that lasts, or nil.
    package var store: StoreError? { held.withLock { $0.store } }

    /// The doubt about the clock, or nil.
    package var clock: ClockDoubt? { held.withLock { $0.clock } }

    /// What stands in the way, a sentence with its remedy each; none: nothing.
    package var problems: [String] {
        let (store, clock) = held.withLock { ($0.store, $0.clock) }
        return [
            store.map {
                "The store fails: \($0.code.rawValue): \($0.cause). Nothing is recorded and no "
                    + "message is begun until it works again. \($0.remedy)"
            },
            clock.map { "Timers stand still: \($0). \(ClockDoubt.remedy)" },
        ].compactMap(\.self)
    }

    /// Takes note of a failure of the store; one that says nothing of the disk is left out.
    package func note(_ failure: StoreError) {
        guard failure.code.isTrouble else { return }
        let (isNew, end) = held.withLock { held in
            let isNew = held.store?.code != failure.code
            let mustEnd = failure.code.mustEnd && held.store?.code.mustEnd != true
            held.failures += 1
            // Of what must end the process nothing milder is made.
            if held.store?.code.mustEnd != true { held.store = failure }
            return (isNew, mustEnd ? held.onEnd : nil)
        }
        if let end {
            logger.critical(
                "\(failure) The daemon ends.", metadata: LoggedEvent.storeUnusable.with())
            end(failure)
        } else if isNew {
            logger.error(
                "\(failure) What is due waits, and is tried again until it works.",
                metadata: LoggedEvent.storeFailed.with())
        }
        if isNew { tell() }
    }

    /// Takes note that the store works: something was written and committed.
    package func storeWorks() {
        let failures = held.withLock { held -> Int? in
            guard let failure = held.store, !failure.code.mustEnd else { return nil }
            defer { (held.store, held.failures) = (nil, 0) }
            return held.failures
        }
        guard let failures else { return }
        logger.notice(
            "the store works again, after \(failures) failures; nothing that was answered is lost",
            metadata: LoggedEvent.storeWorks.with())
        tell()
    }

    /// Takes note of what is thought of the clock now; nil: it can be trusted.
    package func note(clock doubt: ClockDoubt?) {
        let before = held.withLock { held in
            defer { held.clock = doubt }
            return held.clock
        }
        switch (before, doubt) {
        case (_, let doubt?) where !doubt.isSameKind(as: before):
            logger.error(
                "\(doubt): timers stand still, nothing is recorded. \(ClockDoubt.remedy)",
                metadata: LoggedEvent.clockNotTrusted.with())
        case (.some, nil):
            logger.notice(
                "the system clock can be trusted again; what is due is done",
                metadata: LoggedEvent.clockTrusted.with())
        default: return
        }
        tell()
    }

    private func tell() {
        for observer in held.withLock({ $0.observers }) { observer() }
    }
}
