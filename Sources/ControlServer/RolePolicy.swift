package import Varlink

/// What a caller may do. Each role may do what the one before it may.
package enum Role: String, Hashable, Sendable, CaseIterable {
    /// Reads the register.
    case viewer
    /// Records what happens.
    case clerk
    /// Runs the daemon.
    case admin
}

/// Which of this machine's users have which role.
///
/// Root is an administrator. The daemon's own user has no role, be it root or not: every plug-in
/// runs as that user, and would be an administrator.
package struct RolePolicy: Hashable, Sendable {
    /// Users, by themselves or by a group they are in.
    package struct Members: Hashable, Sendable {
        /// User ids.
        package var uids: Set<UInt32>
        /// Group ids.
        package var gids: Set<UInt32>

        /// Members by their ids.
        package init(uids: Set<UInt32> = [], gids: Set<UInt32> = []) {
            self.uids = uids
            self.gids = gids
        }

        fileprivate func include(_ peer: PeerCredentials) -> Bool {
            uids.contains(peer.uid) || gids.contains(peer.gid)
                || peer.groups.contains(where: gids.contains)
        }
    }

    private let viewers: Members
    private let clerks: Members
    private let admins: Members
    private let ownUser: UInt32
    private let allowOwnUser: Bool

    /// A policy.
    ///
    /// - Parameters:
    ///   - ownUser: the effective user the daemon runs as.
    ///   - allowOwnUser: makes that user an administrator: for a daemon on a virtual clock that
    ///     somebody runs in the foreground to try things out, never for a service.
    package init(
        viewers: Members = Members(), clerks: Members = Members(), admins: Members = Members(),
        ownUser: UInt32, allowOwnUser: Bool = false
    ) {
        self.viewers = viewers
        self.clerks = clerks
        self.admins = admins
        self.ownUser = ownUser
        self.allowOwnUser = allowOwnUser
    }

    /// The roles of whoever is at the other end of a connection.
    package func roles(of peer: PeerCredentials) -> Set<Role> {
        if peer.uid == ownUser { return allowOwnUser ? [.viewer, .clerk, .admin] : [] }
        if peer.uid == Self.root || admins.include(peer) { return [.viewer, .clerk, .admin] }
        if clerks.include(peer) { return [.viewer, .clerk] }
        return viewers.include(peer) ? [.viewer] : []
    }

    private static let root: UInt32 = 0
}
