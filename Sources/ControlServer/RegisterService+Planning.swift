import ControlProtocol
import Deadlines
import Engine
import Varlink
import Workflows

extension RegisterService {
    /// How far a plan looks where the caller does not say, in days.
    private static let usualReach = 28

    /// What comes by itself.
    func plan(_ call: Register.Plan) async throws -> Register.Plan.Reply {
        let limit = try Self.limit(call.limit)
        let given = try call.until.map { text in
            guard let day = CivilDate(iso: text) else {
                throw VarlinkError.invalidParameter("until")
            }
            return day
        }
        return try await look { reading in
            let until = given ?? reading.today.adding(days: Self.usualReach) ?? .last
            guard until >= reading.today else { throw VarlinkError.invalidParameter("until") }
            var entries = try reading.plannedEntries(of: call.id, until: until)
            var found = try reading.obstacles(of: call.id)
            if call.id == nil {
                let openings = try reading.plannedOpenings(until: until)
                entries += openings.entries
                found += openings.obstacles
            }
            entries.sort { ($0.at, $0.scrutiny, $0.rank) < ($1.at, $1.scrutiny, $1.rank) }
            var page = ReplyPage<Register.Planned>(limit: limit)
            for entry in entries where !page.hasMore {
                let planned = entry.wire(reading)
                page.add(planned, texts: [planned.scrutinyTitle, planned.note])
            }
            var obstacles = ReplyPage<Register.Obstacle>(limit: limit)
            for obstacle in found {
                obstacles.add(obstacle, texts: [obstacle.scrutinyTitle, obstacle.text])
            }
            return Register.Plan.Reply(
                today: reading.today.description, until: until.description,
                obstacles: obstacles.entries, entries: page.entries,
                omitted: entries.count - page.entries.count
                    + found.count - obstacles.entries.count)
        }
    }
}

/// Something planned, before its message is written.
struct PlannedEntry {
    /// What it is.
    enum Content {
        case entry(Plan.Entry, title: String)
        /// The schedule, the occasion, and why it cannot be opened.
        case opening(RunningSchedule, CivilDate, refusal: String?)
    }

    let at: Instant
    let scrutiny: String
    let content: Content

    /// Of equal moments what passes comes before what is said of it.
    var rank: Int {
        switch content {
        case .opening: 0
        case .entry(let entry, _): if case .passing = entry.kind { 1 } else { 2 }
        }
    }
}

extension PlannedEntry {
    /// The entry as it travels.
    func wire(_ reading: RegisterReading) -> Register.Planned {
        let moment = reading.zone.wire(at)
        switch content {
        case .opening(let running, let occasion, let refusal):
            return Register.Planned(
                at: moment, kind: "opening", scrutiny: scrutiny,
                scrutinyTitle: running.entry.definition.title,
                note: "by the schedule \(running.key), for \(occasion.long)"
                    + (refusal.map { "; it cannot be opened: \($0)" } ?? ""))
        case .entry(let entry, let title):
            var planned = Register.Planned(
                at: moment, kind: "passing", scrutiny: scrutiny, scrutinyTitle: title,
                deadline: entry.run.id.description,
                deadlineTitle: entry.declaration?.title ?? entry.run.id.name,
                items: [entry.run.id.item].compactMap { $0?.description },
                due: entry.run.due?.description, provisional: entry.run.isProvisional)
            switch entry.kind {
            case .passing(let told, let raises):
                // One person may stand for several of the parties.
                var seen: Set<String> = []
                planned.to = told.map(\.person).filter { seen.insert($0).inserted }
                planned.consequence = entry.declaration?.whenMissed?.consequence.rawValue
                planned.note = raises.map { "\($0) follows" }
            case .message(let draft): planned.carry(draft, reading)
            }
            return planned
        }
    }
}

extension Register.Planned {
    /// Takes over what is known of a message before it is sent.
    fileprivate mutating func carry(_ draft: MessageDraft, _ reading: RegisterReading) {
        kind = "message"
        deadline = draft.reminders[0].key.deadline.family
        var seen: Set<String> = []
        items = draft.reminders.compactMap { $0.key.deadline.item?.description }
            .filter { seen.insert($0).inserted }
        rungs = draft.reminders.map(\.phrase).filter { seen.insert($0).inserted }
        to = [draft.to.person]
        switch reading.library.messages.plan(draft, delivery: { _, _ in "" }) {
        case .deliver(let deliveries): channels = deliveries.map(\.channel)
        case .silence(let reason): note = "not sent: \(reason)"
        }
        if let party = draft.unboundParty { note = "nobody is bound to \(party)" }
    }
}
