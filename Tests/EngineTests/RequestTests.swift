import Deadlines
import Engine
import Testing

/// Requests that are sent again, stale ones, and refusals of every kind.
@Suite("Requests")
struct RequestTests {
    private func submission(
        _ id: String, _ event: String, hash: String = "h", expected: Int? = nil, uid: UInt32 = 1000
    ) -> Submission {
        Submission(
            .command(.record(Recording(event: event)), on: "s"), actor: Desk.clerk,
            request: (RequestKey(uid: uid, method: "Record", id: id), hash), expected: expected)
    }

    private func desk() async throws -> Desk {
        let desk = try Desk(at: "2018-01-08T10:00", StepOrderTests.review)
        try await desk.open("s", as: "review")
        return desk
    }

    @Test("A request sent again gets its first answer and does nothing")
    func again() async throws {
        let desk = try await desk()
        let first = try await desk.engine.submit(submission("r1", "late-evidence"))
        let before = try await desk.fingerprint()
        try await desk.advance(to: "2018-01-20T10:00")
        let second = try await desk.engine.submit(submission("r1", "late-evidence"))
        #expect(second == first)
        #expect(try await desk.fingerprint() == before)
    }

    @Test("The same id with other parameters is refused; another user's is another request")
    func reused() async throws {
        let desk = try await desk()
        _ = try await desk.engine.submit(submission("r1", "late-evidence"))
        await #expect(throws: EngineError.requestReused("r1")) {
            _ = try await desk.engine.submit(submission("r1", "late-evidence", hash: "other"))
        }
        let other = try await desk.engine.submit(
            submission("r1", "late-evidence", hash: "other", uid: 1001))
        #expect(other.sequence == 3)
    }

    @Test("A refused request is not kept: made right it is taken")
    func refusedIsNotKept() async throws {
        let desk = try await desk()
        _ = try await desk.refusal { try await desk.engine.submit(submission("r1", "agreed")) }
        try await desk.set(["lines": "x"], of: "s")
        let answer = try await desk.engine.submit(submission("r1", "agreed"))
        #expect(answer.states == ["asking"])
    }

    @Test("Who has not seen the latest entry is told to look again")
    func stale() async throws {
        let desk = try await desk()
        try await desk.set(["lines": "x"], of: "s")
        await #expect(throws: EngineError.notCurrent(expected: 1, actual: 2)) {
            _ = try await desk.engine.submit(submission("r1", "agreed", expected: 1))
        }
        _ = try await desk.engine.submit(submission("r2", "agreed", expected: 2))
    }

    @Test("Setting what is so already changes nothing")
    func unchanged() async throws {
        let desk = try await desk()
        try await desk.set(["lines": "x"], of: "s")
        let before = try await desk.fingerprint()
        #expect(try await desk.set(["lines": "x"], of: "s").outcome == .unchanged)
        #expect(try await desk.fingerprint() == before)
    }

    @Test(
        "Every refusal changes nothing and says what to do",
        arguments: [
            ("open s", "\"s\" exists already. Choose another name."),
            ("open Bad!", "\"Bad!\" cannot be a name here. Use lower-case words"),
            ("open other as reviews", "There is no workflow \"reviews\". Known: review."),
            ("set nothing", "There is no fact \"nothing\" here."),
            ("set period-ends=31 June", "period-ends: \"31 June\" is not a date."),
            ("set period-end=2018-01-01", "Did you mean period-ends?"),
            ("add witness/x", "There is no kind of item \"witness\". Known: recommendation."),
            ("add recommendation/B", "\"B\" cannot be a name here. Use an outline label"),
            ("add recommendation/a", "\"recommendation/a\" exists already."),
            ("at recommendation/b", "There is no item \"recommendation/b\"."),
            ("record nothing", "s in scoping does not accept \"nothing\"."),
            ("on ss", "There is no scrutiny \"ss\". Did you mean s?"),
            ("withdraw", ""),
        ])
    func refusals(act: String, sentence: String) async throws {
        let desk = try await desk()
        try await desk.add("recommendation/a", to: "s")
        if act == "withdraw" {
            try await desk.submit(.command(.withdraw(reason: "x"), on: "s"))
        }
        let before = try await desk.fingerprint()
        let said = try await desk.refusal { try await perform(act, at: desk) }
        #expect(said?.contains(sentence) == true, "\(said ?? "not refused")")
        #expect(try await desk.fingerprint() == before)
    }

    private func perform(_ act: String, at desk: Desk) async throws -> Answer {
        let words = act.split(separator: " ", maxSplits: 1).map(String.init)
        let rest = words.count > 1 ? words[1] : ""
        switch words[0] {
        case "open":
            let parts = rest.components(" as ")
            return try await desk.open(parts[0], as: parts.count > 1 ? parts[1] : "review")
        case "set":
            let parts = rest.components("=")
            return try await desk.set([parts[0]: parts.count > 1 ? parts[1] : "x"], of: "s")
        case "add": return try await desk.add(rest, to: "s")
        case "at": return try await desk.record("answered", of: "s", at: [rest])
        case "on": return try await desk.set(["lines": "x"], of: rest)
        case "withdraw":
            return try await desk.submit(.command(.withdraw(reason: "again"), on: "s"))
        default: return try await desk.record(rest, of: "s")
        }
    }
}

extension String {
    fileprivate func components(_ separator: String) -> [String] {
        split(separator: separator).map(String.init)
    }
}
