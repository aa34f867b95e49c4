import Engine

/// What a history that kept every promise ended with.
package struct Chronicle: Sendable {
    /// What happened, in numbers.
    package let tally: Tally
    /// A hash over the chain's head, every answer, every reminder's end and every delivery with
    /// its attempts: equal on both stores, and each time the seed is played.
    package let digest: String
    /// What was examined.
    let evidence: Evidence
    /// What examined it.
    let examination: Examination
}

/// What the promises are held against.
struct Evidence: Sendable {
    /// What the store holds.
    var record: HistoryRecord
    /// What the channels were handed.
    var handOvers: [DeliveryLedger.HandOver]
    /// The chain's head after each command that was answered.
    var answeredHeads: [String]
    /// When the daemon was down, or the machine slept.
    var sleeps: [Sleep]
}
