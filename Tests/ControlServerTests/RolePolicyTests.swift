import ControlServer
import Testing
import Varlink

@Suite("Roles by the kernel's credentials")
struct RolePolicyTests {
    struct Case: Sendable {
        let peer: PeerCredentials
        let roles: Set<Role>

        init(_ uid: UInt32, _ gid: UInt32, _ groups: [UInt32], _ roles: Set<Role>) {
            peer = PeerCredentials(uid: uid, gid: gid, pid: 1, groups: groups)
            self.roles = roles
        }
    }

    static let policy = RolePolicy(
        viewers: .init(uids: [5], gids: [50]), clerks: .init(uids: [6], gids: [60]),
        admins: .init(uids: [7], gids: [70]), ownUser: 990)

    static let cases = [
        Case(1, 1, [], []),
        Case(1, 1, [50], [.viewer]),
        Case(1, 50, [], [.viewer]),
        Case(5, 1, [], [.viewer]),
        Case(1, 1, [60], [.viewer, .clerk]),
        Case(6, 1, [], [.viewer, .clerk]),
        Case(1, 1, [2, 50, 70], [.viewer, .clerk, .admin]),
        Case(7, 1, [], [.viewer, .clerk, .admin]),
        Case(0, 0, [], [.viewer, .clerk, .admin]),
        Case(990, 990, [50, 60, 70], []),
    ]

    @Test("A user has the roles of their id and of their groups", arguments: cases)
    func roles(given: Case) {
        #expect(Self.policy.roles(of: given.peer) == given.roles)
    }

    @Test("A daemon that runs as root gives root no role, unless it is told to")
    func rootAsOwnUser() {
        let root = PeerCredentials(uid: 0, gid: 0, pid: 1, groups: [])
        #expect(RolePolicy(ownUser: 0).roles(of: root) == [])
        let permissive = RolePolicy(ownUser: 0, allowOwnUser: true)
        #expect(permissive.roles(of: root) == Set(Role.allCases))
    }
}
