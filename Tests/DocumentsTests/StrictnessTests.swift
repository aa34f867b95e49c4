import Testing

@testable import Documents

@Suite("What the strict subset leaves out is reported with its place")
struct StrictnessTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        /// Line, column and the beginning of the reason of each.
        let expected: [String]

        init(_ name: String, _ text: String, _ expected: String...) {
            self.testDescription = name
            self.text = text
            self.expected = expected
        }
    }

    static let cases = [
        Case("anchor", "a: &x b\nc: *x\n", "1:4 anchors are not used"),
        Case("anchor on a key", "&x a: b\n", "1:1 anchors are not used"),
        Case("anchor without a name", "a: &\n", "1:4 a text cannot begin with & or *"),
        Case("alias of nothing", "events:\n  *: closed\n", "2:3 a text cannot begin"),
        Case("alias", "events:\n  to: *x\n", "2:7 aliases are not used"),
        Case(
            "alias bomb as a key",
            "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
                + "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n"
                + "e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\n? *e\n: x\n", "1:4 anchors are not used"),
        Case("tag", "a: !!str 5\nb: !x [1]\n", "1:4 tags are not used", "2:4 tags are not used"),
        Case("tag on a key", "!!str a: 5\n", "1:1 tags are not used"),
        Case(
            "merge key", "a: {x: 1}\nb:\n  <<: {x: 2}\n", "3:3 merge keys are not used"),
        Case("second document", "a: 1\n---\nb: 2\n", "2:1 a second document begins here"),
        Case(
            "keys that are read as booleans", "on: x\nNo: y\n\"off\": z\nY: [yes]\n",
            "1:1 some readers take this key", "2:1 some readers take this key",
            "4:1 some readers take this key"),
        Case(
            "a key twice", "a: 1\nb:\n  c: 1\n  d: 2\n  'c': 3\na: 4\n\"a\": 5\n",
            "5:3 this key stands already on line 3", "6:1 this key stands already on line 1",
            "7:1 this key stands already on line 1"),
        Case(
            "a key twice on one line", "x: {ab: 1, \"ab\": 2, ab: 3, on: 4}\n",
            "1:12 this key stands already on line 1", "1:21 this key stands already on line 1",
            "1:28 some readers take this key"),
        Case(
            "a key twice, escaped", "a: 1\n\"\\x61\": 2\nb: 3\nb: 4\n",
            "2:1 this key stands already on line 1", "4:1 this key stands already on line 3"),
        Case("a list as a key", "? [a]\n: x\n", "1:3 a key has to be text"),
        Case("a list as a key twice", "? [a]\n: x\n? [a]\n: y\n", "1:3 this key stands twice"),
        Case("no key", ": x\n", "1:1 the key is missing"),
        Case(
            "nothing as a key", "~: x\nb: {~ : y}\n", "1:1 the key is missing",
            "2:5 the key is missing"),
        Case("a quote left open at the end", " {y\"Eev:", "1:9 there should be a text"),
        Case("tab", "a:\n\tb: 1\n", "2:1 a tab cannot indent"),
        Case("colon in a text", "a: b: c\n", "1:5 there cannot be a colon here"),
        Case("a reserved sign", "a: 1\nb: @x\n", "2:4 a text cannot begin"),
        Case("quote left open", "a: 1\nb: \"x\nc: 2\n", "2:4 this quote is never closed"),
        Case("bracket left open", "a: [1, 2\nb: 3\n", "1:4 this list in [ ] is not closed"),
        Case("dedented key", "a:\n    b: 1\n  c: 2\n", "3:3 this does not fit in"),
        Case("key after a list", "a:\n  - 1\n  b: 2\n", "3:3 this does not fit in"),
        Case("no colon", "a: 1\nb\nc: 3\n", "3:1 there should be a colon"),
        Case("NUL", "a: 1\nb: x\u{0}y\n", "2:5 this character is not allowed"),
        Case("byte order mark", "\u{FEFF}a: 1\n", "1:1 a byte order mark is not allowed"),
        Case(
            "line separators", "a: \u{85}x\nb: \u{2028}y\n", "1:4 this character only looks",
            "2:4 this character only looks"),
        Case("old line ends", "a: 1\rb: 2\r", "1:5 a carriage return", "1:10 a carriage return"),
    ]

    @Test("each is found", arguments: cases)
    func found(_ bad: Case) {
        let document = Document.parse(bad.text, file: "f.yaml")
        let found = document.diagnostics.map { "\($0.line):\($0.column) \($0.reason)" }
        #expect(found.count == bad.expected.count, "\(found)")
        for (reason, expected) in zip(found, bad.expected) {
            #expect(reason.hasPrefix(expected))
        }
        #expect(!document.isSound)
        #expect(document.diagnostics.allSatisfy { !$0.remedy.isEmpty && $0.file == "f.yaml" })
    }

    @Test("a file with keys that stand twice still has its tree, without any trace of the search")
    func treeOfRepeated() {
        let document = Document.parse("{ab: 1, \"ab\": x, ab: 2, c: d}", file: "f")
        var quoted = node(1, 15, "x")
        quoted.position.column = 15
        #expect(
            document.root
                == map(
                    1, 1, ("ab", 1, 2, node(1, 6, "1")), ("ab", 1, 9, quoted),
                    ("ab", 1, 18, node(1, 22, "2")), ("c", 1, 25, node(1, 28, "d"))))
    }

    @Test("a file of nothing but repeated keys is given up within a bound")
    func repeatedWithoutEnd() {
        let text = String(repeating: "a: b\n", count: 3000)
        let document = Document.parse(text, file: "f")
        #expect((1...20).contains(document.diagnostics.count))
        #expect(
            document.diagnostics.first?.reason == "this key is one of very many that stand twice")
        #expect(document.root == nil)
    }

    @Test("bytes that are not UTF-8 are reported at their place")
    func encoding() {
        let bytes = Array("a: é\nbü: ".utf8) + [0xFF, 0x41]
        let document = Document.parse(bytes: bytes, file: "f")
        #expect(
            document.diagnostics.map { "\($0.line):\($0.column) \($0.reason)" }
                == ["2:5 the file is not UTF-8 text"])
        #expect(Document.parse(bytes: Array("a: é".utf8), file: "f").isSound)
    }

    @Test("files beyond the limits are refused")
    func limits() {
        let limits = DocumentLimits(bytes: 40, depth: 3, nodes: 8)
        func reasons(_ text: String) -> [String] {
            return Document.parse(text, file: "f", limits: limits).diagnostics.map(\.reason)
        }
        #expect(reasons(String(repeating: "x", count: 40)).isEmpty)
        #expect(reasons(String(repeating: "x", count: 41)) == ["the file is larger than 40 bytes"])
        #expect(reasons("[[[x]]]").isEmpty)
        #expect(reasons("[[[[x]]]]") == ["this lies more than 3 levels deep"])
        #expect(reasons("[1,2,3,4,5,6,7]").isEmpty)
        #expect(reasons("[1,2,3,4,5,6,7,8]") == ["the file has more than 8 parts"])
        #expect(reasons("{a: 1, b: 2, c: 3, d: 4}") == ["the file has more than 8 parts"])
    }

    @Test("brackets without end do not exhaust the stack", arguments: ["[", "{a: ", "- ", "? "])
    func depth(_ opening: String) {
        for count in [65, 900, 20_000] {
            let text = String(repeating: opening, count: count)
            #expect(!Document.parse(text, file: "f").isSound)
            #expect(!Document.parse(text + "x", file: "f").isSound)
        }
    }

    @Test("whatever is cut off or mangled is read or refused, and no diagnostic lies outside")
    func mangled() {
        let text = """
            workflow: x   # comment
            "*": &a 'b'
            a: {on: [1, "zwei"], a: |
              block
            b: *c
            """
        let scalars = Array(text.unicodeScalars)
        for index in scalars.indices {
            for replacement in ["", "\t", "\"", "[", ": ", "&", "!", "\u{E000}", "\n", "%"] {
                let mangled =
                    String(String.UnicodeScalarView(scalars[..<index])) + replacement
                    + String(String.UnicodeScalarView(scalars[(index + 1)...]))
                let document = Document.parse(mangled, file: "f")
                let lines = mangled.split(separator: "\n", omittingEmptySubsequences: false)
                for diagnostic in document.diagnostics {
                    #expect((1...lines.count + 1).contains(diagnostic.line))
                    #expect(diagnostic.column >= 1)
                }
            }
        }
    }
}
