/// What a chart needs from its surroundings: the judgement of guards and the doing of actions.
///
/// The interpreter calls it in the order of SCXML's Appendix D and at no other time. It is a value
/// passed `inout`, so that a caller can throw away everything a refused step did.
public protocol ChartEnvironment {
    /// The caller's conditions.
    associatedtype Guard: Sendable
    /// The caller's actions.
    associatedtype Action: Sendable

    /// Whether a guard holds.
    ///
    /// - Parameters:
    ///   - event: The name of the event last taken from a queue, as SCXML's `_event`: still the
    ///     same in the eventless transitions that follow it, nil where there was none.
    ///   - isActive: SCXML's `In()`: whether the state of this path, or of this bare name where it
    ///     is unique, is active.
    mutating func holds(_ guard: Guard, event: String?, isActive: (String) -> Bool) -> Bool

    /// Carries out an action; `event` as for `holds`.
    mutating func perform(_ action: Action, event: String?)
}
