/// What a caller at the control socket may do.
package enum Role: String, Hashable, Sendable, CaseIterable {
    /// Look.
    case viewer
    /// Record and plan.
    case clerk
    /// Manage the daemon.
    case admin
}

/// Who has a role: any of these, as the system's accounts name them.
package struct RoleMembers: Hashable, Sendable {
    /// Groups by name.
    package var groups: [String]
    /// Users by name.
    package var users: [String]
    /// Users by number.
    package var uids: [UInt32]

    /// Members; nobody by default.
    package init(groups: [String] = [], users: [String] = [], uids: [UInt32] = []) {
        self.groups = groups
        self.users = users
        self.uids = uids
    }
}
