/// A file as the rules look at it.
struct SourceFile {
    /// The path from the package's root: `Sources/Deadlines/Body.swift`.
    let path: String
    /// The lines as they stand.
    let lines: [String]
    /// The lines with comments and literals blanked; none where it is no Swift.
    let code: [String]
    /// The whole text.
    let text: String

    /// A file of its text.
    init(path: String, text: String) {
        self.path = path
        self.text = text
        lines = Self.lines(of: text)
        code = path.hasSuffix(".swift") ? Self.lines(of: CodeMask.code(of: text)) : []
    }

    /// The folder below `Sources` or `Tests`, whose name is the module's.
    var folder: String {
        let parts = path.split(separator: "/")
        return parts.count > 2 ? String(parts[1]) : ""
    }

    /// Whether it belongs to `Sources`.
    var isSource: Bool { path.hasPrefix("Sources/") }

    /// Whether only the texts in a line of a test make it long: texts of other languages have
    /// their own line lengths.
    func isLongByTexts(line index: Int, limit: Int) -> Bool {
        guard path.hasPrefix("Tests/"), index < code.count,
            !lines[index].drop(while: \.isWhitespace).hasPrefix("//")
        else { return false }
        return code[index].split(separator: " ").joined(separator: " ").count <= limit
    }

    /// A finding in a line of this file, counted from 0.
    func finding(_ index: Int, _ what: String, _ remedy: String) -> Finding {
        Finding(path: path, line: index + 1, what: what, remedy: remedy)
    }

    /// A finding in every line of code of which that is true.
    func findings(
        _ what: String, _ remedy: String, where isBroken: (String) -> Bool
    ) -> [Finding] {
        code.enumerated().filter { isBroken($0.element) }
            .map { finding($0.offset, what, remedy) }
    }

    private static func lines(of text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}
