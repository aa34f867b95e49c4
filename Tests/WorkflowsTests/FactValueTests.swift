import Deadlines
import Foundation
import Testing
import Workflows

/// Texts as the values of facts.
@Suite("Facts are read")
struct FactValueTests {
    static let choice = FactType.choice(["staff", "chief-constable"])

    @Test(
        "Each type takes its texts and gives them back",
        arguments: [
            (FactType.text, "Cyber fraud", "Cyber fraud"), (.text, "  Fraud  ", "Fraud"),
            (.number, "12", "12"), (.number, "2.5", "2.5"), (.number, "-3", "-3"),
            (.number, "1e3", "1000"), (.boolean, "true", "true"), (.boolean, "false", "false"),
            (.date, "2018-01-26", "2018-01-26"),
            (.dateTime, "2018-01-26T10:00", "2018-01-26T10:00"),
            (.dateTime, "2018-01-26", "2018-01-26"), (.year, "2018", "2018"),
            (.email, "clerk@example.org", "clerk@example.org"), (.list, "one", "one"),
            (choice, "staff", "staff"), (.window, "2018-01-26", "2018-01-26"),
            (.window, "2018-01-01..2018-03-31 early 2018", "2018-01-01..2018-03-31 early 2018"),
            (.scrutiny(of: "panel-meeting", many: false), "meeting-jan", "meeting-jan"),
        ])
    func accepted(type: FactType, text: String, line: String) throws {
        #expect(try FactValue.parse([text], as: type)?.line == line)
    }

    @Test(
        "What a type does not take is refused with a remedy",
        arguments: [
            (FactType.number, "many"), (.number, "inf"), (.number, "nan"), (.number, "12 p"),
            (.boolean, "yes"), (.boolean, "True"), (.date, "2018-02-29"), (.date, "26 Jan 2018"),
            (.date, "2018-1-6"), (.date, "2018-01-26T10:00"), (.dateTime, "2018-01-26T25:00"),
            (.dateTime, "tomorrow"), (.year, "0"), (.year, "10000"), (.year, "2017/18"),
            (.email, "clerk"), (.email, "clerk@"), (.email, "a@b@c"), (.email, "a b@example.org"),
            (.email, "a@example.org, b@example.org"), (.email, "A <a@example.org>"),
            (.email, "a@-example.org"), (.email, ".a@example.org"), (.email, "a\n@example.org"),
            (choice, "Staff"), (.window, "2018-03-31..2018-01-01"), (.window, "early 2018"),
            (.window, "2018-01-01..2018-03-31..2018-04-01"),
            (.scrutiny(of: "w", many: false), "Rural Crime"),
            (.scrutiny(of: "w", many: true), "-rural"),
        ])
    func refused(type: FactType, text: String) {
        do {
            let value = try FactValue.parse([text], as: type)
            Issue.record("taken as \(String(describing: value))")
        } catch {
            #expect(error.text == text)
            #expect(!error.reason.isEmpty && !error.remedy.isEmpty)
        }
    }

    @Test("Nothing, or nothing but blanks, is unknown in every type")
    func unknown() throws {
        let types: [FactType] = [
            .text, .number, .boolean, .date, .dateTime, .year, .email, .list, Self.choice,
            .window, .scrutiny(of: "w", many: true),
        ]
        for type in types {
            #expect(try FactValue.parse([], as: type) == nil)
            #expect(try FactValue.parse(["", " \t"], as: type) == nil)
        }
    }

    @Test("Only lists and links to many take several texts")
    func several() throws {
        #expect(try FactValue.parse(["a", "", "b"], as: .list) == .list(["a", "b"]))
        let many = FactType.scrutiny(of: "w", many: true)
        #expect(try FactValue.parse(["a", "b"], as: many) == .scrutinies(["a", "b"]))
        for type in [FactType.text, .date, Self.choice, .scrutiny(of: "w", many: false)] {
            #expect(throws: FactProblem.self) {
                try FactValue.parse(["2018-01-01", "2018-01-02"], as: type)
            }
        }
    }

    @Test(
        "A value comes back from storage as it went in",
        arguments: [
            FactValue.text("a\"b\nc"), .number(2.5), .number(1e21), .boolean(false),
            .year(2018), .list(["a", "b c"]), .scrutinies(["x", "y"]),
        ])
    func storage(value: FactValue) throws {
        let data = try JSONEncoder().encode(value)
        #expect(try JSONDecoder().decode(FactValue.self, from: data) == value)
    }

    @Test("Days come back from storage as they went in")
    func storedDays() throws {
        let day = try #require(CivilDate(iso: "2018-01-26"))
        let later = try #require(CivilDate(iso: "2018-03-31"))
        let time = try #require(CivilDateTime(iso: "2018-01-26T10:00")).time
        let window = try #require(Window(earliest: day, latest: later, words: "early 2018"))
        let values: [FactValue] = [
            .date(day), .dateTime(day, time), .dateTime(day, nil), .window(window),
        ]
        for value in values {
            let data = try JSONEncoder().encode(value)
            #expect(try JSONDecoder().decode(FactValue.self, from: data) == value)
        }
    }

    @Test(
        "Durations of machine time",
        arguments: [
            ("500ms", 500), ("2s", 2_000), ("15m", 900_000), ("3 h", 10_800_000),
            ("2 days", 172_800_000), ("1 week", 604_800_000), ("0s", 0),
        ] as [(String, Int64)])
    func durations(text: String, milliseconds: Int64) {
        #expect(MachineDuration(parsing: text)?.milliseconds == milliseconds)
    }

    @Test(
        "What is no duration",
        arguments: [
            "", "2", "s", "2 fortnights", "-1s", "1.5s", "99999999999999999999s", "2s ",
            "200000 weeks",
        ])
    func notDurations(text: String) {
        #expect(MachineDuration(parsing: text) == nil)
    }

    @Test(
        "Names people type",
        arguments: [
            ("rural-crime-2017", true), ("a", true), ("", false), ("-a", false), ("a--b", false),
            ("Rural", false), ("a/b", false), ("é", false),
            ("e\u{30A}", false), ("a\u{200D}", false),
            (String(repeating: "a", count: 65), false),
        ])
    func slugs(text: String, isSlug: Bool) {
        #expect(Identifier.isSlug(text) == isSlug)
    }

    @Test("A letter with a mark upon it is no letter of an id, a label or an address")
    func marks() {
        #expect(!Identifier.isOutline("b.e\u{30A}"))
        #expect(!Identifier.isNumber("1\u{20E3}"))
        #expect(Identifier.isMailAddress("a.clerk+1@mail.example.org"))
        let addresses = [
            "e\u{30A}@example.org", "clerk@e\u{30A}.org", "a\u{200D}@b", "a.@b", "@b", "a@",
        ]
        #expect(!addresses.contains(where: Identifier.isMailAddress))
    }

    @Test("Outline labels and numbers")
    func labels() {
        #expect(["a", "b.i", "1.2.a"].allSatisfy(Identifier.isOutline))
        #expect(!["", ".", "b.", "B", "b..i", "b-i"].contains(where: Identifier.isOutline))
        #expect(["1", "12"].allSatisfy(Identifier.isNumber))
        #expect(!["", "0", "01", "-1", "1a", "1234567890"].contains(where: Identifier.isNumber))
    }
}
