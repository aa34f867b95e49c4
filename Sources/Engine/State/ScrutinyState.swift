package import Deadlines
package import Statecharts
package import Workflows

/// Everything that is so of one scrutiny at one moment: the fold of its history.
package struct ScrutinyState: Hashable, Sendable, Codable {
    /// Its id, such as `rural-crime-2017`.
    package var id: String
    /// The definition it runs by.
    package var definition: DefinitionID
    /// When it was opened.
    package var openedAt: Instant
    /// The local day on which it was opened.
    package var openedOn: CivilDate
    /// The number of its latest history entry; 1 is the opening.
    package var sequence: Int
    /// The scrutiny's own chart, facts and occurrences.
    package var root: PartState
    /// Its items, in the order they were added.
    package var items: [ItemState]
    /// The latest run of each deadline that was ever armed, in the order of arming.
    package var deadlines: [DeadlineRun]
    /// Reminders that are owed and have not gone out.
    package var reminders: [Reminder]
    /// Delayed events the charts have sent and not cancelled.
    package var sends: [ScheduledSend]
    /// The stretches on which its clocks stand still, in order.
    package var holds: [Hold]
    /// More time given to its deadlines, in the order given.
    package var extensions: [Extension]
    /// Persons assigned to parties for this scrutiny alone.
    package var assignments: [String: String]
    /// Why it was withdrawn, or nil.
    package var withdrawn: String?

    /// The scrutiny as its opening leaves it.
    package init(id: String, definition: DefinitionID, openedAt: Instant, openedOn: CivilDate) {
        self.id = id
        self.definition = definition
        self.openedAt = openedAt
        self.openedOn = openedOn
        sequence = 0
        root = PartState()
        items = []
        deadlines = []
        reminders = []
        sends = []
        holds = []
        extensions = []
        assignments = [:]
        withdrawn = nil
    }
}

extension ScrutinyState {
    /// Whether its own chart is done or it was withdrawn. Items of a scrutiny that is done may
    /// still move: a commitment outlives the review it was given in.
    package var isFinal: Bool { root.chart.isDone || withdrawn != nil }

    /// The item of that name, or nil.
    package func item(_ id: ItemID) -> ItemState? { items.first { $0.id == id } }

    /// The part of that name: an item, or the scrutiny itself for nil.
    package func part(_ item: ItemID?) -> PartState? {
        guard let item else { return root }
        return self.item(item)?.part
    }

    /// The latest run of a deadline, or nil where it was never armed.
    package func deadline(_ id: DeadlineID) -> DeadlineRun? { deadlines.first { $0.id == id } }

    /// The first moment at which something of this scrutiny falls due, or nil.
    package var wake: Instant? {
        var earliest: Instant?
        func consider(_ instant: Instant?) {
            guard let instant else { return }
            earliest = earliest.map { min($0, instant) } ?? instant
        }
        for run in deadlines where run.status == .running { consider(run.endsAt) }
        for reminder in reminders { consider(reminder.sendAt) }
        for send in sends { consider(send.due) }
        return earliest
    }
}

/// A chart with the facts and occurrences beside it: a scrutiny's own, or an item's.
package struct PartState: Hashable, Sendable, Codable {
    /// Where the chart stands.
    package var chart = ChartState(active: [], history: [:], isDone: false)
    /// Known facts.
    package var facts: [String: FactValue] = [:]
    /// What occurred, in the order recorded.
    package var occurrences: [Occurrence] = []
    /// Stays in the states that a period counts, in order.
    package var stays: [Stay] = []

    /// A part in which nothing has happened.
    package init() {}

    /// The latest occurrence of an event by the day it occurred, of equal days the one recorded
    /// last; one recorded later without a day stands, because nobody knows the day then. Or nil.
    package func latest(_ event: String) -> Occurrence? {
        var latest: Occurrence?
        for occurrence in occurrences where occurrence.event == event {
            guard let day = latest?.date, let other = occurrence.date else {
                latest = occurrence
                continue
            }
            if other >= day { latest = occurrence }
        }
        return latest
    }
}

/// An item with its name.
package struct ItemState: Hashable, Sendable, Codable {
    /// Its kind and key.
    package var id: ItemID
    /// Its chart, facts and occurrences.
    package var part: PartState

    /// An item.
    package init(id: ItemID, part: PartState = PartState()) {
        self.id = id
        self.part = part
    }
}

/// That an event happened, and on which day.
package struct Occurrence: Hashable, Sendable, Codable {
    /// The event.
    package var event: String
    /// The day it happened; nil where nobody knows.
    package var date: CivilDate?
    /// The local time it happened, where known.
    package var time: TimeOfDay?
    /// The history entry that recorded it.
    package var sequence: Int

    /// An occurrence.
    package init(event: String, date: CivilDate?, time: TimeOfDay?, sequence: Int) {
        self.event = event
        self.date = date
        self.time = time
        self.sequence = sequence
    }
}

/// A stay in a state: from the day it was entered to the day it was left, both included.
package struct Stay: Hashable, Sendable, Codable {
    /// The state's path.
    package var state: String
    /// The day it was entered.
    package var from: CivilDate
    /// The day it was left; nil while it lasts.
    package var to: CivilDate?

    /// A stay.
    package init(state: String, from: CivilDate, to: CivilDate? = nil) {
        self.state = state
        self.from = from
        self.to = to
    }
}

/// An event a chart has sent with a delay.
package struct ScheduledSend: Hashable, Sendable, Codable {
    /// The item whose chart sent it; nil: the scrutiny's.
    package var part: ItemID?
    /// The event.
    package var event: String
    /// The name by which it can be cancelled.
    package var name: String?
    /// When it is delivered.
    package var due: Instant
    /// The history entry that scheduled it.
    package var sequence: Int

    /// A scheduled event.
    package init(part: ItemID?, event: String, name: String?, due: Instant, sequence: Int) {
        self.part = part
        self.event = event
        self.name = name
        self.due = due
        self.sequence = sequence
    }
}
