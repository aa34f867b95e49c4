package import Configuration
package import Deadlines
package import Engine

/// How a daemon is started.
package struct DaemonOptions: Sendable {
    /// Where configuration, store and socket are.
    package var locations: Locations
    /// The local moment at which a virtual clock begins; nil: the system's clock.
    package var virtualClock: CivilDateTime?
    /// The environment, as systemd gives it.
    package var environment: [String: String]
    /// Whether the account the daemon runs as may use the socket in every role: for a daemon in
    /// the foreground on a virtual clock, which only its own user can reach.
    package var servesOwnUser: Bool

    /// Options.
    package init(
        locations: Locations, virtualClock: CivilDateTime? = nil,
        environment: [String: String] = [:], servesOwnUser: Bool = false
    ) {
        self.locations = locations
        self.virtualClock = virtualClock
        self.environment = environment
        self.servesOwnUser = servesOwnUser
    }
}

/// Why a daemon does not start: a sentence with the remedy, and the exit code of product.md.
package struct StartFailure: Error, Sendable, CustomStringConvertible {
    /// The sentence.
    package let description: String
    /// The exit code: 1 failed, 5 refused by the state, 6 findings, 7 damaged.
    package let exitCode: Int32

    /// A failure.
    package init(_ description: String, exitCode: Int32 = 1) {
        self.description = description
        self.exitCode = exitCode
    }

    /// The failure of a store, as the end of a daemon.
    package init(_ failure: StoreError) {
        let exitCode: Int32 =
            switch failure.code {
            case .busy, .newer: 5
            case .corrupt: 7
            case .full, .readOnly, .io, .notDurable, .transactionLost, .constraint, .closed: 1
            }
        self.init("\(failure)", exitCode: exitCode)
    }
}
