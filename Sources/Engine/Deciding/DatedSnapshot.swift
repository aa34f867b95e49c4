import Deadlines
import Workflows

/// A snapshot with the calendars that were in force when an entry was written, as far as its
/// scrutiny's history tells.
struct DatedSnapshot: Snapshot {
    let base: any Snapshot
    /// The calendars with their versions, by name.
    let labels: [String: String]

    func calendar(_ name: String) -> WorkingCalendar? {
        labels[name].flatMap(base.calendar(labelled:)) ?? base.calendar(name)
    }

    func officeCalendar(_ name: String) -> WorkingCalendar? {
        guard let label = labels[name], let past = base.calendar(labelled: label) else {
            return base.officeCalendar(name)
        }
        return past.closing(sending.closureDays)
    }

    func calendar(labelled label: String) -> WorkingCalendar? { base.calendar(labelled: label) }
    func definition(_ id: DefinitionID) throws -> Definition? { try base.definition(id) }
    func zone(_ name: String) -> (any TimeZoneRules)? { base.zone(name) }
    func linked(_ id: String) throws -> LinkedScrutiny? { try base.linked(id) }
    func history(of id: String) throws -> [HistoryEntry] { try base.history(of: id) }
    func happenings(of workflow: String) throws -> [Happening] {
        try base.happenings(of: workflow)
    }
    var sending: SendingRules { base.sending }
    var messages: any MessagePlanning { base.messages }
}

extension [HistoryEntry] {
    /// The calendars that days were found by up to each entry, that included, by its number.
    var calendarLabels: [Int: [String: String]] {
        var labels: [String: String] = [:]
        return reduce(into: [:]) { found, entry in
            for case .deadline(let run, let change) in entry.payload.effects
            where run.status.isOpen && change.findsDay {
                let name = String(run.calendar.prefix { $0 != " " })
                if !name.isEmpty { labels[name] = run.calendar }
            }
            found[entry.sequence] = labels
        }
    }
}

extension DeadlineChange {
    /// Whether the run's day was looked for with it.
    fileprivate var findsDay: Bool {
        switch self {
        case .armed, .started, .moved, .paused, .resumed, .explained: true
        case .met, .metLate, .missed, .cancelled, .left, .rejudged, .reopened, .obstructed,
            .acknowledged:
            false
        }
    }
}
