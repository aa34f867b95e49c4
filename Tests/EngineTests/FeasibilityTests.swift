import Deadlines
import Engine
import Testing

/// What cannot be met is said when the dates are known that say so, not at the breach.
@Suite("Feasibility")
struct FeasibilityTests {
    static let precept = """
        workflow: precept
        version: 1
        parties: [clerk, chair]
        facts:
          precept-year: { type: year, required: true }
          review-meeting:
            type: date-time
            not-before: 5 clear days after proposal-notified
            not-after: 8 February in precept-year
            otherwise-say: "Five clear days, and the report by 8 February."
        records: [agenda-published]
        states:
          awaiting-proposal: { events: { proposal-notified: reviewing } }
          reviewing: { events: { report-made: reported, power-lapsed: reported } }
          reported: { final: true }
        deadlines:
          notify:
            due: by 1 February in precept-year
            while: awaiting-proposal
            met-by: proposal-notified
            when-missed: { consequence: late, to: [clerk, chair] }
          report:
            due: by 8 February in precept-year
            while: reviewing
            met-by: report-made
            when-missed: { consequence: lapse, to: [clerk, chair], raise: power-lapsed }
          agenda:
            due: 5 clear days before review-meeting
            while: reviewing
            met-by: agenda-published
            when-missed: { consequence: item-cannot-be-taken, to: [clerk, chair] }
        """
    static let id = "precept-2027"

    private func desk(_ moment: String = "2027-01-04T10:00") async throws -> Desk {
        let desk = try Desk(at: moment, Self.precept)
        try await desk.open(Self.id, as: "precept", ["precept-year": "2027"])
        return desk
    }

    private func findings(_ desk: Desk) async throws -> [String] {
        let state = try await desk.state(Self.id)
        let now = desk.clock.now()
        return try await desk.engine.read { store, library in
            try Findings.of(
                state, definition: #require(library.all[state.definition]),
                snapshot: StoreSnapshot(library: library, store: store), now: now
            ).map(\.text)
        }
    }

    static let empty =
        "review-meeting cannot be met: the first day allowed is Tue 9 Feb 2027, the last "
        + "Mon 8 Feb 2027. Five clear days, and the report by 8 February. "
        + "proposal-notified would have had to come by Sun 31 Jan 2027 "
        + "(the last working day is Fri 29 Jan 2027)."
    static let tight =
        "If proposal-notified comes as late as notify allows, on Mon 1 Feb 2027, review-meeting "
        + "cannot be met: the first day allowed is Tue 9 Feb 2027, the last Mon 8 Feb 2027. "
        + "It has to come by Sun 31 Jan 2027 (the last working day is Fri 29 Jan 2027)."

    @Test("The opening says that the last day for the notice would leave no lawful meeting")
    func tight() async throws {
        let desk = try Desk(at: "2027-01-04T10:00", Self.precept)
        let answer = try await desk.open(Self.id, as: "precept", ["precept-year": "2027"])
        #expect(answer.flags == [Self.tight])
        #expect(try await findings(desk) == [Self.tight])
        #expect(try await desk.run("notify", of: Self.id).obstacles == [Self.tight])
    }

    @Test("Notice on Mon 1 Feb leaves no day by 8 Feb: the receipt says it, and what had worked")
    func noDay() async throws {
        let desk = try await desk()
        try await desk.advance(to: "2027-02-01T10:00")
        let answer = try await desk.record("proposal-notified", of: Self.id)
        #expect(answer.flags == [Self.empty])
        #expect(try await findings(desk) == [Self.empty])
        #expect(try await desk.run("agenda", of: Self.id).obstacles == [Self.empty])
    }

