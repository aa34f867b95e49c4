import ControlServer
import Deadlines
import Documents
import Engine
import Notifications
import Synchronization

extension DaemonRuntime {
    /// Something has happened that may change what the daemon says of itself.
    struct Changes {
        let status: AsyncStream<Void>
        let recovery: AsyncStream<Void>
    }

    /// Hears from now on of commits, of answers to messages and of what stands in the way; wakes
    /// whoever sleeps, and tells of it. Several changes that nobody has looked at are one.
    func observeChanges() async -> Changes {
        let (status, statusChanged) = AsyncStream.makeStream(
            of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let (recovery, standingChanged) = AsyncStream.makeStream(
            of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let clock = clock.wall
        await engine.observeCommits {
            clock.interrupt()
            statusChanged.yield()
        }
        await pump.observeAnswers { statusChanged.yield() }
        standing.observe {
            clock.interrupt()
            statusChanged.yield()
            standingChanged.yield()
        }
        // What happened before anybody listened.
        statusChanged.yield()
        standingChanged.yield()
        return Changes(status: status, recovery: recovery)
    }

    /// What systemd shows in `systemctl status`: what stands in the way first.
    func statusLine() async -> String {
        let problems = standing.problems.map { $0 + " " }.joined()
        do {
            return try await problems + backlog()
        } catch {
            return problems.isEmpty ? "The store cannot be read: \(error)" : problems
        }
    }

    private func backlog() async throws -> String {
        let (next, open, waiting, dead) = try await engine.read { reader, library in
            (
                try library.nextWake(in: reader), try reader.count(ScrutinyFilter(isOpen: true)),
                try reader.count(.pending), try reader.count(.dead)
            )
        }
        let due = next.map { "next due \(zone.civil(at: $0))" } ?? "nothing due"
        var parts = ["\(open) open scrutinies", due, "\(waiting) messages waiting"]
        if dead > 0 { parts.append("\(dead) given up") }
        return parts.joined(separator: ", ")
    }

    func clock() async -> ClockStanding {
        if clock.isVirtual { return ClockStanding(kind: .virtual) }
        do {
            guard let doubt = try await engine.clockDoubt() else {
                return ClockStanding(kind: .real)
            }
            return ClockStanding(kind: .held, reason: doubt.description)
        } catch {
            // The store cannot be read, which the call meets by itself.
            return ClockStanding(kind: .real)
        }
    }

    func problems() async -> [String] {
        let findings = await calendarFindings()
        return settings.withLock { $0.warnings.map(\.description) } + standing.problems + findings
    }
}
