import Deadlines
import Engine
import Workflows

/// Says in sentences what a history entry made so: a line for each effect, but reminders counted
/// together, and nothing of what only the engine needs.
struct EffectLines {
    /// The scrutiny's definition; nil where it is gone, then states are not named.
    let definition: Definition?
    /// The zone whose days it speaks of.
    let zone: any TimeZoneRules

    /// The lines of an entry's effects, in their order.
    func lines(of effects: [Effect]) -> [String] {
        var reminders = ReminderLines(effects, zone: zone)
        return effects.enumerated().flatMap { index, effect in
            switch effect {
            case .reminderOwed, .reminderDeferred, .reminderSettled:
                reminders.lines(for: effect)
            case .deadline(let run, .armed) where Self.follows(run, in: effects[(index + 1)...]):
                // That it got its day is said next.
                [String]()
            default: [line(effect)].compactMap(\.self)
            }
        }
    }

    /// Whether more is said of the run further on.
    private static func follows(_ run: DeadlineRun, in effects: ArraySlice<Effect>) -> Bool {
        effects.contains { effect in
            guard case .deadline(let other, _) = effect else { return false }
            return other.id == run.id && other.run == run.run
        }
    }

    private func line(_ effect: Effect) -> String? {
        switch effect {
        case .opened(_, let definition, _, let day): "opened as \(definition) on \(day.long)"
        case .itemAdded(let item): "\(item): added"
        case .factSet(let part, let name, let value):
            prefix(part) + "\(name): \(value.map(Self.words) ?? "no longer known")"
        case .occurred(let part, let occurrence):
            prefix(part) + "\(occurrence.event) occurred \(Self.when(occurrence))"
        case .chartMoved(let part, let chart):
            prefix(part) + place(definition?.leaves(of: part, in: chart))
        case .deadline(let run, let change): DeadlineLine(run: run).line(change)
        case .sendScheduled(let send):
            prefix(send.part) + "\(send.event) follows \(moment(send.due))"
        case .sendEnded(let send): prefix(send.part) + "\(send.event) is no longer awaited"
        case .corrected(let correction):
            "entry \(correction.sequence) corrected: \(prefix(correction.item))\(correction.event) "
                + (Self.clockWords.contains(correction.event) ? "" : "occurred ")
                + "\(Self.when(correction.date, correction.time)): \(correction.reason)"
        case .factsCorrected(let correction):
            "entry \(correction.sequence) corrected: \(correction.names.joined(separator: ", ")): "
                + correction.reason
        case .retracted(let retraction):
            "entry \(retraction.sequence) retracted: \(retraction.reason)"
        case .partRestored(let part, let restored):
            prefix(part) + place(definition?.leaves(of: part, in: restored.chart))
        case .held(let hold): "held from \(hold.from.long): \(hold.reason)"
        case .holdEnded(let day): "resumed: \(day.long) is the first day that counts again"
        case .extended(let more): "\(more.deadline): \(more.extra.words): \(more.reason)"
        case .assigned(let party, let person):
            person.map { "\(party): \($0) acts for this scrutiny" }
                ?? "\(party): whoever the configuration says"
        case .withdrawn(let reason): "withdrawn: \(reason)"
        case .flagged(let text): "look at this: \(text)"
        case .redacted(let redaction):
            "entry \(redaction.sequence) redacted: "
                + (redaction.repeated.map { "it repeated entry \($0)" } ?? redaction.reason)
        case .staysChanged, .clocksRestored, .reminderOwed, .reminderDeferred, .reminderSettled: nil
        }
    }

    /// What a correction names where it is no event but a stop of the clocks or its end.
    private static let clockWords: Set<String> = ["hold", "resume"]

    private func prefix(_ part: ItemID?) -> String { part.map { "\($0): " } ?? "" }

    private func place(_ leaves: [String]?) -> String {
        guard let leaves, !leaves.isEmpty else { return "now in other states" }
        return "now in \(leaves.joined(separator: ", "))"
    }

    private func moment(_ instant: Instant) -> String {
        let civil = zone.civil(at: instant)
        return "on \(civil.date.long) at \(civil.time)"
    }

    private static func when(_ occurrence: Occurrence) -> String {
        when(occurrence.date, occurrence.time)
    }

    private static func when(_ date: CivilDate?, _ time: TimeOfDay?) -> String {
        guard let date else { return "on a day nobody knows" }
        return "on \(date.long)" + (time.map { " at \($0)" } ?? "")
    }

    private static func words(_ value: FactValue) -> String {
        guard let day = value.day else { return value.line }
        return day.date.long + (day.time.map { " \($0)" } ?? "")
    }
}

extension Extra {
    /// The time given, in words.
    var words: String {
        switch self {
        case .by(let span): "extended by \(span)"
        case .to(let day): "extended to \(day.long)"
        }
    }
}
