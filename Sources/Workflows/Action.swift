/// What a transition, entry or exit does to the facts.
package enum Action: Hashable, Sendable {
    /// Gives a fact a value.
    case set(fact: String, to: SetValue)
    /// Makes a fact unknown.
    case clear(fact: String)

    /// The value a fact is given.
    package enum SetValue: Hashable, Sendable {
        /// The day the event occurred.
        case occurred
        /// A text, read by the fact's type.
        case literal([String])
    }
}
