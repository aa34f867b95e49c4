import Deadlines
import Engine
import Testing
import Workflows

/// `schedules:` opens scrutinies by themselves: once each, through downtime.
@Suite("Schedules")
struct ScheduleTests {
    static let precept = """
        workflow: precept
        version: 1
        parties: [clerk]
        facts: { precept-year: { type: year, required: true } }
        schedules:
          yearly:
            opens: every 1 December
            id: precept-{year+1}
            set: { precept-year: "{year+1}" }
        states:
          waiting: { events: { done: closed } }
          closed: { final: true }
        deadlines:
          notify:
            due: by 1 February in precept-year
            while: waiting
            met-by: done
            remind: [ { when: [10 working days before], to: clerk } ]
        """
    static let update = """
        workflow: update
        version: 1
        parties: [clerk]
        facts: { for-day: { type: date } }
        schedules:
          monthly:
            opens: every month on day 5
            id: update-{year}-{month}
            set: { for-day: "{date}" }
        states: { open: { events: { done: closed } }, closed: { final: true } }
        """

    private func desk(_ moment: String = "2026-11-30T10:00") async throws -> Desk {
        let desk = try Desk(at: moment, Self.precept, Self.update, scheduled: ["precept"])
        try await desk.noteSchedules()
        return desk
    }

    private func ids(_ desk: Desk) async throws -> [String] {
        try await desk.store.read { try $0.ids() }
    }

    @Test("On its day, at the sending time, it opens one scrutiny with its facts; then next year's")
    func opens() async throws {
        let desk = try await desk()
        try await desk.advance(to: "2026-12-01T08:59")
        #expect(try await ids(desk) == [])
        try await desk.advance(to: "2026-12-01T09:00")
        #expect(try await ids(desk) == ["precept-2027"])
        #expect(try await desk.standing("notify", of: "precept-2027") == "running 2027-02-01")
        let entry = try #require(try await desk.history("precept-2027").first)
        #expect(entry.actor == .daemon)
        #expect(entry.cause == "schedule")
        #expect(entry.payload.note == "by the schedule yearly, for Tue 1 Dec 2026")
        try await desk.advance(to: "2027-12-02T00:00")
        #expect(try await ids(desk) == ["precept-2027", "precept-2028"])
    }

    @Test("A workflow that is not switched on opens nothing")
    func off() async throws {
        let desk = try await desk()
        try await desk.advance(to: "2027-03-01T00:00")
        #expect(try await ids(desk) == ["precept-2027"])
    }

    @Test("What was missed in three weeks of downtime is opened then, once, with its own facts")
    func shortDowntime() async throws {
        let desk = try await desk()
        try await desk.sleep(to: "2026-12-22T14:00")
        #expect(try await ids(desk) == ["precept-2027"])
        try await desk.advance(to: "2027-06-01T00:00")
        #expect(try await ids(desk) == ["precept-2027"])
    }

