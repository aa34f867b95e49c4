import Configuration
import ControlServer
import Deadlines
import Foundation
import Notifications
import Synchronization

extension DaemonRuntime {
    /// Who is at the socket, by the configuration in force.
    func directory(_ options: DaemonOptions) -> CallerDirectory {
        let servesOwnUser = options.servesOwnUser
        return CallerDirectory(
            roles: { [self] in
                let roles = settings.withLock { $0.configuration.roles }
                return RolePolicy(
                    viewers: Accounts.members(roles[.viewer]),
                    clerks: Accounts.members(roles[.clerk]),
                    admins: Accounts.members(roles[.admin]), ownUser: geteuid(),
                    allowOwnUser: servesOwnUser)
            },
            nameOfUser: Accounts.name(of:),
            partiesOfUser: { [self] user, day in
                settings.withLock { $0.book.parties(ofUser: user, on: day) }
            },
            persons: { [self] in settings.withLock { $0.book.persons.map(\.name) } })
    }
}

/// The accounts of this machine.
enum Accounts {
    /// The name of a user, or nil.
    @Sendable static func name(of uid: UInt32) -> String? {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        guard getpwuid_r(uid, &entry, &buffer, buffer.count, &found) == 0, found != nil else {
            return nil
        }
        return String(cString: entry.pw_name)
    }

    /// The ids of a role's members; names that are not there are left out.
    static func members(_ members: RoleMembers?) -> RolePolicy.Members {
        guard let members else { return RolePolicy.Members() }
        return RolePolicy.Members(
            uids: Set(members.uids + members.users.compactMap(uid(of:))),
            gids: Set(members.groups.compactMap(gid(of:))))
    }

    private static func uid(of name: String) -> UInt32? {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        guard getpwnam_r(name, &entry, &buffer, buffer.count, &found) == 0, found != nil else {
            return nil
        }
        return entry.pw_uid
    }

    private static func gid(of name: String) -> UInt32? {
        var entry = group()
        var found: UnsafeMutablePointer<group>?
        var buffer = [CChar](repeating: 0, count: 65_536)
        guard getgrnam_r(name, &entry, &buffer, buffer.count, &found) == 0, found != nil else {
            return nil
        }
        return entry.gr_gid
    }
}
