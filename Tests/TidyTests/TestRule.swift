/// How tests are written: named by a sentence, and able to fail.
enum TestRule {
    /// A test function as its text shows it.
    struct Test {
        /// The line's index.
        let index: Int
        /// What follows the attribute's opening parenthesis, as it stands; nil without one.
        let name: String?
        /// The function's body, without comments and literals.
        let body: Substring
    }

    /// The tests of a file: each goes from its attribute to the end of the function's body.
    static func tests(in file: SourceFile) -> [Test] {
        file.code.indices.compactMap { index -> Test? in
            let line = file.code[index]
            guard line.contains("@Test"), let at = line.firstRange(of: attribute) else {
                return nil
            }
            let body = body(in: file, from: index, at: at.lowerBound)
            return Test(index: index, name: name(in: file, from: index), body: body)
        }
    }

    /// Tests without a sentence for a name, and tests that cannot fail.
    static func check(_ file: SourceFile) -> [Finding] {
        let expecting = expectingFunctions(in: file)
        return tests(in: file).flatMap { test -> [Finding] in
            var findings: [Finding] = []
            if (test.name ?? "").split(separator: " ").count < 2 {
                findings.append(
                    file.finding(
                        test.index, "a test is not named by a sentence",
                        "Write @Test(\"what is true when it passes\")."))
            }
            if !test.body.contains(expectation), !expecting.contains(where: test.body.contains) {
                findings.append(
                    file.finding(
                        test.index, "a test expects nothing, so it cannot fail",
                        "Add #expect or #require, or call a function named expect… or check…."))
            }
            return findings
        }
    }

    private static var expectation: Regex<Substring> {
        #/\#expect\b|\#require\b|\b(?:expect|check)\w*\(|\bIssue\.record\(|\bconfirmation\(/#
            .wordBoundaryKind(.simple)
    }

    /// Beginnings of calls to functions of the file that expect something themselves.
    private static func expectingFunctions(in file: SourceFile) -> [String] {
        file.code.indices.compactMap { index in
            let line = file.code[index]
            guard let match = line.firstMatch(of: #/\bfunc (\w+)/#),
                body(in: file, from: index, at: match.range.lowerBound).contains(expectation)
            else { return nil }
            return "\(match.output.1)("
        }
    }

    private static var attribute: Regex<Substring> { #/@Test\b/#.wordBoundaryKind(.simple) }

    /// The literal right after the attribute's parenthesis; nil where there is none.
    private static func name(in file: SourceFile, from index: Int) -> String? {
        let lines = file.lines[index..<min(index + 2, file.lines.count)].joined(separator: " ")
        return lines.prefixMatch(of: #/\s*@Test\s*\(\s*"([^"]*)/#).map { String($0.output.1) }
    }

    /// From the first brace outside parentheses to the one that closes it.
    private static func body(
        in file: SourceFile, from index: Int, at start: String.Index
    ) -> Substring {
        let rest = file.code[(index + 1)...].joined(separator: "\n")
        return body(in: file.code[index][start...] + "\n" + rest)
    }

    private static func body(in code: Substring) -> Substring {
        var parentheses = 0
        var braces = 0
        var start: String.Index?
        for index in code.utf8.indices {
            switch code.utf8[index] {
            case UInt8(ascii: "(") where start == nil: parentheses += 1
            case UInt8(ascii: ")") where start == nil: parentheses -= 1
            case UInt8(ascii: "{") where parentheses == 0 || start != nil:
                braces += 1
                start = start ?? index
            case UInt8(ascii: "}") where start != nil:
                braces -= 1
                if braces == 0, let start { return code[start...index] }
            default: break
            }
        }
        return code[code.endIndex...]
    }
}