    @Test("After years of downtime the newest occasion is opened and the others are passed over")
    func longDowntime() async throws {
        let desk = try await desk()
        desk.clock.set(desk.zone.instant(of: Desk.moment("2029-12-20T10:00")))
        let answer = try await desk.engine.submit(Submission(.wake, actor: .daemon))
        #expect(try await ids(desk) == ["precept-2030"])
        #expect(
            answer.schedules?.map(\.sentence) == [
                "schedule precept/yearly passed over Tue 1 Dec 2026, Wed 1 Dec 2027, "
                    + "Fri 1 Dec 2028: out of date",
                "schedule precept/yearly opened precept-2030, for Sat 1 Dec 2029",
            ])
        let note = try await desk.history("precept-2030").first?.payload.note
        #expect(note?.hasSuffix("; 3 before it passed over") == true)
    }

    @Test("An occasion that even its own successor has overtaken is not opened after the last one")
    func overtaken() async throws {
        let text = Self.precept.replacing("    id:", with: "    until: 2027-01-01\n    id:")
        let desk = try Desk(at: "2026-11-30T10:00", text, scheduled: ["precept"])
        try await desk.noteSchedules()
        try await desk.sleep(to: "2028-01-10T10:00")
        #expect(try await ids(desk) == [])
        #expect(try await desk.engine.nextWake() == nil)
    }

    @Test("What a clerk has opened by hand counts as opened, also once it is withdrawn")
    func byHand() async throws {
        let desk = try await desk()
        try await desk.open("precept-2027", as: "precept", ["precept-year": "2027"])
        try await desk.submit(.command(.withdraw(reason: "opened too early"), on: "precept-2027"))
        try await desk.advance(to: "2027-06-01T00:00")
        #expect(try await ids(desk) == ["precept-2027"])
        #expect(try await desk.history("precept-2027").count == 2)
    }

    @Test("A new version of the definition, or a reload, opens nothing again")
    func newVersion() async throws {
        let desk = try await desk()
        try await desk.advance(to: "2026-12-02T00:00")
        let newer = try Desk.entry(
            Self.precept.replacing("version: 1", with: "version: 2")
                .replacing("precept-{year+1}", with: "precept-for-{year+1}"))
        var library = desk.library
        library.current["precept"] = newer
        library.all[newer.id] = newer.definition
        try await desk.submit(.adopt(library))
        try await desk.noteSchedules()
        try await desk.advance(to: "2027-11-30T00:00")
        #expect(try await ids(desk) == ["precept-2027"])
        try await desk.advance(to: "2027-12-02T00:00")
        #expect(try await ids(desk) == ["precept-2027", "precept-for-2028"])
    }

    @Test("Switched on after its day it waits for the next; on its day it opens")
    func switchedOn() async throws {
        let late = try await desk("2026-12-02T10:00")
        try await late.advance(to: "2027-11-30T00:00")
        #expect(try await ids(late) == [])
        let same = try await desk("2026-12-01T15:00")
        try await same.advance(to: "2026-12-01T16:00")
        #expect(try await ids(same) == ["precept-2027"])
    }

    @Test("Months are opened one by one, each under its own id")
    func monthly() async throws {
        let desk = try Desk(at: "2027-01-01T10:00", Self.update, scheduled: ["update"])
        try await desk.noteSchedules()
        try await desk.advance(to: "2027-03-20T00:00")
        #expect(try await ids(desk) == ["update-2027-01", "update-2027-02", "update-2027-03"])
        let state = try await desk.state("update-2027-02")
        #expect(state.root.facts["for-day"]?.line == "2027-02-05")
    }

    @Test("What cannot be opened is a problem that is said and tried again each day")
    func refused() async throws {
        let desk = try await desk()
        try await desk.open("precept-2027", as: "update")
        try await desk.advance(to: "2026-12-01T12:00")
        let problems = try await desk.engine.read { try $1.problems(in: $0) }
        #expect(
            problems == [
                "schedule precept/yearly: \"precept-2027\" exists already. Choose another name."
            ])
        #expect(
            try await desk.engine.nextWake()
                == desk.zone.instant(of: Desk.moment("2026-12-02T09:00")))
        // Next December's has an id of its own; the one that was refused is out of date then.
        try await desk.advance(to: "2027-12-01T09:00")
        #expect(try await ids(desk) == ["precept-2027", "precept-2028"])
        #expect(try await desk.engine.read { try $1.problems(in: $0) } == [])
    }

    @Test("What opens is committed with the mark that it did: undone together, done once")
    func oneTransaction() async throws {
        let desk = try await desk()
        let moment = desk.zone.instant(of: Desk.moment("2026-12-01T09:00"))
        desk.clock.set(moment)
        let failing = ScrutinyEngine(
            store: FailingStore(inner: desk.store), clock: desk.clock, library: desk.library)
        await #expect(throws: StoreError.self) {
            try await failing.submit(Submission(.wake, actor: .daemon))
        }
        #expect(try await ids(desk) == [])
        #expect(try await desk.engine.nextWake() == moment)
        try await desk.advance(to: "2026-12-03T09:00")
        #expect(try await ids(desk) == ["precept-2027"])
        #expect(try await desk.history("precept-2027").count == 1)
    }
}

/// A store that fails at the commit, when all has been written.
private struct FailingStore: ScrutinyStore {
    let inner: any ScrutinyStore

    func transaction<Result: Sendable>(
        _ body: @Sendable (any StoreTransaction) throws -> Result
    ) async throws -> Result {
        try await inner.transaction { transaction in
            _ = try body(transaction)
            throw StoreError(.io, cause: "the disk is gone", remedy: "Replace it.")
        }
    }

    func read<Result: Sendable>(
        _ body: @Sendable (any StoreReader) throws -> Result
    ) async throws -> Result {
        try await inner.read(body)
    }

    func close() async throws { try await inner.close() }
}
