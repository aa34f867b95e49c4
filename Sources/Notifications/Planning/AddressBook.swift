package import Deadlines
package import Engine

/// The persons of the configuration and the parties they stand for.
package struct AddressBook: Hashable, Sendable {
    /// A named recipient.
    package struct Person: Hashable, Sendable {
        /// The name, such as `support-officer`.
        package var name: String
        /// The mail address; empty where there is none.
        package var address: String
        /// The account on this machine, so that nobody is told of their own act.
        package var user: String?
        /// The parties, each with the days for which it is bound.
        package var bindings: [Binding]

        /// A person.
        package init(name: String, address: String, user: String? = nil, bindings: [Binding]) {
            self.name = name
            self.address = address
            self.user = user
            self.bindings = bindings
        }
    }

    /// That a person stands for a party, from one day to another where given.
    package struct Binding: Hashable, Sendable {
        /// The party.
        package var party: String
        /// The first day.
        package var from: CivilDate?
        /// The last day.
        package var to: CivilDate?

        /// A binding.
        package init(party: String, from: CivilDate? = nil, to: CivilDate? = nil) {
            self.party = party
            self.from = from
            self.to = to
        }

        /// Whether it holds on a day.
        package func holds(on day: CivilDate) -> Bool {
            (from.map { $0 <= day } ?? true) && (to.map { day <= $0 } ?? true)
        }
    }

    /// The persons, in the configuration's order.
    package var persons: [Person]

    /// A book of persons.
    package init(persons: [Person]) {
        self.persons = persons
    }

    /// Persons bound to a party on a day; a scrutiny's own assignment wins over the configuration.
    /// An assignment may name a person or give a mail address.
    package func addressees(
        of party: String, assigned: String?, on day: CivilDate
    ) -> [Addressee] {
        if let assigned {
            let address = persons.first { $0.name == assigned }?.address
            return [Addressee(person: assigned, party: party, address: address ?? mail(assigned))]
        }
        return persons.filter { person in
            person.bindings.contains { $0.party == party && $0.holds(on: day) }
        }.map { Addressee(person: $0.name, party: party, address: $0.address) }
    }

    /// Whether a person is the given account of this machine.
    func isPerson(_ name: String, user: String) -> Bool {
        persons.contains { $0.name == name && $0.user == user }
    }

    /// The parties a user of this machine stands for on a day.
    package func parties(ofUser user: String, on day: CivilDate) -> [String] {
        persons.filter { $0.user == user }.flatMap(\.bindings).filter { $0.holds(on: day) }
            .map(\.party)
    }

    private func mail(_ text: String) -> String { text.contains("@") ? text : "" }
}
