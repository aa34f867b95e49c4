import Deadlines
import Engine

/// How a simulated scrutiny stands after a step: one line of `workflow simulate --json`.
package struct SimulationFrame: Sendable, Encodable {
    /// A deadline in a frame.
    package struct Deadline: Hashable, Sendable, Encodable {
        /// How it stands.
        package var status: String
        /// Its due day, ISO; nil while unknown.
        package var due: String?
        /// Whether its day rests on holidays not proclaimed yet.
        package var provisional: Bool
    }
    /// The step's number; 0: before any.
    package var step: Int
    /// The local moment.
    package var at: String
    /// Paths of the active leaf states, document order; empty before the opening.
    package var states: [String]
    /// Active leaf states of the items.
    package var items: [String: [String]]
    /// Deadlines that were ever armed.
    package var deadlines: [String: Deadline]
    /// What was sent since the frame before.
    package var sent: [SentMessage]
    /// The scrutinies that schedules opened since the frame before, in order; nil: none.
    package var opened: [String]?
    /// Why the step was refused, or nil.
    package var refused: String?
    /// Expectations that do not hold.
    package var failures: [String]
}
