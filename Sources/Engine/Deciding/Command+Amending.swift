import Deadlines

extension Command {
    /// The command with the event it records at another time: of one item alone, where an import
    /// brought it for several.
    func occurring(_ occurred: Recording.Occurred, event: String?, at item: ItemID?) -> Command {
        func moved(_ recording: Recording) -> Recording {
            var recording = recording
            recording.occurred = occurred
            return recording
        }
        switch self {
        case .record(let recording): return .record(moved(recording))
        case .bringIn(let opening, let items, let events, let assignments):
            let moved = events.flatMap { recording -> [Recording] in
                guard recording.event == event else { return [recording] }
                guard let item else { return [moved(recording)] }
                guard recording.items.contains(item) else { return [recording] }
                var others = recording
                others.items.removeAll { $0 == item }
                var one = moved(recording)
                one.items = [item]
                return others.items.isEmpty ? [one] : [others, one]
            }
            return .bringIn(opening, items: items, events: moved, assignments: assignments)
        case .hold(let day, let reason): return .hold(from: occurred.day ?? day, reason: reason)
        case .resume(let day): return .resume(on: occurred.day ?? day)
        default: return self
        }
    }

    /// The command with the moment it was given in place of "now".
    func naming(now: CivilDateTime) -> Command {
        func named(_ recording: Recording) -> Recording {
            guard recording.occurred == .now else { return recording }
            var recording = recording
            recording.occurred = .on(now.date, now.time)
            return recording
        }
        switch self {
        case .record(let recording): return .record(named(recording))
        case .hold(nil, let reason): return .hold(from: now.date, reason: reason)
        case .resume(nil): return .resume(on: now.date)
        default: return self
        }
    }

    /// The events it records, each with the items it happened to; of a hold and its end their
    /// words.
    package var recordedEvents: [(event: String, items: [ItemID])] {
        switch self {
        case .record(let recording): [(recording.event, recording.items)]
        case .bringIn(_, _, let events, _): events.map { ($0.event, $0.items) }
        case .hold, .resume: [(word, [])]
        default: []
        }
    }

    /// Whether it stops clocks or lets them go on.
    var isOfClocks: Bool {
        switch self {
        case .hold, .resume: true
        default: false
        }
    }

    /// Whether it can be taken back.
    var isRetractable: Bool {
        switch self {
        case .record, .set, .hold, .resume, .extend: true
        case .open, .add, .assign, .withdraw, .acknowledge, .bringIn, .correct, .retract, .wake,
            .recompute:
            false
        }
    }
}

extension Recording.Occurred {
    /// The day that is named, or nil.
    fileprivate var day: CivilDate? {
        if case .on(let day, _) = self { day } else { nil }
    }
}
