extension Register {
    /// The latest run of a deadline.
    package struct Deadline: WireValue {
        /// The scrutiny's id.
        package var scrutiny: String
        /// What the scrutiny is about.
        package var scrutinyTitle: String
        /// Its name: response, or witness/halc/evidence for an item's.
        package var name: String
        /// What it is called.
        package var title: String
        /// not-started, running, paused, met, met-late, missed, lapsed or cancelled.
        package var status: String
        /// The day it is due; left out while that cannot be known.
        package var due: String?
        /// The local time on that day by which it must be done; left out: midnight that
        /// ends it.
        package var cut: String?
        /// The last working day on or before the day it is due.
        package var practical: String?
        /// Working days of its calendar from today to the due day; below nought once
        /// that has passed.
        package var workingDaysLeft: Int?
        /// Whether the day rests on holidays that are not proclaimed yet.
        package var provisional: Bool
        /// What its passing means: breach, lapse, deemed-permission, late, item-cannot-
        /// be-taken.
        package var consequence: String?
        /// Its phrase in the definition.
        package var rule: String
        /// The legal source, cited.
        package var law: String?
        /// The day somebody checked that citation; left out: nobody has.
        package var lawVerified: String?
        /// The calendar that its days are counted by.
        package var calendar: String
        /// That calendar's version.
        package var calendarVersion: String
        /// Which run this is; 1 is the first.
        package var run: Int
        /// How often the due day has changed within the run; 1 is as first found.
        package var generation: Int
        /// The day on which the act that met it occurred.
        package var metOn: String?
        /// The event that met it.
        package var metBy: String?
        /// What a person should look at.
        package var flags: [String]
        /// The recipients whose repeats are silenced.
        package var acknowledgedBy: [String]

        /// A value of its parts.
        package init(
            scrutiny: String, scrutinyTitle: String, name: String, title: String,
            status: String, due: String? = nil, cut: String? = nil,
            practical: String? = nil, workingDaysLeft: Int? = nil,
            provisional: Bool, consequence: String? = nil, rule: String,
            law: String? = nil, lawVerified: String? = nil, calendar: String,
            calendarVersion: String, run: Int, generation: Int,
            metOn: String? = nil, metBy: String? = nil, flags: [String],
            acknowledgedBy: [String]
        ) {
            self.scrutiny = scrutiny
            self.scrutinyTitle = scrutinyTitle
            self.name = name
            self.title = title
            self.status = status
            self.due = due
            self.cut = cut
            self.practical = practical
            self.workingDaysLeft = workingDaysLeft
            self.provisional = provisional
            self.consequence = consequence
            self.rule = rule
            self.law = law
            self.lawVerified = lawVerified
            self.calendar = calendar
            self.calendarVersion = calendarVersion
            self.run = run
            self.generation = generation
            self.metOn = metOn
            self.metBy = metBy
            self.flags = flags
            self.acknowledgedBy = acknowledgedBy
        }
    }

    /// One step from the rule to the date.
    package struct Step: WireValue {
        /// What it speaks of: point, start, holidays, ignored, count, choice, roll,
        /// cut, practical, provisional, unknown or paused.
        package var kind: String
        /// The sentence.
        package var text: String
        /// The day it arrives at.
        package var date: String?

        /// A value of its parts.
        package init(kind: String, text: String, date: String? = nil) {
            self.kind = kind
            self.text = text
            self.date = date
        }
    }

    /// One reminder that a deadline foresees for one recipient.
    package struct Rung: WireValue {
        /// When, in the definition's words: 10 working days before.
        package var phrase: String
        /// The party, or the fact that holds a mail address.
        package var to: String
        /// notice, warning or urgent.
        package var severity: String
        /// The moment at which it goes out, or went.
        package var at: String?
        /// owed, delivered, superseded, silenced, acknowledged, cancelled or dead-
        /// letter.
        package var outcome: String
        /// Why it ended so.
        package var reason: String?

        /// A value of its parts.
        package init(
            phrase: String, to: String, severity: String, at: String? = nil,
            outcome: String, reason: String? = nil
        ) {
            self.phrase = phrase
            self.to = to
            self.severity = severity
            self.at = at
            self.outcome = outcome
            self.reason = reason
        }
    }
}
