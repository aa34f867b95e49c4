import Deadlines
import Engine
import Testing
import Workflows

/// Corrections and retractions: the past stays as recorded, what follows from it is put right.
@Suite("Corrections and retractions")
struct AmendmentTests {
    static let letter = """
        workflow: letter
        version: 1
        parties: [clerk]
        facts: { sent-on: { type: date } }
        records: [noted]
        states:
          drafting: { events: { sent: { to: waiting, do: [ { set: { sent-on: occurred } } ] } } }
          waiting:
            events:
              received: checking
              overdue: late
          late: { events: { received: checking } }
          checking: { events: { checked: { to: done, if: received is on or after sent-on } } }
          done: { final: true }
        deadlines:
          response:
            due: 10 working days after sent-on
            while: [waiting, late]
            met-by: received
            when-missed: { consequence: breach, to: clerk, raise: overdue }
            remind: [ { when: [3 working days before, on the day, every 1 week after], at-most: 3, to: clerk } ]
        """

    /// A letter sent on Mon 8 January, so answered by Mon 22 January.
    private func desk() async throws -> Desk {
        let desk = try Desk(at: "2018-01-08T10:00", Self.letter)
        try await desk.open("crime", as: "letter")
        try await desk.record("sent", of: "crime")
        return desk
    }

