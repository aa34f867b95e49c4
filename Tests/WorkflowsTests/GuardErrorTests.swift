import Testing
import Workflows

/// What is no guard, where it goes wrong, and what to write instead.
@Suite("What is no guard")
struct GuardErrorTests {
    /// A text, the column, and parts of the reason and the remedy.
    struct Mistake: Sendable, CustomTestStringConvertible {
        let text: String
        let column: Int
        let reason: String
        let remedy: String

        init(_ text: String, _ column: Int, _ reason: String, _ remedy: String) {
            self.text = text
            self.column = column
            self.reason = reason
            self.remedy = remedy
        }

        var testDescription: String { text }
    }

    static let mistakes = [
        Mistake("", 1, "a condition is missing", "topic is known"),
        Mistake("   ", 1, "a condition is missing", "topic is known"),
        Mistake("topic", 1, "needs \"is\"", "NAME is known"),
        Mistake("topic is", 9, "a value is missing", "Write a value"),
        Mistake("is known", 1, "a name is missing", "Add it"),
        Mistake("a b is known", 1, "\"a b\" is not a name", "one name"),
        Mistake("a is known and b is known or c is known", 27, "mixed", "brackets"),
        Mistake("a is known or b is known and c is known", 26, "mixed", "brackets"),
        Mistake("(a is known", 12, "not closed", "Write \")\""),
        Mistake("a is known)", 11, "does not belong", "Remove"),
        Mistake("a is known b is known", 12, "does not belong", "Remove"),
        Mistake("a is known and", 15, "a condition is missing", "Write one"),
        Mistake("not", 4, "a condition is missing", "Write one"),
        Mistake("in", 3, "a state is missing", "Write a state"),
        Mistake("every", 6, "a kind of item is missing", "Write a kind of item"),
        Mistake("every witness in", 17, "a state is missing", "Write a state"),
        Mistake("at most 2 witness", 4, "\"at least N ITEM\"", "at least 2 witness"),
        Mistake("at least some witness", 10, "a number is missing", "at least 2 witness"),
        Mistake("at least 0 witness", 10, "a number is missing", "at least 2 witness"),
        Mistake("votes is at least many", 19, "\"many\" is not a number", "Write digits"),
        Mistake("votes is at least 2/0 of members", 19, "not a number", "2/3"),
        Mistake("votes is at least 2/3 members", 23, "needs \"of\"", "2/3 of members"),
        Mistake("votes is at most 2", 13, "\"at\" begins", "at least 2"),
        Mistake("made is before", 15, "a day is missing", "Write a day"),
        Mistake("() is known", 1, "is not a name", "one name"),
    ]

    @Test("Each mistake has its column, its reason and a remedy", arguments: mistakes)
    func mistake(_ mistake: Mistake) {
        do {
            let condition = try Guard(parsing: mistake.text)
            Issue.record("read as \(condition)")
        } catch {
            #expect(error.column == mistake.column)
            #expect(error.reason.contains(mistake.reason))
            #expect(error.remedy.contains(mistake.remedy))
            #expect(!error.remedy.isEmpty)
        }
    }

    @Test("A phrase's own mistake is shown at its place in the guard")
    func phrase() {
        do {
            _ = try Guard(parsing: "occurred is before 5 daze after received")
            Issue.record("it was read")
        } catch {
            #expect(error.column == 22)
            #expect(error.text == "daze")
            #expect(error.remedy.contains("day"))
        }
    }

    @Test("Brackets nest to a bound")
    func depth() throws {
        func nested(_ levels: Int) -> String {
            String(repeating: "(", count: levels) + "a is known"
                + String(repeating: ")", count: levels)
        }
        #expect(try Guard(parsing: nested(31)) == .known("a"))
        #expect(throws: GuardError.self) { try Guard(parsing: nested(32)) }
        #expect(throws: GuardError.self) { try Guard(parsing: nested(10_000)) }
        let nots = String(repeating: "not ", count: 10_000) + "a is known"
        #expect(throws: GuardError.self) { try Guard(parsing: nots) }
    }
}
