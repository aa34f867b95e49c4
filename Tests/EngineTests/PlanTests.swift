import Deadlines
import Engine
import Testing

@Suite("The plan")
struct PlanTests {
    private func plan(_ desk: Desk, _ id: String, until: String) async throws -> [String] {
        let now = desk.clock.now()
        let zone = desk.zone
        let last = zone.instant(of: Desk.moment(until))
        return try await desk.engine.read { store, library in
            let state = try #require(try store.scrutiny(id))
            return try Plan.of(
                state, definition: try #require(library.all[state.definition]),
                snapshot: StoreSnapshot(library: library, store: store), now: now, through: last
            ).map { entry in
                let at = "\(zone.civil(at: entry.at)) \(entry.run.id)"
                switch entry.kind {
                case .message(let draft):
                    return "\(at) to \(draft.to.person): "
                        + draft.reminders.map(\.phrase).joined(separator: " + ")
                case .passing(let told, let raises):
                    return "\(at) passes, \(told.map(\.person)), \(raises ?? "nothing") follows"
                }
            }
        }
    }

    /// The precept with a ladder on its report.
    static let laddered = FeasibilityTests.precept.replacing(
        "    met-by: report-made\n",
        with: "    met-by: report-made\n    remind:\n"
            + "      - { when: [3 working days before, on the day], to: clerk }\n"
            + "      - { when: every 1 day after, at-most: 2, to: [clerk, chair] }\n")

    @Test("What is owed is planned in order, for whom it reaches today; what passes, at its moment")
    func order() async throws {
        let desk = try Desk(
            at: "2027-01-04T10:00", Self.laddered, people: ["clerk": ["ann"], "chair": ["bob"]])
        try await desk.open("precept-2027", as: "precept", ["precept-year": "2027"])
        try await desk.advance(to: "2027-01-20T10:00")
        try await desk.record("proposal-notified", of: "precept-2027")
        let all = [
            "2027-02-03T09:00 report to ann: 3 working days before",
            "2027-02-08T09:00 report to ann: on the day",
            "2027-02-09T00:00 report passes, [\"ann\", \"bob\"], power-lapsed follows",
            "2027-02-09T09:00 report to ann: every 1 day after",
            "2027-02-09T09:00 report to bob: every 1 day after",
        ]
        #expect(
            try await plan(desk, "precept-2027", until: "2027-02-09T09:00") == all)
        #expect(
            try await plan(desk, "precept-2027", until: "2027-02-08T23:59")
                == Array(all.prefix(2)))
    }

    @Test("What the plan says is what is sent, where nothing is recorded")
    func comesTrue() async throws {
        let desk = try Desk(at: "2027-01-20T10:00", Self.laddered)
        try await desk.open("precept-2027", as: "precept", ["precept-year": "2027"])
        try await desk.record("proposal-notified", of: "precept-2027")
        try await desk.set(["review-meeting": "2027-02-05T10:00"], of: "precept-2027")
        try await desk.record("agenda-published", of: "precept-2027")
        let planned = try await plan(desk, "precept-2027", until: "2027-02-08T12:00")
        try await desk.advance(to: "2027-02-08T12:00")
        let sent = try await desk.sent().map { $0.replacing(": report, ", with: ": ") }
        #expect(
            planned.map { $0.replacing(" report to", with: " to") } == sent && !sent.isEmpty)
    }

    @Test("A repeat that was acknowledged is not planned")
    func acknowledged() async throws {
        let desk = try Desk(at: "2027-01-20T10:00", Self.laddered)
        try await desk.open("precept-2027", as: "precept", ["precept-year": "2027"])
        try await desk.record("proposal-notified", of: "precept-2027")
        try await desk.acknowledge("report", of: "precept-2027", by: "clerk")
        let planned = try await plan(desk, "precept-2027", until: "2027-02-09T12:00")
        #expect(planned.contains("2027-02-09T09:00 report to chair: every 1 day after"))
        #expect(!planned.contains { $0.contains("to clerk: every") })
    }
}
