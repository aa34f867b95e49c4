import Deadlines
import Engine
import Testing

/// Holds, resumptions and extensions that were recorded wrongly.
@Suite("Clocks that are put right")
struct AmendedClockTests {
    @Test("A hold and its end are put on other days, and taken back")
    func amendedHold() async throws {
        let desk = try await ClockworkTests.desk()
        try await desk.record("notice", of: "foi", occurred: "2018-01-08")
        try await desk.advance(to: "2018-01-15T10:00")
        try await desk.submit(.command(.hold(from: nil, reason: "r"), on: "foi"))
        try await desk.advance(to: "2018-01-22T10:00")
        try await desk.submit(.command(.resume(on: nil), on: "foi"))
        #expect(try await desk.standing("answer", of: "foi") == "running 2018-02-12")
        let resumed = try await desk.state("foi").sequence
        let held = try #require(try await desk.state("foi").holds.first?.sequence)
        try await desk.correct(held, of: "foi", to: "2018-01-17")
        #expect(try await desk.standing("answer", of: "foi") == "running 2018-02-08")
        try await desk.correct(resumed, of: "foi", to: "2018-01-19")
        #expect(try await desk.standing("answer", of: "foi") == "running 2018-02-07")
        // Not without its end: the latest first.
        let refusal = try await desk.refusal { try await desk.retract(held, of: "foi") }
        #expect(refusal?.contains("entry \(resumed)") == true, "\(refusal ?? "accepted")")
        try await desk.retract(resumed, of: "foi")
        #expect(try await desk.standing("answer", of: "foi") == "paused")
        #expect(try await desk.state("foi").openHold?.from == CivilDate(iso: "2018-01-17"))
        try await desk.retract(held, of: "foi")
        #expect(try await desk.standing("answer", of: "foi") == "running 2018-02-05")
        #expect(try await desk.state("foi").holds.isEmpty)
        #expect(try await desk.findings().isEmpty)
    }

    @Test("A hold that was forgotten for weeks makes its deadline missed when it is taken back")
    func hiddenMiss() async throws {
        let desk = try await ClockworkTests.desk()
        try await desk.record("notice", of: "foi", occurred: "2018-01-08")
        try await desk.submit(.command(.hold(from: nil, reason: "r"), on: "foi"))
        let held = try await desk.state("foi").sequence
        try await desk.advance(to: "2018-02-20T10:00")
        #expect(try await desk.standing("answer", of: "foi") == "paused")
        try await desk.retract(held, of: "foi")
        #expect(try await desk.standing("answer", of: "foi") == "missed 2018-02-05")
        try await desk.advance(to: "2018-02-21T10:00")
        #expect(try await desk.sent().filter { $0.contains("missed") }.count == 1)
        #expect(try await desk.findings().isEmpty)
    }

    @Test("Time that was given by mistake is taken back, and less given")
    func retractedExtension() async throws {
        let desk = try await ClockworkTests.desk()
        try await desk.record("notice", of: "foi", occurred: "2018-01-08")
        let answer = try #require(DeadlineID("answer"))
        let far = try #require(CivilDate(iso: "2081-03-01"))
        let near = try #require(CivilDate(iso: "2018-03-01"))
        try await desk.submit(.command(.extend(answer, .to(far), reason: "r"), on: "foi"))
        let given = try await desk.state("foi").sequence
        try await desk.retract(given, of: "foi")
        #expect(try await desk.standing("answer", of: "foi") == "running 2018-02-05")
        try await desk.submit(.command(.extend(answer, .to(near), reason: "r"), on: "foi"))
        #expect(try await desk.standing("answer", of: "foi") == "running 2018-03-01")
        #expect(try await desk.state("foi").extensions.count == 1)
        #expect(try await desk.findings().isEmpty)
    }

    @Test("An unknown day is no correction of a hold")
    func unknownHold() async throws {
        let desk = try await ClockworkTests.desk()
        try await desk.record("notice", of: "foi", occurred: "2018-01-08")
        try await desk.submit(.command(.hold(from: nil, reason: "r"), on: "foi"))
        let refusal = try await desk.refusal {
            try await desk.submit(
                .command(
                    .correct(sequence: 3, event: nil, occurred: .unknown, reason: "r"), on: "foi"))
        }
        #expect(
            refusal == "Clocks stop and go on on a day: name it, or retract entry 3.",
            "\(refusal ?? "accepted")")
    }
}
