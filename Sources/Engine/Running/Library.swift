package import Deadlines
package import Workflows

/// What the engine decides by besides the store: definitions, calendars, zones, and how messages
/// are written. A value: a reload makes a new one, and every step sees one of them whole.
package struct Library: Sendable {
    /// A definition with its identity and text.
    package struct Entry: Sendable {
        /// Its identity.
        package var id: DefinitionID
        /// The definition.
        package var definition: Definition
        /// Its file's text.
        package var text: String

        /// An entry.
        package init(id: DefinitionID, definition: Definition, text: String) {
            self.id = id
            self.definition = definition
            self.text = text
        }

        /// An entry of a definition read from a text.
        package init(_ definition: Definition, text: String) {
            let id = DefinitionID(
                name: definition.name, version: definition.version, hash: definition.hash)
            self.init(id: id, definition: definition, text: text)
        }
    }

    /// Definitions new scrutinies are opened by, by name.
    package var current: [String: Entry]
    /// Every definition that a scrutiny may run by, by identity.
    package var all: [DefinitionID: Definition]
    /// Calendars by name, as they count now: those of the files, with what was imported.
    package internal(set) var calendars: [String: WorkingCalendar]
    /// The same with the days on which the office is closed: by them messages go out. Made once,
    /// for every date asks for one.
    package internal(set) var officeCalendars: [String: WorkingCalendar]
    /// The calendars as their files have them.
    package let files: [WorkingCalendar]
    /// Which of them are made of others.
    package let unions: [CalendarUnion]
    /// The office's closure days, as far as they were imported.
    package internal(set) var closures: WorkingCalendar = Library.noClosures
    /// What was imported, by calendar, oldest first.
    package internal(set) var imports: [String: [CalendarImport]] = [:]
    /// Calendars of the past by name and version: past deadlines count by theirs.
    package internal(set) var pastCalendars: [String: WorkingCalendar] = [:]
    /// Finds a time zone by its IANA name.
    package var zone: @Sendable (String) -> (any TimeZoneRules)?
    /// When messages go out.
    package internal(set) var sending: SendingRules
    /// When messages go out by the configuration alone.
    let configuredSending: SendingRules
    /// Binds recipients and writes messages.
    package var messages: any MessagePlanning
    /// Names of the workflows whose schedules are switched on.
    package var scheduled: Set<String>

    /// A library; no schedule is on unless its workflow is named.
    package init(
        current: [Entry], older: [Entry] = [], calendars: [WorkingCalendar],
        unions: [CalendarUnion] = [],
        zone: @escaping @Sendable (String) -> (any TimeZoneRules)? = SystemZone.named,
        sending: SendingRules, messages: any MessagePlanning, scheduled: Set<String> = []
    ) {
        self.current = Dictionary(
            current.map { ($0.id.name, $0) }, uniquingKeysWith: { first, _ in first })
        all = Dictionary(
            (current + older).map { ($0.id, $0.definition) },
            uniquingKeysWith: { first, _ in first })
        self.calendars = Dictionary(
            calendars.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        officeCalendars = self.calendars.mapValues { $0.closing(sending.closureDays) }
        files = calendars
        self.unions = unions
        self.zone = zone
        self.sending = sending
        configuredSending = sending
        self.messages = messages
        self.scheduled = scheduled
    }
}

/// The snapshot a step decides by: a library, and what a store's transaction reads.
package struct StoreSnapshot: Snapshot {
    private let library: Library
    private let store: any StoreReader

    /// A snapshot over a library and a view of a store.
    package init(library: Library, store: any StoreReader) {
        self.library = library
        self.store = store
    }

    package func definition(_ id: DefinitionID) throws -> Definition? { library.all[id] }
    package func calendar(_ name: String) -> WorkingCalendar? { library.calendars[name] }
    package func officeCalendar(_ name: String) -> WorkingCalendar? {
        library.officeCalendars[name]
    }
    package func calendar(labelled label: String) -> WorkingCalendar? {
        library.pastCalendars[label]
    }
    package func zone(_ name: String) -> (any TimeZoneRules)? { library.zone(name) }
    package var sending: SendingRules { library.sending }
    package var messages: any MessagePlanning { library.messages }

    package func linked(_ id: String) throws -> LinkedScrutiny? {
        try store.scrutiny(id).map {
            LinkedScrutiny(id: $0.id, workflow: $0.definition.name, facts: $0.root.facts)
        }
    }

    package func history(of id: String) throws -> [HistoryEntry] { try store.history(of: id) }

    package func happenings(of workflow: String) throws -> [Happening] {
        try store.rows(ScrutinyFilter(workflow: workflow)).compactMap { row in
            guard !row.isOff, let date = row.happensOn else { return nil }
            return Happening(id: row.id, date: date, time: row.happensAt)
        }
    }
}

extension WorkingCalendar {
    /// The calendar with further days on which nobody works.
    func closing(_ days: [CivilDate: String]) -> WorkingCalendar {
        guard !days.isEmpty else { return self }
        let closures = days.map { Holiday(date: $0, title: $1, division: name) }
        return WorkingCalendar(
            name: name, title: title, version: version, source: source, coverage: coverage,
            holidays: holidays + closures)
    }
}
