import Testing

@testable import Varlink

@Suite("The interface language")
struct InterfaceDescriptionTests {
    static let sample = """
        # A register of things.
        #
        # In two paragraphs.
        interface org.example.more-things

        # How a thing stands.
        type State (open, closed_down)

        type Thing (
          # What it is called.
          name: string,
          state: State,
          parent: ?Thing,
          tags: []string,
          marks: [string]?int,
          place: (x: float, y: float, kind: (indoors, outdoors)),
          extra: object
        )

        # Finds things.
        method Find(name: ?string, deep: bool) -> (things: []Thing)
        method Nothing() -> ()

        # There is none.
        error NoSuchThing (name: string)
        error Broken ()

        # The end.

        """

    @Test("What is parsed prints, and the print parses to the same value")
    func roundTrip() throws {
        let interface = try InterfaceDescription(parsing: Self.sample)
        let printed = interface.description
        #expect(try InterfaceDescription(parsing: printed) == interface)
        #expect(printed.contains("# A register of things.\n#\n# In two paragraphs.\n"))
        #expect(printed.contains("  # What it is called.\n  name: string,\n"))
        #expect(interface.closingComment == "The end.")
        #expect(interface.method("Find")?.comment == "Finds things.")
        #expect(interface.methods.map(\.name) == ["Find", "Nothing"])
        #expect(interface.errors.map(\.name) == ["NoSuchThing", "Broken"])
        #expect(interface.type("State") == .enumeration([.init("open"), .init("closed_down")]))
        let fields = interface.type("Thing")
        guard case .structure(let fields) = fields else { throw Absent() }
        #expect(fields[2].type == .nullable(.named("Thing")))
        #expect(fields[4].type == .map(.nullable(.integer)))
    }

    @Test("White space is free where the language leaves it free")
    func whiteSpace() throws {
        let interface = try InterfaceDescription(
            parsing: "interface a.b method\nF(x:int,y:[]\nstring)->(z:?bool)type T(a)")
        #expect(interface.method("F")?.output == [.init("z", .nullable(.boolean))])
    }

    @Test(
        "A defect is told with its line, column and remedy",
        arguments: [
            ("", "line 1, column 1: expected \"interface\", found the end"),
            (
                "interface one",
                "line 1, column 11: \"one\" is no name here: two labels or more of"
                    + " letters, digits and hyphens, joined by dots"
            ),
            (
                "interface a.b\nmethod f() -> ()",
                "line 2, column 8: \"f\" is no name here: a capital letter, then letters"
                    + " and digits"
            ),
            ("interface a.b\nmethod F()", "line 2, column 11: expected \"->\", found the end"),
            (
                "interface a.b\nmethod F() -> (a: int,)",
                "line 2, column 23: expected a name, found \")\""
            ),
            (
                "interface a.b\nmethod F() -> (a__b: int)",
                "line 2, column 16: \"a__b\" is no name here: a letter, then letters, digits and"
                    + " single underscores between them"
            ),
            (
                "interface a.b\nmethod F() -> (a: ??int)",
                "line 2, column 20: a type can be nullable once"
            ),
            (
                "interface a.b\nmethod F(a: T) -> ()",
                "line 2, column 13: the type \"T\" is not declared in this interface"
            ),
            (
                "interface a.b\nmethod F(a: int, a: int) -> ()",
                "line 2, column 18: \"a\" is declared twice"
            ),
            ("interface a.b\ntype T (a, a)", "line 2, column 12: \"a\" is declared twice"),
            ("interface a.b\ntype T (a, b: int)", "line 2, column 13: expected \")\", found \":\""),
            ("interface a.b\ntype T (a: int, b)", "line 2, column 18: expected \":\", found \")\""),
            ("interface a.b\ntype T ()\nerror T ()", "line 3, column 1: \"T\" is declared twice"),
            (
                "interface a.b\nmethod F(a) -> ()",
                "line 2, column 9: expected fields with types, found bare names"
            ),
            ("interface a.b\nerror E", "line 2, column 8: expected \"(\", found the end"),
            (
                "interface a.b\ntype T (a: [int]string)",
                "line 2, column 13: expected \"]\", found \"int\""
            ),
            (
                "interface a.b\n%",
                "line 2, column 1: expected \"type\", \"method\" or \"error\", found \"%\""
            ),
        ])
    func diagnostics(text: String, message: String) {
        let error = #expect(throws: InterfaceError.self) { try InterfaceDescription(parsing: text) }
        #expect(error?.description == message)
    }

    @Test("Types nested without end are refused, not run through")
    func depth() {
        let text = "interface a.b type T (a: " + String(repeating: "[]", count: 100_000) + "int)"
        let error = #expect(throws: InterfaceError.self) { try InterfaceDescription(parsing: text) }
        #expect(error?.reason == .tooDeep)
    }

    @Test(
        "A value is of a type, or the mismatch names its path",
        arguments: [
            (#"{"a":1,"e":"x","s":{"t":[{"m":{"k":1.5}}]}}"#, nil),
            (#"{"a":1,"b":null,"e":"x","s":{"t":[]}}"#, nil),
            (#"{"a":1,"b":true,"e":"x","s":{"t":[{"m":{}}]},"o":{"any":[1]}}"#, nil),
            (#"{"e":"x","s":{"t":[]}}"#, "a: is missing"),
            (
                #"{"a":1.0,"e":"x","s":{"t":[]}}"#,
                "a: expected an integer, found a number with a fraction"
            ),
            (#"{"a":"1","e":"x","s":{"t":[]}}"#, "a: expected an integer, found a string"),
            (#"{"a":1,"b":"no","e":"x","s":{"t":[]}}"#, "b: expected a boolean, found a string"),
            (#"{"a":1,"e":"z","s":{"t":[]}}"#, #"e: "z" is none of x, y"#),
            (
                #"{"a":1,"e":"x","s":{"t":[{"m":{}},{"m":{"k":"v"}}]}}"#,
                "s.t[1].m.k: expected a number, found a string"
            ),
            (#"{"a":1,"e":"x","s":{"t":{}}}"#, "s.t: expected an array, found an object"),
            (#"{"a":1,"e":"x","s":{"t":[]},"zz":1}"#, "zz: is not known here"),
            (#"{"a":1,"e":"x","s":{"t":[],"u":1}}"#, "s.u: is not known here"),
            (#"{"a":null,"e":"x","s":{"t":[]}}"#, "a: expected an integer, found null"),
        ] as [(String, String?)])
    func checking(json: String, mismatch: String?) throws {
        let interface = try InterfaceDescription(
            parsing: """
                interface a.b
                type T (m: [string]float)
                method F(a: int, b: ?bool, e: (x, y), s: (t: []T), o: ?object) -> ()
                """)
        let method = try #require(interface.method("F"))
        let members = try #require(JSONValue(parsing: json).members)
        var found: String?
        do {
            try interface.check(members, against: method.input)
        } catch {
            found = error.description
        }
        #expect(found == mismatch)
    }

    private struct Absent: Error {}
}