    @Test("With the meeting set, the last day for the notice is the one that leaves it lawful")
    func tightWithValue() async throws {
        let desk = try await desk()
        try await desk.set(["review-meeting": "2027-02-05T10:00"], of: Self.id)
        let tight = "If proposal-notified comes as late as notify allows, on Mon 1 Feb 2027, "
        #expect(
            try await findings(desk).contains {
                $0.hasPrefix(tight + "review-meeting on Fri 5 Feb 2027 cannot be met: ")
                    && $0.hasSuffix("It has to come by Thu 28 Jan 2027.")
            })
        try await desk.set(["review-meeting": "2027-02-08T10:00"], of: Self.id)
        #expect(
            try await findings(desk).contains {
                $0.hasSuffix(
                    "It has to come by Sun 31 Jan 2027 (the last working day is Fri 29 Jan 2027).")
            })
    }

    @Test("What is found too late is told with the miss that it explains")
    func toldWithTheMiss() async throws {
        let desk = try await desk()
        try await desk.set(["review-meeting": "2027-02-05T10:00"], of: Self.id)
        try await desk.advance(to: "2027-02-01T12:00")
        try await desk.record("proposal-notified", of: Self.id)
        #expect(try await desk.standing("agenda", of: Self.id) == "missed 2027-01-28")
        let told = try await desk.sent().filter { $0.contains("agenda, missed") }
        #expect(told.count == 2, "\(told)")
        #expect(told.allSatisfy { $0.contains("dates do not fit#") }, "\(told)")
    }

    @Test("It is said once, and not again at each step")
    func once() async throws {
        let desk = try await desk()
        try await desk.advance(to: "2027-02-01T10:00")
        try await desk.record("proposal-notified", of: Self.id)
        let next = try await desk.submit(
            .command(.assign(party: "chair", person: "vice-chair"), on: Self.id))
        #expect(next.flags == [])
        try await desk.advance(to: "2027-02-05T10:00")
        let flagged = try await desk.history(Self.id).flatMap(\.payload.effects).filter {
            if case .flagged(Self.empty) = $0 { true } else { false }
        }
        #expect(flagged.count == 1)
    }

    @Test("Those who wait for the deadline are told, at the next sending time, once")
    func told() async throws {
        let desk = try await desk()
        try await desk.advance(to: "2027-02-01T10:00")
        try await desk.record("proposal-notified", of: Self.id)
        try await desk.advance(to: "2027-02-05T10:00")
        let told = try await desk.deliveries().filter { $0.family == "agenda" }
        #expect(told.map(\.person) == ["clerk", "chair"])
        #expect(told.allSatisfy { $0.payload == Self.empty })
        let sent = try await desk.sent().filter { $0.contains("agenda") }
        #expect(
            sent == [
                "2027-02-02T09:00 to clerk: agenda, dates do not fit#3",
                "2027-02-02T09:00 to chair: agenda, dates do not fit#3",
            ])
    }

    @Test("Notice on the latest day that works is feasible, and nothing is said")
    func feasible() async throws {
        let desk = try await desk()
        try await desk.advance(to: "2027-01-29T10:00")
        let answer = try await desk.record("proposal-notified", of: Self.id)
        #expect(answer.flags == [])
        #expect(try await findings(desk) == [])
        #expect(try await desk.run("agenda", of: Self.id).obstacles == nil)
    }

    @Test("A feasible range is exhausted when even its last day comes too soon for the agenda")
    func exhausted() async throws {
        let desk = try await desk()
        try await desk.advance(to: "2027-01-29T10:00")
        try await desk.record("proposal-notified", of: Self.id)
        try await desk.advance(to: "2027-02-01T10:00")
        let answer = try await desk.submit(
            .command(.assign(party: "chair", person: "vice-chair"), on: Self.id))
        let said =
            "No day is left for review-meeting: even for the last one allowed, "
            + "Mon 8 Feb 2027, agenda would have been due on Sun 31 Jan 2027."
        #expect(answer.flags == [said])
        #expect(try await findings(desk) == [said])
    }

    @Test("A deadline that ended before it began is said to, with the first day that left time")
    func tooLate() async throws {
        let desk = try await desk()
        try await desk.advance(to: "2027-01-20T10:00")
        try await desk.record("proposal-notified", of: Self.id)
        let answer = try await desk.set(["review-meeting": "2027-01-25T10:00"], of: Self.id)
        let said =
            "agenda was due on Sun 17 Jan 2027, before it began on Wed 20 Jan 2027: "
            + "nobody could keep it. review-meeting on Thu 28 Jan 2027 or later would have left "
            + "time."
        #expect(answer.flags == [said])
        let moved = try await desk.set(["review-meeting": "2027-02-04T10:00"], of: Self.id)
        #expect(moved.flags == [])
        #expect(try await desk.run("agenda", of: Self.id).obstacles == nil)
        #expect(try await findings(desk) == [])
    }

    @Test("A value outside its range is said to be, beside a range that holds a day")
    func outside() async throws {
        let desk = try await desk()
        try await desk.advance(to: "2027-01-20T10:00")
        try await desk.record("proposal-notified", of: Self.id)
        try await desk.set(["review-meeting": "2027-02-09T10:00"], of: Self.id)
        #expect(
            try await findings(desk) == [
                "review-meeting is Tue 9 Feb 2027, after Mon 8 Feb 2027. "
                    + "Five clear days, and the report by 8 February."
            ])
    }

    @Test("A correction of the anchor makes it feasible again, and history says so")
    func again() async throws {
        let desk = try await desk()
        try await desk.advance(to: "2027-02-01T10:00")
        try await desk.record("proposal-notified", of: Self.id)
        // Nothing later than the meeting's law: next year's limit opens the range again.
        let answer = try await desk.set(["precept-year": "2028"], of: Self.id)
        #expect(answer.flags == [])
        #expect(try await desk.run("agenda", of: Self.id).obstacles == nil)
        let folded = try await desk.history(Self.id).reduce(ScrutinyState?.none) {
            .folding($1.payload.effects, onto: $0, sequence: $1.sequence)
        }
        #expect(folded == (try await desk.state(Self.id)))
    }

    @Test("What is brought in with its past is noted, and nothing is said or sent for it")
    func imported() async throws {
        let desk = try Desk(at: "2027-02-03T10:00", Self.precept)
        let answer = try await desk.submit(
            .bringIn(
                workflow: "precept",
                Opening(id: Self.id, facts: Desk.given(["precept-year": "2027"])), items: [],
                events: [Desk.recording("proposal-notified", occurred: "2027-02-01")],
                assignments: [:]))
        #expect(answer.flags == [])
        #expect(try await desk.run("agenda", of: Self.id).obstacles == [Self.empty])
        #expect(try await desk.sent() == [])
    }

    @Test("Once it is over, nothing stands in the way any more")
    func over() async throws {
        let desk = try await desk()
        try await desk.advance(to: "2027-02-01T10:00")
        try await desk.record("proposal-notified", of: Self.id)
        try await desk.submit(.command(.withdraw(reason: "merged"), on: Self.id))
        #expect(try await findings(desk) == [])
        #expect(try await desk.run("agenda", of: Self.id).obstacles == nil)
    }
}
