import Engine

/// The figures of a drill.
struct DrillReport {
    let size: DrillSize
    var kills: [String: Int] = [:]
    var starts: [Duration] = []
    /// The processors' time until then.
    var processorTimes: [Duration] = []
    /// Resident memory once started, KiB.
    var memories: [Int] = []
    var verifications = 0
    var counts = DrillRequests.Counts()
    var outcome = DrillOutcome()

    init(size: DrillSize) {
        self.size = size
    }

    /// The figures as a table.
    var table: String {
        let kinds = KillPoint.allCases.map(\.rawValue) + ["random"]
        let starts = Self.milliseconds(starts)
        let processing = Self.milliseconds(processorTimes)
        let rows: [(String, String)] =
            kinds.map { ("kills \($0)", "\(kills[$0] ?? 0)") } + [
                ("scrutinies", "\(size.idle) idle, \(outcome.letters) worked on"),
                ("commands answered", "\(counts.answered)"),
                ("requests sent again", "\(counts.resent)"),
                ("answers held against the first", "\(counts.checked)"),
                ("clean verifications", "\(verifications)"),
                ("reminders owed", "\(outcome.owed)"),
                ("of them due", "\(outcome.due)"),
                ("delivery ids", "\(outcome.deliveries)"),
                ("hand-overs to the plug-in", "\(outcome.handOvers)"),
                ("lost", "\(outcome.lost)"), ("doubled", "\(outcome.doubled)"),
                ("start-ups answered", "\(starts.count)"),
                ("start-up median", Self.text(starts.middle, "ms")),
                ("start-up maximum", Self.text(starts.last, "ms")),
                ("processor time of it, median", Self.text(processing.middle, "ms")),
                ("processor time of it, maximum", Self.text(processing.last, "ms")),
                ("memory after start, median", Self.text(memories.sorted().middle, "KiB")),
                ("memory after start, maximum", Self.text(memories.max(), "KiB")),
                ("seed", "\(size.seed)"),
            ]
        return rows.map { name, value in
            name + String(repeating: " ", count: max(1, 34 - name.count)) + value
        }.joined(separator: "\n")
    }

    private static func milliseconds(_ durations: [Duration]) -> [Int] {
        durations.map { Int($0 / .milliseconds(1)) }.sorted()
    }

    private static func text(_ figure: Int?, _ unit: String) -> String {
        figure.map { "\($0) \(unit)" } ?? "none"
    }
}

extension [Int] {
    /// The middle one of an ordered list.
    fileprivate var middle: Int? { isEmpty ? nil : self[count / 2] }
}
