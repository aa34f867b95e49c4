package import Deadlines
import Engine
import Varlink

/// What the composition root knows of the users that call, asked anew for each call, so that a
/// reload counts at once.
package struct CallerDirectory: Sendable {
    /// Who may do what.
    package var roles: @Sendable () -> RolePolicy
    /// The name of a user of this machine; nil where it has none.
    package var nameOfUser: @Sendable (UInt32) -> String?
    /// The parties a user stands for on a day, by the user's name.
    package var partiesOfUser: @Sendable (String, CivilDate) -> [String]
    /// The names of the persons in the configuration.
    package var persons: @Sendable () -> [String]

    /// A directory of its parts.
    package init(
        roles: @escaping @Sendable () -> RolePolicy,
        nameOfUser: @escaping @Sendable (UInt32) -> String?,
        partiesOfUser: @escaping @Sendable (String, CivilDate) -> [String] = { _, _ in [] },
        persons: @escaping @Sendable () -> [String] = { [] }
    ) {
        self.roles = roles
        self.nameOfUser = nameOfUser
        self.partiesOfUser = partiesOfUser
        self.persons = persons
    }

    /// Who acts, as the history names them.
    func actor(of peer: PeerCredentials) -> Actor {
        Actor(uid: peer.uid, name: nameOfUser(peer.uid) ?? "uid \(peer.uid)")
    }
}
