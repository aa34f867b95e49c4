package import Deadlines

/// What somebody, or the passing of time, asks of one scrutiny.
package enum Command: Hashable, Sendable, Codable {
    /// Open it.
    case open(Opening)
    /// An event happened, to the scrutiny or to several of its items at once.
    case record(Recording)
    /// Give facts values; no texts: make them unknown.
    case set(item: ItemID?, facts: [GivenFact])
    /// Add items, each with the same facts.
    case add(items: [ItemID], facts: [GivenFact])
    /// Bind a person to a party for this scrutiny; nil: unbind.
    case assign(party: String, person: String?)
    /// End it early.
    case withdraw(reason: String)
    /// Stop a deadline's repeats for these recipients.
    case acknowledge(deadline: DeadlineID, recipients: [String])
    /// Bring in what happened before the daemon knew of it.
    case bringIn(Opening, items: [GivenItem], events: [Recording], assignments: [String: String])
    /// Stop the clocks from a day on; nil: today.
    case hold(from: CivilDate?, reason: String)
    /// Let them go on from a day on; nil: today.
    case resume(on: CivilDate?)
    /// Give a deadline more time.
    case extend(DeadlineID, Extra, reason: String)
    /// Let what an entry recorded have happened on another day, or have given these facts; nil:
    /// that stays. The event is named where the entry recorded several, and its item where it
    /// recorded the event of several.
    case correct(
        sequence: Int, event: String? = nil, item: ItemID? = nil,
        occurred: Recording.Occurred? = nil, facts: [GivenFact]? = nil, reason: String)
    /// Let what an entry recorded not have happened here.
    case retract(sequence: Int, reason: String)
    /// Do what has fallen due.
    case wake
    /// Compute the dates anew because something outside changed.
    case recompute(because: String, isCalendar: Bool)

    /// The command's word in history.
    package var word: String {
        switch self {
        case .open: "open"
        case .record: "record"
        case .set: "set"
        case .add: "add"
        case .assign: "assign"
        case .withdraw: "withdraw"
        case .acknowledge: "acknowledge"
        case .bringIn: "import"
        case .hold: "hold"
        case .resume: "resume"
        case .extend: "extend"
        case .correct: "correct"
        case .retract: "retract"
        case .wake: "time"
        case .recompute: "recompute"
        }
    }
}

/// A fact's name with the texts given for it; none, or all empty: unknown.
package struct GivenFact: Hashable, Sendable, Codable {
    /// The fact's name.
    package var name: String
    /// The texts.
    package var texts: [String]

    /// A given fact.
    package init(_ name: String, _ texts: [String]) {
        self.name = name
        self.texts = texts
    }
}

/// How a scrutiny is opened.
package struct Opening: Hashable, Sendable, Codable {
    /// The new scrutiny's id.
    package var id: String
    /// Its facts.
    package var facts: [GivenFact]
    /// Whether a missing required fact is let pass (simulation without a script).
    package var isLenient: Bool

    /// An opening.
    package init(id: String, facts: [GivenFact] = [], isLenient: Bool = false) {
        self.id = id
        self.facts = facts
        self.isLenient = isLenient
    }
}

/// An item with its facts.
package struct GivenItem: Hashable, Sendable, Codable {
    /// The item.
    package var id: ItemID
    /// Its facts.
    package var facts: [GivenFact]

    /// A given item.
    package init(id: ItemID, facts: [GivenFact]) {
        self.id = id
        self.facts = facts
    }
}

/// That an event happened.
package struct Recording: Hashable, Sendable, Codable {
    /// When something happened.
    package enum Occurred: Hashable, Sendable, Codable {
        /// At the moment of recording.
        case now
        /// On this day, perhaps at this local time.
        case on(CivilDate, TimeOfDay?)
        /// Nobody knows.
        case unknown
    }
    /// The event.
    package var event: String
    /// The items it happened to, all or none; empty: to the scrutiny.
    package var items: [ItemID]
    /// When.
    package var occurred: Occurred
    /// Facts set with it.
    package var facts: [GivenFact]
    /// A note for the history.
    package var note: String?

    /// A recording.
    package init(
        event: String, items: [ItemID] = [], occurred: Occurred = .now, facts: [GivenFact] = [],
        note: String? = nil
    ) {
        self.event = event
        self.items = items
        self.occurred = occurred
        self.facts = facts
        self.note = note
    }
}
