import Deadlines
import Testing
import Workflows

/// What the guard language means and how it prints.
@Suite("Guards are read")
struct GuardParsingTests {
    static let meanings: [(String, Guard)] = [
        ("topic is known", .known("topic")),
        ("topic is unknown", .not(.known("topic"))),
        ("not topic is known", .not(.known("topic"))),
        ("kind is staff", .equals(name: "kind", value: "staff")),
        ("response is met-late", .equals(name: "response", value: "met-late")),
        ("kind is not staff", .differs(name: "kind", value: "staff")),
        ("votes is at least 2", .atLeast(fact: "votes", 2)),
        ("votes is at least 2.5", .atLeast(fact: "votes", 2.5)),
        (
            "votes-for-veto is at least 2/3 of members",
            .atLeastShare(fact: "votes-for-veto", numerator: 2, denominator: 3, of: "members")
        ),
        ("in response/answers/awaited", .inState("response/answers/awaited")),
        ("not in scoping", .not(.inState("scoping"))),
        ("every recommendation", .items(.every, kind: "recommendation", states: [])),
        (
            "every recommendation in answered or closed",
            .items(.every, kind: "recommendation", states: ["answered", "closed"])
        ),
        ("any witness in invited", .items(.any, kind: "witness", states: ["invited"])),
        ("no witness", .items(.no, kind: "witness", states: [])),
        (
            "at least 2 witness in responded",
            .items(.atLeast(2), kind: "witness", states: ["responded"])
        ),
        (
            "every r in a or b and c is known",
            .and([.items(.every, kind: "r", states: ["a", "b"]), .known("c")])
        ),
        (
            "every r in a or in b",
            .or([.items(.every, kind: "r", states: ["a"]), .inState("b")])
        ),
        (
            "every r in a or b is known",
            .or([.items(.every, kind: "r", states: ["a"]), .known("b")])
        ),
        (
            "any r in a or b or no s in c",
            .or([
                .items(.any, kind: "r", states: ["a", "b"]), .items(.no, kind: "s", states: ["c"]),
            ])
        ),
        (
            "a is known and not b is known and in c",
            .and([.known("a"), .not(.known("b")), .inState("c")])
        ),
        (
            "(a is known or b is known) and c is known",
            .and([.or([.known("a"), .known("b")]), .known("c")])
        ),
        ("not (a is known and b is known)", .not(.and([.known("a"), .known("b")]))),
        ("((a is known))", .known("a")),
        ("  a   is\tknown ", .known("a")),
    ]

    @Test("Each form means what the grammar says", arguments: meanings)
    func means(text: String, condition: Guard) throws {
        #expect(try Guard(parsing: text) == condition)
    }

    @Test(
        "Days compare phrases and the day an event occurred",
        arguments: [
            "occurred is before call-closes", "occurred is on or after 2018-01-26",
            "starts is after 5 days after received", "made is on or before told",
            "earlier of made and told is before sent",
            "made is before earlier of told and sent",
            "(5 clear days before meeting.starts) is before received",
            "made is after 8 February in precept-year",
        ])
    func days(text: String) throws {
        let condition = try Guard(parsing: text)
        guard case .day = condition else {
            Issue.record("\(text) is read as \(condition)")
            return
        }
        #expect(condition.description == text)
    }

    @Test("A phrase takes its own \"and\" and leaves the guard's")
    func phraseAnd() throws {
        let condition = try Guard(
            parsing: "occurred is before later of made and told and topic is known")
        guard case .and(let clauses) = condition, clauses.count == 2 else {
            Issue.record("read as \(condition)")
            return
        }
        #expect(clauses[0].description == "occurred is before later of made and told")
        #expect(clauses[1] == .known("topic"))
    }

    @Test("A day comparison ends before an \"or\" of the guard")
    func phraseOr() throws {
        let condition = try Guard(
            parsing: "made is before 3 days after told or (c is known and d is known)")
        guard case .or(let clauses) = condition, clauses.count == 2 else {
            Issue.record("read as \(condition)")
            return
        }
        #expect(clauses[0].description == "made is before 3 days after told")
    }

    @Test("What is read prints back and is read the same", arguments: meanings.map(\.1))
    func roundTrip(condition: Guard) throws {
        #expect(try Guard(parsing: condition.description) == condition)
    }

    @Test("Any guard prints to a text that means it", arguments: 0..<300)
    func randomRoundTrip(seed: Int) throws {
        var dice = Dice(seed: UInt64(seed))
        let condition = try dice.condition(depth: 3)
        #expect(try Guard(parsing: condition.description) == condition, "\(condition)")
    }
}

/// Dice that build guards, the same for the same seed (SplitMix64).
private struct Dice {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func roll(_ sides: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(sides))
    }

    private mutating func name() -> String { ["alpha", "beta-2", "gamma"][roll(3)] }

    private mutating func several(depth: Int) throws -> [Guard] {
        var all: [Guard] = []
        for _ in 0...(1 + roll(2)) { all.append(try condition(depth: depth - 1)) }
        return all
    }

    private mutating func day() throws -> Guard.Day {
        let phrases = [
            "alpha", "earlier of alpha and gamma", "3 days after alpha", "2018-01-26",
            "later of (2 weeks after alpha) and gamma",
        ]
        let number = roll(phrases.count + 1)
        return number == phrases.count ? .occurred : .phrase(try Body(parsing: phrases[number]))
    }

    mutating func condition(depth: Int) throws -> Guard {
        switch roll(depth > 0 ? 12 : 8) {
        case 0: .known(name())
        case 1: .equals(name: name(), value: name())
        case 2: .differs(name: name(), value: name())
        case 3: .atLeast(fact: name(), Double(roll(9)) / 2)
        case 4: .atLeastShare(fact: name(), numerator: 2, denominator: 3, of: name())
        case 5: .day(try day(), Guard.Relation.allCases[roll(4)], try day())
        case 6: .inState("work/\(name())")
        case 7:
            .items(
                [.every, .any, .no, .atLeast(1 + roll(3))][roll(4)], kind: name(),
                states: Array([name(), name()].prefix(roll(3))))
        case 8: .not(try condition(depth: depth - 1))
        case 9, 10: .and(try several(depth: depth))
        default: .or(try several(depth: depth))
        }
    }
}
