import Deadlines
import Engine

extension History {
    /// One step: mostly a command, else time or something rare.
    func take(step number: Int) async throws {
        if number <= 2 { return try await askSome("step \(number)", opening()) }
        switch dice.roll(24) {
        case 0, 1: try await askSome("step \(number)", opening())
        case 2, 3: try await pass(number, asleep: false, days: 6)
        case 4: try await pass(number, asleep: false, days: 40)
        case 5: try await pass(number, asleep: true, days: 25)
        case 6, 10: try await rare(number)
        case 7: try await askAgain()
        case 8: try await together(number)
        case 9:
            begin("step \(number): the outbox")
            try await deliver()
        case 11:
            try await askSome("step \(number)", try await redaction())
        default: try await askSome("step \(number)", try await command())
        }
    }

    private func askSome(_ label: String, _ subject: Submission.Subject?) async throws {
        guard let subject else { return }
        let fault = dice.oneIn(6) ? Fault.any(&dice) : nil
        var expected: Int?
        if case .command(_, let id) = subject, dice.oneIn(6) {
            let state = try await medium.store.read { try $0.scrutiny(id) }
            expected = state.map { $0.sequence - (dice.oneIn(2) ? 1 : 0) }
        }
        begin("\(label): \(subject)" + (fault.map { " under \($0)" } ?? ""))
        try await ask(subject, expected: expected, fault: fault)
    }

    private func pass(_ number: Int, asleep: Bool, days: Int) async throws {
        let moment = later(days: days)
        let zone = zone
        begin("step \(number): \(asleep ? "asleep" : "awake") to \(zone.civil(at: moment))")
        if asleep {
            try await sleep(to: moment)
        } else {
            try await advance(to: moment)
        }
    }

    private func rare(_ number: Int) async throws {
        switch dice.roll(9) {
        case 0, 1: try await goBack()
        case 2, 3:
            let day = today.adding(days: dice.roll(0...30)) ?? today
            begin("step \(number): \(day) is proclaimed a holiday")
            cast.proclaim(day, version: "proclaimed-\(number)")
            noteCalendars()
            try await ask(
                .adopt(cast.library), fault: dice.oneIn(3) ? Fault.any(&dice) : nil)
        case 4:
            begin("step \(number): the daemon is started anew")
            try await restart(expecting: nil)
        case 5, 6, 7: try await withoutRoom(number)
        default: try await pass(number, asleep: dice.oneIn(2), days: 500)
        }
    }

    /// A disk that is really full, where the store has one: each command is refused whole, and done
    /// once there is room.
    private func withoutRoom(_ number: Int) async throws {
        guard let subject = try await command() else { return }
        begin("step \(number): without room: \(subject)")
        if try await medium.leaveRoom(false) {
            let before = try await medium.image()
            do {
                let answer = try await daemon.engine.submit(
                    Submission(subject, actor: Self.clerk, note: Self.bulk))
                try insist(answer.outcome == .unchanged, "a note that has no room was stored")
            } catch let error as StoreError where [.full, .transactionLost].contains(error.code) {
                tally.realFullDisks += 1
            } catch is Refusal {}
            try await expectUnchanged(since: before, "a command without room")
            _ = try await medium.leaveRoom(true)
        }
        try await ask(subject)
    }

    /// More than any page that is left has room for.
    private static let bulk = String(repeating: "no room ", count: 20_000)

    private func together(_ number: Int) async throws {
        var subjects: [Submission.Subject] = []
        for _ in 0..<dice.roll(2...5) { subjects += [try await command()].compactMap(\.self) }
        begin("step \(number): together: \(subjects)")
        try await askTogether(subjects)
    }

    // MARK: Days

    /// Today in Europe/London.
    var today: CivilDate { zone.civil(at: clock.now()).date }

    func day(_ range: ClosedRange<Int>) -> CivilDate {
        today.adding(days: dice.roll(range)) ?? today
    }

    private func later(days: Int) -> Instant {
        let times = ["00:00", "01:30", "09:00", "09:30", "17:01", "23:59"]
        let day = today.adding(days: 1 + dice.roll(days)) ?? today
        guard let time = TimeOfDay(dice.pick(times) ?? "") else {
            preconditionFailure("these are times of day")
        }
        return zone.instant(of: CivilDateTime(date: day, time: time))
    }
}
