/// A named recipient of messages. The name is often a role's: persons come and go.
package struct Person: Hashable, Sendable {
    /// That a person stands for a party of the workflows, perhaps for some time only.
    package struct Binding: Hashable, Sendable {
        /// The party, such as `clerk`.
        package var party: String
        /// The first day, an ISO 8601 date; nil: ever since.
        package var from: String?
        /// The last day, an ISO 8601 date; nil: until further notice.
        package var to: String?

        /// A binding.
        package init(party: String, from: String? = nil, to: String? = nil) {
            self.party = party
            self.from = from
            self.to = to
        }
    }

    /// The short name commands and assignments use.
    package var name: String
    /// How messages call the person.
    package var title: String
    /// The mail address.
    package var address: String
    /// The account on this machine: nobody is told of their own act.
    package var user: String?
    /// The parties the person stands for.
    package var bindings: [Binding]

    /// A person.
    package init(
        name: String, title: String? = nil, address: String, user: String? = nil,
        bindings: [Binding] = []
    ) {
        self.name = name
        self.title = title ?? name
        self.address = address
        self.user = user
        self.bindings = bindings
    }

    /// Whether the person stands for the party on that day, an ISO 8601 date. Such dates sort as
    /// text.
    package func isBound(to party: String, on day: String) -> Bool {
        bindings.contains {
            $0.party == party && $0.from ?? day <= day && day <= $0.to ?? day
        }
    }
}
