import ControlProtocol
import Deadlines
import Testing

/// What an office does week by week: letters are opened, answered, moved, withdrawn. The same for
/// the same seed, whatever becomes of the daemon meanwhile.
///
/// On Monday at ten, while time stands, clients change letters that were opened before. Then they
/// open new ones while time goes on to Sunday, and reminders fall due. The new letters' first
/// reminders come a week later at the earliest, so that nothing hangs on the moment they are
/// opened at.
struct DrillStory: Sendable {
    let seed: UInt64
    /// The Monday of the first week.
    private let beginning: CivilDate
    /// How many weeks letters are opened in; after them all come to their ends.
    var openingWeeks = Int.max

    /// How many clients work at once.
    static let clients = 4
    /// How many letters each client opens in a week.
    private static let lettersEach = 2
    /// The last thing about a letter happens so many weeks after it was opened.
    static let longestLife = 13
    /// The last week the calendar knows enough for.
    static let lastWeek = 850

    init(seed: UInt64) throws {
        self.seed = seed
        beginning = try #require(CivilDate(iso: "2012-02-06"))
    }

    /// One week of it.
    struct Week: Sendable {
        let number: Int
        /// When what is changed is changed, local time.
        let monday: String
        /// The moment time goes on to.
        let sunday: String
        /// What each client changes on Monday.
        let changes: [[DrillCommand]]
        /// What each client opens afterwards.
        let openings: [[DrillCommand]]
    }

    func week(_ number: Int) -> Week {
        Week(
            number: number, monday: "\(day(number, 0))T10:00", sunday: "\(day(number, 6))T12:00",
            changes: (0..<Self.clients).map { client in
                letters(of: client, through: number - 1).compactMap { $0.change(in: number) }
            },
            openings: (0..<Self.clients).map { client in
                letters(of: client, through: number).filter { $0.week == number }.map(\.opening)
            })
    }

    /// A day of a week; 0 is Monday.
    private func day(_ week: Int, _ weekday: Int) -> CivilDate {
        beginning.adding(days: 7 * week + weekday) ?? .last
    }

    private func letters(of client: Int, through week: Int) -> [Letter] {
        let first = max(0, week - Self.longestLife)
        let last = min(week, openingWeeks - 1)
        guard first <= last else { return [] }
        return (first...last).flatMap { week in
            (0..<Self.lettersEach).map { letter(week, client * Self.lettersEach + $0) }
        }
    }

    private func letter(_ week: Int, _ number: Int) -> Letter {
        var dice = DrillDice(seed: seed &+ UInt64(week * 1_000 + number) &* 0x1_0001)
        let due = week + Int.random(in: 5...7, using: &dice)
        let fate = Letter.Fate.allCases.randomElement(using: &dice) ?? .silent
        return Letter(
            id: "letter-\(week)-\(number)", week: week, dueWeek: due, fate: fate,
            due: day(due, Int.random(in: 2...4, using: &dice)), movedTo: day(due + 3, 4))
    }
}

/// A letter that is to be answered, and what becomes of it.
private struct Letter {
    enum Fate: CaseIterable {
        case silent, answered, moved, withdrawn, assigned, acknowledged, answeredLate
    }

    let id: String
    /// The week it is opened in.
    let week: Int
    let dueWeek: Int
    let fate: Fate
    let due: CivilDate
    /// The day that its due day is moved to, where it is.
    let movedTo: CivilDate

    var opening: DrillCommand {
        .open(
            Clerk.Open(
                workflow: "drill", id: id,
                facts: [.init(name: "due-day", values: [due.description])],
                request: "open-\(id)"))
    }

    /// What happens to it on Monday of a week, if anything does.
    func change(in week: Int) -> DrillCommand? {
        let request = "change-\(id)"
        switch (fate, week - dueWeek) {
        case (.answered, 0), (.answeredLate, 1):
            return .record(
                Clerk.Record(parts: [id], event: "answered", facts: [], request: request))
        case (.moved, -1):
            return .set(
                Clerk.Set(
                    part: id, facts: [.init(name: "due-day", values: [movedTo.description])],
                    request: request))
        case (.withdrawn, -1):
            return .withdraw(Clerk.Withdraw(id: id, reason: "merged", request: request))
        case (.assigned, -2):
            return .assign(
                Clerk.Assign(id: id, party: "chair", person: "deputy", request: request))
        case (.acknowledged, 1):
            return .acknowledge(
                Clerk.Acknowledge(
                    id: id, deadline: "response", recipient: "clerk", request: request))
        default: return nil
        }
    }
}

/// A command under a request's id.
enum DrillCommand: Sendable {
    case open(Clerk.Open)
    case record(Clerk.Record)
    case set(Clerk.Set)
    case withdraw(Clerk.Withdraw)
    case assign(Clerk.Assign)
    case acknowledge(Clerk.Acknowledge)

    var request: String? {
        switch self {
        case .open(let call): call.request
        case .record(let call): call.request
        case .set(let call): call.request
        case .withdraw(let call): call.request
        case .assign(let call): call.request
        case .acknowledge(let call): call.request
        }
    }

    func send(by client: ControlClient) async throws(ControlError) -> Clerk.Receipt {
        switch self {
        case .open(let call): try await client.call(call).receipt
        case .record(let call): try await client.call(call).receipt
        case .set(let call): try await client.call(call).receipt
        case .withdraw(let call): try await client.call(call).receipt
        case .assign(let call): try await client.call(call).receipt
        case .acknowledge(let call): try await client.call(call).receipt
        }
    }
}
