import Testing

/// The rules themselves, held against text that breaks them and text that does not.
@Suite("The rules")
struct RuleTests {
    private static func file(_ text: String, path: String = "Sources/Deadlines/A.swift")
        -> SourceFile
    {
        SourceFile(path: path, text: text)
    }

    private static func codeFindings(_ text: String, path: String) -> Int {
        CodeRule.all.flatMap { $0.check(file(text, path: path)) }.count
    }

    @Test(
        "code that breaks a rule is found once",
        arguments: [
            "let a = try! f()", "let a = b!", "let a = b!.c", "let a = f()!", "let a = b[0]!",
            "var a: Int!", "let a = b as! C", "print(a)", "    Swift.print(a)", "{ dump(a) }",
            "let a = Date()", "let a = Date.now", "let a = ContinuousClock.now",
            "let a = time(nil)",
            "clock_gettime(CLOCK_REALTIME, &now)", "await f()", "Int.random(in: 1...6)",
        ])
    func findsBrokenCode(line: String) {
        #expect(Self.codeFindings(line + "\n", path: "Sources/Deadlines/A.swift") == 1)
    }

    @Test(
        "code that only looks like it is left alone",
        arguments: [
            "if !a { }", "let a = b != c", "let a = b.map(!)", "// a! try! print(a)",
            "let a = \"b! print(c) try! Date()\"", "/* a! /* b! */ c! */", "printer.print(a)",
            "func print(_ a: Int) {", "let a = #\"b\"!\"#", "let a = #/[a-z]!/#",
            "let a = \"\\(b(\")\"))!\"", "blueprint(a)",
            "let date = Date(timeIntervalSince1970: 0)",
            "a && !b", "let sentence = \"\"\"\n  a!\n  \"\"\"",
        ])
    func leavesSoundCode(line: String) {
        #expect(Self.codeFindings(line + "\n", path: "Sources/Deadlines/A.swift") == 0)
    }

    @Test("what only decides may not do, others may")
    func purityIsOfPlaces() {
        #expect(Self.codeFindings("let a = Date()\n", path: "Sources/Daemon/A.swift") == 0)
        #expect(Self.codeFindings("print(a)\n", path: "Sources/scrutinyctl/A.swift") == 0)
        #expect(Self.codeFindings("await a()\n", path: "Sources/Engine/Running/A.swift") == 0)
        #expect(Self.codeFindings("await a()\n", path: "Sources/Engine/Deciding/A.swift") == 1)
    }

    @Test(
        "a page that is too long, too wide, tabbed or unfinished is found",
        arguments: [
            (String(repeating: "a\n", count: 301), 1), (String(repeating: "a\n", count: 300), 0),
            (String(repeating: "é", count: 101) + "\n", 1),
            (String(repeating: "é", count: 100) + "\n", 0), ("\ta\n", 1), ("a", 1), ("", 0),
        ])
    func pages(text: String, count: Int) {
        #expect(PageRule.check(Self.file(text)).count == count)
    }

    @Test(
        "empty names and missing doc comments are found",
        arguments: [
            ("struct ClockManager {}", 1, 0), ("enum Constants {}", 1, 0),
            ("package struct Body {}", 0, 1), ("/// A body.\npackage struct Body {}", 0, 0),
            ("/// A body.\n@frozen\npublic enum Body {}", 0, 0),
            ("// A body.\npublic indirect enum Body {}", 0, 1),
            ("public final class Body {}", 0, 1), ("struct Body {}", 0, 0),
            ("package let manager = FileManager.default", 0, 0),
            ("class func helper() {}", 0, 0),
        ])
    func declarations(text: String, names: Int, comments: Int) {
        let file = Self.file(text + "\n")
        #expect(DeclarationRule.checkNames(file).count == names)
        #expect(DeclarationRule.checkComments(file).count == comments)
    }

    @Test(
        "a test without a sentence, and one without an expectation, are found",
        arguments: [
            ("@Test func a() { #expect(true) }", 1),
            ("@Test(\"it is so\") func a() { let b = 1 }", 1),
            ("@Test(\"it is so\") func a() { /* #expect(true) */ }", 1),
            ("@Test(\"it is so\") func a() throws { try #require(b) }", 0),
            ("@Test(\n    \"it is so\", arguments: [{ 1 }()])\nfunc a(b: Int) { expectSo(b) }", 0),
            ("@Test func a() { }\n@Test(\"it is so\") func b() { #expect(true) }", 2),
            ("@Testable struct A {}", 0),
            ("@Test(\"it is so\") func a() { ask(1) }\nfunc ask(_ b: Int) { #expect(b == 1) }", 0),
            ("@Test(\"it is so\") func a() { ask(1) }\nfunc ask(_ b: Int) { }", 1),
        ])
    func tests(text: String, count: Int) {
        #expect(TestRule.check(Self.file(text + "\n")).count == count)
    }

    @Test("a path of somebody's own machine is found, a like one is not")
    func words() {
        let slash = "/"
        let broken = ["home/clerk", "Users/clerk", "work/main", "tmp/h/a"].map {
            "see \(slash)\($0)"
        }
        for text in broken + ["..\(slash)shared/a"] {
            #expect(WordRule.check(Self.file(text + "\n")).count == 1, "\(text)")
        }
        for text in ["framework/main", "https://example.org/home/a", "ProtectHome=yes", "/tmp/a"] {
            #expect(WordRule.check(Self.file(text + "\n")).isEmpty, "\(text)")
        }
    }

    @Test("a finding says the place, what is wrong and what to do")
    func findings() throws {
        let found = try #require(PageRule.check(Self.file("a\n\tb\n")).first)
        #expect(
            "\(found)" == "Sources/Deadlines/A.swift:2: there is a tab. Indent by four spaces.")
    }
}
