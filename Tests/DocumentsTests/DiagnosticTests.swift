import Documents
import Testing

@Suite("Diagnostics")
struct DiagnosticTests {
    @Test("a diagnostic prints as compilers print theirs, the remedy below")
    func printed() {
        var diagnostic = Diagnostic(
            file: "a/b.yaml", at: SourcePosition(line: 3, column: 14), text: "leter",
            reason: "there is no state of this name", remedy: "did you mean \"letter\"?")
        #expect(
            "\(diagnostic)" == """
                a/b.yaml:3:14: error: there is no state of this name: "leter"
                    remedy: did you mean "letter"?
                """)
        diagnostic.severity = .warning
        diagnostic.text = ""
        #expect(
            "\(diagnostic)".hasPrefix("a/b.yaml:3:14: warning: there is no state of this name\n"))
    }

    @Test("diagnostics are sorted by file, line and column, and each is kept once")
    func sorted() {
        let log = DiagnosticLog(file: "f")
        log.error(at: SourcePosition(line: 10, column: 1), "", "c", remedy: "r")
        log.warning(at: SourcePosition(line: 9, column: 20), "", "b", remedy: "r")
        log.error(at: SourcePosition(line: 9, column: 3), "", "a", remedy: "r")
        log.error(at: SourcePosition(line: 9, column: 3), "", "a", remedy: "r")
        #expect(log.sorted.map(\.reason) == ["a", "b", "c"])
        #expect(log.hasErrors)
    }

    @Test("a log keeps no more than its limit")
    func bounded() {
        let log = DiagnosticLog(file: "f")
        for line in 1...(DiagnosticLog.limit + 5) {
            log.error(at: SourcePosition(line: line, column: 1), "", "x", remedy: "r")
        }
        #expect(log.entries.count == DiagnosticLog.limit)
    }

    @Test(
        "the nearest word is found by slips, else by its beginning",
        arguments: [
            ("leter", "letter"), ("LETTER", "letter"), ("ltetre", "letter"), ("sta", "states"),
            ("statesman", "states"), ("dew", nil), ("deu", "due"), ("xyz", nil), ("", nil),
            ("d", nil), ("if", nil), ("titel", "title"), ("exit", nil),
        ])
    func nearestWord(_ word: String, _ expected: String?) {
        #expect(nearest(word, in: ["letter", "title", "due", "states", "on"]) == expected)
    }
}
