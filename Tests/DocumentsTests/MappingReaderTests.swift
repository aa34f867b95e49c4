import Testing

@testable import Documents

@Suite("Mappings are read strictly")
struct MappingReaderTests {
    /// Reads a text by a closure, and gives what was reported as `LINE:COLUMN REASON; REMEDY`.
    private func reports(
        _ text: String, _ read: (inout MappingReader) -> Void
    ) throws -> [String] {
        let document = Document.parse(text, file: "f")
        let log = DiagnosticLog(file: "f", entries: document.diagnostics)
        if var reader = MappingReader(try #require(document.root), of: "a deadline", log) {
            read(&reader)
            reader.finish()
        }
        return log.sorted.map { "\($0.line):\($0.column) \($0.reason); \($0.remedy)" }
    }

    @Test("keys that nobody asked for are reported with the nearest known one")
    func unknown() throws {
        let found = try reports("title: x\nwhen-misssed: y\nfoo: z\n") { reader in
            _ = reader.text("title")
            _ = reader.optional("when-missed")
        }
        #expect(
            found == [
                "2:1 a deadline has no such key; did you mean \"when-missed\"?",
                "3:1 a deadline has no such key; known here: title, when-missed",
            ])
    }

    @Test("a key that is missing is reported at the mapping")
    func missing() throws {
        let found = try reports("# a\n\n  title: x\n") { reader in
            _ = reader.text("title")
            let due = reader.requiredText("due")
            #expect(due == nil)
        }
        #expect(found == ["3:3 a deadline needs the key \"due\"; add due: VALUE"])
    }

    @Test("what is not a mapping is reported")
    func noMapping() throws {
        let found = try reports("[a]") { _ in Issue.record("read a list") }
        #expect(found == ["1:1 expected keys with values, found a list; write KEY: VALUE"])
    }

    @Test("values are read as what they have to be")
    func values() throws {
        let text = """
            text: no
            quoted: "5"
            number: -12
            yes-or-no: true
            list: [a, b]
            one: a
            many: [a, b]
            mapping: { z: 1, a: 2 }
            """
        let found = try reports(text) { reader in
            let text = reader.text("text")
            #expect(text == "no")
            let quoted = reader.text("quoted")
            #expect(quoted == "5")
            let number = reader.integer("number", in: -20...0)
            #expect(number == -12)
            let truth = reader.boolean("yes-or-no")
            #expect(truth)
            let absent = reader.boolean("absent", default: true)
            #expect(absent)
            let list = reader.list("list")
            #expect(list.map(\.scalarText) == ["a", "b"])
            let one = reader.texts("one")
            #expect(one == ["a"])
            let many = reader.texts("many")
            #expect(many == ["a", "b"])
            let none = reader.texts("none")
            #expect(none.isEmpty)
            let ofOne = reader.oneOrMany("one")
            #expect(ofOne.count == 1)
            let ofMany = reader.oneOrMany("many")
            #expect(ofMany.count == 2)
            let mapping = reader.mapping("mapping")
            #expect(mapping.map(\.key) == ["z", "a"])
            #expect(reader.position(ofKey: "number") == SourcePosition(line: 3, column: 1))
            let inner = reader.reader("mapping", of: "x")
            #expect(inner?.entries.count == 2)
            let noReader = reader.reader("other", of: "x")
            #expect(noReader == nil)
        }
        // The inner mapping was read, but never finished.
        #expect(found.isEmpty)
    }

    static let wrong: [(String, @Sendable (inout MappingReader) -> Void, String)] = [
        ("k: [a]", { _ = $0.text("k") }, "1:4 expected a text, found a list; write a text here"),
        ("k:", { _ = $0.text("k") }, "1:3 expected a text, found nothing; write a text here"),
        (
            "k: null", { _ = $0.text("k") },
            "1:4 expected a text, found nothing; put it in quotes if the word itself is meant"
        ),
        (
            "k: 1.10", { _ = $0.integer("k", in: 0...9) },
            "1:4 this is not a whole number; write a number from 0 to 9"
        ),
        (
            "k: 0x1F", { _ = $0.integer("k", in: 0...9) },
            "1:4 this is not a whole number; write a number from 0 to 9"
        ),
        (
            "k: 10", { _ = $0.integer("k", in: 0...9) },
            "1:4 this number is out of bounds; write a number from 0 to 9"
        ),
        (
            "k: 99999999999999999999", { _ = $0.integer("k", in: 0...9) },
            "1:4 this number is out of bounds; write a number from 0 to 9"
        ),
        (
            "k: '5'", { _ = $0.integer("k", in: 0...9) },
            "1:4 expected a whole number, found other text; write a number from 0 to 9"
        ),
        (
            "k: yes", { _ = $0.boolean("k") },
            "1:4 expected true or false, found other text; write true or false, without quotes"
        ),
        (
            "k: \"true\"", { _ = $0.boolean("k") },
            "1:4 expected true or false, found other text; write true or false, without quotes"
        ),
        (
            "k: a", { _ = $0.list("k") },
            "1:4 expected a list, found text; write [A, B], or a line with a dash for each"
        ),
        (
            "k: [a, {b: c}]", { _ = $0.texts("k") },
            "1:8 expected a text, found keys with values; write a text here"
        ),
        (
            "k: {b: c}", { _ = $0.texts("k") },
            "1:4 expected a text or a list, found keys with values; write one, or a list: [A, B]"
        ),
        (
            "k: ~", { _ = $0.oneOrMany("k") },
            "1:4 expected something, found nothing; write one, or a list: [A, B]"
        ),
        (
            "k: a", { _ = $0.mapping("k") },
            "1:4 expected keys with values, found text; write KEY: VALUE"
        ),
    ]

    @Test("what they are not is reported with what was expected", arguments: wrong.indices)
    func wrongValues(_ index: Int) throws {
        let (text, read, expected) = MappingReaderTests.wrong[index]
        let found = try reports(text) { read(&$0) }
        #expect(found == [expected])
    }

    @Test("all mistakes of a file are reported, in its order")
    func allAtOnce() throws {
        let found = try reports("b: 1\non: 2\na: [x\n  , y]\nb: 3\nc: z\n") { reader in
            _ = reader.boolean("b")
            _ = reader.text("a")
            _ = reader.required("d")
            _ = reader.optional("on")
        }
        #expect(
            found.map { $0.prefix(3) } == ["1:1", "1:4", "2:1", "3:4", "5:1", "6:1"])
    }
}
