import Deadlines
import Engine
import Testing

/// A random story told to a desk: openings, facts, events, time that passes awake and asleep.
struct Story {
    private var dice: Dice
    private let desk: Desk
    private var reviews: [String] = []
    private var meetings: [String] = []
    /// How many commands were accepted.
    private(set) var accepted = 0

    static let meeting = NextMeetingTests.meeting
    static let review = """
        workflow: review
        version: 1
        parties: [clerk, chair]
        facts:
          period-ends: { type: date }
          poll-day: { type: date }
          accepted-on: { type: date }
          votes: { type: number }
          meeting: { type: scrutiny, of: panel-meeting }
        periods: { poll: { from: poll-day, to: accepted-on }, away: { in: work/clock/stopped } }
        records: [late-evidence, notice]
        items:
          recommendation:
            key: outline
            facts: { made-on: { type: date }, email: { type: email } }
            states:
              open: { events: { answered: closed, reopened: open } }
              closed: { events: { reopened: open } }
            deadlines:
              answer:
                due: 10 working days after made-on
                while: open
                met-by: answered
                when-missed: { consequence: late, to: clerk }
                remind:
                  - { when: [5 working days before, on the day, every 3 days after], at-most: 3, to: [clerk, email] }
        states:
          work:
            parallel: true
            states:
              letter:
                states:
                  drafting: { events: { sent: { to: waiting, do: [ { send: nudge, after: 9 days, id: n } ] }, back: drafting } }
                  waiting:
                    events:
                      received: checking
                      nudge: { do: [ { raise: late-evidence } ] }
                      overdue: late
                      back: { to: drafting, do: [ { cancel: n } ] }
                  late: { events: { received: checking, back: waiting } }
                  checking: { always: [ { to: done, if: every recommendation in closed and votes is at least 2 } ], events: { back: drafting } }
                  done: { final: true }
              clock:
                states:
                  going: { events: { stop: stopped, finish: over } }
                  stopped: { events: { go: going } }
                  over: { final: true }
            when-done: closed
          closed: { final: true }
        deadlines:
          response:
            due: by period-ends
            while: [waiting, late]
            met-by: received
            when-missed: { consequence: breach, to: [clerk, chair], raise: overdue }
            if-not-started: { after: 2 working days, to: clerk }
            remind:
              - { when: [halfway, 7 days before, on the day], to: clerk }
              - { when: every 1 week after, at-most: 4, to: [clerk, chair], severity: urgent }
          hearing:
            due: 3 weeks beginning with notice ignoring poll
            met-by: received
            when-missed: { consequence: deemed-permission, to: chair }
            remind: [ { when: [1 week before, at once], to: chair } ]
          foi: { due: 20 working days after notice ignoring away, met-by: received, remind: [ { when: 5 working days before, to: clerk } ] }
          papers: { due: 5 clear days before meeting.starts, remind: [ { when: 2 days before, to: chair } ] }
          minutes: { due: by next panel-meeting by 17:00, while: drafting, met-by: sent, if: votes is unknown }
          follow-up: { due: 2 weeks after response, remind: [ { when: on the day, to: chair } ] }
        """

    init(seed: UInt64, desk: Desk) {
        dice = Dice(seed: seed)
        self.desk = desk
    }

    mutating func play(steps: Int) async throws {
        try await open()
        for _ in 0..<steps {
            let before = try await desk.fingerprint()
            do {
                try await step()
                accepted += 1
            } catch is Refusal {
                // Invariant 6: a refused command changes nothing.
                #expect(try await desk.fingerprint() == before)
            }
        }
    }

    private mutating func step() async throws {
        switch dice.roll(20) {
        case 0: try await open()
        case 1, 2: try await setMeeting()
        case 3, 4, 5: try await setFact()
        case 6: try await add()
        case 7, 8: try await recordAtItem()
        case 9: try await acknowledge()
        case 10: try await rare()
        case 11, 12, 13: try await desk.advance(to: later(days: 6))
        case 14: try await desk.sleep(to: later(days: 25))
        default: try await record()
        }
    }

