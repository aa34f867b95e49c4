import ControlProtocol
import Testing

@Suite("After a crash", .timeLimit(.minutes(2)))
struct CrashTests {
    @Test("Everything that was answered is there, a request sent again gets its first answer")
    func answered() async throws {
        try await Office.run { office in
            let daemon = try await office.start()
            let first = try await daemon.openLetter("letter-1", request: "r-1")
            for number in 2...20 { try await daemon.openLetter("letter-\(number)") }
            let record = Clerk.Record(
                parts: ["letter-2"], event: "answered", facts: [], request: "r-2")
            let recorded = try await daemon.call(record).receipt
            let before = try await daemon.call(Register.Status())
            await daemon.kill()

            let again = try await office.start()
            let after = try await again.call(Register.Status())
            #expect(after.scrutinies == 20)
            #expect(after.historyHead == before.historyHead)
            #expect(try await again.openLetter("letter-1", request: "r-1") == first)
            #expect(try await again.call(record).receipt == recorded)
            await #expect(throws: ControlError.requestReused(request: "r-1")) {
                try await again.openLetter("letter-21", request: "r-1")
            }
            #expect(
                try await again.call(Register.Status()).historyPosition == before.historyPosition)
            #expect(try await again.findings().isEmpty)
            #expect(await again.stop() == 0)
        }
    }

    @Test("A delivery that was under way is made again under the same id")
    func underWay() async throws {
        let channel = "slow: { exec: [/bin/sh, $FOLDER/slow.sh], time-limit: 30s }"
        try await Office.run(channels: [channel], routes: "[slow]") { office in
            try office.write(
                "echo \"$SCRUTINY_DELIVERY\" >> $FOLDER/ids\n" + ServiceTests.waiting,
                to: "slow.sh")
            let daemon = try await office.start()
            try await daemon.openLetter()
            let advance = Task { try await daemon.advance(to: "2018-02-01T09:00") }
            #expect(try await eventually { office.lines(of: "slow.log") == ["begun 1"] })
            await daemon.kill()
            _ = await advance.result
            // The plug-in that nobody waits for any more ends by this, too.
            try office.write("", to: "go")

            let again = try await office.start()
            #expect(
                try await eventually { try await again.deliveries(status: "pending").isEmpty })
            let delivery = try #require(try await again.deliveries().first)
            #expect(delivery.status == "delivered")
            #expect(delivery.attempts == 2)
            #expect(office.lines(of: "ids") == [delivery.id, delivery.id])
            #expect(try await again.findings().isEmpty)
            #expect(await again.stop() == 0)
        }
    }

    @Test("Three weeks asleep: the newest rung is sent once, the older ones give way to it")
    func asleep() async throws {
        try await Office.run { office in
            let daemon = try await office.start(["--virtual-clock", "2018-01-29T10:00"])
            try await daemon.openLetter(due: "2018-02-22")
            let asleep = Manager.ClockAdvance(to: "2018-02-19T10:00", asleep: true)
            _ = try await daemon.call(asleep)
            // What was missed meanwhile goes out at the next sending time, not in the middle of
            // the day.
            #expect(office.lines(of: "outbox.jsonl").isEmpty)
            try await daemon.advance(to: "2018-02-21T12:00")
            let explained = try await daemon.call(
                Register.Explain(id: "letter-1", deadline: "response"))
            #expect(
                explained.ladder.map { "\($0.phrase): \($0.outcome)" } == [
                    "15 working days before: superseded", "10 working days before: superseded",
                    "5 working days before: delivered", "on the day: owed",
                ])
            #expect(explained.ladder[2].at?.hasPrefix("2018-02-20T09:00") == true)
            #expect(office.lines(of: "outbox.jsonl").count == 1)
            #expect(try await daemon.deliveries().count == 1)
            #expect(await daemon.stop() == 0)
        }
    }
}
