package import Varlink

/// The interface `org.scrutinyd.Clerk`, which records: its types and methods.
package enum Clerk {
    /// What `org.scrutinyd.Clerk.varlink` says; the documentation of each type is there.
    package static let description = InterfaceDescription(
        embedded: PackageResources.org_scrutinyd_Clerk_varlink)

    /// A fact and what it shall be. No values: it becomes unknown.
    package typealias Fact = Register.Fact

    /// Who acts as a party for one scrutiny alone.
    package typealias Assignment = Register.Assignment

    /// What one command made of one scrutiny.
    package struct Receipt: WireValue {
        /// The scrutiny's id.
        package var id: String
        /// The number of the history entry; left out where nothing changed.
        package var sequence: Int?
        /// The active leaf states afterwards.
        package var states: [String]
        /// What became so, a line for each effect.
        package var lines: [String]

        /// A value of its parts.
        package init(id: String, sequence: Int? = nil, states: [String], lines: [String]) {
            self.id = id
            self.sequence = sequence
            self.states = states
            self.lines = lines
        }
    }

    /// What every command on one scrutiny answers.
    package struct Receipted: WireValue {
        /// What it made; of a dry run, what it would make.
        package var receipt: Receipt

        /// An answer of its parts.
        package init(receipt: Receipt) {
            self.receipt = receipt
        }
    }
}
