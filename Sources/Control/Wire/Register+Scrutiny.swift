extension Register {
    /// A fact that is known. A list and several scrutinies have several values, all else
    /// has one.
    package struct Fact: WireValue {
        /// Its name in the definition.
        package var name: String
        /// Its values as they stand in files: never empty.
        package var values: [String]

        /// A value of its parts.
        package init(name: String, values: [String]) {
            self.name = name
            self.values = values
        }
    }

    /// A scrutiny in one line.
    package struct Summary: WireValue {
        /// Its id, such as rural-crime-2017.
        package var id: String
        /// Its workflow's name.
        package var workflow: String
        /// The version of the definition it runs by.
        package var version: Int
        /// What it is about.
        package var title: String
        /// The paths of the active leaf states in document order.
        package var states: [String]
        /// Its municipal year, such as 2017/18.
        package var year: String?
        /// The day on which it was opened.
        package var openedOn: String
        /// Whether nothing more can happen.
        package var final: Bool
        /// Why it was withdrawn.
        package var withdrawn: String?
        /// How many of its deadlines are missed or lapsed and still wait for the act.
        package var overdue: Int
        /// The name of the running deadline that is due next.
        package var nextDeadline: String?
        /// The day on which that one is due.
        package var nextDue: String?
        /// The number of its latest history entry.
        package var sequence: Int

        /// A value of its parts.
        package init(
            id: String, workflow: String, version: Int, title: String,
            states: [String], year: String? = nil, openedOn: String, final: Bool,
            withdrawn: String? = nil, overdue: Int, nextDeadline: String? = nil,
            nextDue: String? = nil, sequence: Int
        ) {
            self.id = id
            self.workflow = workflow
            self.version = version
            self.title = title
            self.states = states
            self.year = year
            self.openedOn = openedOn
            self.final = final
            self.withdrawn = withdrawn
            self.overdue = overdue
            self.nextDeadline = nextDeadline
            self.nextDue = nextDue
            self.sequence = sequence
        }
    }

    /// A many-valued part of a scrutiny: a witness, a recommendation, a document.
    package struct Item: WireValue {
        /// Its kind, such as recommendation.
        package var kind: String
        /// Its key, such as b.i.
        package var key: String
        /// The active leaf states of its own chart.
        package var states: [String]
        /// What is known of it.
        package var facts: [Fact]

        /// A value of its parts.
        package init(kind: String, key: String, states: [String], facts: [Fact]) {
            self.kind = kind
            self.key = key
            self.states = states
            self.facts = facts
        }
    }

    /// An event that happened.
    package struct Occurrence: WireValue {
        /// The event.
        package var event: String
        /// The item it happened to, as kind/key.
        package var item: String?
        /// The day it happened; left out where nobody knows.
        package var date: String?
        /// The local time it happened.
        package var time: String?
        /// The number of the history entry that recorded it.
        package var sequence: Int

        /// A value of its parts.
        package init(
            event: String, item: String? = nil, date: String? = nil,
            time: String? = nil, sequence: Int
        ) {
            self.event = event
            self.item = item
            self.date = date
            self.time = time
            self.sequence = sequence
        }
    }

    /// A tie to another scrutiny.
    package struct Link: WireValue {
        /// The fact that ties: revisits, builds-on, meeting.
        package var fact: String
        /// The other scrutiny's id.
        package var id: String
        /// What the other one is about; left out where there is no such scrutiny yet.
        package var title: String?

        /// A value of its parts.
        package init(fact: String, id: String, title: String? = nil) {
            self.fact = fact
            self.id = id
            self.title = title
        }
    }

    /// Who acts as a party for one scrutiny alone.
    package struct Assignment: WireValue {
        /// The party, such as clerk.
        package var party: String
        /// The person's name in the configuration.
        package var person: String

        /// A value of its parts.
        package init(party: String, person: String) {
            self.party = party
            self.person = person
        }
    }

    /// Something recorded, or not recorded, that a person should look at.
    package struct Finding: WireValue {
        /// What it is about: check, fact, answer, document, deadline, party.
        package var kind: String
        /// The item it is about, as kind/key.
        package var item: String?
        /// The sentence.
        package var text: String

        /// A value of its parts.
        package init(kind: String, item: String? = nil, text: String) {
            self.kind = kind
            self.item = item
            self.text = text
        }
    }
}
