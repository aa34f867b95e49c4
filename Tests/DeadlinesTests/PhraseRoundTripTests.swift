import Foundation
import Testing

@testable import Deadlines

@Suite("Phrases print back as themselves")
struct PhraseRoundTripTests {
    @Test("Thousands of rules: value to phrase to value is the identity")
    func rules() throws {
        var source = PhraseSource(seed: 11)
        for _ in 0..<5_000 {
            let rule = source.rule()
            #expect(try DeadlineRule(parsing: rule.description) == rule, "\(rule)")
        }
    }

    @Test("Case and runs of blanks in what is read make no difference")
    func caseAndBlanks() throws {
        var source = PhraseSource(seed: 12)
        for _ in 0..<1_000 {
            let rule = source.rule()
            let untidy = source.untidy(rule.description)
            #expect(try DeadlineRule(parsing: untidy) == rule, "\(untidy)")
        }
    }

    @Test("Thousands of rungs and spans: value to phrase to value is the identity")
    func rungs() throws {
        var source = PhraseSource(seed: 13)
        for _ in 0..<2_000 {
            let rung = source.rung()
            #expect(try RungPhrase(parsing: rung.description) == rung, "\(rung)")
            let span = source.span()
            #expect(try Span(parsing: span.description) == span, "\(span)")
        }
    }

    @Test(
        "The phrases that definitions use print as they were written",
        arguments: [
            "by call-closes", "5 clear days before meeting.starts",
            "3 weeks beginning with notice-received ignoring post-election",
            "the 20th working day following clock-starts ignoring fee-wait",
            "1 day before (next panel-meeting after meeting-held)",
            "next panel-meeting after later of letter-sent and report-published",
            "on next panel-meeting after meeting-held", "by 8 February in precept-year",
            "8 February", "29 February", "start of promised", "end of promised",
            "earlier of earlier of a1 and b and (10 days after c)",
            "10 working days after 2014-12-02 ignoring 2014-12-20 to 2015-01-04",
            "28 days after received rolled forward to a working day by 17:00",
            "by starts by 09:30", "1 month after x", "the 1st working day following x",
            "the 22nd working day following x", "the 111th working day following x",
        ])
    func canonical(_ phrase: String) throws {
        #expect(try DeadlineRule(parsing: phrase).description == phrase)
    }

    @Test(
        "Other ways of writing print in the one way",
        arguments: [
            ("BY 8 FEBRUARY in y", "by 8 February in y"), ("1 days after x", "1 day after x"),
            ("2 week after x", "2 weeks after x"), ("28 days of x", "28 days after x"),
            ("28 days from x", "28 days after x"), ("28 days following x", "28 days after x"),
            ("  10\tworking \n days  after x ", "10 working days after x"),
            ("007 days after x", "7 days after x"), ("08 February", "8 February"),
            ("1 clear day before( x )", "1 clear day before (x)"),
        ])
    func normalised(_ phrase: String, _ canonical: String) throws {
        #expect(try DeadlineRule(parsing: phrase).description == canonical)
    }

    @Test("Rules, bodies, spans and rungs are coded as their phrase")
    func coding() throws {
        func check<Value: Codable & Equatable>(_ value: Value, _ phrase: String) throws {
            let data = try JSONEncoder().encode([value])
            #expect(String(decoding: data, as: UTF8.self) == "[\"\(phrase)\"]")
            #expect(try JSONDecoder().decode([Value].self, from: data) == [value])
        }
        try check(DeadlineRule(parsing: "by x by 17:00"), "by x by 17:00")
        try check(Body(parsing: "2 days after x"), "2 days after x")
        try check(Span(parsing: "2 days"), "2 days")
        try check(RungPhrase(parsing: "every 1 week after"), "every 1 week after")
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([DeadlineRule].self, from: Data(#"["by by"]"#.utf8))
        }
    }

    @Test("A rule names what it uses, in order, none twice")
    func references() throws {
        let rule = try DeadlineRule(
            parsing: """
                3 weeks after later of (next panel-meeting after letter-sent)
                and earlier of start of promised and later of letter-sent and meeting.starts
                ignoring post-election
                """)
        #expect(
            rule.references == [
                .next("panel-meeting"), .name("letter-sent"), .window("promised"),
                .linked("meeting", fact: "starts"), .period("post-election"),
            ])
        #expect(try DeadlineRule(parsing: "by 8 February in y").references == [.year("y")])
        #expect(try DeadlineRule(parsing: "by 8 February").references.isEmpty)
    }

    @Test(
        "Only what counts forward can be held",
        arguments: [
            ("10 days after x", true), ("1 month beginning with x", true), ("by x", false),
            ("10 days before x", false), ("1 day before (10 days after x)", true),
            ("next w after (10 days after x)", true), ("next w", false),
            ("earlier of x and (2 days after y)", true), ("8 February in y", false),
        ])
    func held(_ phrase: String, _ canBeHeld: Bool) throws {
        #expect(try DeadlineRule(parsing: phrase).canBeHeld == canBeHeld)
    }

    @Test(
        "The body at the beginning of a guard is read, and the rest is left",
        arguments: [
            ("5 clear days before starts and x is known", "and x is known"),
            ("earlier of a1 and b and c is known", "and c is known"),
            ("8 February", ""), ("(10 days after x)) or y", ") or y"),
        ])
    func prefix(_ text: String, _ rest: String) throws {
        #expect(try Body.parsePrefix(of: text).rest == rest)
    }

    @Test("Parts that do not go together make no value")
    func impossibleValues() throws {
        let clear = try Span(parsing: "5 clear days")
        let month = try Span(parsing: "1 month")
        let days = try Span(parsing: "5 days")
        let point = Point.name("x")
        #expect(Count(clear, .beginningWith, point) == nil)
        #expect(Count(days, .following, point) == nil)
        #expect(Count(month, .after, point, ignoring: .period("p")) == nil)
        #expect(Count(days, .before, point, ignoring: .period("p")) == nil)
        let count = try #require(Count(days, .after, point))
        #expect(DeadlineRule(.by, .count(count)) == nil)
        #expect(DeadlineRule(nil, .count(count)) != nil)
        #expect(Span(amount: 0, unit: .day) == nil)
        #expect(Span(amount: -1, unit: .day) == nil)
        #expect(Span(amount: Span.maximumAmount + 1, unit: .day) == nil)
        #expect(DayOfYear(month: 2, day: 30) == nil)
        #expect(DayOfYear(month: 13, day: 1) == nil)
    }
}
