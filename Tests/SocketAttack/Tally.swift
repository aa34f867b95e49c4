/// What an attack has done and seen.
struct Tally {
    /// Connections that were made.
    var connections = 0
    /// Bytes that the other end took.
    var bytes = 0
    /// Replies that were read.
    var replies = 0
    /// Calls that should have been answered and were not.
    var unanswered = 0
    /// How long each of the calls took that were timed, in microseconds.
    var waits: [Int64] = []

    /// Everything in one line, for the test that started the attack.
    var line: String {
        let sorted = waits.sorted()
        let middle = sorted.isEmpty ? 0 : sorted[sorted.count / 2]
        return """
            connections=\(connections) bytes=\(bytes) replies=\(replies) \
            unanswered=\(unanswered) median=\(middle) longest=\(sorted.last ?? 0)
            """
    }
}
