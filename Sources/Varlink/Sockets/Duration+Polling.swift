extension Duration {
    /// The time as poll(2) takes it: rounded up, for waking too early would be waking in vain.
    var millisecondsRoundedUp: Int32 {
        let (seconds, attoseconds) = components
        guard seconds < Int64(Int32.max) / 1_000 else { return .max }
        return Int32(seconds * 1_000 + attoseconds / 1_000_000_000_000_000) + 1
    }
}