    private mutating func open() async throws {
        if dice.roll(2) == 0 || reviews.isEmpty {
            let id = "review-\(reviews.count + 1)"
            try await desk.open(id, as: "review", ["meeting": "meeting-1"])
            reviews.append(id)
        } else {
            let id = "meeting-\(meetings.count + 1)"
            try await desk.open(id, as: "panel-meeting", ["starts": day(-5...60) + "T10:00"])
            meetings.append(id)
        }
    }

    private mutating func setMeeting() async throws {
        guard let meeting = dice.pick(meetings) else { return }
        if dice.roll(6) == 0 {
            try await desk.record("called-off", of: meeting)
        } else {
            try await desk.set(["starts": day(-5...60) + "T10:00"], of: meeting)
        }
    }

    private mutating func setFact() async throws {
        guard let review = dice.pick(reviews),
            let name = dice.pick(["period-ends", "poll-day", "accepted-on", "votes"])
        else { return }
        let value =
            switch dice.roll(5) {
            case 0: ""
            default: name == "votes" ? "\(dice.roll(4))" : day(-10...40)
            }
        try await desk.set([name: value], of: review)
    }

    private mutating func add() async throws {
        guard let review = dice.pick(reviews), let key = dice.pick(["a", "b", "b.i", "c"]) else {
            return
        }
        let facts =
            dice.roll(2) == 0 ? [:] : ["made-on": day(-20...10), "email": "\(key)@example.org"]
        try await desk.add("recommendation/\(key)", to: review, facts)
    }

    private mutating func record() async throws {
        let events = [
            "sent", "sent", "back", "received", "notice", "notice", "late-evidence", "stop", "go",
            "finish", "overdue",
        ]
        guard let review = dice.pick(reviews), let event = dice.pick(events) else { return }
        try await desk.record(event, of: review, occurred: occurred())
    }

    private mutating func recordAtItem() async throws {
        guard let review = dice.pick(reviews), let event = dice.pick(["answered", "reopened"]),
            let key = dice.pick(["a", "b", "b.i", "c"])
        else { return }
        try await desk.record(
            event, of: review, occurred: occurred(), at: ["recommendation/\(key)"])
    }

    private mutating func acknowledge() async throws {
        guard let review = dice.pick(reviews), let party = dice.pick(["clerk", "chair"]),
            let name = dice.pick(["response", "hearing", "recommendation/a/answer"])
        else { return }
        try await desk.acknowledge(name, of: review, by: party)
    }

    private mutating func rare() async throws {
        guard let review = dice.pick(reviews), dice.roll(8) == 0 else { return }
        try await desk.submit(.command(.withdraw(reason: "dropped"), on: review))
    }

    // MARK: Days

    private var today: CivilDate { desk.zone.civil(at: desk.clock.now()).date }

    private mutating func day(_ range: ClosedRange<Int>) -> String {
        let offset = range.lowerBound + dice.roll(range.count)
        return (today.adding(days: offset) ?? today).description
    }

    private mutating func occurred() -> String? {
        switch dice.roll(6) {
        case 0: "unknown"
        case 1, 2: day(-12...1)
        default: nil
        }
    }

    private mutating func later(days: Int) -> String {
        let day = today.adding(days: 1 + dice.roll(days)) ?? today
        return "\(day)T\(["00:00", "09:00", "09:30", "23:59"][dice.roll(4)])"
    }
}

/// Dice that fall the same way for the same seed (SplitMix64, Steele et al. 2014).
struct Dice {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A number from 0 below `sides`.
    mutating func roll(_ sides: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(sides))
    }

    /// One of the elements; nil where there are none.
    mutating func pick<Element>(_ elements: [Element]) -> Element? {
        elements.isEmpty ? nil : elements[roll(elements.count)]
    }
}
