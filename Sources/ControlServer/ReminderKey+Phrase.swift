import Engine

extension Reminder.Key {
    /// The rung in the definition's words; a repeat with its number: `every 1 week after (3)`.
    var phrase: String {
        let pieces = rung.split(separator: "#", maxSplits: 1)
        return pieces.count > 1 ? "\(pieces[0]) (\(pieces[1]))" : rung
    }

    /// The reminder in one line: `response: 10 working days before, to clerk`.
    var line: String { "\(deadline): \(phrase), to \(recipient)" }
}