    @Test("A corrected day moves what is counted from it, and facts that were set by it")
    func anchor() async throws {
        let desk = try await desk()
        try await desk.advance(to: "2018-01-10T10:00")
        try await desk.correct(2, to: "2018-01-04")
        #expect(try await desk.standing("response", of: "crime") == "running 2018-01-18")
        #expect(try await desk.state("crime").root.facts["sent-on"]?.line == "2018-01-04")
        #expect(try await desk.states("crime") == ["waiting"])
        let changes = try await desk.changes(of: "response", in: "crime")
        #expect(
            changes.last
                == .moved(
                    from: CivilDate(iso: "2018-01-22"),
                    because: "entry 2 was corrected: misread"))
        #expect(try await desk.findings().isEmpty)
        // The entry itself stays as it was recorded.
        let entry = try await desk.history("crime")[1]
        #expect(
            entry.payload.effects.contains {
                if case .occurred(nil, let occurrence) = $0 {
                    occurrence.date == CivilDate(iso: "2018-01-08")
                } else {
                    false
                }
            })
    }

    @Test("An act corrected to after its day is met late, and back to before it met in time")
    func judged() async throws {
        let desk = try await desk()
        try await desk.advance(to: "2018-01-31T10:00")
        try await desk.record("received", of: "crime", occurred: "2018-01-19")
        #expect(try await desk.standing("response", of: "crime") == "met 2018-01-22")
        let last = try await desk.state("crime").sequence
        try await desk.correct(last, to: "2018-01-29")
        #expect(try await desk.standing("response", of: "crime") == "met-late 2018-01-22")
        try await desk.correct(last, to: "2018-01-18")
        #expect(try await desk.standing("response", of: "crime") == "met 2018-01-22")
        #expect(try await desk.findings().isEmpty)
    }

    @Test("Of what was met the day may turn out to be another, and that is said")
    func rejudged() async throws {
        let desk = try await desk()
        try await desk.record("received", of: "crime")
        #expect(try await desk.standing("response", of: "crime") == "met 2018-01-22")
        try await desk.correct(2, to: "2018-01-04")
        #expect(try await desk.standing("response", of: "crime") == "met 2018-01-18")
        #expect(
            try await desk.changes(of: "response", in: "crime").last
                == .rejudged(
                    from: CivilDate(iso: "2018-01-22"), because: "entry 2 was corrected: misread"))
    }

    @Test("What was recorded on the wrong scrutiny is taken back: the deadline is open again")
    func retracted() async throws {
        let desk = try await desk()
        try await desk.advance(to: "2018-01-10T10:00")
        try await desk.record("received", of: "crime")
        #expect(try await desk.states("crime") == ["checking"])
        try await desk.retract(3)
        #expect(try await desk.states("crime") == ["waiting"])
        #expect(try await desk.standing("response", of: "crime") == "running 2018-01-22")
        #expect(try await desk.run("response", of: "crime").run == 2)
        try await desk.advance(to: "2018-01-24T10:00")
        #expect(
            try await desk.sent() == [
                "2018-01-17T09:00 to clerk: response, 3 working days before",
                "2018-01-22T09:00 to clerk: response, on the day",
                "2018-01-23T09:00 to clerk: response, missed",
            ])
        #expect(try await desk.states("crime") == ["late"])
        #expect(try await desk.findings().isEmpty)
    }

    @Test("Taken back after its day, the deadline is missed, told once, and its event raised")
    func retractedLate() async throws {
        let desk = try await desk()
        try await desk.advance(to: "2018-01-10T10:00")
        try await desk.record("received", of: "crime")
        try await desk.advance(to: "2018-01-25T10:00")
        try await desk.retract(3)
        #expect(try await desk.states("crime") == ["late"])
        #expect(try await desk.standing("response", of: "crime") == "missed 2018-01-22")
        try await desk.advance(to: "2018-01-26T10:00")
        #expect(try await desk.sent().filter { $0.contains("missed") }.count == 1)
        #expect(try await desk.state("crime").root.occurrences.map(\.event) == ["sent", "overdue"])
        #expect(try await desk.findings().isEmpty)
    }

    @Test("Of a day that was told of before nothing is told again")
    func toldBefore() async throws {
        let desk = try await desk()
        try await desk.advance(to: "2018-01-30T10:00")
        try await desk.record("received", of: "crime", occurred: "2018-01-30")
        #expect(try await desk.standing("response", of: "crime") == "met-late 2018-01-22")
        let before = try await desk.sent()
        #expect(before.filter { $0.contains("missed") }.count == 1, "\(before)")
        try await desk.retract(try await desk.state("crime").sequence)
        #expect(try await desk.standing("response", of: "crime") == "missed 2018-01-22")
        try await desk.advance(to: "2018-02-10T10:00")
        #expect(
            try await desk.sent() == before + [
                "2018-02-05T09:00 to clerk: response, every 1 week after#2"
            ])
        #expect(try await desk.state("crime").root.occurrences.map(\.event) == ["sent", "overdue"])
        #expect(try await desk.findings().isEmpty)
    }

    @Test("An act is corrected to a day after its own entry, and what fell due before it is missed")
    func afterItsEntry() async throws {
        let desk = try await desk()
        try await desk.advance(to: "2018-01-19T10:00")
        try await desk.record("received", of: "crime")
        let received = try await desk.state("crime").sequence
        try await desk.advance(to: "2018-01-30T10:00")
        try await desk.correct(received, to: "2018-01-25")
        #expect(try await desk.standing("response", of: "crime") == "met-late 2018-01-22")
        #expect(try await desk.states("crime") == ["checking"])
        #expect(
            try await desk.state("crime").root.occurrences.map { "\($0.event) \($0.date!)" } == [
                "sent 2018-01-08", "overdue 2018-01-23", "received 2018-01-25",
            ])
        #expect(try await desk.findings().isEmpty)
    }

    @Test("What fell due between two entries comes before the later")
    func dueBetween() async throws {
        let desk = try await desk()
        try await desk.advance(to: "2018-01-10T10:00")
        try await desk.record("received", of: "crime")
        try await desk.advance(to: "2018-01-25T10:00")
        try await desk.record("noted", of: "crime")
        try await desk.retract(3)
        #expect(
            try await desk.state("crime").root.occurrences.map(\.event) == [
                "sent", "overdue", "noted",
            ])
        #expect(try await desk.states("crime") == ["late"])
        #expect(try await desk.findings().isEmpty)
    }

    @Test("More time that was given is still given when the act that met it is taken back")
    func extended() async throws {
        let desk = try await desk()
        try await desk.submit(
            .command(
                .extend(
                    DeadlineID(item: nil, name: "response"),
                    .to(Desk.moment("2018-02-05").date), reason: "agreed"), on: "crime"))
        try await desk.record("received", of: "crime")
        try await desk.retract(4)
        #expect(try await desk.standing("response", of: "crime") == "running 2018-02-05")
        try await desk.advance(to: "2018-01-24T10:00")
        #expect(try await desk.standing("response", of: "crime") == "running 2018-02-05")
        #expect(try await desk.sent().filter { $0.contains("missed") }.isEmpty)
        #expect(try await desk.findings().isEmpty)
    }

    @Test("Later entries that no longer fit are named, and nothing changes")
    func unfit() async throws {
        let desk = try await desk()
        try await desk.advance(to: "2018-01-10T10:00")
        try await desk.record("received", of: "crime")
        try await desk.record("checked", of: "crime")
        let before = try await desk.fingerprint()
        let refusal = try await desk.refusal { try await desk.retract(2) }
        #expect(refusal?.contains("entry 3 (received)") == true, "\(refusal ?? "")")
        #expect(refusal?.contains("entry 4 (checked)") == true, "\(refusal ?? "")")
        let guarded = try await desk.refusal { try await desk.correct(3, to: "2018-01-05") }
        #expect(guarded?.contains("entry 4 (checked)") == true, "\(guarded ?? "")")
        #expect(try await desk.fingerprint() == before)
    }

    @Test(
        "What cannot be amended is refused with the reason",
        arguments: [
            (1, "retract", "Entry 1 (open) cannot be retracted"),
            (1, "correct", "Entry 1 records no event"),
            (9, "retract", "The history of crime has no entry 9: its last is 2."),
            (2, "tomorrow", "2018-01-09 has not happened yet"),
            (2, "other", "Entry 2 does not record other. It records: sent."),
        ])
    func refused(_ sequence: Int, _ act: String, _ sentence: String) async throws {
        let desk = try await desk()
        let before = try await desk.fingerprint()
        let refusal = try await desk.refusal {
            switch act {
            case "retract": try await desk.retract(sequence)
            case "tomorrow": try await desk.correct(sequence, to: "2018-01-09")
            case "other": try await desk.correct(sequence, to: "2018-01-05", event: "other")
            default: try await desk.correct(sequence, to: "2018-01-05")
            }
        }
        #expect(refusal?.hasPrefix(sentence) == true, "\(refusal ?? "accepted")")
        #expect(try await desk.fingerprint() == before)
    }

    @Test("Amendments build on one another, and a retraction is not made twice")
    func several() async throws {
        let desk = try await desk()
        try await desk.advance(to: "2018-01-10T10:00")
        try await desk.record("noted", of: "crime")
        try await desk.record("received", of: "crime")
        try await desk.correct(2, to: "2018-01-04")
        try await desk.retract(4)
        #expect(try await desk.standing("response", of: "crime") == "running 2018-01-18")
        let again = try await desk.refusal { try await desk.retract(4) }
        #expect(again == "Entry 4 is retracted already.")
        try await desk.record("received", of: "crime")
        #expect(try await desk.states("crime") == ["checking"])
        #expect(try await desk.findings().isEmpty)
    }
}
