internal import CLinux
internal import Glibc

/// Who is at the other end of a connection, as the kernel recorded it when they connected.
public struct PeerCredentials: Hashable, Sendable {
    /// The effective user id.
    public let uid: UInt32
    /// The effective group id.
    public let gid: UInt32
    /// The process; it may have ended since, and its number may belong to another.
    public let pid: Int32
    /// The supplementary groups, sorted; the effective group need not be among them.
    public let groups: [UInt32]

    /// Credentials of their parts.
    public init(uid: UInt32, gid: UInt32, pid: Int32, groups: [UInt32]) {
        self.uid = uid
        self.gid = gid
        self.pid = pid
        self.groups = groups.sorted()
    }

    /// The credentials of a connected Unix socket's peer: SO_PEERCRED and SO_PEERGROUPS; nil
    /// where the kernel does not tell.
    init?(socket: Int32) {
        guard let peer = Self.peer(of: socket) else { return nil }
        // Linux allows 65,536 groups (NGROUPS_MAX); few users have more than a handful.
        for capacity in [64, 65_536] {
            var groups = [gid_t](repeating: 0, count: capacity)
            let count = clinux_peer_groups_of(socket, &groups, Int32(capacity))
            if count >= 0 {
                let known = groups.prefix(Int(count))
                self.init(uid: peer.uid, gid: peer.gid, pid: peer.pid, groups: Array(known))
                return
            }
            guard errno == ERANGE else { return nil }
        }
        return nil
    }

    /// The user alone: what a refusal needs to know, and quicker to find out.
    static func user(of socket: Int32) -> UInt32? { peer(of: socket)?.uid }

    private static func peer(of socket: Int32) -> clinux_peer_credentials? {
        var peer = clinux_peer_credentials()
        return clinux_peer_credentials_of(socket, &peer) == 0 ? peer : nil
    }
}
