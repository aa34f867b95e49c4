import Testing

@testable import Documents

@Suite("A document is a tree of texts with positions")
struct DocumentTests {
    @Test("What is not there begins where the text ends", arguments: ["---", "--- "])
    func nothing(text: String) throws {
        let root = try #require(Document.parse(text, file: "f.yaml").root)
        #expect(root.position == SourcePosition(line: 1, column: text.count + 1))
    }

    @Test(
        "a scalar is the text that stands there",
        arguments: [
            "1.10", "2017-01-16T09:00", "2017-01-16", "1e3", "0x1F", "no", "yes", "08:00", "1_000",
            "0o17", "=", ".inf", "True", "12:30:45", "éà", "20 working days after meeting.starts",
        ])
    func scalarText(_ text: String) throws {
        let document = Document.parse("key: \(text)\nlist: [\(text)]\n", file: "f")
        #expect(document.diagnostics.isEmpty)
        let root = try #require(document.root)
        #expect(root["key"]?.kind == .scalar(text: text, isPlain: true))
        #expect(root["list"]?.kind == .sequence([node(2, 8, text)]))
    }

    @Test("plain and quoted are told apart, and null is only what stands plain")
    func quoting() throws {
        let text = """
            a: "no"
            b: 'x'
            c: |
              block
            d:
            e: ~
            f: null
            g: "null"
            h: ''
            """
        let root = try #require(Document.parse(text, file: "f").root)
        let kinds = ["a", "b", "c", "d", "f", "g", "h"].compactMap { root[$0]?.kind }
        #expect(
            kinds == [
                .scalar(text: "no", isPlain: false), .scalar(text: "x", isPlain: false),
                .scalar(text: "block\n", isPlain: false), .scalar(text: "", isPlain: true),
                .scalar(text: "null", isPlain: true), .scalar(text: "null", isPlain: false),
                .scalar(text: "", isPlain: false),
            ])
        #expect(["d", "e", "f"].allSatisfy { root[$0]?.isNull == true })
        #expect(["a", "c", "g", "h"].allSatisfy { root[$0]?.isNull == false })
    }

    @Test("keys keep their order")
    func order() throws {
        let root = try #require(Document.parse("z: 1\na: 2\nm: 3", file: "f").root)
        guard case .mapping(let entries) = root.kind else {
            Issue.record("no mapping")
            return
        }
        #expect(entries.map(\.key) == ["z", "a", "m"])
    }

    @Test("positions count lines and characters from 1, also after text that is not ASCII")
    func positions() throws {
        let text =
            "título: {ñandú: é, b: [x, ☃y, 𝄞, z]}\r\n# c\r\nnext:\r\n  - eins\r\n  - zwei\r\n"
        let root = try #require(Document.parse(text, file: "f").root)
        #expect(
            root
                == map(
                    1, 1,
                    (
                        "título", 1, 1,
                        map(
                            1, 9,
                            ("ñandú", 1, 10, node(1, 17, "é")),
                            (
                                "b", 1, 20,
                                DocumentNode(
                                    position: SourcePosition(line: 1, column: 23),
                                    kind: .sequence([
                                        node(1, 24, "x"), node(1, 27, "☃y"), node(1, 31, "𝄞"),
                                        node(1, 34, "z"),
                                    ]))
                            ))
                    ),
                    (
                        "next", 3, 1,
                        DocumentNode(
                            position: SourcePosition(line: 4, column: 3),
                            kind: .sequence([node(4, 5, "eins"), node(5, 5, "zwei")]))
                    )))
    }

    @Test(
        "a file without anything in it has no root and nothing wrong",
        arguments: ["", "# x\n", "\n\n"])
    func empty(_ text: String) {
        let document = Document.parse(text, file: "f")
        #expect(document.root == nil && document.diagnostics.isEmpty && document.isSound)
    }

    @Test("very short files are read like others")
    func short() {
        #expect(Document.parse("a: b", file: "f").root == map(1, 1, ("a", 1, 1, node(1, 4, "b"))))
        #expect(Document.parse("x", file: "f").root == node(1, 1, "x"))
    }

    @Test("signs of anchors and aliases inside texts and comments are ordinary")
    func ordinarySigns() {
        let text = """
            # see &a and *a
            title: Terms & conditions &c *d
            "*": "&x"
            'b*': |
              *not an alias
              &nor an anchor
            list: [a&b, "*"]
            """
        let document = Document.parse(text, file: "f")
        #expect(document.diagnostics.isEmpty)
        #expect(document.root?["title"]?.scalarText == "Terms & conditions &c *d")
        #expect(document.root?["*"]?.scalarText == "&x")
        #expect(document.root?["b*"]?.scalarText == "*not an alias\n&nor an anchor\n")
    }
}

/// A plain text at a position.
func node(_ line: Int, _ column: Int, _ text: String) -> DocumentNode {
    return DocumentNode(
        position: SourcePosition(line: line, column: column),
        kind: .scalar(text: text, isPlain: true))
}

/// A mapping at a position, of keys with their positions.
func map(
    _ line: Int, _ column: Int, _ entries: (String, Int, Int, DocumentNode)...
) -> DocumentNode {
    return DocumentNode(
        position: SourcePosition(line: line, column: column),
        kind: .mapping(
            entries.map { key, line, column, value in
                return DocumentNode.Entry(
                    key: key, keyPosition: SourcePosition(line: line, column: column), value: value)
            }))
}
