import ControlProtocol
import Testing

@Suite("Looking at the register")
struct LookingTests {
    static let id = "rural-crime-2017"
    let fixture: ControlFixture

    init() async throws {
        fixture = try ControlFixture()
        try await fixture.openReview()
    }

    private func open(_ ids: String...) async throws {
        for id in ids {
            _ = try await fixture.call(
                Clerk.Open(
                    workflow: "review", id: id, facts: [.init(name: "topic", values: [id])]))
        }
    }

    @Test("A scrutiny's line tells what is due next")
    func summary() async throws {
        let list = try await fixture.call(Register.List())
        #expect(
            list.scrutinies == [
                Register.Summary(
                    id: Self.id, workflow: "review", version: 3, title: "Rural crime",
                    states: ["response"], year: "2017/18", openedOn: "2017-06-01", final: false,
                    overdue: 0, nextDeadline: "objection", nextDue: "2017-06-11", sequence: 4)
            ])
        #expect(list.today == "2017-06-01")
        #expect(list.next == nil)
    }

    @Test("A page holds no more text than a reply may, and the pages together hold all")
    func longTexts() async throws {
        let note = String(repeating: "x", count: 400_000)
        for key in ["c", "d", "e"] {
            _ = try await fixture.call(
                Clerk.AddItem(
                    id: Self.id, kind: "recommendation", keys: [key], facts: [], note: note))
        }
        var notes: [Int] = []
        var pages = 0
        var after: Int?
        repeat {
            let page = try await fixture.call(Register.History(id: Self.id, after: after))
            notes += page.entries.compactMap { $0.note?.utf8.count }
            after = page.next
            pages += 1
        } while after != nil
        #expect(notes.filter { $0 == note.utf8.count }.count == 3)
        #expect(pages == 2)
    }

    @Test("What nothing can meet is not overdue once it has lapsed; what waits for an act is")
    func overdue() async throws {
        try await fixture.advance(to: "2017-06-12T09:00")
        #expect(try await fixture.call(Register.List()).scrutinies.map(\.overdue) == [0])
        #expect(try await fixture.call(Register.List(overdue: true)).scrutinies == [])
        #expect(try await fixture.call(Register.Due(overdue: true)).deadlines == [])
        #expect(try await fixture.call(Register.Status()).overdue == 0)
        try await fixture.advance(to: "2017-09-15T09:00")
        #expect(try await fixture.call(Register.List()).scrutinies.map(\.overdue) == [1])
        #expect(try await fixture.call(Register.List(overdue: true)).scrutinies.count == 1)
        let due = try await fixture.call(Register.Due(overdue: true)).deadlines
        #expect(due.map(\.name) == ["response"])
        #expect(due.map(\.status) == ["missed"])
        #expect(due.map(\.workingDaysLeft) == [-1])
        #expect(try await fixture.call(Register.Status()).overdue == 1)
    }

    @Test("The list goes on page by page, and each filter narrows it")
    func pages() async throws {
        try await open("asb-2016", "traffic-2017", "zebra")
        let first = try await fixture.call(Register.List(limit: 2))
        #expect(first.scrutinies.map(\.id) == ["asb-2016", Self.id])
        #expect(first.next == Self.id)
        let second = try await fixture.call(Register.List(after: first.next, limit: 2))
        #expect(second.scrutinies.map(\.id) == ["traffic-2017", "zebra"])
        #expect(second.next == nil)
        let ids = { (call: Register.List) in
            try await fixture.call(call).scrutinies.map(\.id)
        }
        #expect(try await ids(Register.List(state: "response")) == [Self.id])
        #expect(try await ids(Register.List(year: "2017/18")) == [Self.id])
        #expect(try await ids(Register.List(workflow: "panel-meeting")) == [])
        _ = try await fixture.call(Clerk.Withdraw(id: "zebra", reason: "merged"))
        #expect(try await ids(Register.List(open: false)) == ["zebra"])
        let withdrawn = try await fixture.call(Register.List(open: false)).scrutinies
        #expect(withdrawn.map(\.withdrawn) == ["merged"])
    }

    @Test("A scrutiny shows its parts in the order of its definition")
    func show() async throws {
        _ = try await fixture.call(
            Clerk.Open(
                workflow: "panel-meeting", id: "panel-2017-07-07",
                facts: [.init(name: "starts", values: ["2017-07-07T10:00"])]))
        _ = try await fixture.call(
            Clerk.Set(
                part: Self.id,
                facts: [
                    .init(name: "earlier-reviews", values: ["rural-crime-2014"]),
                    .init(name: "meeting", values: ["panel-2017-07-07"]),
                ]))
        _ = try await fixture.call(
            Clerk.Set(
                part: "\(Self.id)/recommendation/b.i",
                facts: [.init(name: "promised", values: ["2017-08-01"])]))
        let show = try await fixture.call(Register.Show(id: Self.id))
        #expect(
            show.facts.map(\.name) == [
                "topic", "municipal-year", "lines-of-enquiry", "response-period-ends", "meeting",
                "earlier-reviews",
            ])
        #expect(show.facts[2].values == ["Policing", "Partners"])
        #expect(
            show.deadlines.map(\.name) == [
                "response", "objection", "paper", "recommendation/b.i/promise",
            ])
        #expect(show.items.map(\.key) == ["a", "b.i"])
        #expect(show.items.map(\.states) == [["made"], ["made"]])
        #expect(
            show.links == [
                .init(fact: "meeting", id: "panel-2017-07-07", title: "panel-2017-07-07"),
                .init(fact: "earlier-reviews", id: "rural-crime-2014"),
            ])
        #expect(show.occurrences.map(\.event) == ["scope-agreed", "letter-sent"])
        #expect(show.occurrences.map(\.time) == ["10:00", nil])
        #expect(show.accepted == ["response-received", "session-held"])
    }

    @Test("A deadline tells its rule, its law and the working days left")
    func deadline() async throws {
        let show = try await fixture.call(Register.Show(id: Self.id))
        #expect(
            show.deadlines.first
                == Register.Deadline(
                    scrutiny: Self.id, scrutinyTitle: "Rural crime", name: "response",
                    title: "Commissioner's response", status: "running", due: "2017-09-14",
                    practical: "2017-09-14", workingDaysLeft: 75, provisional: false,
                    consequence: "breach", rule: "by response-period-ends",
                    law: "An Act of 2011, section 29", lawVerified: "2016-01-05",
                    calendar: "weekdays", calendarVersion: "2017-1", run: 1, generation: 1,
                    flags: [], acknowledgedBy: []))
    }

    @Test("Findings are checks that hold, facts out of range, flags, and parties unbound")
    func findings() async throws {
        _ = try await fixture.call(
            Clerk.Set(
                part: Self.id,
                facts: [
                    .init(name: "response-period-ends", values: ["2017-06-05"]),
                    .init(name: "lines-of-enquiry", values: []),
                ]))
        let findings = try await fixture.call(Register.Show(id: Self.id)).findings
        #expect(
            findings == [
                .init(kind: "check", text: "No line of enquiry is recorded."),
                .init(
                    kind: "fact",
                    text: "response-period-ends is Mon 5 Jun 2017, before Thu 8 Jun 2017."
                        + " They need a working week."),
                .init(
                    kind: "check", item: "recommendation/a", text: "No summary is recorded."),
                .init(
                    kind: "check", item: "recommendation/b.i", text: "No summary is recorded."),
                .init(
                    kind: "party",
                    text: "Nobody is bound to commissioner-office, whom response would remind: "
                        + "the clerk is told in their place."),
            ])
    }

    @Test("Nothing is accepted of a scrutiny that was withdrawn")
    func acceptedOfWithdrawn() async throws {
        _ = try await fixture.call(Clerk.Withdraw(id: Self.id, reason: "merged"))
        let show = try await fixture.call(Register.Show(id: Self.id))
        #expect(show.accepted == [])
        #expect(show.summary.states == ["withdrawn"])
        #expect(show.summary.withdrawn == "merged")
        #expect(show.summary.final)
    }

    @Test("What is due comes by its day, what cannot be known yet last")
    func due() async throws {
        try await open("asb-2016")
        _ = try await fixture.call(
            Clerk.Set(
                part: "asb-2016", facts: [.init(name: "meeting", values: ["panel-2018"])]))
        let all = try await fixture.call(Register.Due())
        #expect(all.deadlines.map(\.name) == ["objection", "response", "paper"])
        #expect(all.deadlines.map(\.status) == ["running", "running", "not-started"])
        #expect(all.omitted == 0)
        let one = try await fixture.call(Register.Due(limit: 1))
        #expect(one.deadlines.map(\.name) == ["objection"])
        #expect(one.omitted == 2)
        let soon = try await fixture.call(Register.Due(withinDays: 10))
        #expect(soon.deadlines.map(\.name) == ["objection"])
        #expect(try await fixture.call(Register.Due(withinDays: 9)).deadlines == [])
        let own = try await fixture.call(Register.Due(id: "asb-2016"))
        #expect(own.deadlines.map(\.name) == ["paper"])
    }
}
