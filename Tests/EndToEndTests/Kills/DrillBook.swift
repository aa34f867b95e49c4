import ControlProtocol
import Testing
import Varlink

/// How far the story has come, what was sent and what was answered to it.
///
/// It outlives the daemons: what one left undone the next is asked for under the same ids.
final class DrillBook {
    /// Where the virtual clock begins; a store that has seen more begins at its last commit.
    static let clock = ["--virtual-clock", "2012-02-06T09:00"]

    /// That the daemon went while it was worked with.
    struct DaemonGone: Error { let cause: String }

    /// What comes next in the week.
    private enum Step { case monday, changes, openings, again }

    var story: DrillStory
    /// The week under way.
    private(set) var week = 0
    private var step = Step.monday
    let requests = DrillRequests()

    init(_ story: DrillStory) {
        self.story = story
    }

    /// Sends again what this week has sent so far, then works on to the end of a week.
    ///
    /// - Throws: ``DaemonGone`` as soon as the daemon does not answer any more.
    func work(with daemon: RunningDaemon, in office: Office, through last: Int) async throws {
        var clients: [ControlClient] = []
        for _ in 0..<DrillStory.clients {
            clients.append(
                try await Self.calling {
                    try await ControlClient(socket: office.socket, timeout: .seconds(900))
                })
        }
        // Nothing of this week may be done before its day has come.
        if step == .changes { try await Self.advance(daemon, to: story.week(week).monday) }
        if step == .openings { try await send(story.week(week).changes, by: clients) }
        while week <= last { try await goOn(with: daemon, by: clients) }
    }

    /// Does all that was done so far with a daemon that nobody kills.
    func repeatUnharmed(in office: Office) async throws {
        try office.prepareDrill()
        let daemon = try await office.start(Self.clock).awaitedPatiently
        try await DrillBook(story).work(with: daemon, in: office, through: week - 1)
        #expect(await daemon.stop() == 0)
    }

    private func goOn(with daemon: RunningDaemon, by clients: [ControlClient]) async throws {
        let current = story.week(week)
        if step == .monday {
            try await Self.advance(daemon, to: current.monday)
            step = .changes
        }
        if step == .changes {
            try await send(current.changes, by: clients)
            step = .openings
        }
        if step == .openings {
            async let moved: Void = Self.advance(daemon, to: current.sunday)
            try await send(current.openings, by: clients)
            try await moved
            step = .again
        }
        try await send(current.changes, by: clients)
        try await send(current.openings, by: clients)
        step = .monday
        week += 1
    }

    private static func advance(_ daemon: RunningDaemon, to moment: String) async throws {
        _ = try await calling { try await daemon.advance(to: moment) }
    }

    /// Sends each client's commands in order, the clients at once.
    private func send(_ commands: [[DrillCommand]], by clients: [ControlClient]) async throws {
        try await withThrowingTaskGroup(of: Void.self) { [requests] tasks in
            for (client, commands) in zip(clients, commands) {
                tasks.addTask {
                    for command in commands { try await requests.send(command, by: client) }
                }
            }
            try await tasks.waitForAll()
        }
    }

    /// Makes a call; a connection that ends means that the daemon is gone, and one that is silent
    /// does not.
    static func calling<Result>(
        _ body: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await body()
        } catch let error as ControlError {
            guard case .connection(let cause) = error, cause != .timedOut else { throw error }
            throw DaemonGone(cause: "\(error)")
        }
    }
}
