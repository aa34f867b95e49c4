/// What an administrator decides about one daemon: the content of `scrutinyd.yaml` with its
/// drop-ins, checked.
package struct Configuration: Hashable, Sendable {
    /// The time zone of all dates, a name of the tz database.
    package var timeZone: String
    /// The local time at which reminders go out.
    package var sendAt: TimeOfDay
    /// Where definitions are, absolute; one in a later folder replaces one of the same file name.
    package var workflowDirectories: [String]
    /// The workflows whose schedules open scrutinies by themselves; none unless it is said.
    package var schedules: [String]
    /// Who has which role at the control socket.
    package var roles: [Role: RoleMembers]
    /// Named recipients, in the order written.
    package var people: [Person]
    /// The ways out, in the order written.
    package var channels: [Channel]
    /// Which message goes by which channel.
    package var routes: Routes
    /// Days on which the office is closed: nothing is sent on them, no legal count changes.
    package var closureDays: [ClosurePeriod]
    /// Bounds of the control socket.
    package var limits: Limits

    /// What holds where no file says otherwise.
    package static let defaults = Configuration(
        timeZone: "Europe/London",
        sendAt: TimeOfDay(hour: 9, minute: 0),
        workflowDirectories: ["/usr/share/scrutinyd/workflows", "/etc/scrutinyd/workflows"],
        schedules: [],
        roles: [
            .viewer: RoleMembers(groups: ["scrutiny"]),
            .clerk: RoleMembers(groups: ["scrutiny-clerks"]),
            .admin: RoleMembers(groups: ["scrutiny-admins"], users: ["root"]),
        ],
        people: [],
        channels: [Channel(name: "journal", transport: .journal)],
        routes: Routes(rules: [], standard: ["journal"]),
        closureDays: [],
        limits: Limits())

    /// The person of that name.
    package func person(_ name: String) -> Person? {
        people.first { $0.name == name }
    }

    /// Those bound to a party on a day, in the order written.
    ///
    /// - Parameter day: an ISO 8601 date.
    package func people(boundTo party: String, on day: String) -> [Person] {
        people.filter { $0.isBound(to: party, on: day) }
    }

    /// The channel of that name.
    package func channel(_ name: String) -> Channel? {
        channels.first { $0.name == name }
    }
}

/// A local time of day, to the minute.
package struct TimeOfDay: Hashable, Sendable, CustomStringConvertible {
    /// 0 to 23.
    package var hour: Int
    /// 0 to 59.
    package var minute: Int

    /// A time of day.
    package init(hour: Int, minute: Int) {
        self.hour = hour
        self.minute = minute
    }

    /// `HH:MM`.
    package var description: String {
        [hour, minute].map { $0 < 10 ? "0\($0)" : String($0) }.joined(separator: ":")
    }
}

/// A period in which the office is closed, both ends included.
package struct ClosurePeriod: Hashable, Sendable {
    /// The first day, an ISO 8601 date.
    package var from: String
    /// The last day, an ISO 8601 date.
    package var to: String
    /// What people call it; nil: nothing.
    package var title: String?

    /// A period.
    package init(from: String, to: String, title: String? = nil) {
        self.from = from
        self.to = to
        self.title = title
    }

    /// Whether a day, an ISO 8601 date, lies in it. Such dates sort as text.
    package func contains(_ day: String) -> Bool {
        from <= day && day <= to
    }
}

/// Bounds of the control socket.
package struct Limits: Hashable, Sendable {
    /// The most connections at once.
    package var connections = 64
    /// The most connections of one user at once.
    package var connectionsPerUser = 16
    /// The largest message in bytes.
    package var messageBytes = 1 << 20
    /// How long a message that was begun may take to arrive.
    package var messageTime = Duration.seconds(30)

    /// The bounds where nothing is configured.
    package init() {}
}
