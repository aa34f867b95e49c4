import Testing

@testable import Deadlines

@Suite("What is no phrase is refused, with place and remedy")
struct PhraseErrorTests {
    struct Refusal: CustomTestStringConvertible {
        let phrase: String
        let column: Int
        let text: String
        let remedy: String
        init(_ phrase: String, _ column: Int, _ text: String, _ remedy: String) {
            self.phrase = phrase
            self.column = column
            self.text = text
            self.remedy = remedy
        }
        var testDescription: String { phrase }
    }

    private func check(_ refusal: Refusal) {
        let error = #expect(throws: PhraseError.self) {
            try DeadlineRule(parsing: refusal.phrase)
        }
        #expect(error?.column == refusal.column)
        #expect(error?.text == refusal.text)
        #expect(error?.remedy.contains(refusal.remedy) == true, "\(error?.remedy ?? "")")
        #expect(error?.reason.isEmpty == false)
    }

    @Test(
        "A count that is none is refused where it goes wrong",
        arguments: [
            Refusal("0 days after x", 1, "0", "count from 1"),
            Refusal("-5 days after x", 1, "-5", "whole number"),
            Refusal("1.5 days after x", 1, "1.5", "whole number"),
            Refusal("½ day after x", 1, "½", "whole number"),
            Refusal("+5 days after x", 1, "+5", "whole number"),
            Refusal("ten days after x", 1, "ten", "whole number"),
            Refusal("٣ days after x", 1, "٣", "whole number"),
            Refusal("1O days after x", 1, "1O", "whole number"),
            Refusal("10000000 days after x", 1, "10000000", "at most 99999"),
            Refusal(
                "99999999999999999999 days after x", 1, "99999999999999999999", "at most 99999"),
            Refusal("10 workin days after x", 4, "workin", "“working”"),
            Refusal("10 dayz after x", 4, "dayz", "“days”"),
            Refusal("10 hours after x", 4, "hours", "Use days, weeks"),
            Refusal("10 working after x", 12, "after", "“working days”"),
            Refusal("10 clear hours before x", 10, "hours", "“clear days”"),
            Refusal("10 clear working before x", 18, "before", "“clear working days”"),
            Refusal("10", 3, "", "10 working days"),
            Refusal("10 days", 8, "", "Say from where"),
            Refusal("10 days afetr x", 9, "afetr", "“after”"),
            Refusal("10 days since x", 9, "since", "Say from where"),
            Refusal("10 days beginning x", 19, "x", "“beginning with”"),
            Refusal("10 days after", 14, "", "Name a fact"),
            Refusal("10 days after ", 14, "", "Name a fact"),
            Refusal("5 clear days beginning with x", 14, "beginning", "“5 clear days after”"),
            Refusal("the 20 working day following x", 5, "20", "“20th”"),
            Refusal("the 22th working day following x", 5, "22th", "“22nd”"),
            Refusal("the 0th working day following x", 5, "0th", "count from 1"),
            Refusal("the last working day following x", 5, "last", "20th"),
            Refusal("the 20th day following x", 10, "day", "the 20th working day following"),
            Refusal("the", 4, "", "20th"),
        ])
    func counts(_ refusal: Refusal) { check(refusal) }

    @Test(
        "A point that is none is refused where it goes wrong",
        arguments: [
            Refusal("", 1, "", "Name a fact"),
            Refusal("   ", 1, "", "Name a fact"),
            Refusal("by", 3, "", "Name a fact"),
            Refusal("30 February", 1, "30 February", "29th"),
            Refusal("31 April in y", 1, "31 April", "30th"),
            Refusal("0 May", 1, "0 May", "31st"),
            Refusal("8 Febuary", 3, "Febuary", "“February”"),
            Refusal("8 Feb", 3, "Feb", "“February”"),
            Refusal("8 February in 2018", 15, "2018", "2018-02-08"),
            Refusal("8 February in", 14, "", "lower-case"),
            Refusal("2018-02-30", 1, "2018-02-30", "2018-01-26"),
            Refusal("2018-2-3", 1, "2018-2-3", "2018-01-26"),
            Refusal("17:00", 1, "17:00", "at the end"),
            Refusal("26/01/2018", 1, "26/01/2018", "whole number"),
            Refusal("by on", 4, "on", "lower-case"),
            Refusal("Letter-Sent", 1, "Letter-Sent", "“letter-sent”"),
            Refusal("letter_sent", 1, "letter_sent", "lower-case"),
            Refusal("letter--sent", 1, "letter--sent", "lower-case"),
            Refusal("x,", 1, "x,", "lower-case"),
            Refusal("x: y", 1, "x:", "lower-case"),
            Refusal("#x", 1, "#x", "lower-case"),
            Refusal("'x'", 1, "'x'", "lower-case"),
            Refusal("naïve", 1, "naïve", "lower-case"),
            Refusal("a.b.c", 1, "a.b.c", "meeting.starts"),
            Refusal(".starts", 1, ".starts", "whole number"),
            Refusal("meeting.", 1, "meeting.", "meeting.starts"),
            Refusal("meeting.by", 1, "meeting.by", "meeting.starts"),
            Refusal("start promised", 7, "promised", "start of"),
            Refusal("end of", 7, "", "lower-case"),
            Refusal("next", 5, "", "lower-case"),
            Refusal("earlier of a1 or b", 15, "or", "earlier of A and B"),
            Refusal("later of a1", 12, "", "later of A and B"),
            Refusal("earlier of 10 days after x and y", 12, "10", "parentheses"),
            Refusal("()", 2, ")", "lower-case"),
            Refusal("1 day after (x", 13, "(", "Write “)”"),
            Refusal("1 day after (x y)", 16, "y", "Close the parenthesis"),
            Refusal("1 day after x)", 14, ")", "Leave it out"),
        ])
    func points(_ refusal: Refusal) { check(refusal) }

    @Test(
        "What follows the body",
        arguments: [
            Refusal("by 10 days after x", 1, "by", "Leave it out"),
            Refusal("on the 2nd working day following x", 1, "on", "Leave it out"),
            Refusal("x rolled", 9, "", "rolled forward to a working day"),
            Refusal("x rolled back", 10, "back", "rolled forward to a working day"),
            Refusal("x roled forward to a working day", 3, "roled", "“rolled”"),
            Refusal("x by 5pm", 6, "5pm", "17:00"),
            Refusal("x by 24:00", 6, "24:00", "23:59"),
            Refusal("x by", 5, "", "17:00"),
            Refusal(
                "x by 17:00 rolled forward to a working day", 12, "rolled", "working day by 17:00"),
            Refusal("x by 17:00 by 18:00", 12, "by", "at most one"),
            Refusal("x ignoring p", 3, "ignoring", "at most one"),
            Refusal("5 days before x ignoring p", 17, "ignoring", "count forward"),
            Refusal("1 month after x ignoring p", 17, "ignoring", "working days"),
            Refusal("1 year beginning with x ignoring p", 25, "ignoring", "working days"),
            Refusal("5 days after x ignoring", 24, "", "lower-case"),
            Refusal("5 days after x ignoring 2018-01-01", 35, "", "2018-01-01 to"),
            Refusal(
                "5 days after x ignoring 2018-01-02 to 2018-01-01", 39, "2018-01-01", "earlier"),
            Refusal("5 days after x ignorin p", 16, "ignorin", "“ignoring”"),
            Refusal("nxt panel-meeting", 5, "panel-meeting", "“next”"),
            Refusal("laetr of a1 and b", 7, "of", "“later”"),
            Refusal("x and y", 3, "and", "Leave it out"),
        ])
    func endings(_ refusal: Refusal) { check(refusal) }

    @Test(
        "A rung that is none is refused where it goes wrong",
        arguments: [
            ("", 1), ("halfwya", 1), ("on day", 4), ("on the dot", 8), ("at", 3), ("every", 6),
            ("every 1 week", 13), ("every 1 week before", 14), ("2 days", 7), ("2 days off", 8),
            ("0 days before", 1), ("2 days before x", 15), ("at once now", 9), ("before", 1),
        ])
    func rungs(_ phrase: String, _ column: Int) {
        let error = #expect(throws: PhraseError.self) { try RungPhrase(parsing: phrase) }
        #expect(error?.column == column)
        #expect(error?.remedy.isEmpty == false)
    }

    @Test("Parentheses stand at most 32 deep, and no phrase is endless")
    func bounds() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "(", count: depth) + "x" + String(repeating: ")", count: depth)
        }
        #expect(try DeadlineRule(parsing: nested(32)).description == nested(32))
        let deep = #expect(throws: PhraseError.self) { try DeadlineRule(parsing: nested(33)) }
        #expect(deep?.column == 34)
        let chain = String(repeating: "earlier of ", count: 100)
        #expect(throws: PhraseError.self) { try DeadlineRule(parsing: chain) }
        let long = String(repeating: "x", count: 2_001)
        let tooLong = #expect(throws: PhraseError.self) { try DeadlineRule(parsing: long) }
        #expect(tooLong?.remedy.contains("2000") == true)
        let oneCharacter = #expect(throws: PhraseError.self) {
            try DeadlineRule(parsing: "x" + String(repeating: "\u{301}", count: 100_000))
        }
        #expect(oneCharacter?.remedy.contains("2000") == true)
    }

    @Test("Columns count characters, not bytes")
    func columns() {
        let error = #expect(throws: PhraseError.self) {
            try DeadlineRule(parsing: "é\u{301}👩‍👩‍👧 days")
        }
        #expect(error?.column == 1)
        let second = #expect(throws: PhraseError.self) {
            try DeadlineRule(parsing: "by\u{a0}x 👩‍👩‍👧 y")
        }
        #expect(second?.column == 6)
        #expect(second?.text == "👩‍👩‍👧")
    }

    @Test("Damaged phrases are read or refused, and never more than that")
    func damaged() throws {
        var source = PhraseSource(seed: 21)
        var random = SeededGenerator(seed: 22)
        let noise = Array("0 1 ( ) - . : the of by é\u{301} \u{0} and 9 ignoring")
        for _ in 0..<5_000 {
            var text = Array(source.rule().description)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<text.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: text.remove(at: place)
                case 1: text.insert(noise.randomElement(using: &random) ?? " ", at: place)
                default: text.swapAt(place, Int.random(in: 0..<text.count, using: &random))
                }
                if text.isEmpty { text = ["x"] }
            }
            let rule: DeadlineRule
            do throws(PhraseError) {
                rule = try DeadlineRule(parsing: String(text))
            } catch {
                #expect((1...(text.count + 1)).contains(error.column))
                #expect(!error.remedy.isEmpty)
                continue
            }
            #expect(try DeadlineRule(parsing: rule.description) == rule)
        }
    }

    @Test("An error reads as one line with place, reason and remedy")
    func description() {
        let error = #expect(throws: PhraseError.self) { try Span(parsing: "10 workin days") }
        #expect(
            error?.description
                == "column 4: “workin”: this is no unit. Did you mean “working”?")
    }

    @Test(
        "Names are lower-case words joined by hyphens, and no words of the grammar",
        arguments: [
            ("letter-sent", true), ("s29", true), ("a", false), ("x", true), ("before", false),
            ("may", false), ("", false), ("-x", false), ("x-", false), ("x--y", false),
            ("29s", false), ("X", false), ("x y", false), ("x.y", false), ("to-day", true),
            ("from", true),
        ])
    func names(_ name: String, _ isValid: Bool) {
        #expect(PhraseName.isValid(name) == isValid)
    }
}
