import ControlProtocol
import ControlServer
import Deadlines
import Engine
import Logging
import Synchronization
import Testing

@Suite("Running the daemon")
struct ManagerTests {
    let fixture: ControlFixture

    init() throws { fixture = try ControlFixture() }

    private func call<Method: ControlMethod>(_ method: Method) async throws -> Method.Reply {
        try await fixture.call(method, as: ControlFixture.admin)
    }

    @Test("The status tells the clock, the counts and what to look at")
    func status() async throws {
        try await fixture.openReview()
        let status = try await call(Register.Status())
        #expect(status.now == "2017-06-01T10:00:00+01:00")
        #expect(status.clock == "virtual")
        #expect(status.timeZone == "Europe/London")
        #expect((status.scrutinies, status.open) == (1, 1))
        #expect(status.workflows.map(\.name) == ["panel-meeting", "review"])
        #expect(status.historyPosition == 4)
        #expect(status.historyHead.count == 64)
        #expect(status.problems == ["The calendar weekdays ends with 2030."])
        #expect(status.nextWake == "2017-06-09T09:00:00+01:00")
    }

    @Test("The chain is verified, and a head that is not in it is found missing")
    func verify() async throws {
        try await fixture.openReview()
        let head = try await call(Register.Status()).historyHead
        let whole = try await call(Manager.Verify(against: head))
        #expect(whole.findings == [])
        #expect((whole.entries, whole.head) == (4, head))
        let cut = try await call(Manager.Verify(against: String(repeating: "a", count: 64)))
        #expect(cut.findings.count == 1)
        for known in [String(head.prefix(16)), "4:\(head)", " \(head.uppercased())\n"] {
            #expect(try await call(Manager.Verify(against: known)).findings == [], "\(known)")
        }
        let nothing = "0:" + HistoryEntry.genesis
        #expect(try await call(Manager.Verify(against: nothing)).findings == [])
        for wrong in ["", "1:", "abc", String(repeating: "g", count: 64), "x:\(head)"] {
            await #expect {
                try await call(Manager.Verify(against: wrong))
            } throws: { error in
                guard case .invalidName = error as? ControlError else { return false }
                return true
            }
        }
    }

    @Test("A redaction is shown before it is done, done once, and told with where copies are")
    func redact() async throws {
        try await fixture.openReview()
        func redact(_ reason: String, dryRun: Bool, request: String) -> Manager.Redact {
            Manager.Redact(
                id: "rural-crime-2017", sequence: 1, reason: reason, keep: ["topic"],
                dryRun: dryRun, request: request)
        }
        let shown = try await call(redact("asked for it", dryRun: true, request: "a"))
        #expect(shown.texts == ["as agreed", "2017/18", "Policing", "Partners"])
        #expect(shown.sequence == nil)
        #expect(try await fixture.position() == 4)
        let repeating = "because of Policing"
        await #expect {
            try await call(redact(repeating, dryRun: false, request: "b"))
        } throws: { error in
            guard case .refusedByState = error as? ControlError else { return false }
            return true
        }
        let done = try await call(redact("asked for it", dryRun: false, request: "c"))
        #expect(done.sequence == 5 && done.texts.isEmpty)
        #expect(done.remarks.count == 1 && done.remarks[0].contains("/backups/one.db"))
        #expect(try await call(redact("asked for it", dryRun: false, request: "c")) == done)
        #expect(try await fixture.position() == 5)
        let history = try await call(Register.History(id: "rural-crime-2017")).entries
        #expect(history.map(\.redacted) == [true, false, false, false, false])
        #expect(history[4].lines == ["entry 1 redacted: asked for it"])

        fixture.operations.fail(with: ControlError.clockNotVirtual)
        let unclear = try await call(redact("asked for it", dryRun: false, request: "d"))
        #expect(unclear.sequence == nil)
        #expect(unclear.remarks.last?.hasSuffix("Remove the cause, and redact again.") == true)
        #expect(done.cleared && !unclear.cleared && !shown.cleared)
    }

    @Test(
        "A virtual clock is moved to a local moment or by a span",
        arguments: [
            ("2017-06-02", nil, "2017-06-02T00:00"),
            ("2017-06-02T09:30", nil, "2017-06-02T09:30"),
            ("2017-06-01T10:00", nil, "2017-06-01T10:00"),
            (nil, "3 weeks, 2 days", "2017-06-24T10:00"),
            (nil, "6 hours", "2017-06-01T16:00"),
            // Summer time ends on 29 October 2017: a span of days keeps the time on the clock.
            (nil, "22 weeks", "2017-11-02T10:00"),
        ] as [(String?, String?, String)])
    func advance(to: String?, by: String?, expected: String) async throws {
        let reply = try await call(Manager.ClockAdvance(to: to, by: by))
        #expect((reply.fired, reply.delivered) == (2, 1))
        let zone = try #require(SystemZone.named("Europe/London"))
        let moment = try #require(fixture.operations.kept.withLock { $0.advancedTo })
        #expect(zone.civil(at: moment).description == expected)
    }

    @Test(
        "Moments and spans that cannot be meant are refused",
        arguments: [
            (nil, nil), ("2017-06-02", "1 day"), ("2017-05-31", nil), ("soon", nil),
            (nil, "a while"),
            (nil, ""), (nil, "-1 day"), (nil, "1 day,"),
        ] as [(String?, String?)])
    func badTimes(to: String?, by: String?) async throws {
        await #expect {
            try await call(Manager.ClockAdvance(to: to, by: by))
        } throws: { error in
            guard case .invalidTime = error as? ControlError else { return false }
            return true
        }
        #expect(fixture.operations.kept.withLock { $0.advancedTo } == nil)
    }

    @Test("The system's clock is advanced by nobody", arguments: ["real", "held"])
    func realClock(kind: String) async throws {
        let standing = ClockStanding(kind: try #require(.init(rawValue: kind)), reason: "stepped")
        fixture.operations.kept.withLock { $0.standing = standing }
        await #expect(throws: ControlError.clockNotVirtual) {
            try await call(Manager.ClockAdvance(by: "1 day"))
        }
        let clock = try await call(Manager.ClockShow()).clock
        #expect((clock.kind, clock.reason) == (kind, "stepped"))
    }

    @Test("Failures of the daemon's own are told as the interface declares them")
    func failures() async throws {
        let refused = ControlError.reloadRefused(diagnostics: [
            .init(file: "a.yaml", severity: "error", reason: "r", remedy: "s")
        ])
        fixture.operations.fail(with: refused)
        await #expect(throws: refused) { try await call(Manager.Reload()) }
        let unknown = ControlError.noSuchDelivery(id: "d1", nearest: [])
        fixture.operations.fail(with: unknown)
        await #expect(throws: unknown) { try await call(Manager.RetryDelivery(id: "d1")) }
    }

    @Test(
        "What an interface does not declare, and what nobody foresaw, is a failure told and logged")
    func unforeseen() async throws {
        struct Odd: Error {}
        for error in [Odd(), ControlError.alreadyExists(id: "x")] as [any Error] {
            fixture.operations.fail(with: error)
            await #expect {
                try await call(Manager.Reload())
            } throws: { error in
                guard case .storeFailed = error as? ControlError else { return false }
                return true
            }
        }
        #expect(fixture.log.lines.filter { $0.level == .error }.count == 2)
    }
}
