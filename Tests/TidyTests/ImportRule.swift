/// Reads import lines and the manifest's dependencies, and holds them against the table.
enum ImportRule {
    /// The modules that a line of code imports, with the line's index.
    static func imports(of file: SourceFile) -> [(index: Int, module: String)] {
        // Attributes and an access level may stand before, a kind of declaration after.
        let line = #/^\s*(?:@\S+\s+)*(?:(?:public|package|internal|private|fileprivate)\s+)?/#
        let kinds = ["typealias", "struct", "class", "enum", "protocol", "let", "var", "func"]
        return file.code.enumerated().compactMap { index, text in
            guard text.contains("import"), let head = text.prefixMatch(of: line) else { return nil }
            var words = text[head.range.upperBound...].split(separator: " ")
            guard words.first == "import", words.count > 1 else { return nil }
            words.removeFirst()
            if kinds.contains(String(words[0])), words.count > 1 { words.removeFirst() }
            return (index, String(words[0].prefix { $0 != "." }))
        }
    }

    /// Imports that the module's row does not allow.
    static func check(_ file: SourceFile, against row: ImportTable.Row) -> [Finding] {
        imports(of: file).compactMap { index, module in
            if row.project.contains(module) || row.outside.contains(module) { return nil }
            let remedy =
                ImportTable.modules.contains(module)
                ? "Arrows go downwards only: move what is needed to a lower module, "
                    + "or hand it in through a protocol."
                : "Keep it to the modules that may; else argue for it and add it to ImportTable."
            return file.finding(index, "\(row.module) may not import \(module)", remedy)
        }
    }

    /// Project modules that each target of a manifest depends on, by the target's name.
    static func dependencies(inManifest text: String) -> [String: Set<String>] {
        let declaration =
            #/\.(executableTarget|target|systemLibrary|testTarget)\s*\(\s*name:\s*"(\w+)"/#
        var found: [String: Set<String>] = [:]
        let matches = text.matches(of: declaration)
        for (number, match) in matches.enumerated() {
            let end =
                number + 1 < matches.count
                ? matches[number + 1].range.lowerBound : text.endIndex
            let rest = text[match.range.upperBound..<end]
            let name = String(match.output.2)
            if match.output.1 == "testTarget" { continue }
            guard let start = rest.firstRange(of: "dependencies:"),
                let close = rest[start.upperBound...].firstIndex(of: "]")
            else {
                found[name] = []
                continue
            }
            let quoted = rest[start.upperBound..<close].matches(of: #/"(\w+)"/#)
            found[name] = Set(quoted.map { String($0.output.1) })
        }
        return found
    }
}
