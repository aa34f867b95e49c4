import ControlProtocol
import Testing
import Varlink

@Suite("Planning")
struct PlanningTests {
    static let id = "rural-crime-2017"
    let fixture: ControlFixture

    init() async throws {
        fixture = try ControlFixture()
        try await fixture.openReview()
    }

    private func lines(_ reply: Register.Plan.Reply) -> [String] {
        reply.entries.map { entry in
            let what = entry.kind == "message" ? entry.rungs.joined(separator: " + ") : entry.kind
            return "\(entry.at.prefix(16)) \(entry.deadline ?? "-") \(what) "
                + "to \(entry.to.joined(separator: ", "))"
        }
    }

    @Test("Four weeks ahead, by moment: messages with person and channel, and what passes")
    func usual() async throws {
        let plan = try await fixture.call(Register.Plan(), as: ControlFixture.viewer)
        #expect(plan.today == "2017-06-01")
        #expect(plan.until == "2017-06-29")
        #expect(
            lines(plan) == [
                "2017-06-09T09:00 objection 2 days before to clerk-person",
                "2017-06-12T00:00 objection passing to clerk-person",
            ])
        #expect(plan.entries[0].channels == ["file"])
        #expect(plan.entries[0].due == "2017-06-11")
        #expect(plan.entries[1].consequence == "lapse")
        #expect(plan.omitted == 0)
    }

    @Test("What goes to one person at one moment is one message, as it will be sent")
    func together() async throws {
        // The clerk gets it for themselves, and for the office that nobody stands for.
        let plan = try await fixture.call(Register.Plan(until: "2017-08-31"))
        let first = plan.entries.filter { $0.rungs == ["10 working days before"] }
        #expect(first.map(\.to) == [["clerk-person"]])
    }

    @Test("It ends with the day asked for, goes by one scrutiny, and says how much it leaves out")
    func bounds() async throws {
        let all = try await fixture.call(Register.Plan(until: "2017-12-31"))
        let page = try await fixture.call(Register.Plan(until: "2017-12-31", limit: 2))
        #expect(page.entries == Array(all.entries.prefix(2)))
        #expect(page.omitted == all.entries.count - 2)
        let early = try await fixture.call(Register.Plan(until: "2017-06-11", id: Self.id))
        #expect(lines(early) == ["2017-06-09T09:00 objection 2 days before to clerk-person"])
        await #expect(throws: ControlError.noSuchScrutiny(id: "rural", nearest: [Self.id])) {
            try await fixture.call(Register.Plan(id: "rural"))
        }
    }

    @Test(
        "A day that is none, or past, is refused", arguments: ["2017-02-30", "soon", "2017-05-31"])
    func refused(until: String) async throws {
        await #expect(throws: ControlError.other(.invalidParameter("until"))) {
            try await fixture.call(Register.Plan(until: until))
        }
    }

    @Test("What stands in the way is in the plan, in due, in show and in the receipt")
    func obstacles() async throws {
        _ = try await fixture.call(
            Clerk.Open(
                workflow: "panel-meeting", id: "panel-1",
                facts: [.init(name: "starts", values: ["2017-06-05T10:00"])]))
        let answer = try await fixture.call(
            Clerk.Set(part: Self.id, facts: [.init(name: "meeting", values: ["panel-1"])]))
        let said =
            "paper was due on Sun 28 May 2017, before it began on Thu 1 Jun 2017: "
            + "nobody could keep it."
        #expect(answer.receipt.lines.contains { $0.contains(said) })
        let plan = try await fixture.call(Register.Plan())
        #expect(plan.obstacles.map(\.text) == [said])
        #expect(plan.obstacles.map(\.scrutiny) == [Self.id])
        let due = try await fixture.call(Register.Due(id: Self.id)).deadlines
        #expect(due.first { $0.name == "paper" }?.flags == [said])
        let shown = try await fixture.call(Register.Show(id: Self.id))
        #expect(shown.findings.contains { $0.kind == "deadline" && $0.text == said })
    }
}
