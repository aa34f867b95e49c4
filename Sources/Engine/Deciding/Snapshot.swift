package import Deadlines
package import Workflows

/// What a decision reads besides the scrutiny itself. It stands still while deciding.
package protocol Snapshot {
    /// The definition a running scrutiny keeps, or nil.
    func definition(_ id: DefinitionID) throws -> Definition?
    /// The calendar of that name, or nil.
    func calendar(_ name: String) -> WorkingCalendar?
    /// The same with the days on which the office is closed.
    func officeCalendar(_ name: String) -> WorkingCalendar?
    /// The calendar of the past with that name and version, or nil.
    func calendar(labelled label: String) -> WorkingCalendar?
    /// The zone of that name, or nil.
    func zone(_ name: String) -> (any TimeZoneRules)?
    /// Facts of a linked scrutiny, or nil where there is none of that id.
    func linked(_ id: String) throws -> LinkedScrutiny?
    /// What was recorded of a scrutiny, in order.
    func history(of id: String) throws -> [HistoryEntry]
    /// When scrutinies of a workflow happen.
    func happenings(of workflow: String) throws -> [Happening]
    /// When and on which days messages go out.
    var sending: SendingRules { get }
    /// Binds recipients and writes messages.
    var messages: any MessagePlanning { get }
}

/// What one scrutiny sees of another it links to.
package struct LinkedScrutiny: Hashable, Sendable {
    /// Its id.
    package var id: String
    /// Its workflow.
    package var workflow: String
    /// Its own facts.
    package var facts: [String: FactValue]

    /// A view of a linked scrutiny.
    package init(id: String, workflow: String, facts: [String: FactValue]) {
        self.id = id
        self.workflow = workflow
        self.facts = facts
    }
}

/// That a scrutiny happens on a day: a meeting.
package struct Happening: Hashable, Sendable {
    /// Its id.
    package var id: String
    /// The day.
    package var date: CivilDate
    /// The local time, where known.
    package var time: TimeOfDay?

    /// A happening.
    package init(id: String, date: CivilDate, time: TimeOfDay?) {
        self.id = id
        self.date = date
        self.time = time
    }
}

/// When messages go out.
package struct SendingRules: Hashable, Sendable {
    /// The local time of day.
    package var time: TimeOfDay
    /// Days on which the office is closed though the calendar does not say so, with what people
    /// call them.
    package var closureDays: [CivilDate: String]
    /// A reminder handed over at most so much after its time counts as in time, milliseconds.
    package var tolerance: Int64

    /// Rules; the tolerance is an hour unless given.
    package init(
        time: TimeOfDay, closureDays: [CivilDate: String] = [:], tolerance: Int64 = 3_600_000
    ) {
        self.time = time
        self.closureDays = closureDays
        self.tolerance = tolerance
    }
}
