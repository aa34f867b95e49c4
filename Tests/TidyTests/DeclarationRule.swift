/// How declarations are named and documented.
enum DeclarationRule {
    /// Words that name no single thing, and so no type ends in them.
    static let emptyWords = [
        "Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Common",
        "Constants", "Misc",
    ]

    /// Files, by the beginning of their paths, whose types must be called so, with the reason.
    static let namedFromOutside = [
        "Sources/Control/Wire/Manager": "the interface org.scrutinyd.Manager"
    ]

    /// A type declared in a line of code.
    struct Declaration {
        /// The line's index.
        let index: Int
        /// The type's name.
        let name: String
        /// Whether other modules see it.
        let isVisible: Bool
    }

    /// The types declared in a file.
    static func declarations(in file: SourceFile) -> [Declaration] {
        let pattern = #/^\s*((?:[@a-z][\w()]*\s+)*)(?:class|struct|enum|actor|protocol)\s+(\w+)/#
        let words = ["class", "struct", "enum", "actor", "protocol"]
        return file.code.enumerated().compactMap { index, line in
            guard words.contains(where: line.contains), let match = line.prefixMatch(of: pattern)
            else { return nil }
            let before = match.output.1.split(separator: " ")
            // A member such as `class func` or `static var` declares no type.
            if ["func", "var", "let", "init"].contains(match.output.2) { return nil }
            let isVisible = before.contains { ["public", "package", "open"].contains($0) }
            return Declaration(
                index: index, name: String(match.output.2), isVisible: isVisible)
        }
    }

    /// Types and files whose names say nothing.
    static func checkNames(_ file: SourceFile) -> [Finding] {
        if namedFromOutside.keys.contains(where: file.path.hasPrefix) { return [] }
        let remedy = "Name it for what it holds or does; if it does two things, make two."
        var findings: [Finding] = []
        for type in declarations(in: file) where emptyWords.contains(where: type.name.hasSuffix) {
            findings.append(file.finding(type.index, "the name \(type.name) says nothing", remedy))
        }
        let stem = file.path.split(separator: "/").last?.prefix { $0 != "." && $0 != "+" } ?? ""
        if emptyWords.contains(where: stem.hasSuffix) {
            findings.append(file.finding(0, "the file's name says nothing", remedy))
        }
        return findings
    }

    /// Types that other modules see and that no comment explains.
    static func checkComments(_ file: SourceFile) -> [Finding] {
        declarations(in: file).filter(\.isVisible).compactMap { type in
            if isDocumented(type.index, in: file) { return nil }
            return file.finding(
                type.index, "\(type.name) has no doc comment",
                "Say above it what it is, in a line that begins with ///.")
        }
    }

    private static func isDocumented(_ index: Int, in file: SourceFile) -> Bool {
        for line in file.lines[..<index].reversed() {
            let text = line.drop(while: \.isWhitespace)
            if text.hasPrefix("///") { return true }
            // Attributes stand between the comment and the declaration.
            if !text.hasPrefix("@") { return false }
        }
        return false
    }
}
